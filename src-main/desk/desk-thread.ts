/**
 * Entry of the desk thread: the one writer. It owns the store and the rooms; the main thread around it
 * owns windows and job processes.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemEnvironment } from '../environment.ts';
import { RulePackRefused } from '../rule-packs/index.ts';
import { type KeyStore, KeyStoreUnavailable, WrongPassphrase } from '../store/keys/key-store.ts';
import { passphraseKeyStore } from '../store/keys/passphrase-key-store.ts';
import { plainKeyStore } from '../store/keys/plain-key-store.ts';
import { NewerDatabase } from '../store/migrate.ts';
import { deskFiles } from '../store/store.ts';
import { finishWipe } from './wipe.ts';
import { systemSyncHost } from '../sync/system-sync-host.ts';
import { openDesk } from './desk.ts';
import type { Desk } from './opened-desk.ts';
import { DeskInUse } from './lock.ts';
import { createLogger } from './logger.ts';
import { RemoteJobs } from './remote-jobs.ts';
import { RemoteKeyStore } from './remote-key-store.ts';
import { RemoteTokens } from './remote-tokens.ts';
import type { DeskThreadData, FromDesk, OpenFailure, ToDesk } from './thread-messages.ts';

function failureOf(error: unknown): OpenFailure {
  if (error instanceof DeskInUse) return 'in-use';
  if (error instanceof NewerDatabase) return 'newer-database';
  if (error instanceof RulePackRefused) return 'rule-pack';
  if (error instanceof KeyStoreUnavailable || error instanceof WrongPassphrase) return 'key';
  return 'other';
}

function serve(port: MessagePort, data: DeskThreadData): void {
  const post = (message: FromDesk): void => port.postMessage(message);
  const jobs = new RemoteJobs(post);
  const tokens = new RemoteTokens(post);
  const remoteKeys = new RemoteKeyStore(post);
  const keyStores: Record<DeskThreadData['keyStore'], () => KeyStore> = { passphrase: () => passphraseKeyStore(), plain: plainKeyStore, system: () => remoteKeys };
  // Written to once the data directory stands: a demonstration is made beside it first.
  let logger = createLogger(null);
  const calls = new Map<string, AbortController>();
  let desk: Desk | null = null;

  async function open(): Promise<void> {
    try {
      if (data.demonstration) {
        // Loaded here only: it brings the PDF room and a test authority with it, which no other start needs.
        const { prepareDemonstration } = await import('../demo/prepare-demonstration.ts');
        const { dataDirectory, resourcesDirectory, version } = data;
        await prepareDemonstration({ dataDirectory, resourcesDirectory, version, jobs, onProgress: (what, progress) => post({ type: 'preparing', what, progress }) });
      }
      logger = createLogger(deskFiles(data.dataDirectory).log);
      const opened = await openDesk({
        dataDirectory: data.dataDirectory,
        resourcesDirectory: data.resourcesDirectory,
        host: data.host,
        version: data.version,
        environment: systemEnvironment(),
        keyStore: keyStores[data.keyStore](),
        passphrase: data.passphrase,
        jobs,
        tokens: (driverPath) => tokens.source(driverPath),
        logger,
        onWiped: () => {
          // The answer goes out first.
          setImmediate(() => report('wipe', endWiped()));
        },
        onRebuild: (progress) => {
          logger.info('tables made anew from the log', { progress });
          post({ type: 'preparing', what: 'register', progress });
        },
        ...(data.witnessDirectory === null ? {} : { sync: systemSyncHost(data.witnessDirectory) }),
        ...(data.searchThread === null ? {} : { searchThread: data.searchThread }),
      });
      desk = opened;
      opened.events.subscribe((event, audience) => post({ type: 'event', event, audience, signedIn: [...connections].filter((connection) => opened.isSignedIn(connection)) }));
      logger.info('desk opened', { version: data.version, host: data.host });
      post({ type: 'opened' });
    } catch (error) {
      logger.unexpected('open', error);
      post({ type: 'openFailed', failure: failureOf(error), detail: error instanceof Error ? error.message : String(error) });
      await desk?.close();
      port.close();
    }
  }

  const connections = new Set<string>();
  async function call(connection: string, envelope: Extract<ToDesk, { type: 'call' }>['envelope']): Promise<void> {
    if (desk === null) return;
    connections.add(connection);
    const key = `${connection}/${envelope.callId}`;
    const stop = new AbortController();
    calls.set(key, stop);
    const result = await desk.dispatch(envelope, {
      connection,
      signal: stop.signal,
      progress: (progress) => post({ type: 'progress', connection, progress: { callId: envelope.callId, progress } }),
    });
    calls.delete(key);
    post({ type: 'answer', connection, callId: envelope.callId, result });
  }

  async function closeDesk(): Promise<void> {
    for (const stop of calls.values()) stop.abort();
    await desk?.close();
    logger.info('desk closed');
  }

  async function close(): Promise<void> {
    await closeDesk();
    post({ type: 'closed' });
    port.close();
  }

  /** What cannot be removed now goes at the next start; until then the end counts as unexpected. */
  async function endWiped(): Promise<void> {
    try {
      await closeDesk();
      finishWipe(data.dataDirectory);
      post({ type: 'wiped' });
    } finally {
      port.close();
    }
  }

  function report(what: string, work: Promise<void>): void {
    work.catch((error: unknown) => logger.unexpected(what, error));
  }

  port.on('message', (message: ToDesk) => {
    switch (message.type) {
      case 'call':
        report('call', call(message.connection, message.envelope));
        break;
      case 'cancel':
        calls.get(`${message.connection}/${message.callId}`)?.abort();
        break;
      case 'forget':
        connections.delete(message.connection);
        desk?.forget(message.connection);
        break;
      case 'openFile':
        if (desk !== null) report('open file', desk.openFile(message.path));
        break;
      case 'jobProgress':
      case 'jobDone':
      case 'jobFailed':
        jobs.receive(message);
        break;
      case 'tokenAnswer':
        tokens.receive(message);
        break;
      case 'keyAnswer':
        remoteKeys.receive(message);
        break;
      case 'close':
        report('close', close());
        break;
    }
  });
  report('open', open());
}

if (parentPort === null) throw new Error('the desk thread is started by the desk client only');
serve(parentPort, workerData as DeskThreadData);
