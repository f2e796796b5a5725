import { describe, expect, it, vi } from 'vitest';
import { encodeWire } from '#shared/rpc/wire.ts';
import { createTestPki, signAttached } from '../../../src-main/demo/pki/index.ts';
import { makeMail } from '../../support/make-mail.ts';
import { type OpenOffice, openOffice, someRequisites, upload, valueOf } from '../../support/test-desk.ts';

const LETTERS = 300;
/** Bytes of a line of the list as it goes to a window; the report of one signature alone is larger. */
const LINE = 600;

const pki = await createTestPki({ now: '2026-03-02T09:00:00Z' });

/** Takes in letters with a signature each, and waits for their checks. */
async function takeIn(here: OpenOffice, from: number, to: number): Promise<void> {
  const files = [];
  for (let at = from; at < to; at += 1) {
    const fileName = `лист ${at}.txt.p7m`;
    const { sha256 } = await upload(here.client, fileName, signAttached(Buffer.from(`Лист номер ${at}`), pki.signers.director));
    files.push({ sha256, fileName });
  }
  for (let at = 0; at < files.length; at += 50) {
    const { letters } = valueOf(await here.client.intake.receive({ files: files.slice(at, at + 50) }));
    for (const { letterId } of letters) await here.rooms.intake.settled(letterId);
  }
}

describe('the list of waiting letters', () => {
  it('costs a line for each letter at every change, and no report is read for it', async () => {
    const here = await openOffice();
    await takeIn(here, 0, LETTERS);
    const { blobs } = here.rooms.store;
    const reads = [vi.spyOn(blobs, 'read'), vi.spyOn(blobs, 'readPart')];
    const readCount = (): number => reads.reduce((sum, { mock }) => sum + mock.calls.length, 0);

    await takeIn(here, LETTERS, LETTERS + 1);
    const changes = [
      async () => undefined,
      async (letterId: string) => valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(here.client) })),
      async (letterId: string) => valueOf(await here.client.intake.discard({ letterId, reason: 'помилка' })),
    ];
    for (const [done, change] of changes.entries()) {
      const { letters: before } = valueOf(await here.client.intake.list({}));
      await change(before[0]?.letterId ?? '');
      reads.forEach((read) => read.mockClear());
      const answer = valueOf(await here.client.intake.list({}));
      expect(answer.letters).toHaveLength(LETTERS + 1 - done);
      expect(readCount()).toBe(0);
      expect(Buffer.byteLength(encodeWire(answer))).toBeLessThan(LINE * answer.letters.length);
    }

    const [line] = valueOf(await here.client.intake.list({})).letters;
    expect(line).toMatchObject({ fileName: 'лист 2.txt.p7m', fileCount: 1, checkProblem: null });
    const letter = valueOf(await here.client.intake.get({ letterId: line?.letterId ?? '' }));
    expect(letter.reports).toHaveLength(1);
    expect(Buffer.byteLength(encodeWire(letter.reports))).toBeGreaterThan(LINE);
    expect(readCount()).toBe(1);
  });

  it('says in a line what the letter itself says: verdict, what is offered for the card, the same bytes', async () => {
    const here = await openOffice();
    await takeIn(here, 0, 1);
    const mail = await upload(here.client, 'повідомлення.eml', makeMail({ subject: 'Про план заходів', attachments: [{ name: 'запит.txt', content: Buffer.from('запит') }] }));
    for (let time = 0; time < 2; time += 1) {
      const [received] = valueOf(await here.client.intake.receive({ files: [{ sha256: mail.sha256, fileName: mail.fileName }] })).letters;
      await here.rooms.intake.settled(received?.letterId ?? '');
    }
    const [, first] = valueOf(await here.client.intake.list({})).letters;
    valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId: first?.letterId ?? '', requisites: await someRequisites(here.client) }));

    const { letters } = valueOf(await here.client.intake.list({}));
    expect(letters.map(({ fileName, fileCount, sameFile }) => [fileName, fileCount, sameFile])).toEqual([
      ['лист 0.txt.p7m', 1, false],
      ['запит.txt', 2, true],
    ]);
    for (const line of letters) {
      const { files, reports: _reports, message: _message, fromPackage: _package, sameFileAs, ...whole } = valueOf(await here.client.intake.get({ letterId: line.letterId }));
      expect(line).toEqual({ ...whole, fileName: files.find(({ role }) => role === 'main')?.fileName, fileCount: files.length, sameFile: sameFileAs.length > 0 });
    }
    expect(letters.map(({ suggestions }) => suggestions)).toMatchObject([{ correspondent: expect.any(String) }, { subject: 'Про план заходів' }]);
  });
});
