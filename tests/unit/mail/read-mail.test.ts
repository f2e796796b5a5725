import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeMail, MailRefused, readMail } from '../../../src-main/mail/index.ts';
import { makeMail } from '../../support/make-mail.ts';

const refusal = (bytes: Uint8Array, limits = {}): Promise<unknown> => readMail(bytes, limits).then((mail) => mail, (error: unknown) => error);

describe('a message', () => {
  it('gives who, what, when and its attachments in their order', async () => {
    const mail = await readMail(makeMail({ attachments: [{ name: 'лист.pdf', content: Buffer.from('%PDF-1.7') }, { name: 'лист.pdf.p7s', content: Buffer.from([0x30, 0x80]) }] }));
    expect(mail).toMatchObject({ subject: 'Запит про архів', from: { name: 'Міністерство освіти', address: 'office@example.org' }, sentAt: '2026-03-02T08:00:00.000Z' });
    expect(mail.text).toContain('Просимо');
    expect(mail.attachments.map(({ fileName, bytes }) => [fileName, Buffer.from(bytes).toString('latin1')])).toEqual([
      ['лист.pdf', '%PDF-1.7'],
      ['лист.pdf.p7s', '0\u0080'],
    ]);
  });

  it('inside a message stays one file and is not opened', async () => {
    const inner = makeMail({ subject: 'Внутрішній', attachments: [{ name: 'a.pdf', content: Buffer.from('%PDF-') }] });
    const mail = await readMail(makeMail({ attachments: [{ name: null, mediaType: 'message/rfc822', content: inner }] }));
    expect(mail.attachments.map(({ fileName }) => fileName)).toEqual(['attachment-1.eml']);
    expect(looksLikeMail(mail.attachments[0]?.bytes ?? new Uint8Array())).toBe(true);
  });

  it('names attachments so that no name is a path, a trick or taken', async () => {
    const names = ['../../etc/passwd', 'C:\\Temp\\a.pdf', 'a.pdf', 'A.PDF', 'invoice\u202efdp.exe', 'x'.repeat(300) + '.docx', '..', null];
    const mail = await readMail(makeMail({ attachments: names.map((name) => ({ name, content: Buffer.from('x') })) }));
    expect(mail.attachments.map(({ fileName }) => fileName)).toEqual(['passwd', 'a.pdf', 'a (2).pdf', 'A (3).PDF', 'invoice fdp.exe', `${'x'.repeat(115)}.docx`, 'attachment-7', 'attachment-8']);
  });

  it('that is none, or too much of one, is refused', async () => {
    expect(await refusal(Buffer.from('Просто текст: без заголовків'))).toMatchObject({ code: 'notAMessage' });
    expect(await refusal(makeMail({ attachments: [{ name: 'a', content: Buffer.from('x') }, { name: 'b', content: Buffer.from('x') }] }), { attachments: 1 })).toMatchObject({ code: 'tooManyAttachments' });
    expect(await refusal(makeMail({ attachments: [] }), { bytes: 100 })).toMatchObject({ code: 'tooLarge' });
    const nested = Array.from({ length: 60 }, (_none, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`).join('');
    expect(await refusal(Buffer.from(`From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\n${nested}`))).toMatchObject({ code: 'tooDeep' });
    expect(await refusal(Buffer.from(`From: a@b\r\nSubject: x\r\n${'X-A: b\r\n'.repeat(200_000)}\r\n`))).toMatchObject({ code: 'unreadable' });
  });

  it('that is broken gives a message or a refusal, never another error', async () => {
    const sample = makeMail({ attachments: [{ name: 'лист.pdf', content: Buffer.from('%PDF-1.7') }] });
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(sample);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        await readMail(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(MailRefused));
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    );
  });
});
