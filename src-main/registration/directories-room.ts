import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { type Journal, journalProblems } from '#shared/domain/journals.ts';
import { makesCircle } from '#shared/domain/office-structure.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type FieldChange, MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, newId } from '../environment.ts';
import type { Store } from '../store/store.ts';
import { type Directories, kindForContract } from './directories.ts';

export interface DirectoriesRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly directories: Directories;
  readonly onChanged: () => void;
}

type Issue = { readonly path: string; readonly message: string };

/** Keeps the directories that registration stands on. What was registered under an older entry stays as it was. */
export class DirectoriesRoom {
  readonly #options: DirectoriesRoomOptions;
  readonly #hasCards;

  constructor(options: DirectoriesRoomOptions) {
    this.#options = options;
    this.#hasCards = options.store.database.prepare<[string], { found: number }>('SELECT 1 AS found FROM reg_number WHERE journal_id = ? LIMIT 1');
  }

  readonly handlers: RoomHandlers<'directories'> = {
    defineJournal: ({ journal }, { actor }) => this.#defineJournal(journal, actor),
    defineKind: ({ kind, basisOrder }, { actor }) => this.#defineKind(kind, basisOrder, actor),
    defineUnit: ({ unit }, { actor }) => this.#defineUnit(unit, actor),
    journalsInUse: () => ({ journalIds: this.#options.directories.journals().map(({ journalId }) => journalId).filter((journalId) => this.#hasCards.get(journalId) !== undefined) }),
    settings: () => this.#options.directories.registrationSettings(),
    setSettings: (settings, { actor }) => {
      const { store, directories } = this.#options;
      const before = directories.registrationSettings();
      store.commit((transaction) =>
        transaction.append({ kind: 'registration.settingsChanged', entity: 'registration', stream: MAIN_STREAM, actor: operationActor(actor), payload: settings, changes: changesOf(before, settings) }),
      );
      this.#options.onChanged();
      return settings;
    },
  };

  #defineUnit(wished: MethodCheckedInput<'directories.defineUnit'>['unit'], actor: Actor): MethodOutput<'directories.defineUnit'> {
    const { store, environment, directories } = this.#options;
    const units = directories.units();
    const before = units.find(({ unitId }) => unitId === wished.unitId);
    const { parentUnitId = before?.parentUnitId ?? null, headPersonId = before?.headPersonId ?? null, coordinatorPersonId = before?.coordinatorPersonId ?? null } = wished;
    const unit = { unitId: wished.unitId ?? newId(environment), index: wished.index, name: wished.name, parentUnitId, headPersonId, coordinatorPersonId };
    const issues: Issue[] = [];
    if (unit.index !== '' && units.some((other) => other.unitId !== unit.unitId && other.index === unit.index)) issues.push({ path: 'unit.index', message: 'directory.problem.taken' });
    if (parentUnitId !== null && makesCircle(units, unit.unitId, parentUnitId)) issues.push({ path: 'unit.parentUnitId', message: 'directory.problem.unitCircle' });
    else if (parentUnitId !== null && !units.some(({ unitId }) => unitId === parentUnitId)) issues.push({ path: 'unit.parentUnitId', message: 'directory.problem.unitUnknown' });
    for (const post of ['headPersonId', 'coordinatorPersonId'] as const) {
      if (unit[post] !== null && !directories.people().some(({ personId }) => personId === unit[post])) issues.push({ path: `unit.${post}`, message: 'directory.problem.personUnknown' });
    }
    if (issues.length > 0) refuse(issues);
    store.commit((transaction) =>
      transaction.append({ kind: 'unit.defined', entity: unit.unitId, stream: MAIN_STREAM, actor: operationActor(actor), payload: unit, changes: this.#named(changesOf(before ?? {}, unit)) }),
    );
    this.#options.onChanged();
    return unit;
  }

  /** Changes with the names of units and people in place of their ids: the history is read by people (AUD-04). */
  #named(changes: readonly FieldChange[]): FieldChange[] {
    const { directories } = this.#options;
    const names = new Map([...directories.units().map(({ unitId, name }) => [unitId, name] as const), ...directories.people().map(({ personId, name }) => [personId, name] as const)]);
    const named = (value: string | null): string | null => (value === null ? null : (names.get(value) ?? value));
    return changes.map(({ field, before, after }) => (field.endsWith('Id') && field !== 'unitId' ? { field, before: named(before), after: named(after) } : { field, before, after }));
  }

  #defineJournal(wished: MethodCheckedInput<'directories.defineJournal'>['journal'], actor: Actor): MethodOutput<'directories.defineJournal'> {
    const { store, environment, directories } = this.#options;
    const journal: Journal = { ...wished, journalId: wished.journalId ?? newId(environment) };
    const before = directories.journals().find(({ journalId }) => journalId === journal.journalId);
    const issues: Issue[] = journalProblems(journal).map(({ problem }) => ({ path: problem === 'nameMissing' ? 'journal.names' : 'journal.pattern', message: `directory.problem.${problem}` }));
    const used = this.#hasCards.get(journal.journalId) !== undefined;
    if (used && before !== undefined && before.direction !== journal.direction) issues.push({ path: 'journal.direction', message: 'directory.problem.inUse' });
    // Another run of numbers under old ones would give a number twice.
    if (used && before !== undefined && (before.yearly !== journal.yearly || before.numbering !== journal.numbering)) issues.push({ path: 'journal.yearly', message: 'directory.problem.inUse' });
    if (journal.defaultKindId !== null && directories.kinds().find(({ kindId }) => kindId === journal.defaultKindId)?.directions.includes(journal.direction) !== true) issues.push({ path: 'journal.defaultKindId', message: 'requisite.invalid.wrongDirection' });
    if (issues.length > 0) refuse(issues);
    const payload = { ...journal, names: { ...journal.names } };
    store.commit((transaction) => transaction.append({ kind: 'journal.defined', entity: journal.journalId, stream: MAIN_STREAM, actor: operationActor(actor), payload, changes: changesOf(before ?? {}, journal) }));
    this.#options.onChanged();
    return payload;
  }

  #defineKind(wished: MethodCheckedInput<'directories.defineKind'>['kind'], basisOrder: string, actor: Actor): MethodOutput<'directories.defineKind'> {
    const { store, environment, directories } = this.#options;
    const kind = { ...wished, kindId: wished.kindId ?? newId(environment), basisOrder, media: wished.media.toSorted((one, other) => (one.from ?? '').localeCompare(other.from ?? '')) };
    const before = directories.kinds().find(({ kindId }) => kindId === kind.kindId);
    const issues: Issue[] = [];
    if (Object.values(kind.names).every((name) => name.trim() === '')) issues.push({ path: 'kind.names', message: 'directory.problem.nameMissing' });
    if (kind.directions.length === 0) issues.push({ path: 'kind.directions', message: 'requisite.missing' });
    for (const name of ['allowedFrom', 'allowedUntil'] as const) {
      const day = kind[name];
      if (day !== null && !isCalendarDay(day)) issues.push({ path: `kind.${name}`, message: 'requisite.invalid.notACalendarDay' });
    }
    if (kind.allowedFrom !== null && kind.allowedUntil !== null && kind.allowedUntil < kind.allowedFrom) issues.push({ path: 'kind.allowedUntil', message: 'directory.problem.endsBefore' });
    // What law keeps out of electronic flow no office's order brings back (REG-22).
    if ((before?.blockedBy ?? null) !== kind.blockedBy) issues.push({ path: 'kind.blockedBy', message: 'directory.problem.blocked' });
    if (kind.directions.includes('internal') && kind.mandatory.some((name) => name === 'correspondent' || name === 'correspondentNumber' || name === 'correspondentDate')) issues.push({ path: 'kind.mandatory', message: 'directory.problem.internalCorrespondent' });
    const journal = directories.journals().find(({ journalId }) => journalId === kind.journalId);
    if (kind.journalId !== null && (journal === undefined || !kind.directions.includes(journal.direction))) issues.push({ path: 'kind.journalId', message: 'requisite.invalid.wrongDirection' });
    if (issues.length > 0) refuse(issues);
    store.commit((transaction) =>
      transaction.append({ kind: 'kind.defined', entity: kind.kindId, stream: MAIN_STREAM, actor: operationActor(actor), payload: kindForContract(kind), changes: changesOf(before ?? {}, kind) }),
    );
    this.#options.onChanged();
    return kindForContract(kind);
  }
}

function refuse(issues: readonly Issue[]): never {
  throw new Refusal('refused', 'error.directoryRefused', { count: String(issues.length) }, [...issues]);
}

/** Fields that differ; values that are lists or names are written as JSON. */
function changesOf(before: object, after: object): FieldChange[] {
  const shown = (value: unknown): string | null => (value === undefined || value === null || value === '' ? null : typeof value === 'string' ? value : JSON.stringify(value));
  const old: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after)
    .map(([field, value]) => ({ field, before: shown(old[field]), after: shown(value) }))
    .filter((change) => change.before !== change.after);
}
