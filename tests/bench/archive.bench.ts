import path from 'node:path';
import { openForReading } from '../../src-main/store/database.ts';
import { valueOf } from '../support/plain-desk.ts';
import { ARCHIVE_CASES, ARCHIVE_YEARS, archiveStore, DOCUMENTS_OF_CASE } from './archive-office.ts';
import { type Bench, inTurn } from './figure.ts';
import { percentile } from './search-mix.ts';
import { openBenchDesk } from './store-office.ts';

const ASKS = 40;
/** A proposal is asked for now and then, not at every press of a key. */
const PROPOSALS = 3;
const SIZE = `${ARCHIVE_CASES * DOCUMENTS_OF_CASE} documents in ${ARCHIVE_CASES} cases`;
const figureOf = (milliseconds: readonly number[]): number => percentile([...milliseconds], 0.95);

/** The calendar of terms and the proposal of destruction over a large archive, as the window asks them; the bare reading of the same rows beside them. */
export async function open(): Promise<Bench> {
  const store = await archiveStore();
  const { desk, registrar } = await openBenchDesk(store.folder);
  const raw = openForReading(path.join(store.folder, 'desk.sqlite'));
  const counts = raw.prepare('SELECT destroyable_from, period_class, count(*) FROM case_term GROUP BY destroyable_from, period_class');
  const ofYear = raw.prepare('SELECT * FROM case_term JOIN case_file USING (case_id) WHERE destroyable_from = ? ORDER BY case_index, case_id LIMIT 100');
  const over = raw.prepare('SELECT case_file.*, case_term.*, case_closing.finished_on FROM case_term JOIN case_file USING (case_id) JOIN case_closing USING (case_id) WHERE destroyable_from <= ? ORDER BY case_index, case_id');
  const past = ARCHIVE_YEARS.first + 10;
  const figure = (name: string, than: string, ours: () => Promise<void>, peer: () => void) => ({ name: `${name}, p95 ms (${SIZE}; asked for: 100 ms)`, than, ...inTurn({ times: ASKS, ours, peer, figureOf }), aim: {}, rounds: 3 });
  return {
    figures: [
      figure('calendar of terms', 'the bare count of all terms by year and class', async () => void valueOf(await registrar.retentionTerms.calendar({})), () => void counts.all()),
      figure('calendar of one section', 'the bare count of all terms by year and class', async () => void valueOf(await registrar.retentionTerms.calendar({ section: '07' })), () => void counts.all()),
      figure('cases of a year', 'the bare rows of the same page', async () => void valueOf(await registrar.retentionTerms.cases({ part: past })), () => void ofYear.all(past + 1)),
      figure('cases that a hold keeps', 'the bare count of all terms by year and class', async () => void valueOf(await registrar.retentionTerms.calendar({ held: true })), () => void counts.all()),
      {
        name: `proposal of destruction for a year, p95 ms (${SIZE}; asked for: 5 s)`,
        than: 'the bare rows of the cases whose period is over',
        ...inTurn({ times: PROPOSALS, ours: async () => void valueOf(await registrar.destruction.proposal({ year: ARCHIVE_YEARS.last + 1 })), peer: () => void over.all(ARCHIVE_YEARS.last + 1), figureOf }),
        aim: {},
        rounds: 3,
      },
    ],
    close: async () => {
      raw.close();
      await desk.close();
      store.remove();
    },
  };
}
