import type { ArchivedCase, ArchiveUse, CopyOfCase } from '#shared/contract/reading-room.ts';
import { fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { notFound } from './holdings.ts';

/** The log of use of a fake desk at its start. */
export interface FakeReadingRoomOptions {
  readonly uses?: readonly ArchiveUse[];
  readonly cases?: readonly ArchivedCase[];
  readonly copies?: readonly CopyOfCase[];
}

const TITLES = ['Накази ректора з основної діяльності', 'Листування з Міністерством освіти і науки з питань акредитації освітніх програм', 'Особові справи здобувачів вищої освіти, відрахованих у звітному році'] as const;

/** A closed case; what a test does not say is plausible. */
export function archivedCaseOf(at: number, changes: Partial<ArchivedCase> = {}): ArchivedCase {
  return { caseId: `case-${at}`, index: `02-${String(at + 1).padStart(2, '0')}`, title: TITLES[at % TITLES.length] ?? TITLES[0], year: 2024, volumes: 1 + (at % 3), closed: true, destroyed: false, ...changes };
}

/** An entry of the log; what a test does not say is plausible. */
export function archiveUseOf(at: number, changes: Partial<ArchiveUse> = {}): ArchiveUse {
  const { caseId, index, title } = archivedCaseOf(at);
  return { useId: fakeId(9800 + at), caseId, index, title, volume: null, form: 'original', reader: 'Коваленко О. П.', readerOf: 'Юридичний відділ', purpose: 'Підготовка відповіді на запит суду', givenOn: '2026-02-20', dueOn: '2026-03-20', proof: '', copy: null, overdue: false, givenBy: 'Роман Реєстратор', returned: null, ...changes };
}

/** Use of the archive of a fake desk. */
export function fakeReadingRoom(held: FakeHoldings, { uses: first = [], cases = [0, 1, 2].map((at) => archivedCaseOf(at)), copies = [] }: FakeReadingRoomOptions): FakeHandlers<'readingRoom'> {
  let uses = [...first];
  const isOut = (use: ArchiveUse): boolean => use.form === 'original' && use.returned === null;
  return {
    'readingRoom.uses': ({ shown, text, from, to }) => ({ uses: uses.filter((use) => (shown === 'all' || isOut(use)) && `${use.reader} ${use.readerOf} ${use.index} ${use.title}`.toLowerCase().includes(text.toLowerCase()) && (from === null || use.givenOn >= from) && (to === null || use.givenOn <= to)), more: false, out: uses.filter(isOut).length, overdue: uses.filter(({ overdue }) => overdue).length }),
    'readingRoom.find': ({ text }) => ({ cases: cases.filter(({ index, title }) => `${index} ${title}`.toLowerCase().includes(text.toLowerCase())), more: false }),
    'readingRoom.copiesOf': () => ({ copies: [...copies] }),
    'readingRoom.export': () => ({ fileName: 'log.csv', bytes: new TextEncoder().encode('a;b\r\n'), rows: uses.length }),
    'readingRoom.giveOut': ({ copyId, ...input }) => {
      const entry = cases.find(({ caseId }) => caseId === input.caseId);
      if (entry === undefined) return notFound();
      const use: ArchiveUse = { ...input, copy: copies.find((copy) => copy.copyId === copyId) ?? null, index: entry.index, title: entry.title, overdue: false, givenBy: 'Роман Реєстратор', returned: null };
      uses = [use, ...uses];
      held.changed(['archive']);
      return use;
    },
    'readingRoom.takeBack': ({ useId, returnedOn, note }) => {
      const before = uses.find((use) => use.useId === useId);
      if (before === undefined) return notFound();
      const use = { ...before, overdue: false, returned: { on: returnedOn, by: 'Роман Реєстратор', note } };
      uses = uses.map((one) => (one.useId === useId ? use : one));
      held.changed(['archive']);
      return use;
    },
  };
}
