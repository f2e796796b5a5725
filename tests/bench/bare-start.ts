/** The least that a start of a desk must do: two threads, the libraries, a SQLite file opened. */
import { isMainThread, Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { z } from 'zod';

const loaded = [pino, z].length;
if (isMainThread) {
  new Worker(import.meta.filename, { argv: process.argv.slice(2) }).on('exit', () => process.stdout.write('ready\n'));
} else {
  const database = new Database(process.argv[2] ?? '', { readonly: true });
  database.prepare('SELECT ?').get(loaded);
  database.close();
}
