import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsOfBlock } from '../../../src-main/pdf/marks/block-rows.ts';
import { CopyTexts } from '../../../src-main/registration/copy-texts.ts';
import type { Card } from '#shared/contract/registration.ts';
import { readCopyCode } from '#shared/domain/copy-code.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { RecordedSignature } from '../../../src-main/registration/recorded-signatures.ts';
import { loadRulePack, type SentenceId, sentenceAt } from '../../../src-main/rule-packs/index.ts';
import { fakeCards } from '../../support/fake-desk/data.ts';
import { PASSED, reportsFor } from '../../support/fake-desk/reports.ts';
import { PROJECT_ROOT } from '../../support/plain-desk.ts';

const FACTS = { number: '1', certifiedBy: 'Әлия Құрманғазина', position: 'Кеңсе меңгерушісі' };
const HASH = 'a'.repeat(64);

async function textsWith(verdict: 'passed' | 'failed'): Promise<CopyTexts> {
  const pack = await loadRulePack(path.join(PROJECT_ROOT, 'resources', 'rule-packs', 'kz'));
  return new CopyTexts({ card: null, files: [], reports: reportsFor[verdict]('хат.pdf', HASH), officeName: 'Кеңсе', zone: 'Asia/Almaty', pack, language: 'kk', today: '2026-03-16' });
}

describe('sentences of the law on copies in Kazakhstan', () => {
  it('stand in both languages on a copy of a document whose signature passed, and on no other', async () => {
    expect((await textsWith('passed')).certifiedCopy(HASH, { ...FACTS, pages: null }).legalSentences).toHaveLength(2);
    expect((await textsWith('failed')).certifiedCopy(HASH, { ...FACTS, pages: null }).legalSentences).toEqual([]);
  });

  it('do not stand on an extract, which is not the document', async () => {
    const extract = (await textsWith('passed')).certifiedCopy(HASH, { ...FACTS, pages: [1, 2] });
    expect(extract.legalSentences).toEqual([]);
    expect(extract.footer.copyOfElectronicDocument).toContain('үзінді');
  });
});

const COUNTRIES = [
  { country: 'kz', language: 'kk' },
  { country: 'kz', language: 'ru' },
  { country: 'ua', language: 'uk' },
  { country: 'kg', language: 'ky' },
  { country: 'kg', language: 'ru' },
] as const;
const signature = (changes: Partial<SignatureReport>): SignatureReport => ({ ...PASSED, ...changes });
const person = signature({ id: '1' });
const seal = signature({ id: '2', signerKind: 'seal' });
const advanced = signature({ id: '3', legalLevel: 'advanced' });
const SIGNER = { name: 'Айбек Асанов', position: 'Начальник отдела кадров', organization: null };
const MOMENT = Date.parse(PASSED.bestSignatureTime ?? '');
const at = (hours: number): string => new Date(MOMENT + hours * 3_600_000).toISOString();
const byCode = { kind: 'simple-signature', signer: SIGNER, signedAt: at(1), means: 'one-time-code', sha256: HASH, agreement: '№ 17' } as const;
const byPassword = { ...byCode, kind: 'password-confirmation', means: 'password', agreement: null } as const;
const byHand = { kind: 'handwritten-signature', signer: SIGNER, recordedBy: 'Олена Бондаренко', recordedAt: at(-1) } as const;
/** What the signatures of a certificate are called, in the languages of the countries. */
const CERTIFIED_NAMES = /ЭЦП|ЭЦҚ|КЕП|КЭП|цифр|квалиф|кваліф|білікт|күшейтілген|усилен|удосконал/iu;
const failed = signature({ id: '4', indication: 'TOTAL-FAILED', signerKind: 'seal' });

async function textsOf(place: (typeof COUNTRIES)[number], signatures: readonly SignatureReport[], medium: Card['medium'] = 'electronic', recorded: readonly RecordedSignature[] = []) {
  const pack = await loadRulePack(path.join(PROJECT_ROOT, 'resources', 'rule-packs', place.country));
  const [card] = fakeCards(1);
  const [report] = reportsFor.passed('лист.pdf', HASH);
  if (card === undefined || report === undefined) throw new Error('no sample');
  const texts = new CopyTexts({ card: { ...card, medium }, files: card.files, reports: [{ ...report, signatures }], officeName: 'Кеңсе', zone: 'Asia/Almaty', pack, language: place.language, today: '2026-03-16', recorded });
  const sentence = (id: SentenceId): string => sentenceAt(pack, id, place.language, '2026-03-16')?.text ?? '';
  return { texts, sentence };
}

describe.each(COUNTRIES)('signatures on copies in $country, $language', (place) => {
  it('[SIGN-10] are called what they are: signature or seal, qualified or advanced, and nothing at all where the check did not pass', async () => {
    const { texts, sentence } = await textsOf(place, [person, seal, advanced, failed]);
    expect(texts.blocks(HASH).map(({ title }) => title)).toEqual([
      sentence('signature-mark.qualified-signature'),
      sentence('signature-mark.qualified-seal'),
      sentence('signature-mark.advanced-signature'),
      sentence('signature-mark.undetermined-signature'),
    ]);
    expect(new Set(texts.blocks(HASH).map(({ title }) => title)).size).toBe(4);
  });

  it('[SIGN-10] of several kinds stand under what their kind means, and keep their order of signing', async () => {
    const other = signature({ id: '5' });
    const { texts, sentence } = await textsOf(place, [person, seal, advanced, other]);
    const { intro, groups } = texts.signatureSheet();
    expect(intro).toBe(sentence('signature-regime.intro'));
    expect(groups.map(({ heading, blocks }) => [heading, blocks.length])).toEqual([
      [sentence('signature-mark.qualified-signature'), 2],
      [sentence('signature-mark.qualified-seal'), 1],
      [sentence('signature-mark.advanced-signature'), 1],
    ]);
    expect(groups.map(({ note }) => note)).toEqual([sentence('signature-regime.qualified-signature'), sentence('signature-regime.qualified-seal'), sentence('signature-regime.advanced-signature')]);
    const orders = groups.map(({ blocks }) => blocks.map((block) => [...(rowsOfBlock(block)[0]?.value ?? '').matchAll(/\d+/g)].map(Number).toSorted((one, two) => one - two)));
    expect(orders).toEqual([[[1, 4], [4, 4]], [[2, 4]], [[3, 4]]]);
  });

  it('[SIGN-10] [SIGN-14] without a certificate are never called like those with one: they show who, when, by which means and of which document, or who recorded them', async () => {
    const { texts, sentence } = await textsOf(place, [], 'electronic', [byCode, byPassword, byHand]);
    const blocks = texts.blocks(HASH);
    expect(blocks.map(({ regime }) => regime)).toEqual(['handwritten', 'simple', 'simple']);
    const [hand, code, password] = blocks;
    expect([hand?.title, code?.title, password?.title]).toEqual([sentence('signature-mark.handwritten-signature'), sentence('signature-mark.simple-signature'), sentence('signature-mark.password-confirmation')]);
    for (const block of blocks) {
      const said = [block.title, block.note, ...rowsOfBlock(block).flatMap(({ label, value }) => [label, value])].join('\n');
      expect(said).not.toMatch(CERTIFIED_NAMES);
      expect(rowsOfBlock(block).map(({ label }) => label)).not.toContain(translate(place.language, 'protocol.label.certificate'));
      expect('verdict' in block).toBe(false);
    }
    const valuesOf = (block: (typeof blocks)[number] | undefined) => (block === undefined ? [] : rowsOfBlock(block).map(({ value }) => value));
    expect(valuesOf(code)).toEqual([SIGNER.name, SIGNER.position, expect.stringMatching(/^\d\d\.\d\d\.\d{4} /u), translate(place.language, 'protocol.signingMeans.one-time-code'), HASH, '№ 17']);
    expect(valuesOf(password)).not.toContain('№ 17');
    expect(valuesOf(hand)).toEqual([SIGNER.name, SIGNER.position, translate(place.language, 'protocol.value.handwrittenOriginal'), 'Олена Бондаренко', expect.stringMatching(/^\d\d\.\d\d\.\d{4} /u)]);
  });

  it('[SIGN-10] of all kinds stand in the order of signing, each kind under its own name', async () => {
    const { texts, sentence } = await textsOf(place, [person, signature({ id: '3', legalLevel: 'advanced', bestSignatureTime: at(2) })], 'electronic', [byCode, byHand]);
    const order = ['handwritten-signature', 'qualified-signature', 'simple-signature', 'advanced-signature'] as const;
    expect(texts.blocks(HASH).map(({ title }) => title)).toEqual(order.map((kind) => sentence(`signature-mark.${kind}`)));
    const { groups } = texts.signatureSheet();
    expect(groups.map(({ heading, note }) => [heading, note])).toEqual(order.map((kind) => [sentence(`signature-mark.${kind}`), sentence(`signature-regime.${kind}`)]));
    expect(groups.map(({ blocks }) => [...(blocks[0]?.order?.value ?? '').matchAll(/\d+/g)].map(Number).toSorted((one, two) => one - two))).toEqual([[1, 4], [2, 4], [3, 4], [4, 4]]);
  });

  it('[PAP-01] bear on a stamped copy the code that every page of its paper copy bears, and none on the list beside it', async () => {
    const { texts } = await textsOf(place, [person, seal]);
    const footer = readCopyCode(texts.footer(HASH).qrPayload);
    expect(footer).toMatchObject({ hash: HASH.slice(0, 20), verdict: 'passed' });
    expect(texts.blocks(HASH).map(({ code }) => readCopyCode(code ?? ''))).toEqual([footer, footer]);
    expect(texts.signatureSheet().groups.flatMap(({ blocks }) => blocks.map(({ code }) => code))).toEqual([null, null]);
  });

  it('of one kind are one list without headings', async () => {
    const { texts } = await textsOf(place, [person, signature({ id: '2' })]);
    expect(texts.signatureSheet()).toMatchObject({ intro: '', groups: [{ heading: '', note: '' }] });
    expect(texts.signatureSheet().groups[0]?.blocks).toEqual(texts.blocks(HASH).map((block) => ({ ...block, code: null })));
  });

  it('[REG-06] [REG-07] of a scan certify the copy: it is called a copy of a paper original, with whether it is sealed, and no law makes it an electronic original', async () => {
    const { texts, sentence } = await textsOf(place, [seal], 'paper');
    const [scan, sealed] = texts.blocks(HASH);
    expect(scan).toMatchObject({ regime: 'paper-original', title: sentence('scan-copy.mark'), note: sentence('scan-copy.note') });
    expect(scan && rowsOfBlock(scan).at(-1)?.value).toBe(translate(place.language, 'paper.certification.sealed'));
    expect(sealed).toMatchObject({ title: sentence('signature-mark.qualified-seal'), note: sentence('scan-copy.signature-note') });
    expect(texts.signatureSheet().groups.map(({ note }) => note)).toEqual([sentence('signature-regime.paper-original'), sentence('signature-regime.qualified-seal')]);
    expect(texts.footer(HASH).copyOfElectronicDocument).toBe(sentence('scan-copy.footer'));
    expect(texts.legalSentences()).toEqual([]);
    const working = (await textsOf(place, [failed], 'paper')).texts.blocks(HASH)[0];
    expect(working && rowsOfBlock(working).at(-1)?.value).toBe(translate(place.language, 'paper.certification.none'));
  });
});
