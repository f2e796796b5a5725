import type { CounterRow, NumberConflict, NumberConflictKind, NumberKey, NumberPast, NumberRange, NumberRow } from '../stores/store.ts';
import type { RegisteredNumber } from './registered-number.ts';

/** A number further above the counter is taken for a mistake: its document keeps it, the counter does not follow. */
export const FARTHEST_JUMP = 1_000_000;

interface Skipped extends NumberRange {
  readonly voidAct: string;
}

/** What a batch of registrations changed in the ledger. */
export interface LedgerChanges {
  readonly numbers: readonly NumberRow[];
  readonly skipped: readonly NumberRange[];
  readonly counters: readonly CounterRow[];
  readonly conflicts: readonly NumberConflict[];
}

/**
 * The ledger of numbers over a batch of registrations: reads what was there before, takes each registration in its
 * order, and says at the end what is to be written. It refuses none: the paper bears its number already.
 */
export class NumberLedger {
  readonly #rows: Map<string, NumberRow>;
  readonly #next: Map<string, CounterRow>;
  readonly #changedRows = new Set<string>();
  readonly #changedCounters = new Set<string>();
  readonly #skipped: Skipped[] = [];
  readonly #conflicts: NumberConflict[] = [];

  constructor(rows: readonly NumberRow[], counters: readonly CounterRow[]) {
    this.#rows = new Map(rows.map((row) => [numberKey(row), row]));
    this.#next = new Map(counters.map((counter) => [counterKey(counter), counter]));
  }

  /** How many other documents bear the number. */
  bearers(given: RegisteredNumber): number {
    const row = this.#rows.get(numberKey(given));
    return row === undefined || row.state !== 'used' || row.documentId === given.documentId ? 0 : row.uses;
  }

  register(given: RegisteredNumber, opId: string, suffix: string | null): void {
    const before = this.#row(given);
    if (before?.state === 'used') {
      if (before.documentId === given.documentId) return;
      this.#put({ ...before, uses: before.uses + 1 });
      this.#conflict('used', given, opId, suffix);
    } else {
      const past: NumberPast[] = before?.state === 'void' && before.voidReason !== null ? [{ reason: before.voidReason, act: before.voidAct }] : [];
      const { journalId, serialYear, run, number, documentId } = given;
      this.#put({ journalId, serialYear, run, number, documentId, state: 'used', leaseId: before?.leaseId ?? null, opId, voidReason: null, voidAct: null, uses: 1, history: [...(before?.history ?? []), ...past] });
    }
    if (given.run === '') this.#follow(given, opId);
  }

  noteUnreadable(opId: string): void {
    this.#conflicts.push({ opId, kind: 'unreadable', journalId: '', serialYear: 0, run: '', number: 0, documentId: '', suffix: null });
  }

  changes(): LedgerChanges {
    return {
      numbers: [...this.#changedRows].map((key) => present(this.#rows.get(key))),
      skipped: this.#skipped,
      counters: [...this.#changedCounters].map((key) => present(this.#next.get(key))),
      conflicts: this.#conflicts,
    };
  }

  /** The number's row, be it only one that this batch made void by passing it. */
  #row(given: NumberKey): NumberRow | undefined {
    const row = this.#rows.get(numberKey(given));
    if (row !== undefined || given.run !== '') return row;
    const range = this.#skipped.find((candidate) => candidate.journalId === given.journalId && candidate.serialYear === given.serialYear && candidate.first <= given.number && given.number <= candidate.last);
    if (range === undefined) return undefined;
    const { journalId, serialYear, run, number } = given;
    return { journalId, serialYear, run, number, state: 'void', leaseId: null, opId: null, documentId: null, voidReason: 'skipped', voidAct: range.voidAct, uses: 0, history: [] };
  }

  /** The counter goes past a number that was used; what lies between becomes void. */
  #follow(given: RegisteredNumber, opId: string): void {
    const key = counterKey(given);
    const { journalId, serialYear, number } = given;
    const next = this.#next.get(key)?.next ?? 1;
    if (number < next) return;
    if (number - next > FARTHEST_JUMP) {
      if (!this.#conflicts.some((conflict) => conflict.opId === opId)) this.#conflict('farNumber', given, opId, null);
      return;
    }
    if (number > next) this.#skipped.push({ journalId, serialYear, first: next, last: number - 1, state: 'void', leaseId: null, voidReason: 'skipped', voidAct: opId });
    this.#next.set(key, { journalId, serialYear, next: number + 1 });
    this.#changedCounters.add(key);
  }

  #put(row: NumberRow): void {
    const key = numberKey(row);
    this.#rows.set(key, row);
    this.#changedRows.add(key);
  }

  #conflict(kind: NumberConflictKind, { journalId, serialYear, run, number, documentId }: RegisteredNumber, opId: string, suffix: string | null): void {
    this.#conflicts.push({ opId, kind, journalId, serialYear, run, number, documentId, suffix });
  }
}

function counterKey({ journalId, serialYear }: Omit<CounterRow, 'next'>): string {
  return JSON.stringify([journalId, serialYear]);
}

function numberKey({ journalId, serialYear, run, number }: NumberKey): string {
  return JSON.stringify([journalId, serialYear, run, number]);
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a changed row is missing');
  return value;
}
