import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { operationSchema } from '#shared/sync/operation.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import { compareWithLog } from '../../src-main/store/projections/rebuild.ts';
import { PROJECTION_TABLES } from '../../src-main/store/projections/tables.ts';
import type { Store as DeskStore } from '../../src-main/store/store.ts';
import { HttpsLink } from '../../src-main/sync/https-link.ts';
import type { PageRow, Store } from '../../src-server/stores/store.ts';
import type { DeskProcess } from './desk-process.ts';
import { openTestDesk } from './test-desk.ts';

const PAGE = { limit: 500, bytes: 1 << 20, streams: ['main'], desks: [] };

/** The organisation's whole log as the server holds it, held to be without a gap and true to its hashes. */
export async function serverLog(store: Store): Promise<PageRow[]> {
  const organisation = (await store.organisations())[0]?.organisation ?? '';
  const rows: PageRow[] = [];
  for (let more = true; more; ) {
    const page = await store.page(organisation, { ...PAGE, after: rows.at(-1)?.seq ?? 0 });
    rows.push(...page.operations);
    ({ more } = page);
  }
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: rows.length }, (_, at) => at + 1));
  expect(new Set(rows.map(({ opId }) => opId)).size).toBe(rows.length);
  expect(rows.filter(({ prevHash, hash, body }) => createHash('sha256').update(Buffer.from(prevHash, 'hex')).update(body).digest('hex') !== hash)).toEqual([]);
  expect(await store.missingFiles(organisation, 100)).toEqual([]);
  expect(await store.numberConflicts(organisation)).toEqual([]);
  return rows;
}

/**
 * What must hold of desks that have settled and ended, and of the server behind them: what every clerk was shown is in
 * every register once, under the number that was shown; no number stands twice; chains and tables are whole; all
 * desks show the same, and nothing waits.
 *
 * @returns how many documents there are
 */
export async function auditOffice(store: Store, desks: readonly DeskProcess[]): Promise<number> {
  const log = await serverLog(store);
  const registered = log.filter(({ body }) => operationSchema.parse(JSON.parse(body)).kind === 'card.registered');
  const shown = desks.flatMap((desk) => desk.shown);
  const contents: Record<string, string>[] = [];
  for (const { options } of desks) {
    const { dataDirectory, machine, witnessDirectory } = options;
    const desk = await openTestDesk({ dataDirectory, environment: systemEnvironment(), sync: { link: (place) => new HttpsLink(place), machine, witnessDirectory, automatic: false } });
    const { store: held } = desk.rooms;
    expect(held.log.pendingCount()).toBe(0);
    expect(held.log.verify().problems).toEqual([]);
    expect(held.membership.position.cursor).toBe(log.length);
    expect(compareWithLog(held.database, held.log)).toEqual([]);
    const cards = held.database.prepare<[], { documentId: string; at: string }>('SELECT document_id AS documentId, registration_index AS at FROM card').all();
    const indexOf = new Map(cards.map(({ documentId, at }) => [documentId, at]));
    expect(shown.filter(({ documentId, index }) => indexOf.get(documentId) !== index)).toEqual([]);
    expect(new Set(cards.map(({ at }) => at)).size).toBe(cards.length);
    expect(cards.length).toBe(registered.length);
    contents.push(contentOf(held));
    await desk.close();
  }
  const [first, ...others] = contents;
  for (const other of others) expect(PROJECTION_TABLES.filter((table) => other[table] !== first?.[table])).toEqual([]);
  // No clerk was shown the same number as another.
  expect(new Set(shown.map(({ index }) => index)).size).toBe(shown.length);
  return registered.length;
}

function contentOf({ database }: DeskStore): Record<string, string> {
  return Object.fromEntries(PROJECTION_TABLES.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).raw().all().map((row) => JSON.stringify(row)).sort().join('\n')]));
}
