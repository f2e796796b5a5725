/**
 * PouchDB on LevelDB in a process of its own, replicated with express-pouchdb. Arguments: folder of the packages,
 * folder of the data, address of the server. Answers each replication with the milliseconds that it took.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { PUSH_OPERATIONS } from '#shared/sync/wire.ts';

interface Replicated {
  readonly ok: boolean;
  readonly docs_written: number;
}
interface PouchDatabase {
  bulkDocs(documents: readonly object[]): Promise<readonly object[]>;
  readonly replicate: Record<'to' | 'from', (other: PouchDatabase, options: object) => Promise<Replicated>>;
  close(): Promise<void>;
}
export interface PouchClass {
  new (name: string, options?: object): PouchDatabase;
  defaults(options: object): PouchClass;
}

export interface Replication {
  readonly direction: 'to' | 'from';
  /** Database at the server; a new one for each push. */
  readonly database: string;
  /** Bodies of operations, those of each local database; a pull takes what pushes brought into one. */
  readonly bodies: readonly (readonly string[])[];
}

const [packages = '', data = '', server = ''] = process.argv.slice(2);
const pouch = (createRequire(path.join(packages, 'package.json'))('pouchdb') as PouchClass).defaults({ prefix: `${data}/` });
let databases = 0;

/** Milliseconds of what all local databases replicate, at once. */
async function replicate({ direction, database, bodies }: Replication): Promise<number> {
  const remote = new pouch(`${server}/${database}`, { adapter: 'http' });
  const all: { readonly local: PouchDatabase; readonly count: number }[] = [];
  for (const own of direction === 'to' ? bodies : [bodies.flat()]) {
    databases += 1;
    const local = new pouch(`local-${databases}`);
    if (direction === 'to') await local.bulkDocs(own.map((body) => ({ _id: (JSON.parse(body) as { entity: string }).entity, ...(JSON.parse(body) as object) })));
    all.push({ local, count: own.length });
  }
  const started = performance.now();
  const ends = await Promise.all(all.map(({ local }) => local.replicate[direction](remote, { batch_size: PUSH_OPERATIONS })));
  const milliseconds = performance.now() - started;
  for (const [at, { local, count }] of all.entries()) {
    if (ends[at]?.ok !== true || ends[at].docs_written !== count) throw new Error(`${ends[at]?.docs_written} of ${count} documents were replicated`);
    await local.close();
  }
  return milliseconds;
}

process.on('message', (asked: Replication | 'stop') => {
  if (asked === 'stop') process.exit(0);
  void replicate(asked).then((milliseconds) => process.send?.(milliseconds));
});
process.send?.('ready');
// Whoever measures is gone.
process.on('disconnect', () => process.exit(1));
