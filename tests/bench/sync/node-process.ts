/**
 * One node of the central server in a process of its own, as `chancery server` starts it, but without limits of requests:
 * all desks of the bench come from one address. Arguments: data folder, address of PostgreSQL. Tells its parent where it
 * listens, and then its peak memory whenever it is asked; being asked to forget, it begins anew.
 */
import { pino } from 'pino';
import { ServerNode } from '../../../src-server/node.ts';
import { PeakMemory } from './peak-memory.ts';

export type AskedOfNode = 'peak' | 'forget' | 'stop';
export interface NodeStarted {
  readonly address: string;
  readonly fingerprint: string;
}

const [dataDirectory = '', storeAddress = ''] = process.argv.slice(2);
const UNLIMITED = 1_000_000_000;
const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: process.env['BENCH_LOG'] ?? '/dev/null', sync: true }));
const node = await ServerNode.start({ dataDirectory, storeAddress, host: '127.0.0.1', port: 0, tls: null, log, limits: { desk: UNLIMITED, address: UNLIMITED, enrolment: UNLIMITED } });
const memory = new PeakMemory();
process.on('message', (asked: AskedOfNode) => {
  if (asked === 'peak') process.send?.(memory.mebibytes);
  if (asked === 'forget') memory.forget();
  if (asked === 'stop') void node.stop().then(() => process.exit(0));
});
const started: NodeStarted = { address: node.address, fingerprint: node.fingerprint };
process.send?.(started);
// Whoever measures is gone.
process.on('disconnect', () => process.exit(1));
