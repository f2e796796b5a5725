import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import type { TlsFiles } from '../http/own-certificate.ts';
import { ServerNode } from '../node.ts';
import type { ServerArguments } from './arguments.ts';
import { say } from './terminal.ts';

/** Runs a node until it is told to stop. */
export async function run(given: ServerArguments): Promise<number> {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 1, sync: true }));
  let node: ServerNode;
  try {
    node = await ServerNode.start({ dataDirectory: given.dataDirectory, storeAddress: given.storeAddress, blobsAddress: given.blobsAddress, host: given.host, port: given.port, tls: readTls(given), log });
  } catch (error) {
    // Whatever the reason, it is the operator's to see: a port in use, a database out of reach, a key that does not fit.
    say('server.notOpened', { detail: error instanceof Error ? error.message : String(error) });
    return 3;
  }
  say('server.listening', { address: node.address });
  say('server.fingerprint', { fingerprint: node.fingerprint });
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  say('server.stopping');
  await node.stop();
  return 0;
}

function readTls({ certificateFile, keyFile }: ServerArguments): TlsFiles | null {
  if (certificateFile === null || keyFile === null) return null;
  return { certificate: readFileSync(certificateFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}
