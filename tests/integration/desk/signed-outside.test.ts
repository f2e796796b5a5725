import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { Letter } from '#shared/contract/intake.ts';
import { signDetached } from '../../../src-main/demo/pki/index.ts';
import { mimetype, TYPE, xadesSignatures, zip } from '../../support/asic-builder.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { upload, valueOf } from '../../support/test-desk.ts';
import { add, at, DAY, HOUR, listOf, office, type Office, pki, sha256 } from './evidence-office.ts';

const WORD = zipSync({
  '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'),
  'word/document.xml': strToU8('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Прошу надати відпустку</w:t></w:r></w:p></w:body></w:document>'),
});
const EXCEL = Buffer.from(await writeXlsxFile([[{ value: 'Кошторис' }, { value: 1200 }]]).toBuffer());
const PDF = PdfFixture.create();

const signingTime = at(-HOUR);
const detached = (content: Uint8Array): Uint8Array => signDetached(content, pki.signers.clerk, { signingTime });
/** A container as signing services make it: XAdES beside the file. */
const container = (name: string, content: Uint8Array): Buffer => zip([mimetype(TYPE.extended), { name, content }, { name: 'META-INF/signatures001.xml', content: xadesSignatures([{ name, content }], pki.signers.partner, signingTime) }]);

async function receive({ client, desk }: Office, files: readonly (readonly [string, Uint8Array])[]): Promise<Letter> {
  const handedIn = [];
  for (const [fileName, content] of files) handedIn.push({ sha256: (await upload(client, fileName, content)).sha256, fileName });
  const letterId = valueOf(await client.intake.receive({ files: handedIn })).letters[0]?.letterId ?? '';
  await desk.rooms.intake.settled(letterId);
  return valueOf(await client.intake.get({ letterId }));
}

async function openOffice(): Promise<Office> {
  const here = await office();
  await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  return here;
}

describe('a file that was signed outside', () => {
  it.each([
    ['Word with a detached signature', [['Заява.docx', WORD], ['Заява.docx.p7s', detached(WORD)]]],
    ['Excel with a detached signature', [['Кошторис.xlsx', EXCEL], ['Кошторис.xlsx.p7s', detached(EXCEL)]]],
    ['Word in a container', [['Заява.asice', container('Заява.docx', WORD)]]],
    ['Excel in a container', [['Кошторис.asice', container('Кошторис.xlsx', EXCEL)]]],
    ['PDF with its signature inside', [['Договір.pdf', PDF.sign({ signer: pki.signers.clerk, signingTime }).bytes]]],
    ['PDF with a detached signature', [['Договір.pdf', PDF.bytes], ['Договір.pdf.p7s', detached(PDF.bytes)]]],
  ] as const)('[SIGN-08] %s is taken in, checked and passes; with another content it fails', async (_what, files) => {
    const here = await openOffice();
    expect(await receive(here, files)).toMatchObject({ verdict: 'passed', files: files.map(([fileName, content]) => ({ fileName, sha256: sha256(content) })) });
    const spoilt = files.map(([fileName, content], place) => [fileName, place === 0 ? changed(content) : content] as const);
    expect((await receive(here, spoilt)).verdict).not.toBe('passed');
  });

  it('[SIGN-08] a file that is signed at the desk is taken as well', async () => {
    const here = await openOffice();
    const letter = await receive(here, [['Заява.docx', WORD]]);
    expect(letter.verdict).toBe('unsigned');
    const { privateKey } = pki.signers.clerk.keys;
    const key = { by: 'keyFile' as const, container: Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' })), password: '', certificates: [pki.signers.clerk.certificate, pki.intermediate.certificate].map((der) => Uint8Array.from(der)), certificate: sha256(pki.signers.clerk.certificate) };
    valueOf(await here.client.signing.sign({ subject: { letterId: letter.letterId }, file: letter.files[0]?.sha256 ?? '', fileName: 'Заява.docx', form: 'cades-detached', key }));
    await here.desk.rooms.intake.settled(letter.letterId);
    expect(valueOf(await here.client.intake.get({ letterId: letter.letterId }))).toMatchObject({ verdict: 'passed', files: [{ fileName: 'Заява.docx' }, { fileName: 'Заява.docx.p7s', role: 'signature' }] });
  });
});

/** One byte of what is signed is another: of the text where it lies open, else of the packed content. */
function changed(content: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(content);
  const place = Math.floor(bytes.length / 8);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytes;
}
