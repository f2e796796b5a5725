import { createHash } from 'node:crypto';
import { mergeRuleOf } from '#shared/sync/admission.ts';
import { needsFreshBase, ordersEntity } from '#shared/sync/merge-rules.ts';
import { operationSchema } from '#shared/sync/operation.ts';
import { compareWithLog } from '../../src-main/store/projections/rebuild.ts';
import { PROJECTION_TABLES } from '../../src-main/store/projections/tables.ts';
import type { Store } from '../../src-main/store/store.ts';
import type { World } from './world.ts';

/** Everything that must hold at the end of a run, by the numbers of the protocol's invariants. */
export async function violations(world: World): Promise<string[]> {
  const stores = world.desks.map((desk) => ({ name: desk.name, store: desk.rooms.store }));
  return [
    ...nothingLost(world, stores),
    ...serverOrder(world),
    ...numbersOnce(world, stores),
    ...ledgerWhole(world),
    ...ledgerOfRegister(world, stores),
    ...freshCommands(world),
    ...chains(world, stores),
    ...alike(stores),
  ];
}

interface NamedStore {
  readonly name: string;
  readonly store: Store;
}

/** 1. What a clerk was shown is at every desk; nothing waits any more. */
function nothingLost(world: World, stores: readonly NamedStore[]): string[] {
  const found: string[] = [];
  for (const { name, store } of stores) {
    if (store.log.pendingCount() > 0) found.push(`1: ${name} still has ${store.log.pendingCount()} operations to send`);
    const cards = new Map(store.database.prepare<[], { id: string; at: string }>('SELECT document_id AS id, registration_index AS at FROM card').all().map(({ id, at }) => [id, at]));
    for (const { documentId, index } of world.given) {
      if (world.lost.has(documentId)) continue;
      const shown = cards.get(documentId);
      if (shown === undefined) found.push(`1: document ${index} is not at ${name}`);
      else if (shown !== index && !shown.startsWith(`${index}-`)) found.push(`1: document ${index} stands as ${shown} at ${name}`);
    }
  }
  return found;
}

/** 2, 3. Places without a gap, each operation once. Where the server lost its disk, a place that no desk had taken stays empty. */
function serverOrder(world: World): string[] {
  const found: string[] = [];
  const rows = world.server.audit<{ seq: number; stream: string; stream_seq: number; op_id: string }>('SELECT seq, stream, stream_seq, op_id FROM op ORDER BY seq');
  const streams = new Map<string, number>();
  rows.forEach(({ seq, stream, stream_seq: streamSeq }, at) => {
    if (seq !== at + 1 && !world.isServerPutBack) found.push(`2: place ${at + 1} is missing, ${seq} stands there`);
    if (streamSeq !== (streams.get(stream) ?? 0) + 1) found.push(`2: stream ${stream} has ${streamSeq} at place ${seq}`);
    streams.set(stream, streamSeq);
  });
  if (new Set(rows.map(({ op_id: opId }) => opId)).size !== rows.length) found.push('3: an operation stands twice');
  return found;
}

/** 4. One document to a number, in the register and on paper. */
function numbersOnce(world: World, stores: readonly NamedStore[]): string[] {
  const found: string[] = [];
  for (const { name, store } of stores) {
    const twice = store.database.prepare<[], { at: string; n: number }>('SELECT registration_index AS at, count(*) AS n FROM card GROUP BY registration_index, registration_year HAVING n > 1').all();
    for (const { at, n } of twice) found.push(`4: ${n} documents bear ${at} at ${name}`);
  }
  // A perfect copy that works without a link cannot be kept from a number that the original used; it is found out afterwards.
  if (!world.weather.clones) {
    const onPaper = new Map<string, string>();
    for (const { documentId, index, year } of world.given) {
      const other = onPaper.get(`${index} ${year}`);
      if (other !== undefined && other !== documentId) found.push(`4: ${index} of ${year} was stamped on two documents`);
      onPaper.set(`${index} ${year}`, documentId);
    }
  }
  return found;
}

/** 5. Every number below the counter is leased, used or void, and its documents are those of the register. */
function ledgerWhole(world: World): string[] {
  const found: string[] = [];
  for (const { journal, year, next } of world.server.audit<{ journal: string; year: number; next: number }>('SELECT journal, year, next FROM reg_counter')) {
    const numbers = world.server.audit<{ number: number; state: string; uses: number }>("SELECT number, state, uses FROM reg_number WHERE journal = ? AND year = ? AND run = '' ORDER BY number", journal, year);
    numbers.forEach(({ number, state }, at) => {
      if (number !== at + 1) found.push(`5: number ${at + 1} of ${journal} ${year} is nowhere`);
      if (!['leased', 'used', 'void'].includes(state)) found.push(`5: number ${number} is ${state}`);
    });
    if (numbers.length < next - 1) found.push(`5: ${journal} ${year} counts to ${next - 1}, the ledger to ${numbers.length}`);
  }
  return found;
}

/** 5. What documents bear is used in the ledger, by so many as bear it. */
function ledgerOfRegister(world: World, stores: readonly NamedStore[]): string[] {
  const [first] = stores;
  if (first === undefined) return [];
  const found: string[] = [];
  const ledger = new Map(
    world.server.audit<{ journal: string; year: number; run: string; number: number; uses: number; state: string }>('SELECT journal, year, run, number, uses, state FROM reg_number').map(({ journal, year, run, number, uses, state }) => [JSON.stringify([journal, year, run, number]), state === 'used' ? uses : 0]),
  );
  const borne = first.store.database.prepare<[], { journal: string; year: number; run: string; number: number; n: number }>('SELECT journal_id AS journal, year, run, number, count(*) AS n FROM reg_number GROUP BY 1, 2, 3, 4').all();
  for (const { journal, year, run, number, n } of borne) {
    const key = JSON.stringify([journal, year, run, number]);
    if (ledger.get(key) !== n) found.push(`5: ${n} documents bear ${number}${run} of ${year}, the ledger says ${ledger.get(key) ?? 'nothing'}`);
    ledger.delete(key);
  }
  for (const [key, uses] of ledger) if (uses > 0) found.push(`5: the ledger has ${key} used, and nobody bears it`);
  return found;
}

/** 8. An accepted command rests on the last that was done to its entity: read from the log anew, by a way of its own. */
function freshCommands(world: World): string[] {
  const found: string[] = [];
  const placeOf = new Map<string, number>();
  const last = new Map<string, { readonly opId: string; readonly place: number }>();
  for (const { seq, status, body } of world.server.audit<{ seq: number; status: string; body: string }>('SELECT seq, status, body FROM op ORDER BY seq')) {
    const { opId, kind, entity, basedOn, seen } = operationSchema.parse(JSON.parse(body));
    placeOf.set(opId, seq);
    const rule = mergeRuleOf(kind);
    if (status !== 'accepted' || !ordersEntity(rule)) continue;
    const before = last.get(entity);
    if (seen !== undefined && needsFreshBase(rule) && before !== undefined && (basedOn === null || (placeOf.get(basedOn) ?? 0) < before.place)) found.push(`8: ${kind} at ${seq} was accepted although ${entity} had changed at ${before.place}`);
    last.set(entity, { opId, place: seq });
  }
  return found;
}

/** 6. Every chain holds, at the server and at each desk. */
function chains(world: World, stores: readonly NamedStore[]): string[] {
  const found: string[] = [];
  for (const { prev_hash: previous, hash, body } of world.server.audit<{ prev_hash: string; hash: string; body: string }>('SELECT prev_hash, hash, body FROM op')) {
    if (createHash('sha256').update(Buffer.from(previous, 'hex')).update(body).digest('hex') !== hash) found.push(`6: operation ${operationSchema.parse(JSON.parse(body)).opId} does not fit its hash at the server`);
  }
  for (const { name, store } of stores) for (const problem of store.log.verify().problems) found.push(`6: ${name}: ${problem}`);
  return found;
}

/** 7. Desks that hold the same operations show the same, and what they show is what their logs say. */
function alike(stores: readonly NamedStore[]): string[] {
  const found: string[] = [];
  const [first, ...others] = stores;
  if (first === undefined) return ['7: there is no desk'];
  for (const { name, store } of stores) for (const table of compareWithLog(store.database, store.log)) found.push(`7: ${table} of ${name} is not what its log says`);
  const expected = contentOf(first.store);
  for (const { name, store } of others) {
    if (store.membership.position.cursor !== first.store.membership.position.cursor) found.push(`7: ${name} stands at ${store.membership.position.cursor}, ${first.name} at ${first.store.membership.position.cursor}`);
    const content = contentOf(store);
    for (const table of PROJECTION_TABLES) if (content[table] !== expected[table]) found.push(`7: ${table} differs between ${first.name} and ${name}`);
  }
  return found;
}

function contentOf(store: Store): Record<string, string> {
  return Object.fromEntries(PROJECTION_TABLES.map((table) => [table, store.database.prepare(`SELECT * FROM ${table}`).raw().all().map((row) => JSON.stringify(row)).sort().join('\n')]));
}
