import path from 'node:path';
import type { ContractError } from '#shared/contract/index.ts';
import type { Result } from '#shared/domain/result.ts';
import { type Client, createClient } from '#shared/rpc/client.ts';
import type { TransportListener } from '#shared/rpc/transport.ts';
import { openDesk } from '../../src-main/desk/desk.ts';
import type { Desk, DeskRooms } from '../../src-main/desk/opened-desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import { type Environment, systemEnvironment } from '../../src-main/environment.ts';
import type { JobRunner } from '../../src-main/jobs/job-runner.ts';
import type { PrintSystem } from '../../src-main/printing/print-system.ts';
import type { SyncHost } from '../../src-main/sync/synchronisation.ts';
import type { KeyStore } from '../../src-main/store/keys/key-store.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';

export const PROJECT_ROOT = path.resolve(import.meta.dirname, '..', '..');

export type PlainDesk = Desk & { readonly rooms: DeskRooms };

/** Where nothing is to be read from files. */
export const NO_JOBS: JobRunner = { run: () => Promise.reject(new Error('no jobs here')) };

interface PlainDeskOptions {
  readonly dataDirectory: string;
  readonly jobs: JobRunner;
  readonly environment?: Environment;
  readonly sync?: SyncHost;
  readonly printing?: PrintSystem;
  readonly keyStore?: KeyStore;
}

/** A real desk outside of the test runner: in a process that is killed, or one that is measured. */
export function openPlainDesk({ dataDirectory, jobs, environment = systemEnvironment(), sync, printing, keyStore = plainKeyStore() }: PlainDeskOptions): Promise<PlainDesk> {
  return openDesk({
    dataDirectory,
    resourcesDirectory: path.join(PROJECT_ROOT, 'resources'),
    host: 'loopback',
    version: '0.0.0-test',
    environment,
    keyStore,
    passphrase: null,
    jobs,
    logger: createLogger(null),
    scryptCost: 2 ** 10,
    ...(sync === undefined ? {} : { sync }),
    ...(printing === undefined ? {} : { printing }),
  });
}

/** A client as a window has it: it hears of the progress of its calls and can give them up. */
export function windowOf(desk: Desk, connection = 'window'): Client {
  let calls = 0;
  const running = new Map<string, AbortController>();
  const listeners = new Set<TransportListener>();
  return createClient(
    {
      request: async (envelope) => {
        const stop = new AbortController();
        const { callId } = envelope;
        running.set(callId, stop);
        try {
          return await desk.dispatch(envelope, { connection, signal: stop.signal, progress: (progress) => listeners.forEach((listener) => listener.progress({ callId, progress })) });
        } finally {
          running.delete(callId);
        }
      },
      cancel: (callId) => running.get(callId)?.abort(),
      subscribe: (listener) => {
        listeners.add(listener);
        const stop = desk.events.subscribe(listener.event);
        return () => {
          listeners.delete(listener);
          stop();
        };
      },
    },
    () => `call-${(calls += 1)}`,
  );
}

/** The value of a result; a typed error ends the test with its words. */
export function valueOf<Value>(result: Result<Value, ContractError>): Value {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.message} ${JSON.stringify(result.error.params)} ${JSON.stringify(result.error.issues)}`);
  return result.value;
}
