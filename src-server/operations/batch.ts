import { type Admission, type AdmissionFacts, type Base, type FieldConflict } from '#shared/sync/admission.ts';
import { KIND_RULES, type MergeRule, needsFreshBase, ordersEntity } from '#shared/sync/merge-rules.ts';
import { ownerOfFiles } from '#shared/sync/file-owners.ts';
import { type FieldChange, type Operation, operationSchema, touchedFields } from '#shared/sync/operation.ts';
import { withAccountStreams } from '../desks/account-streams.ts';
import { NumberLedger } from '../numbers/ledger.ts';
import type { ActorRow, Change, DeskRow, EntityChange, EntityHead, FieldConflictRow, NewFileName, PlacedOperation, StoredOperation } from '../stores/store.ts';
import { actorAfter } from './actor-changes.ts';
import { People } from './people.ts';
import type { VerifiedOperation, VerifiedPush } from './verify-push.ts';

const FIELD_KINDS = Object.entries(KIND_RULES).filter(([, { merge }]) => merge === 'fields').map(([kind]) => kind);

interface ChangedFields {
  readonly seq: number;
  readonly opId: string;
  readonly desk: string;
  readonly fields: readonly FieldChange[];
}

/**
 * All that decides about a batch of operations: read at once when the transaction begins, and carried on from one
 * operation to the next, so that a later one of the batch rests on an earlier one.
 */
export class Batch {
  readonly desks: Map<string, DeskRow>;
  readonly #operations: Map<string, PlacedOperation>;
  readonly #entityHeads: Map<string, number>;
  readonly #actors: Map<string, ActorRow>;
  readonly #changedFields: Map<string, ChangedFields[]>;
  readonly #people: People;
  readonly #ledger: NumberLedger;
  readonly #streamHeads: Map<string, number>;
  readonly #now: number;
  #seq: number;
  #enrolmentChanged = false;

  readonly #inserted: StoredOperation[] = [];
  readonly #movedEntities = new Set<string>();
  readonly #changedActors = new Set<string>();
  readonly #changedDesks = new Set<string>();
  readonly #fieldConflicts: FieldConflictRow[] = [];
  readonly #fileNames: NewFileName[] = [];
  readonly #namedAgain: { readonly sha256: string; readonly documentId: string | null }[] = [];

  private constructor(seq: number, now: number, facts: BatchFacts) {
    this.#seq = seq;
    this.#now = now;
    this.desks = facts.desks;
    this.#operations = facts.operations;
    this.#entityHeads = facts.entityHeads;
    this.#actors = facts.actors;
    this.#changedFields = facts.changedFields;
    this.#people = facts.people;
    this.#ledger = facts.ledger;
    this.#streamHeads = facts.streamHeads;
  }

  static async read(change: Change, pushes: readonly VerifiedPush[], now: number): Promise<Batch> {
    return new Batch(change.organisation.seq, now, await readFacts(change, pushes));
  }

  placed(opId: string): PlacedOperation | undefined {
    return this.#operations.get(opId);
  }

  saveDesk(row: DeskRow): void {
    this.desks.set(row.desk, row);
    this.#changedDesks.add(row.desk);
  }

  /** What {@link admit} asks about an operation in the next place. */
  facts({ operation, number, authorship }: VerifiedOperation, desk: DeskRow, founding: boolean): AdmissionFacts {
    const base = this.#base(operation.basedOn);
    const actor = operation.actor === null ? null : (this.#actors.get(operation.actor.accountId) ?? ('unknown' as const));
    return {
      kind: operation.kind,
      actor,
      founding,
      base,
      lastOrdering: this.#entityHeads.get(operation.entity) ?? null,
      overlaps: () => this.#overlaps(operation.entity, seenPlace(operation, typeof base === 'object' ? base.place : 0), touchedFields(operation.changes), desk.desk),
      isOthersWord: () => authorship !== null && !this.#people.isOwnWord(authorship, operation, actor),
      sameNumber: () => (number === null || number === 'unreadable' ? 0 : this.#ledger.bearers(number)),
    };
  }

  /** Gives the operation the next place, or a later one that it had in a copy of the log that was lost. */
  place(verified: VerifiedOperation, desk: Pick<DeskRow, 'desk' | 'epoch'>, { status, note }: Admission, seq = this.#seq + 1): PlacedOperation {
    const { pushed, operation, rule, number, actorChange, told, files, size } = verified;
    this.#seq = seq;
    const streamSeq = (this.#streamHeads.get(operation.stream) ?? 0) + 1;
    this.#streamHeads.set(operation.stream, streamSeq);
    const { opId, deskSeq, prevHash, hash, body } = pushed;
    const { stream, kind, v, entity } = operation;
    const row: StoredOperation = { opId, seq, hash, status, note, stream, streamSeq, desk: desk.desk, epoch: desk.epoch, deskSeq, prevHash, kind, v, entity, size, body };
    this.#inserted.push(row);
    this.#operations.set(opId, row);
    if (status === 'rejected') return row;
    const owner = files.length === 0 ? null : ownerOfFiles(kind, v, operation.payload);
    for (const { sha256 } of files) this.#namedAgain.push({ sha256, documentId: owner?.kind === 'document' ? owner.id : null });
    for (const { sha256, size: fileSize } of files) this.#fileNames.push({ sha256, stream, desk: desk.desk, size: fileSize, at: this.#now });
    if (ordersEntity(rule)) {
      this.#entityHeads.set(entity, seq);
      this.#movedEntities.add(entity);
    }
    if (rule === 'fields') this.#remember(entity, { seq, opId, desk: desk.desk, fields: touchedFields(operation.changes) });
    if (actorChange !== null) {
      this.#actors.set(actorChange.accountId, actorAfter(this.#actors.get(actorChange.accountId), actorChange));
      this.#changedActors.add(actorChange.accountId);
      if (actorChange.desks !== undefined) this.#enrolmentChanged = true;
    }
    if (told !== null) this.#people.tell(told);
    if (number === 'unreadable') this.#ledger.noteUnreadable(opId);
    else if (number !== null) this.#ledger.register(number, opId, note.numberSuffix ?? null);
    for (const conflict of note.conflicts ?? []) this.#fieldConflicts.push({ opId, entity, field: conflict.field, otherOpId: conflict.opId });
    return row;
  }

  /** Writes what the batch changed; the statements go to the database together. */
  async write(change: Change): Promise<void> {
    const ledger = this.#ledger.changes();
    await Promise.all([
      change.insertOperations(this.#inserted),
      change.moveEntityHeads([...this.#movedEntities].map((entity) => ({ entity, seq: this.#entityHeads.get(entity) ?? 0 }))),
      change.saveActors([...this.#changedActors].flatMap((accountId) => this.#actors.get(accountId) ?? [])),
      change.insertNumberRanges(ledger.skipped).then(() => change.saveNumbers(ledger.numbers)),
      change.saveCounters(ledger.counters),
      change.saveNumberConflicts(ledger.conflicts),
      change.saveFieldConflicts(this.#fieldConflicts),
      change.saveFileNames(this.#fileNames).then(() => change.nameAgain(this.#namedAgain)),
      change.saveDesks([...this.#changedDesks].flatMap((desk) => this.desks.get(desk) ?? [])),
    ]);
    if (this.#enrolmentChanged) await this.#grantAccountStreams(change);
  }

  /** Passwords go to the desks where their persons work; what a desk holds already stays there. */
  async #grantAccountStreams(change: Change): Promise<void> {
    const enrolled = await change.enrolledActors();
    const granted = (await change.allDesks()).flatMap((desk) => {
      const after = withAccountStreams(desk, enrolled);
      return after === desk ? [] : [after];
    });
    await change.saveDesks(granted);
  }

  #base(basedOn: string | null): Base {
    if (basedOn === null) return 'none';
    const base = this.#operations.get(basedOn);
    if (base === undefined) return 'missing';
    return base.status === 'rejected' ? 'rejected' : { place: base.seq };
  }

  /** The newest other change of each field to another value; a desk always saw its own. */
  #overlaps(entity: string, after: number, fields: readonly FieldChange[], desk: string): FieldConflict[] {
    const unseen = (this.#changedFields.get(entity) ?? []).filter((change) => change.seq > after && change.desk !== desk);
    return fields.flatMap(({ field, after: value }) => {
      const other = unseen.findLast((change) => change.fields.some((changed) => changed.field === field));
      const theirs = other?.fields.find((changed) => changed.field === field);
      return other === undefined || theirs?.after === value ? [] : [{ field, opId: other.opId }];
    });
  }

  #remember(entity: string, changed: ChangedFields): void {
    const known = this.#changedFields.get(entity);
    if (known === undefined) this.#changedFields.set(entity, [changed]);
    else known.push(changed);
  }
}

/**
 * Place up to which the operation's desk knew the entity. Its base alone would not say: a base that was still pending
 * then got its place after others' work that the desk had not seen.
 */
function seenPlace({ seen }: Operation, basePlace: number): number {
  return seen ?? basePlace;
}

/** Whether what came before on the entity decides about the operation. A registration asks nothing: most of a batch is spared. */
function readsEntity(rule: MergeRule): boolean {
  return rule === 'fields' || needsFreshBase(rule);
}

interface BatchFacts {
  readonly desks: Map<string, DeskRow>;
  readonly operations: Map<string, PlacedOperation>;
  readonly entityHeads: Map<string, number>;
  readonly actors: Map<string, ActorRow>;
  readonly changedFields: Map<string, ChangedFields[]>;
  readonly people: People;
  readonly ledger: NumberLedger;
  readonly streamHeads: Map<string, number>;
}

async function readFacts(change: Change, pushes: readonly VerifiedPush[]): Promise<BatchFacts> {
  const all = pushes.flatMap((push) => push.operations);
  const operations = all.map(({ operation }) => operation);
  const numbers = all.flatMap(({ number }) => (number === null || number === 'unreadable' ? [] : [number]));
  const counterKeys = numbers.filter(({ run }) => run === '').map(({ journalId, serialYear }) => ({ journalId, serialYear }));
  // Together: each of them alone would cost a way to the database and back while the organisation is locked.
  const [desks, placed, heads, actors, numberRows, counters, streamHeads] = await Promise.all([
    change.desks(distinct(pushes.map(({ desk }) => desk))),
    change.operations(distinct(operations.flatMap(({ opId, basedOn }) => (basedOn === null ? [opId] : [opId, basedOn])))),
    change.entityHeads(distinct(all.filter(({ rule }) => readsEntity(rule)).map(({ operation }) => operation.entity))),
    change.actors(distinct([...operations.flatMap(({ actor }) => actor?.accountId ?? []), ...all.flatMap(({ actorChange }) => actorChange?.accountId ?? [])])),
    change.numbers(distinctBy(numbers, ({ journalId, serialYear, run, number }) => JSON.stringify([journalId, serialYear, run, number]))),
    change.counters(distinctBy(counterKeys, ({ journalId, serialYear }) => JSON.stringify([journalId, serialYear]))),
    change.streamHeads(distinct(operations.map(({ stream }) => stream))),
  ]);
  const operationsById = new Map(placed.map((row) => [row.opId, row]));
  const entityHeads = new Map(heads.map(({ entity, seq }) => [entity, seq]));
  return {
    desks: new Map(desks.map((row) => [row.desk, row])),
    operations: operationsById,
    entityHeads,
    actors: new Map(actors.map((row) => [row.accountId, row])),
    changedFields: changedFields(await change.changesAfter(stalePoints(all, operationsById, entityHeads), FIELD_KINDS)),
    people: await People.read(change, all),
    ledger: new NumberLedger(numberRows, counters),
    streamHeads: new Map(streamHeads),
  };
}

/** The places after which the entities' other changes must be known: the lowest that was seen of each. */
function stalePoints(all: readonly VerifiedOperation[], operations: ReadonlyMap<string, PlacedOperation>, heads: ReadonlyMap<string, number>): EntityHead[] {
  const points = new Map<string, number>();
  for (const { operation, rule } of all) {
    if (rule !== 'fields') continue;
    const base = operation.basedOn === null ? undefined : operations.get(operation.basedOn);
    const place = seenPlace(operation, base === undefined || base.status === 'rejected' ? 0 : base.seq);
    if ((heads.get(operation.entity) ?? 0) > place) points.set(operation.entity, Math.min(place, points.get(operation.entity) ?? place));
  }
  return [...points].map(([entity, seq]) => ({ entity, seq }));
}

function changedFields(changes: readonly EntityChange[]): Map<string, ChangedFields[]> {
  const byEntity = new Map<string, ChangedFields[]>();
  for (const { entity, seq, opId, desk, body } of changes) {
    const changed = { seq, opId, desk, fields: touchedFields(operationSchema.parse(JSON.parse(body)).changes) };
    const known = byEntity.get(entity);
    if (known === undefined) byEntity.set(entity, [changed]);
    else known.push(changed);
  }
  return byEntity;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function distinctBy<Value>(values: readonly Value[], key: (value: Value) => string): Value[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}
