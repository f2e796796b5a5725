import { describe, expect, test } from 'vitest';
import { COUNTRIES } from '#shared/domain/languages.ts';
import { casesOf, journalsOf, kindsOf } from '../../../src-main/rule-packs/index.ts';
import { dayBefore, DEMONSTRATION_LANGUAGES, type DemonstrationDocument, demonstrationOffice, inOrderOfArrival, signerIdentity, writerOf } from '../../../src-main/demo/office/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

const packs = await realPacks();
const office = demonstrationOffice();
const { documents } = office;
const textOf = (document: DemonstrationDocument): string => [document.subject, ...document.paragraphs].join('\n');

const SPECIAL = { kk: 'әғқңөұүһі', uk: 'іїєґ', ky: 'ңөү' } as const;
/** Letters that no text of the language holds; they betray a letter of another alphabet that only looks right. */
const FOREIGN = { kk: /[їєґa-z]/iu, uk: /[әғқңөұүһыэъёa-z]/iu, ky: /[әғқұһіїєґa-z]/iu, ru: /[әғқңөұүһіїєґa-z]/iu } as const;

describe('content of the demonstration office', () => {
  test('is Kazakhstan by default and large enough to look at', () => {
    expect(office.country).toBe('KZ');
    expect(office.departments.length).toBeGreaterThanOrEqual(8);
    expect(office.people.length).toBeGreaterThanOrEqual(14);
    expect(office.correspondents.length).toBeGreaterThanOrEqual(12);
    expect(office.cases.length).toBe(12);
    expect(documents.length).toBe(40);
    for (const language of DEMONSTRATION_LANGUAGES) expect(documents.filter((document) => document.language === language)).toHaveLength(10);
  });
  test('has every direction and kind of signing, fourteen signed documents or more', () => {
    expect(new Set(documents.map(({ direction }) => direction))).toEqual(new Set(['incoming', 'outgoing', 'internal']));
    expect(new Set(documents.map(({ signing }) => signing.plan))).toEqual(new Set(['none', 'detached', 'attached', 'two-signers', 'tampered', 'revoked', 'untrusted']));
    expect(documents.filter(({ signing }) => signing.plan !== 'none').length).toBeGreaterThanOrEqual(14);
    expect(new Set(documents.map(({ kindId }) => kindId)).size).toBeGreaterThanOrEqual(10);
  });
  test('everything that bears a name is marked as made up', () => {
    for (const country of COUNTRIES) {
      const { people, correspondents, ...rest } = demonstrationOffice(country);
      for (const one of [rest, ...people, ...correspondents, ...documents]) expect(one.madeUp).toBe(true);
    }
  });
  test('ids, names and documents are all different', () => {
    const unique = (values: readonly string[]): void => expect(new Set(values).size).toBe(values.length);
    for (const country of COUNTRIES) {
      const { people } = demonstrationOffice(country);
      unique(people.map(({ personId }) => personId));
      unique(people.map(({ name }) => name));
    }
    unique(office.correspondents.map(({ correspondentId }) => correspondentId));
    unique(office.correspondents.map(({ name }) => name));
    unique(documents.map(({ documentId }) => documentId));
    unique(documents.map(({ subject }) => subject));
    unique(documents.flatMap(({ paragraphs }) => paragraphs).filter((paragraph) => paragraph.length > 40));
    unique(documents.filter(({ direction, correspondentNumber }) => direction === 'incoming' && correspondentNumber !== null).map(({ correspondentId, correspondentNumber }) => `${correspondentId} ${correspondentNumber}`));
  });
});

describe.each(COUNTRIES)('against the rule pack of %s', (country) => {
  const pack = packs[country];
  const journals = journalsOf(pack, pack.edition);
  const kinds = kindsOf(pack, pack.edition);
  const here = demonstrationOffice(country);

  test('journals and cases are the pack\u2019s', () => {
    for (const journalId of here.journalIds) expect(journals.some((journal) => journal.journalId === journalId), journalId).toBe(true);
    const caseIds = casesOf(pack, pack.documentLanguages[0] ?? 'ru').map(({ caseId }) => caseId);
    expect(here.cases.map(({ caseId }) => caseId).toSorted()).toEqual(caseIds.toSorted());
    for (const { headPersonId, departmentId } of here.departments) if (headPersonId !== null) expect(here.people.find(({ personId }) => personId === headPersonId)?.departmentId, headPersonId).toBe(departmentId);
    for (const { departmentId } of [...here.cases, ...here.people]) expect(here.departments.some((department) => department.departmentId === departmentId), departmentId).toBe(true);
  });
  test.each(here.documents.map((document) => [document.documentId, document] as const))('%s resolves and has what its kind demands', (_id, document) => {
    const journal = journals.find(({ journalId }) => journalId === document.journalId);
    const kind = kinds.find(({ kindId }) => kindId === document.kindId);
    expect(journal?.direction).toBe(document.direction);
    expect(kind?.blockedBy).toBeNull();
    expect(kind?.directions).toContain(document.direction);
    expect(here.journalIds).toContain(document.journalId);
    expect(here.cases.some(({ caseId }) => caseId === document.caseId)).toBe(true);
    const requisites: Readonly<Record<string, unknown>> = {
      ...document, author: document.authorId, correspondent: document.correspondentId, correspondentDate: document.correspondentDaysBefore,
    };
    for (const name of kind?.mandatory ?? []) expect(requisites[name], name).not.toBeNull();
    expect((document.correspondentId === null)).toBe(document.direction === 'internal');
    expect((document.authorId === null)).toBe(document.direction === 'incoming');
    expect(writerOf(here, document).commonName).not.toBe('');
    for (const signer of document.signing.plan === 'none' ? [] : document.signing.signers) {
      expect(signer.of === 'correspondent').toBe(document.direction === 'incoming');
      expect(signerIdentity(here, signer, document.language).commonName).not.toBe('');
    }
  });
});

describe('texts', () => {
  test.each(documents.map((document) => [document.documentId, document] as const))('%s is written in its language', (_id, document) => {
    const text = textOf(document).toLowerCase();
    expect(document.paragraphs.length).toBeGreaterThanOrEqual(2);
    expect(document.paragraphs.length).toBeLessThanOrEqual(6);
    expect(document.paragraphs.join(' ').length).toBeGreaterThan(200);
    expect(text).toBe(text.normalize('NFC'));
    expect(text.match(FOREIGN[document.language])).toBeNull();
    if (document.language === 'ru') {
      expect(text).toMatch(/[ыэъё]/u);
      return;
    }
    const found = [...SPECIAL[document.language]].filter((letter) => text.includes(letter));
    const wanted = { kk: 7, uk: 3, ky: 3 }[document.language];
    expect(found.length, `only ${found.join(' ')}`).toBeGreaterThanOrEqual(wanted);
  });
  test('together they hold every special letter', () => {
    for (const language of ['kk', 'uk', 'ky'] as const) {
      const all = documents.filter((document) => document.language === language).map(textOf).join(' ').toLowerCase();
      for (const letter of SPECIAL[language]) expect(all, letter).toContain(letter);
    }
  });
});

describe('days', () => {
  test('a correspondent\u2019s document is not younger than its registration', () => {
    for (const { correspondentDaysBefore, daysBefore } of documents) {
      expect(daysBefore).toBeGreaterThanOrEqual(0);
      if (correspondentDaysBefore !== null) expect(correspondentDaysBefore).toBeGreaterThanOrEqual(daysBefore);
    }
    expect(dayBefore('2026-03-01', 1)).toBe('2026-02-28');
  });
  test('arrival is oldest first and loses nothing', () => {
    const order = inOrderOfArrival(office);
    expect(order).toHaveLength(40);
    for (const [at, document] of order.entries()) expect(document.daysBefore).toBeLessThanOrEqual(order[at - 1]?.daysBefore ?? Number.POSITIVE_INFINITY);
  });
});
