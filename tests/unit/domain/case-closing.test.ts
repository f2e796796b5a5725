import { describe, expect, it } from 'vitest';
import { type CardToClose, type ClosingFacts, closingPoints, duplicateDue, newestDay, notesFallShort, volumeFull, volumeNotes } from '#shared/domain/case-closing.ts';
import type { Retention } from '#shared/domain/retention.ts';

const kept = (changes: Partial<Retention> = {}): Retention => ({ period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: false, ...changes });
const CARD: CardToClose = {
  documentId: 'd1',
  caseId: 'c1',
  registrationIndex: '1/02-10',
  registrationDate: '2026-03-02',
  medium: 'electronic',
  volume: 1,
  files: 1,
  sheets: null,
  awaitsReview: false,
  openAssignments: 0,
  onControl: false,
  toAcknowledge: 0,
  stepOpen: false,
  runningDraftId: null,
  hasDuplicate: false,
};
const FACTS: ClosingFacts = {
  subject: { caseId: 'c1', index: '02-10', retention: kept(), volumes: [1], listState: 'in-use' },
  successor: null,
  cards: [CARD],
  finishedOn: '2026-03-02',
  today: '2027-01-11',
  paperDuplicateOverYears: 10,
};
const of = (card: Partial<CardToClose>, facts: Partial<ClosingFacts> = {}) => closingPoints({ ...FACTS, ...facts, cards: [{ ...CARD, ...card }] }).map(({ code, about, subjectId, mends }) => [code, about, subjectId, mends]);

describe('what keeps a case from being closed', () => {
  it('[NOM-05] is nothing where every document is filed, executed and acknowledged', () => {
    expect(closingPoints(FACTS)).toEqual([]);
    expect(closingPoints({ ...FACTS, subject: { ...FACTS.subject, listState: 'summarised' } })).toEqual([]);
  });

  it.each<[string, Partial<CardToClose>, string, string]>([
    ['a document that is not filed', { volume: null }, 'notFiled', 'filing'],
    ['a volume that does not exist', { volume: 2 }, 'unknownVolume', 'filing'],
    ['a card with nothing behind it', { files: 0 }, 'nothingInside', 'card'],
    ['a paper whose sheets nobody counted', { medium: 'paper' }, 'sheetsUnknown', 'card'],
    ['a review', { awaitsReview: true }, 'notReviewed', 'resolutions'],
    ['an open assignment', { openAssignments: 1 }, 'notExecuted', 'resolutions'],
    ['control that is not lifted', { onControl: true }, 'onControl', 'resolutions'],
    ['people who have not acknowledged', { toAcknowledge: 3 }, 'notAcknowledged', 'acknowledgement'],
    ['a step of a contract or an application', { stepOpen: true }, 'stepOpen', 'card'],
  ])('[NOM-05] %s is named with its document and the place where it is mended', (_name, card, code, mends) => {
    expect(of(card)).toEqual([[code, '1/02-10', 'd1', mends]]);
  });

  it('[NOM-05] a route that runs leads to its draft', () => {
    expect(of({ runningDraftId: 'draft-1' })).toEqual([['routeRuns', '1/02-10', 'draft-1', 'draft']]);
  });

  it('[NOM-05] of a case, a list and a day all that is wrong is told at once', () => {
    const points = closingPoints({ ...FACTS, subject: { ...FACTS.subject, retention: null, listState: 'draft' }, successor: { caseId: 'c2', index: '02-10', year: 2027 }, cards: [], finishedOn: '2027-02-01' });
    expect(points.map(({ code, subjectId }) => [code, subjectId])).toEqual([['listNotInUse', null], ['goesOn', 'c2'], ['noRetention', null], ['noDocuments', null], ['finishedInFuture', null]]);
    expect(of({}, { subject: { ...FACTS.subject, retention: kept({ article: null }) } })).toEqual([['noArticle', '02-10', null, 'nomenclature']]);
    expect(of({ registrationDate: '2026-12-30' })).toEqual([['finishedBeforeNewest', '2026-12-30', null, 'dialog']]);
  });

  it('[NOM-05] documents of the former years of a transit case are looked at as its own', () => {
    expect(of({ caseId: 'c0' })).toEqual([]);
    expect(of({ caseId: 'c0', openAssignments: 1 })).toEqual([['notExecuted', '1/02-10', 'd1', 'resolutions']]);
  });

  it.each<[string, Retention | null, number | null, boolean]>([
    ['permanent', kept({ period: 'permanent', years: null }), 10, true],
    ['until the institution ends', kept({ period: 'until-liquidation', years: null }), 10, true],
    ['75 years of personnel', kept({ period: 'personnel', years: 75 }), 10, true],
    ['more years than the limit', kept({ years: 11 }), 10, true],
    ['as many years as the limit', kept({ years: 10 }), 10, false],
    ['years after an event', kept({ period: 'event', event: 'звільнення', years: 15 }), 10, true],
    ['an event alone', kept({ period: 'event', event: 'звільнення', years: null }), 10, false],
    ['until no longer needed', kept({ period: 'until-need-passes', years: null }), 10, false],
    ['permanent, in an office without the duty', kept({ period: 'permanent', years: null }), null, false],
    ['no period', null, 10, false],
  ])('[ARC-02] [X4] a paper duplicate of %s: due is decided by the period and the setting', (_name, retention, overYears, due) => {
    expect(duplicateDue(retention, overYears)).toBe(due);
  });

  it('[ARC-02] a duplicate that is due and missing keeps the case open; a paper needs none', () => {
    const subject = { ...FACTS.subject, retention: kept({ period: 'permanent', years: null }) };
    expect(of({}, { subject })).toEqual([['noDuplicate', '1/02-10', 'd1', 'duplicate']]);
    expect(of({ hasDuplicate: true }, { subject })).toEqual([]);
    expect(of({ medium: 'paper', sheets: 2 }, { subject })).toEqual([]);
    expect(of({}, { subject, paperDuplicateOverYears: null })).toEqual([]);
  });
});

describe('the certifying note of a volume', () => {
  it('counts documents and files, and sheets only of what lies there on paper', () => {
    const content = { volume: 1, files: 2, medium: 'electronic', sheets: 4, attachmentSheets: null, duplicateSheets: null } as const;
    expect(volumeNotes([1, 2], [content])).toEqual([{ volume: 1, documents: 1, files: 2, sheets: null }, { volume: 2, documents: 0, files: 0, sheets: null }]);
    expect(volumeNotes([1], [content, { ...content, files: 0, medium: 'paper', attachmentSheets: 3 }, { ...content, duplicateSheets: 10 }])).toEqual([{ volume: 1, documents: 3, files: 4, sheets: 17 }]);
  });

  it('[NOM-05] is compared with what lies in the case: documents and sheets of every volume', () => {
    const note = { volume: 1, documents: 2, sheets: 7 };
    expect(notesFallShort([note], [note])).toBe(false);
    for (const counted of [[{ ...note, documents: 3 }], [{ ...note, sheets: 8 }], [note, { ...note, volume: 2 }]]) expect(notesFallShort([note], counted)).toBe(true);
    // Whoever is not given restricted documents counts fewer.
    for (const counted of [[{ ...note, documents: 1, sheets: null }], [], [note, { volume: 2, documents: 0, sheets: null }]]) expect(notesFallShort([note], counted)).toBe(false);
  });

  it('asks for the next volume before the limit is reached', () => {
    expect([volumeFull(null, 250), volumeFull(224, 250), volumeFull(225, 250), volumeFull(300, 250)]).toEqual([false, false, true, true]);
    expect(newestDay([])).toBeNull();
    expect(newestDay([{ registrationDate: '2026-03-02' }, { registrationDate: '2026-12-30' }, { registrationDate: '2026-05-01' }])).toBe('2026-12-30');
  });
});
