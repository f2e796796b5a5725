import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { makePaperCopy, makeProtocolPdf } from '../../../src-main/pdf/index.ts';
import { DocumentWords } from '../../../src-main/registration/document-words.ts';
import { type ProtocolChoice, ProtocolTexts } from '../../../src-main/registration/protocol-texts.ts';
import { CHANGED_AFTER, COUNTER, FAILED, PASSED, report, SEALED, UNDETERMINED, UNTRUSTED } from '../../support/fake-desk/reports.ts';
import { preflight, preflightPresent, preflightSuffix } from '../../support/preflight/preflight.ts';
import { pdfaComplaints } from './pdf-a-rules.ts';
import { inFolder, judgesPresent, structureComplaints, textOf } from './rendering.ts';
import { CREATED_AT, KAZAKH_NAME, paperRequest, productFonts } from './samples.ts';

const SHA = 'c'.repeat(64);
const LONG_NAME = 'Бұйрық № 44-ө «Электрондық құжат айналымын ұйымдастыру туралы» — соңғы редакциясы, келісілген нұсқа.pdf';
const LONG_SIGNER = PASSED.signer === null ? null : { ...PASSED.signer, commonName: KAZAKH_NAME };
const REPORTS = [
  report(LONG_NAME, SHA, [PASSED, { ...COUNTER, id: '1.1' }, { ...SEALED, id: '2' }, { ...UNDETERMINED, id: '3', signer: LONG_SIGNER }, { ...FAILED, id: '4' }, { ...UNTRUSTED, id: '5' }], { container: 'asic-e', unsignedFiles: ['додаток (без підпису).xlsx'] }),
  report('Лист.pdf', 'd'.repeat(64), [CHANGED_AFTER], { container: 'pdf' }),
];

async function protocolIn(language: Language, choice: ProtocolChoice = 'all'): Promise<Uint8Array> {
  const words = new DocumentWords(language, 'Asia/Almaty');
  const protocol = new ProtocolTexts({ words, card: null, reports: REPORTS, officeName: 'Шәкәрім университеті', subtitle: '300/01-05 · 04.03.2026' }, 'full').make(choice);
  const { bytes } = await makeProtocolPdf({ protocol, fonts: await productFonts(), title: `${words.text('protocol.title')} · 300/01-05 & <04.03.2026>`, language, pageOf: words.text('protocol.pageOf'), createdAt: CREATED_AT });
  return bytes;
}

/** pdftotext joins words that a line's end parts at a hyphen: hyphens do not count. */
const squeezed = (text: string): string => text.replaceAll(/[\s-]+/g, '');

describe('protocol as a document of its own', () => {
  it.each(LANGUAGES)('breaks none of the rules of PDF/A-1b that can be read off it (%s)', async (language) => {
    expect(await pdfaComplaints(await protocolIn(language))).toEqual([]);
  });

  it('the rules do object to files that are not PDF/A-1b', async () => {
    const { bytes } = await makePaperCopy(await paperRequest());
    const complaints = await pdfaComplaints(bytes);
    for (const complaint of ['6.1.2 header', '6.7.2 no metadata', '6.2.2 output intent']) expect(complaints).toContain(complaint);
    expect(complaints.some((complaint) => complaint.startsWith('6.3.5 CIDSet'))).toBe(true);
    const document = await PDFDocument.load(await protocolIn('ru'), { updateMetadata: false });
    document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ S: 'JavaScript', JS: 'x' }));
    document.setTitle('another');
    const spoiled = await pdfaComplaints(await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false }));
    for (const part of ['6.6.1 key OpenAction', '6.6.1 key JS', '6.6.1 JavaScript', '6.7.3 title']) expect(spoiled.some((complaint) => complaint.includes(part))).toBe(true);
  });

  it('gives the same bytes for the same check', async () => {
    expect(Buffer.compare(Buffer.from(await protocolIn('uk')), Buffer.from(await protocolIn('uk')))).toBe(0);
  });
});

describe.skipIf(!judgesPresent)('protocol, read by others', () => {
  it('is accepted by qpdf, with every font embedded and spelled', async () => {
    const bytes = await protocolIn('kk');
    expect(structureComplaints(bytes)).toBe('');
    const fonts = inFolder((folder) => {
      writeFileSync(join(folder, 'in.pdf'), bytes);
      return execFileSync('pdffonts', [join(folder, 'in.pdf')], { encoding: 'utf8' });
    });
    const rows = fonts.trim().split('\n').slice(2);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+NotoSans\S* +CID TrueType +Identity-H +yes yes yes/);
  });

  it.each(LANGUAGES)('names file, hash, signers, results, reasons, evidence and its own origin (%s)', async (language) => {
    const text = squeezed(textOf(await protocolIn(language)));
    const t = (key: Parameters<typeof translate>[1], params: Readonly<Record<string, string>> = {}): string => translate(language, key, params);
    const wanted = [
      LONG_NAME,
      SHA,
      KAZAKH_NAME,
      t('protocol.title'),
      t('protocol.ownOrigin', { engine: 'Chancery 0.1.0' }),
      t('verdict.word.passed'),
      t('verdict.word.failed'),
      t('verdict.word.undetermined'),
      t('verdict.hashMismatch'),
      t('signature.legal.qualified'),
      t('signature.sealLevel.qualified'),
      t('constraint.dataIntact'),
      t('signature.change.page-content'),
      t('signature.missing.trust-anchor', { issuer: 'CN=Мамлекеттик борбор,C=KG' }),
      'додаток (без підпису).xlsx',
      'http://czo.gov.ua/download/crls/CZO-2017-Full.crl',
      'TOTAL-FAILED / HASH_FAILURE',
      'CAdES-BASELINE-T',
      'Chancery baseline 1',
      'Довірчий список України',
    ];
    expect(wanted.filter((value) => !text.includes(squeezed(value)))).toEqual([]);
    expect(/\{\w+\}|undefined|\[U\+/.exec(text)).toBeNull();
  });

  it('[VER-07] is made for one signer alone, with whoever signed that signature', async () => {
    const text = squeezed(textOf(await protocolIn('en', { sha256: SHA, id: '1' })));
    expect(text).toContain(squeezed('Signature 1: Коваленко Олена Петрівна'));
    expect(text).toContain(squeezed('Counter-signature 1.1: Ысмайылова Жыпаргүл Өмүрбековна'));
    expect(text).toContain(squeezed('This protocol is about one signature: 1. Signatures on the document in all: 7.'));
    expect(text).not.toContain(squeezed(KAZAKH_NAME));
    // The document failed as a whole; that must not be read as the result of this signature.
    expect(text).not.toContain('Failed');
    expect(text).not.toContain('Лист.pdf');
  });

  it('does not pretend to know a signature that is not there', async () => {
    await expect(protocolIn('en', { sha256: SHA, id: '9' })).rejects.toThrow('no signature 9');
  });
});

describe.skipIf(!preflightPresent)(`protocol before PDFBox Preflight${preflightSuffix}`, () => {
  it('is a valid PDF/A-1b file in every language, and the judge does object to others', async () => {
    const files = Object.fromEntries(await Promise.all(LANGUAGES.map(async (language) => [`protocol ${language}`, await protocolIn(language)] as const)));
    const { bytes } = await makePaperCopy(await paperRequest());
    const { 'paper copy': objections, ...answers } = preflight({ ...files, 'paper copy': bytes });
    expect(answers).toEqual(Object.fromEntries(LANGUAGES.map((language) => [`protocol ${language}`, 'valid'])));
    expect(objections).toMatch(/^\d+(\.\d+)* /);
  });
});
