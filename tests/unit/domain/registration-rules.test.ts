import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctionNeedsReason, opensAccess, SLIP_MINUTES } from '#shared/domain/card-corrections.ts';
import { type DocumentKind, isKindInForce, mediumOn, mediumProblems, PLAIN_KIND } from '#shared/domain/document-kinds.ts';
import { documentStatus, stageIndicators } from '#shared/domain/document-status.ts';
import { attachmentName, employeeDocumentName } from '#shared/domain/employee-document-name.ts';
import { journalProblems, PLAIN_JOURNAL, serialYear } from '#shared/domain/journals.ts';
import { isLocalActInForce } from '#shared/domain/local-act.ts';
import { paperStage, scanDifference } from '#shared/domain/paper-intake.ts';
import { blankRequisites, invalidRequisites, type Requisites } from '#shared/domain/registration-card.ts';
import { CARD_FIELDS, requisiteGroups } from '#shared/domain/requisite-template.ts';
import { comparedName, comparedNumber, sameDetails } from '#shared/domain/same-document.ts';

const kind: DocumentKind = { ...PLAIN_KIND, kindId: 'order', directions: ['internal', 'outgoing'], names: { uk: 'Наказ' }, letter: 'ОД', mandatory: ['subject'] };
const order: Requisites = { ...blankRequisites({ direction: 'internal', journalId: 'orders', kindId: 'order' }), subject: 'Про архів' };
const incoming: Requisites = { ...order, direction: 'incoming' };

describe('medium of a kind', () => {
  const dated: DocumentKind = { ...kind, media: [{ medium: 'electronic-allowed', from: null, basis: null }, { medium: 'electronic-only', from: '2025-05-19', basis: 'наказ № 225' }] };

  it('[REG-15] follows the orders by their days', () => {
    expect(mediumOn(kind, '2026-01-01')).toBe('electronic-allowed');
    expect(mediumOn(dated, '2025-05-18')).toBe('electronic-allowed');
    expect(mediumOn(dated, '2025-05-19')).toBe('electronic-only');
    expect(mediumOn({ ...dated, blockedBy: 'KSTU 1.7' }, '2026-01-01')).toBe('paper-only');
    expect(mediumProblems({ ...order, medium: 'paper', paperGround: 'cabinet-act' }, dated, '2025-05-18')).toEqual({ invalid: [], missing: [] });
    expect(mediumProblems({ ...order, medium: 'paper', paperGround: 'cabinet-act' }, dated, '2026-01-01').invalid).toEqual([{ name: 'medium', reason: 'electronicOnly' }]);
  });

  it('[REG-16] demands one of the grounds for paper that is made here, never for what others sent', () => {
    expect(mediumProblems({ ...order, medium: 'paper' }, kind, '2026-01-01').missing).toEqual(['paperGround']);
    expect(mediumProblems({ ...incoming, medium: 'paper' }, kind, '2026-01-01')).toEqual({ invalid: [], missing: [] });
  });

  it('[REG-20] [X9] in the transitional mode registers electronically what is original on paper, without a ground', () => {
    const transitional = { ...kind, transitional: true };
    expect(mediumProblems({ ...order, medium: 'electronic' }, transitional, '2026-01-01').invalid).toEqual([{ name: 'medium', reason: 'paperOnly' }]);
    expect(mediumProblems({ ...order, medium: 'paper' }, transitional, '2026-01-01')).toEqual({ invalid: [], missing: [] });
  });

  it('[OFF-01] [OFF-02] while the flow stands still every kind may be on paper', () => {
    const only: DocumentKind = { ...kind, media: [{ medium: 'electronic-only', from: null, basis: null }] };
    expect(mediumProblems({ ...order, medium: 'paper', outageId: 'o1' }, only, '2026-01-01')).toEqual({ invalid: [], missing: [] });
  });

  it('[REG-14] a kind is handled between the days of its order', () => {
    const ordered = { ...kind, allowedFrom: '2026-02-01', allowedUntil: '2026-02-28', basisOrder: '№ 5' };
    expect([isKindInForce(ordered, '2026-01-31'), isKindInForce(ordered, '2026-02-01'), isKindInForce(ordered, '2026-02-28'), isKindInForce(ordered, '2026-03-01')]).toEqual([false, true, true, false]);
    expect(mediumProblems(order, ordered, '2026-03-01').invalid).toEqual([{ name: 'kindId', reason: 'kindNotInForce' }]);
  });
});

describe('journals', () => {
  it('begin their numbers anew each year or run on', () => {
    expect(serialYear({ ...PLAIN_JOURNAL, yearly: true }, 2026)).toBe(2026);
    expect(serialYear({ ...PLAIN_JOURNAL, yearly: false }, 2026)).toBe(0);
  });

  it('are refused without a serial number, a name, or the desk where desks count alone', () => {
    expect(journalProblems({ ...PLAIN_JOURNAL, names: { uk: 'Вхідні' }, pattern: '{n}/{case}' })).toEqual([]);
    expect(journalProblems({ ...PLAIN_JOURNAL, names: { uk: ' ' }, pattern: '{case}-{x}' })).toEqual([{ problem: 'unknownToken', token: 'x' }, { problem: 'serialMissing' }, { problem: 'nameMissing' }]);
    expect(journalProblems({ ...PLAIN_JOURNAL, numbering: 'desk-coded', names: { uk: 'Вхідні' }, pattern: '{n}/{case}' })).toEqual([{ problem: 'deskMissing' }]);
  });
});

describe('the same document', () => {
  it('is known by sender, number and date however they are written', () => {
    expect(comparedNumber('№ 01-12 / 5')).toBe(comparedNumber('01‑12/5'));
    expect(comparedName(' Міністерство  освіти. ')).toBe(comparedName('МІНІСТЕРСТВО ОСВІТИ'));
    const letter = { ...incoming, correspondent: 'Сенат', correspondentNumber: '№ 7', correspondentDate: '2026-02-01' };
    expect(sameDetails(letter, { ...letter, correspondent: '«сенат»', correspondentNumber: '7' })).toBe(true);
    expect(sameDetails(letter, { ...letter, correspondentDate: '2026-02-02' })).toBe(false);
    expect(sameDetails({ ...letter, correspondentNumber: null }, { ...letter, correspondentNumber: null })).toBe(false);
    expect(sameDetails({ ...letter, correspondentId: 'k1' }, { ...letter, correspondent: 'Сенат РК', correspondentId: 'k1' })).toBe(true);
  });
});

describe('a paper', () => {
  it('[REG-05] is stamped before it is scanned, and scanned before it is passed on', () => {
    expect([paperStage({ stamped: false, scanned: false }), paperStage({ stamped: true, scanned: false }), paperStage({ stamped: true, scanned: true })]).toEqual(['stamp', 'scan', 'review']);
  });

  it.each([
    [null, 2, null, 'unknownPages'],
    [3, null, null, 'unknownSheets'],
    [2, 2, null, null],
    [4, 2, null, null],
    [1, 2, null, 'tooFewPages'],
    [5, 2, null, 'tooManyPages'],
    [7, 2, 3, null],
    [4, 2, 3, 'tooFewPages'],
  ] as const)('[REG-06] %s pages for %s sheets and %s of attachments: %s', (pages, sheets, attachments, difference) => {
    expect(scanDifference(pages, sheets, attachments)).toBe(difference);
  });
});

describe('status and stages', () => {
  const facts = { direction: 'outgoing', medium: 'electronic', files: [{ role: 'main' }], verdict: 'unsigned', scanned: false, signedOnRoute: false } as const;

  it('[CARD-12] what the office makes is a draft until its signer has signed; a failed signature makes no document', () => {
    expect(documentStatus(facts)).toBe('draft');
    expect(documentStatus({ ...facts, verdict: 'failed' })).toBe('draft');
    expect(documentStatus({ ...facts, verdict: 'passed' })).toBe('document');
    expect(documentStatus({ ...facts, medium: 'paper', verdict: null })).toBe('draft');
    expect(documentStatus({ ...facts, medium: 'paper', verdict: null, scanned: true })).toBe('document');
    expect(documentStatus({ ...facts, direction: 'incoming' })).toBe('document');
    for (const verdict of ['unsigned', null, 'passed'] as const) expect(documentStatus({ ...facts, verdict, signedOnRoute: true })).toBe('document');
    expect(documentStatus({ ...facts, verdict: 'failed', signedOnRoute: true })).toBe('draft');
  });

  it('[CARD-13] shows each stage by its criterion, one of them due', () => {
    const paper = { ...facts, direction: 'incoming', medium: 'paper', verdict: null, state: 'registered', stamped: false, execution: 'none' } as const;
    const states = (indicators: ReturnType<typeof stageIndicators>) => indicators.map(({ stage, state }) => `${stage}:${state}`);
    expect(states(stageIndicators(paper))).toEqual(['registered:done', 'stamped:due', 'scanned:later', 'passed:later']);
    expect(states(stageIndicators({ ...paper, stamped: true, scanned: true, state: 'review' }))).toEqual(['registered:done', 'stamped:done', 'scanned:done', 'passed:done', 'resolved:due', 'executed:later']);
    expect(states(stageIndicators({ ...paper, stamped: true, scanned: true, state: 'review', execution: 'executed' })).slice(3)).toEqual(['passed:done', 'resolved:done', 'executed:done']);
    expect(states(stageIndicators({ ...paper, medium: 'electronic', verdict: 'failed' }))).toEqual(['registered:done', 'verified:attention', 'passed:due']);
    expect(stageIndicators({ ...paper, state: 'void' })).toEqual([]);
  });

  it('[SEC-22] to open a restricted card is no slip', () => {
    expect([opensAccess({ restricted: true }, { restricted: false }), opensAccess({ restricted: true }, { restricted: true }), opensAccess({ restricted: false }, { restricted: true })]).toEqual([true, false, false]);
  });

  it('[CARD-14] a slip needs no reason for a quarter of an hour, by the same person, before the document is passed on', () => {
    const card = { registeredAt: '2026-03-02T08:00:00.000Z', registeredBy: { accountId: 'a', name: 'А' }, state: 'registered' } as const;
    const at = (minutes: number): number => Date.parse(card.registeredAt) + minutes * 60_000;
    expect(correctionNeedsReason(card, 'a', at(SLIP_MINUTES))).toBe(false);
    expect(correctionNeedsReason(card, 'a', at(SLIP_MINUTES + 1))).toBe(true);
    expect(correctionNeedsReason(card, 'a', at(-1))).toBe(true);
    expect(correctionNeedsReason(card, 'b', at(1))).toBe(true);
    expect(correctionNeedsReason({ ...card, state: 'review' }, 'a', at(1))).toBe(true);
  });
});

describe('requisites of a card', () => {
  it('[CARD-04] [CARD-06] stand in three groups by kind, each once, and nothing that was filled is hidden', () => {
    const requisite = fc.record({ note: fc.option(fc.string()), delivery: fc.constantFrom('post', null), medium: fc.constantFrom('paper', 'electronic'), direction: fc.constantFrom('incoming', 'outgoing', 'internal'), restricted: fc.boolean() });
    fc.assert(
      fc.property(requisite, fc.subarray([...CARD_FIELDS]), fc.subarray([...CARD_FIELDS]), (changes, mandatory, additional) => {
        const card = { ...order, ...changes } as Requisites;
        const groups = requisiteGroups(card, { mandatory, additional });
        const all = [...groups.mandatory, ...groups.additional, ...groups.optional];
        expect(new Set(all).size).toBe(all.length);
        for (const name of groups.mandatory) expect(mandatory).toContain(name);
        if (card.note !== null && card.note !== '') expect(groups.optional).not.toContain('note');
        if (card.direction === 'internal') expect(all).not.toContain('correspondent');
      }),
    );
  });

  it.each(['a\u0000b', 'a\u202Eb', 'a\u0007', 'x\u2066y'])('refuses control characters that a person cannot see: %j', (subject) => {
    expect(invalidRequisites({ ...order, subject }, kind, '2026-03-01')).toEqual([{ name: 'subject', reason: 'controlCharacters' }]);
  });

  it.each(['Про 🎉 свято', 'Қазақша мен українська and English', 'два\nрядки', 'a\u0301'])('takes what people write: %j', (subject) => {
    expect(invalidRequisites({ ...order, subject }, kind, '2026-03-01')).toEqual([]);
  });

  it('refuses a subject of 10,000 characters by name', () => {
    expect(invalidRequisites({ ...order, subject: 'я'.repeat(10_000) }, kind, '2026-03-01')).toEqual([{ name: 'subject', reason: 'tooLong' }]);
  });
});

describe('names of files', () => {
  it('[NUM-04] the PDF of an employee’s paper is named by document and author', () => {
    expect(employeeDocumentName('Заява про прийняття на роботу', { firstName: 'Петра', surname: 'Петренка' })).toBe('Заява про прийняття на роботу Петра ПЕТРЕНКА.pdf');
    expect(employeeDocumentName('Звіт: план/факт "2026"?', { firstName: 'Ади', surname: 'Ә|лі' })).toBe('Звіт план факт 2026 Ади Ә ЛІ.pdf');
  });

  it('hold no forbidden sign and fit every file system, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, surname) => {
        const made = employeeDocumentName(name, { firstName: 'Ім’я', surname });
        expect(made).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]/);
        expect(new TextEncoder().encode(made).length).toBeLessThanOrEqual(255);
      }),
    );
    expect(new TextEncoder().encode(employeeDocumentName('Ж'.repeat(500), { firstName: 'А', surname: 'Б' })).length).toBeLessThanOrEqual(255);
  });

  it('[CARD-07] attachments carry their marking once', () => {
    expect(attachmentName('Додаток', 2, 'кошторис.xlsx')).toBe('Додаток 2 кошторис.xlsx');
    expect(attachmentName('Додаток', 3, 'Додаток 2 кошторис.xlsx')).toBe('Додаток 3 кошторис.xlsx');
  });
});

describe('a local act', () => {
  it('[CARD-16] holds until its extended term', () => {
    const act = { designation: 'Е 6.09', edition: '1', introducedBy: '№ 5', introducedOn: '2024-10-16', validUntil: '2025-10-16', extendedUntil: '2026-10-16' };
    expect(['2024-10-15', '2024-10-16', '2026-10-16', '2026-10-17'].map((day) => isLocalActInForce(act, day))).toEqual([false, true, true, false]);
  });
});
