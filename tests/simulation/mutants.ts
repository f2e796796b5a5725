/**
 * Faults that were made or nearly made while this was built, kept as changes of the source text. The simulation must
 * find each: a simulation that finds none of them would show nothing.
 */
export interface Mutant {
  readonly name: string;
  /** Where it was found last: looked at first, so that a check costs a seed for each. Another seed does as well. */
  readonly seed: number;
  readonly changes: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
}

function mutant(seed: number, name: string, ...changes: readonly (readonly [file: string, find: string, replace: string])[]): Mutant {
  return { name, seed, changes: changes.map(([file, find, replace]) => ({ file, find, replace })) };
}

export const MUTANTS: readonly Mutant[] = [
  mutant(5031, 'the server takes an operation again that stands already', ['src-server/operations/take-push.ts', 'batch.placed(pushed.opId) ?? placeNext(batch, desk, verified)', 'placeNext(batch, desk, verified)']),
  mutant(5014, 'the desk takes for acknowledged what it is about to send', ['src-main/sync/outbox.ts', 'const answer = await this.#link.push(', 'membership.acknowledge({ deskSeq: last.deskSeq, hash: last.hash, opId: last.opId });\n    const answer = await this.#link.push(']),
  mutant(5356, 'a fork is not seen', ['src-server/operations/take-push.ts', 'if (fork !== null) {', 'if (fork !== null && Number.isNaN(desk.epoch)) {']),
  mutant(5000, 'a block of numbers is granted twice', ['src-server/numbers/leases.ts', 'change.saveCounters([{ journalId, serialYear, next: last + 1 }]),', 'Promise.resolve(),'], ['src-server/numbers/leases.ts', 'if (taken !== first) return { first, last: Math.min(first + count, taken ?? Infinity) - 1 };', 'if (taken !== -1) return { first, last: first + count - 1 };']),
  mutant(5158, 'leases outlive the identity to which they were granted', ['src-main/sync/number-safety.ts', "this.#store.database.prepare('DELETE FROM number_lease').run();", ''], ['src-server/numbers/void-leases.ts', 'const leases = await change.activeLeasesOf(desk);', 'const leases = (await change.activeLeasesOf(desk)).slice(0, 0);'], [
    'src-main/sync/lease-keeper.ts',
    'if (!good.has(leaseId)) this.#statements.remove.run(leaseId);',
    'if (leaseId === good.toString()) this.#statements.remove.run(leaseId);',
  ]),
  mutant(5009, 'the witness is not asked', ['src-main/sync/number-safety.ts', "return this.#stateOf(said) === 'safe' ? Math.max(number, (said?.leases[leaseId] ?? 0) + 1) : null;", 'return said === undefined ? null : number;']),
  mutant(5009, 'the witness is moved after the database', ['src-main/sync/number-safety.ts', "const ownSeq = Math.max(said.ownSeq, this.#store.log.ownEnd().deskSeq + 1);", 'if (said !== null) { this.#given = false; return; }\n    const ownSeq = 0;']),
  mutant(5014, 'voiding takes numbers that are used', ['src-server/stores/sql/sql-change.ts', "WHERE r.lease_id = @reg_number.lease_id) AND state = 'leased'", 'WHERE r.lease_id = @reg_number.lease_id)']),
  mutant(5002, 'the tables are not read anew where a stream is granted later', ['src-main/store/store.ts', 'if (this.#backlogOutdated) {', 'if (this.#backlogOutdated && part.operations.length > 1_000_000) {']),
  mutant(5018, 'a stale command is accepted', ['src-shared/sync/admission.ts', "if (isStale(facts)) return rejected('stale');", "if (isStale(facts) && facts.kind === '') return rejected('stale');"]),
  mutant(5092, 'the letter beside a number given twice is left out', ['src-shared/sync/admission.ts', '...(taken > 0 ? { numberSuffix: suffixLetter(taken) } : {}),', '']),
  mutant(5000, "others' operations come in after those that still wait", ['src-main/store/server-order.ts', 'if (!stands) pending ??= this.#undoPending(kinds);', 'if (!stands) pending ??= [];']),
  mutant(5032, 'the cursor is moved before the operations are in the tables', ['src-main/store/server-order.ts', 'return inTransaction(database, () => {', 'membership.advance(operations.at(-1)?.seq ?? membership.position.cursor, head, streams);\n      return inTransaction(database, () => {'], [
    'src-main/store/server-order.ts',
    'let { cursor } = membership.position;',
    'let cursor = (operations[0]?.seq ?? 1) - 1;',
  ]),
  mutant(5000, 'the tables show the order in which operations came to the desk', ['src-main/store/server-order.ts', 'placed = { ...own, place: pulled.seq, state,', 'placed = { ...own, state,']),
  mutant(5018, 'what a rejected operation did stays in the tables', ['src-main/store/projections/apply-operation.ts', "if (operation.state === 'rejected') {", "if (operation.state === 'rejected' && operation.ownSeq === null) {"]),
];
