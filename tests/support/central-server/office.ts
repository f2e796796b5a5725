import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createDeskKey } from '../../../src-main/store/keys/key-store.ts';
import { plainKeyStore } from '../../../src-main/store/keys/plain-key-store.ts';
import { deskFiles } from '../../../src-main/store/store.ts';
import { Bandwidth } from '../../../src-main/sync/bandwidth.ts';
import { HttpsLink } from '../../../src-main/sync/https-link.ts';
import type { ServerPlace } from '../../../src-main/sync/server-link.ts';
import type { SyncHost } from '../../../src-main/sync/synchronisation.ts';
import { type NodeOptions, ServerNode } from '../../../src-server/node.ts';
import { FaultProxy } from '../fault-proxy/fault-proxy.ts';
import { openTestDesk, PASSWORD, setUpOffice, someRequisites, type TestDesk, upload, valueOf } from '../test-desk.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type TestEnvironment, testEnvironment } from '../test-environment.ts';

export interface CentralOffice {
  readonly place: ServerPlace;
  readonly dataDirectory: string;
  readonly port: number;
  node(): ServerNode;
  invite(): Promise<string>;
  /** Stops the server; the desks are without a link. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A real server on a real store, over TLS, for an organisation. */
export async function centralOffice(options: Partial<NodeOptions> = {}): Promise<CentralOffice> {
  const dataDirectory = options.dataDirectory ?? temporaryFolder();
  const start = (port: number) => ServerNode.start({ storeAddress: null, host: '127.0.0.1', port, tls: null, log: pino({ level: 'silent' }), ...options, dataDirectory });
  let node: ServerNode | null = await start(0);
  const { address, fingerprint, server } = node;
  const port = Number(new URL(address).port);
  const organisation = await server.administration.createOrganisation('Університет');
  const running = (): ServerNode => {
    if (node === null) throw new Error('the server is stopped');
    return node;
  };
  const stop = async (): Promise<void> => {
    await node?.stop();
    node = null;
  };
  onTestFinished(stop);
  return {
    place: { url: address, certificate: fingerprint.replaceAll(':', '').toLowerCase() },
    dataDirectory,
    port,
    node: running,
    invite: () => running().server.administration.invite(organisation),
    stop,
    start: async () => {
      node = await start(port);
    },
  };
}

export type OfficeDesk = TestDesk & { readonly environment: TestEnvironment; readonly host: SyncHost; readonly bandwidth: Bandwidth };

const START = new Date().toISOString();

/** A desk that reaches the server at a place, which may be a proxy before it. */
export async function officeDesk(name: string, place: ServerPlace, again: { readonly dataDirectory?: string; readonly host?: SyncHost } = {}): Promise<OfficeDesk> {
  const bandwidth = new Bandwidth();
  const environment = testEnvironment(START, `${name}${again.dataDirectory === undefined ? '' : ' again'}`);
  const host: SyncHost = again.host ?? {
    link: () => {
      const link = new HttpsLink(place, bandwidth);
      onTestFinished(() => link.close());
      return link;
    },
    bandwidth,
    machine: `machine of ${name}`,
    witnessDirectory: temporaryFolder(),
    automatic: false,
  };
  const opened = await openTestDesk({ environment, sync: host, ...(again.dataDirectory === undefined ? {} : { dataDirectory: again.dataDirectory }) });
  return Object.assign(opened, { environment, host, bandwidth });
}

/** The first desk, which brings the office. */
export async function foundingDesk(office: CentralOffice, place = office.place): Promise<OfficeDesk> {
  const made = await officeDesk('founder', place);
  await setUpOffice(made.client());
  await made.rooms.sync?.join(place, await office.invite());
  await made.rooms.sync?.round();
  return made;
}

/** One more desk, empty until the server brings the office to it. */
export async function joiningDesk(office: CentralOffice, name: string, place = office.place): Promise<OfficeDesk> {
  const made = await officeDesk(name, place);
  made.rooms.store.openKey(await createDeskKey(deskFiles(made.dataDirectory).key, plainKeyStore(), null));
  await made.rooms.sync?.join(place, await office.invite());
  await made.rooms.sync?.round();
  return made;
}

/** A proxy before the server, and the place of the server behind it. */
export async function proxyBefore(office: CentralOffice, seed?: number): Promise<{ readonly proxy: FaultProxy; readonly place: ServerPlace }> {
  const proxy = await FaultProxy.before({ host: '127.0.0.1', port: office.port }, seed);
  return { proxy, place: { ...office.place, url: `https://127.0.0.1:${proxy.port}` } };
}

/** Rounds until nothing is left that could go. */
export async function settle({ rooms }: TestDesk, most = 200): Promise<void> {
  for (let count = 0; count < most; count += 1) {
    const end = await rooms.sync?.round();
    if (end !== 'done') throw new Error(`the round ended as ${end}`);
    const { toSend, wanted, problems } = rooms.sync?.files?.counters() ?? { toSend: { files: 0 }, wanted: { files: 0 }, problems: 0 };
    if (toSend.files + wanted.files <= problems) return;
  }
  throw new Error(`not settled after ${most} rounds`);
}

export interface RegisteredLetter {
  readonly documentId: string;
  readonly registrationIndex: string;
  readonly sha256: string;
}

/** A letter with one file, taken in and registered by the registrar of a desk. */
export async function registerLetter(at: TestDesk, fileName: string, bytes: Uint8Array): Promise<RegisteredLetter> {
  const client = at.client();
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  const { sha256 } = await upload(client, fileName, bytes);
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters;
  const letterId = letter?.letterId ?? '';
  await at.rooms.intake.settled(letterId);
  const requisites = await someRequisites(client);
  const { documentId, registrationIndex } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites, equalTo: null, knownSimilar: [], clockConfirmed: true }));
  return { documentId, registrationIndex, sha256 };
}
