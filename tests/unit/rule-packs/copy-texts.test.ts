import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CopyTexts } from '../../../src-main/registration/copy-texts.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import { translate } from '#shared/i18n/translate.ts';
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
const failed = signature({ id: '4', indication: 'TOTAL-FAILED', signerKind: 'seal' });

async function textsOf(place: (typeof COUNTRIES)[number], signatures: readonly SignatureReport[], medium: Card['medium'] = 'electronic') {
  const pack = await loadRulePack(path.join(PROJECT_ROOT, 'resources', 'rule-packs', place.country));
  const [card] = fakeCards(1);
  const [report] = reportsFor.passed('лист.pdf', HASH);
  if (card === undefined || report === undefined) throw new Error('no sample');
  const texts = new CopyTexts({ card: { ...card, medium }, files: card.files, reports: [{ ...report, signatures }], officeName: 'Кеңсе', zone: 'Asia/Almaty', pack, language: place.language, today: '2026-03-16' });
  const sentence = (id: SentenceId): string => sentenceAt(pack, id, place.language, '2026-03-16')?.text ?? '';
  return { texts, sentence };
}

describe.each(COUNTRIES)('signatures on copies in $country, $language', (place) => {
  it('[SIGN-10] are called what they are: signature or seal, qualified or advanced, and nothing at all where the check did not pass', async () => {
    const { texts, sentence } = await textsOf(place, [person, seal, advanced, failed]);
    expect(texts.blocks().map(({ title }) => title)).toEqual([
      sentence('signature-mark.qualified-signature'),
      sentence('signature-mark.qualified-seal'),
      sentence('signature-mark.advanced-signature'),
      sentence('signature-mark.undetermined-signature'),
    ]);
    expect(new Set(texts.blocks().map(({ title }) => title)).size).toBe(4);
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
    const orders = groups.map(({ blocks }) => blocks.map(({ rows }) => [...(rows[0]?.value ?? '').matchAll(/\d+/g)].map(Number).toSorted((one, two) => one - two)));
    expect(orders).toEqual([[[1, 4], [4, 4]], [[2, 4]], [[3, 4]]]);
  });

  it('of one kind are one list without headings', async () => {
    const { texts } = await textsOf(place, [person, signature({ id: '2' })]);
    expect(texts.signatureSheet()).toMatchObject({ intro: '', groups: [{ heading: '', note: '' }] });
    expect(texts.signatureSheet().groups[0]?.blocks).toEqual(texts.blocks());
  });

  it('[REG-06] [REG-07] of a scan certify the copy: it is called a copy of a paper original, with whether it is sealed, and no law makes it an electronic original', async () => {
    const { texts, sentence } = await textsOf(place, [seal], 'paper');
    const [scan, sealed] = texts.blocks();
    expect(scan).toMatchObject({ title: sentence('scan-copy.mark'), verdict: null, verdictText: '', note: sentence('scan-copy.note') });
    expect(scan?.rows.at(-1)?.value).toBe(translate(place.language, 'paper.certification.sealed'));
    expect(sealed).toMatchObject({ title: sentence('signature-mark.qualified-seal'), note: sentence('scan-copy.signature-note') });
    expect(texts.signatureSheet().groups.map(({ note }) => note)).toEqual([sentence('signature-regime.paper-original'), sentence('signature-regime.qualified-seal')]);
    expect(texts.footer(HASH).copyOfElectronicDocument).toBe(sentence('scan-copy.footer'));
    expect(texts.legalSentences()).toEqual([]);
    const working = (await textsOf(place, [failed], 'paper')).texts.blocks()[0];
    expect(working?.rows.at(-1)?.value).toBe(translate(place.language, 'paper.certification.none'));
  });
});
