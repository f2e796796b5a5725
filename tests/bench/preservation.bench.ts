import path from 'node:path';
import { inTransaction, openForReading } from '../../src-main/store/database.ts';
import { GENERATED_PASSWORD } from '../support/office-generator/generate-office.ts';
import { NO_JOBS, openPlainDesk, valueOf, windowOf } from '../support/plain-desk.ts';
import { type Bench, inTurn } from './figure.ts';
import { percentile } from './search-mix.ts';
import { generatedStore, openBenchDesk, SHORT_CARDS } from './store-office.ts';

const ASKS = 40;
const SIZE = `${SHORT_CARDS} signed documents`;
const figureOf = (milliseconds: readonly number[]): number => percentile([...milliseconds], 0.95);

/** What the archive sees of documents whose proof is watched, as the window asks it; the bare rows of the same page beside it. */
export async function open(): Promise<Bench> {
  const store = await generatedStore(SHORT_CARDS);
  await signAll(store.folder);
  const { desk, registrar } = await openBenchDesk(store.folder);
  const administrator = windowOf(desk, 'admin');
  valueOf(await administrator.session.signIn({ login: 'admin', password: GENERATED_PASSWORD }));
  const raw = openForReading(path.join(store.folder, 'desk.sqlite'));
  const page = raw.prepare('SELECT * FROM document_provable JOIN card USING (document_id) ORDER BY until IS NULL, until, document_id LIMIT 100');
  const far = raw.prepare('SELECT * FROM document_provable JOIN card USING (document_id) ORDER BY until IS NULL, until, document_id LIMIT 100 OFFSET 50000');
  const counts = raw.prepare('SELECT standing, count(*) FROM document_provable GROUP BY standing');
  const asked = { list: 'all', count: 100 } as const;
  const figure = (name: string, than: string, ours: () => Promise<void>, peer: () => void) => ({ name: `${name}, p95 ms (${SIZE}; asked for: 100 ms)`, than, ...inTurn({ times: ASKS, ours, peer, figureOf }), aim: {}, rounds: 3 });
  return {
    figures: [
      figure('what ends first', 'the bare rows of the same page', async () => void valueOf(await registrar.preservation.list({ ...asked, from: 0 })), () => void page.all()),
      figure('what ends soon', 'the bare rows of a page', async () => void valueOf(await registrar.preservation.list({ ...asked, list: 'ending', from: 0 })), () => void page.all()),
      figure('a page in the middle', 'the bare rows of the same page', async () => void valueOf(await registrar.preservation.list({ ...asked, from: 50_000 })), () => void far.all()),
      figure('what ends first, for somebody who may not read restricted documents', 'the bare rows of a page', async () => void valueOf(await administrator.preservation.list({ ...asked, from: 0 })), () => void page.all()),
      figure('counts and quarters', 'the bare count by standing', async () => void valueOf(await registrar.preservation.state({})), () => void counts.all()),
    ],
    close: async () => {
      raw.close();
      await desk.close();
      store.remove();
    },
  };
}

/** Every card as a signed document: their number is measured, so the rows are written beside the log. */
async function signAll(folder: string): Promise<void> {
  const desk = await openPlainDesk({ dataDirectory: folder, jobs: NO_JOBS });
  const { database } = desk.rooms.store;
  inTransaction(database, () => {
    database.exec(`
      DELETE FROM document_provable;
      INSERT INTO document_provable (document_id, standing, assessed_at, until, stamped_at, authority_until, digest)
      SELECT document_id, CASE WHEN card_key % 50 = 0 THEN 'notPassing' WHEN card_key % 30 = 0 THEN 'notAssessed' ELSE 'passing' END, '2026-03-01T00:00:00.000Z',
        CASE WHEN card_key % 50 = 0 OR card_key % 30 = 0 THEN NULL ELSE strftime('%Y-%m-%dT%H:%M:%fZ', '2026-03-10', '+' || (card_key * 7919 % 3000) || ' days') END, '2026-03-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z', 'SHA-256'
      FROM card;
    `);
  });
  await desk.close();
}
