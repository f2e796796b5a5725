/**
 * express-pouchdb in a process of its own, over HTTP and on LevelDB as its readme has it. Arguments: folder of the
 * packages, folder of the data. Tells its parent its address.
 */
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { PouchClass } from './pouchdb-client.ts';

type Handler = (...given: readonly unknown[]) => void;
interface ExpressApp {
  use(at: string, handler: Handler): void;
  listen(port: number, host: string, onListening: () => void): { address(): AddressInfo };
}

const [packages = '', data = ''] = process.argv.slice(2);
const load = createRequire(path.join(packages, 'package.json'));
const express = load('express') as () => ExpressApp;
const expressPouchdb = load('express-pouchdb') as (pouch: PouchClass, options: object) => Handler;
const pouch = load('pouchdb') as PouchClass;
const app = express();
app.use('/', expressPouchdb(pouch.defaults({ prefix: `${data}/` }), { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: path.join(data, 'log.txt') }));
const server = app.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${server.address().port}`));
process.on('message', () => process.exit(0));
// Whoever measures is gone.
process.on('disconnect', () => process.exit(1));
