import { type MethodOutput, Refusal } from '#shared/contract/index.ts';
import { journalProblems } from '#shared/domain/journals.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** Journals, kinds and units, and local acts. */
export function fakeOfficeDirectories(held: FakeHoldings): FakeHandlers<'directories' | 'localActs' | 'paperDuplicates'> {
  const issued = new Map<string, MethodOutput<'localActs.state'>['copies']>();
  const duplicates = new Map<string, MethodOutput<'paperDuplicates.record'>>();
  return {
    'directories.defineJournal': ({ journal }) => {
      const issues = journalProblems(journal).map(({ problem }) => ({ path: problem === 'nameMissing' ? 'journal.names' : 'journal.pattern', message: `directory.problem.${problem}` }));
      if (issues.length > 0) throw new Refusal('refused', 'error.directoryRefused', { count: String(issues.length) }, issues);
      const kept = { ...journal, journalId: journal.journalId ?? held.nextId() };
      const before = held.choices.journals.find(({ journalId }) => journalId === kept.journalId);
      held.choices = { ...held.choices, journals: before === undefined ? [...held.choices.journals, { ...kept, year: 2026, next: 1 }] : held.choices.journals.map((one) => (one === before ? { ...one, ...kept } : one)) };
      held.changed(['cards']);
      return kept;
    },
    'directories.defineKind': ({ kind, basisOrder }) => {
      const kept = { ...kind, kindId: kind.kindId ?? held.nextId(), basisOrder };
      if (kept.directions.length === 0) throw new Refusal('refused', 'error.directoryRefused', { count: '1' }, [{ path: 'kind.directions', message: 'requisite.missing' }]);
      held.choices = { ...held.choices, kinds: [...held.choices.kinds.filter(({ kindId }) => kindId !== kept.kindId), kept] };
      held.changed(['cards']);
      return kept;
    },
    'directories.defineUnit': ({ unit }) => {
      const before = held.choices.units.find(({ unitId }) => unitId === unit.unitId);
      const { parentUnitId = before?.parentUnitId ?? null, headPersonId = before?.headPersonId ?? null, coordinatorPersonId = before?.coordinatorPersonId ?? null } = unit;
      const kept = { index: unit.index, name: unit.name, parentUnitId, headPersonId, coordinatorPersonId, unitId: unit.unitId ?? held.nextId() };
      held.choices = { ...held.choices, units: [...held.choices.units.filter(({ unitId }) => unitId !== kept.unitId), kept] };
      held.changed(['cards']);
      return kept;
    },
    'directories.journalsInUse': () => ({ journalIds: ['incoming'] }),
    'directories.settings': () => ({ numberBeforeScan: true }),
    'directories.setSettings': (settings) => settings,
    'localActs.state': ({ documentId }) => ({ act: null, inForce: null, changes: [], copies: issued.get(documentId) ?? [] }),
    'paperDuplicates.state': ({ documentId }) => ({ duplicate: duplicates.get(documentId) ?? null }),
    'paperDuplicates.record': ({ documentId, duplicate }) => {
      const kept = { ...duplicate, sheets: duplicate.sheets ?? null, at: new Date().toISOString(), by: 'Roman Registrar' };
      duplicates.set(documentId, kept);
      return kept;
    },
    'localActs.describe': () => ({}),
    'localActs.enterChange': () => ({}),
    'localActs.issueCopy': ({ documentId, holder, issuedOn }) => {
      const before = issued.get(documentId) ?? [];
      const copy = { number: String(before.length + 1), holder, issuedOn };
      issued.set(documentId, [...before, { ...copy, at: new Date().toISOString(), by: 'Roman Registrar' }]);
      return copy;
    },
  };
}
