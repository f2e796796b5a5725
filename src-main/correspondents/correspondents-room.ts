import type { CorrespondentEntry, CorrespondentFields } from '#shared/contract/correspondents.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { type HeadOnlyCategory, isHeadOnly, mayLeaveHeadOnly, underTheRules } from '#shared/domain/correspondents.ts';
import type { HeadOnlyBodies } from '#shared/domain/head-only-bodies.ts';
import { isSameName } from '#shared/domain/name-matching.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type FieldChange, MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, newId } from '../environment.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Store, Transaction } from '../store/store.ts';
import { type CorrespondentRecords, entryOf } from './correspondent-records.ts';
import { FindCorrespondents } from './find-correspondents.ts';
import { ImportCorrespondents } from './import-correspondents.ts';
import type { SenderCategories } from './sender-categories.ts';

const GROUPS_SHOWN = 50;
const BODIES_SHOWN = 3;

export interface CorrespondentsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: CorrespondentRecords;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly senders: SenderCategories;
  /** Bodies that the country's rules name for the head only. */
  readonly bodies: () => HeadOnlyBodies;
  readonly today: () => string;
  readonly onChanged: () => void;
}

/** The directory of correspondents: finding, keeping, merging, taking in tables. */
export class CorrespondentsRoom {
  readonly #options: CorrespondentsOptions;
  readonly #find: FindCorrespondents;
  readonly #import: ImportCorrespondents;

  constructor(options: CorrespondentsOptions) {
    this.#options = options;
    this.#find = new FindCorrespondents(options.store.database);
    this.#import = new ImportCorrespondents({ ...options, append: (transaction, fields, actor) => this.append(transaction, fields, actor) });
  }

  readonly handlers: RoomHandlers<'correspondents'> = {
    find: ({ text, limit }) => this.#found(text, limit),
    get: ({ correspondentId }) => {
      const entry = this.#entry(correspondentId);
      return { entry, version: this.#options.store.log.lastOfEntity(entry.correspondentId) ?? '', documents: this.#options.records.documentsOf(entry.correspondentId) };
    },
    list: (filter) => this.#list(filter),
    define: (fields, { actor }) => {
      const { store, records } = this.#options;
      const entry = store.commit((transaction) => records.named(fields.name)[0] ?? this.append(transaction, withDefaults(fields), actor));
      this.#options.onChanged();
      return entry;
    },
    change: (input, { actor }) => this.#change(input, actor),
    likelyDuplicates: () => this.#likelyDuplicates(),
    merge: (input, { actor }) => this.#merge(input, actor),
    previewImport: (input, { actor, signal, progress }) => this.#import.preview(input, actor, { signal, onProgress: progress }),
    import: async (input, { actor, signal, progress }) => {
      const done = await this.#import.run(input, actor, { signal, onProgress: progress });
      this.#options.onChanged();
      return done;
    },
  };

  append(transaction: Transaction, fields: CorrespondentFields, actor: Actor): CorrespondentEntry {
    const entry = this.#underTheRules(null, { ...fields, correspondentId: newId(this.#options.environment), headOnlyLifted: false });
    transaction.append({ kind: 'correspondent.defined', entity: entry.correspondentId, stream: MAIN_STREAM, actor: operationActor(actor), payload: entry, changes: changesOf(null, entry) });
    return entry;
  }

  #change({ correspondentId, basedOn, changes }: MethodCheckedInput<'correspondents.change'>, actor: Actor): CorrespondentEntry {
    const { store } = this.#options;
    const entry = store.commit((transaction) => {
      const before = this.#entry(correspondentId);
      if (store.log.lastOfEntity(before.correspondentId) !== basedOn) throw new Refusal('conflict', 'error.correspondentChangedMeanwhile');
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<CorrespondentFields>;
      const wished: CorrespondentEntry = { ...before, ...given };
      this.#demandMayRecategorise(actor, before, wished);
      const after = this.#underTheRules(before, wished);
      const fieldChanges = changesOf(before, after);
      if (fieldChanges.length === 0) return before;
      const { correspondentId: entity, ...fields } = after;
      transaction.append({ kind: 'correspondent.changed', entity, stream: MAIN_STREAM, actor: operationActor(actor), basedOn, payload: { correspondentId: entity, entry: fields }, changes: fieldChanges });
      return after;
    });
    this.#options.onChanged();
    return entry;
  }

  #merge({ correspondentId, intoCorrespondentId }: MethodCheckedInput<'correspondents.merge'>, actor: Actor): CorrespondentEntry {
    const { store } = this.#options;
    const merged = store.commit((transaction) => {
      const from = this.#entry(correspondentId);
      const into = this.#entry(intoCorrespondentId);
      if (from.correspondentId === into.correspondentId) throw new Refusal('bad-input', 'error.correspondentIntoItself');
      this.#demandMayRecategorise(actor, from, into);
      const others = [from.name, ...from.otherNames].filter((name) => ![into.name, ...into.otherNames].includes(name));
      const result = this.#underTheRules(into, {
        ...into,
        otherNames: [...into.otherNames, ...others].slice(0, 20),
        address: into.address || from.address,
        email: into.email || from.email,
        code: into.code || from.code,
        letter: into.letter || from.letter,
      });
      transaction.append({
        kind: 'correspondent.merged',
        entity: into.correspondentId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { correspondentId: from.correspondentId, into: result },
        changes: [{ field: 'merged', before: from.name, after: into.name }, ...changesOf(into, result)],
      });
      return result;
    });
    this.#options.onChanged();
    return merged;
  }

  #underTheRules(before: CorrespondentEntry | null, after: CorrespondentEntry): CorrespondentEntry {
    return underTheRules(before, after, this.#bodyOf([after.name, ...after.otherNames]));
  }

  #bodyOf(names: readonly string[]): HeadOnlyCategory | null {
    const { bodies, today } = this.#options;
    return names.map((name) => bodies().categoryOf(name, today())).find((category) => category !== null) ?? null;
  }

  #found(text: string, limit: number): MethodOutput<'correspondents.find'> {
    const { bodies, today, senders } = this.#options;
    const entries = this.#find.find(text, limit);
    const fresh = bodies().like(text, today(), BODIES_SHOWN).filter(({ name }) => !entries.some((entry) => [entry.name, ...entry.otherNames].some((other) => isSameName(other, name))));
    const headOnly = senders.of({ correspondentId: null, correspondent: text }, today()).find(isHeadOnly) ?? null;
    return { entries, bodies: fresh, headOnly };
  }

  #demandMayRecategorise(actor: Actor, before: CorrespondentEntry, after: CorrespondentEntry): void {
    if (!mayLeaveHeadOnly(actor, before.category, after.category)) throw new Refusal('no-right', 'error.headOnlyCategory', { name: before.name }, [{ path: 'category', message: 'error.headOnlyCategory' }]);
  }

  #list({ text, category, offset, limit }: MethodCheckedInput<'correspondents.list'>): MethodOutput<'correspondents.list'> {
    const { database } = this.#options.store;
    if (text.trim() !== '') {
      const found = this.#find.find(text, 200).filter((entry) => category === null || entry.category === category);
      return { rows: found.slice(offset, offset + limit), total: found.length };
    }
    const where = category === null ? 'merged_into IS NULL' : 'merged_into IS NULL AND category = ?';
    const params = category === null ? [] : [category];
    return {
      rows: database.prepare(`SELECT * FROM correspondent WHERE ${where} ORDER BY name, correspondent_id LIMIT ? OFFSET ?`).all(...params, limit, offset).map(entryOf),
      total: database.prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM correspondent WHERE ${where}`).get(...params)?.n ?? 0,
    };
  }

  #likelyDuplicates(): MethodOutput<'correspondents.likelyDuplicates'> {
    const { database } = this.#options.store;
    const groupsBy = (column: 'code' | 'likeness', reason: 'code' | 'name'): MethodOutput<'correspondents.likelyDuplicates'>['groups'] =>
      database
        .prepare<[number], { value: string }>(`SELECT ${column} AS value FROM correspondent WHERE merged_into IS NULL AND ${column} <> '' GROUP BY ${column} HAVING count(*) > 1 ORDER BY count(*) DESC, ${column} LIMIT ?`)
        .all(GROUPS_SHOWN + 1)
        .map(({ value }) => ({ reason, entries: database.prepare<[string]>(`SELECT * FROM correspondent WHERE merged_into IS NULL AND ${column} = ? ORDER BY name, correspondent_id LIMIT 20`).all(value).map(entryOf) }));
    const groups = [...groupsBy('code', 'code'), ...groupsBy('likeness', 'name')];
    const fresh = groups.filter((group, at) => !groups.slice(0, at).some((other) => group.entries.every((entry) => other.entries.some(({ correspondentId }) => correspondentId === entry.correspondentId))));
    return { groups: fresh.slice(0, GROUPS_SHOWN), more: fresh.length > GROUPS_SHOWN };
  }

  #entry(correspondentId: string): CorrespondentEntry {
    const entry = this.#options.records.byId(correspondentId);
    if (entry === null) throw new Refusal('not-found', 'error.correspondentNotFound');
    return entry;
  }
}

function withDefaults({ name, otherNames = [], category = 'other', letter = '', address = '', email = '', code = '', note = '' }: MethodCheckedInput<'correspondents.define'>): CorrespondentFields {
  return { name, otherNames: otherNames.filter((other) => other !== name), category, letter, address, email, code, note };
}

function changesOf(before: CorrespondentFields | null, after: CorrespondentFields): FieldChange[] {
  const shown = (value: string | readonly string[] | undefined): string | null => {
    const text = typeof value === 'string' || value === undefined ? (value ?? '') : value.join('; ');
    return text === '' ? null : text;
  };
  return (['name', 'otherNames', 'category', 'letter', 'address', 'email', 'code', 'note'] as const)
    .map((field) => ({ field: `correspondent.${field}`, before: shown(before?.[field]), after: shown(after[field]) }))
    .filter((change) => change.before !== change.after);
}
