import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { HttpsLink } from '../../src-main/sync/https-link.ts';
import type { ServerLink, ServerPlace } from '../../src-main/sync/server-link.ts';
import { ServerNode } from '../../src-server/node.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openTestDesk, PASSWORD, setUpOffice, someRequisites, type TestDesk, valueOf } from './test-desk.ts';
import { testEnvironment } from './test-environment.ts';

/** A central server that really listens, and what its administrator does for the desks of one organisation. */
export interface OfficeServer {
  readonly dataDirectory: string;
  /** What the server makes of a stick. */
  readonly bundle: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>;
  readonly place: ServerPlace;
  readonly invite: () => Promise<string>;
  readonly revoke: (desk: string) => Promise<void>;
  readonly grant: (desk: string, stream: string) => Promise<void>;
  readonly withdraw: (desk: string, stream: string) => Promise<void>;
  /** Stops the server; the desks are without a link. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

export async function officeServer(): Promise<OfficeServer> {
  const dataDirectory = temporaryFolder();
  const start = (port: number) => ServerNode.start({ dataDirectory, storeAddress: null, host: '127.0.0.1', port, tls: null, log: pino({ level: 'silent' }) });
  let node: ServerNode | null = await start(0);
  const { address, fingerprint, server } = node;
  const organisation = await server.administration.createOrganisation('Університет');
  const stop = async (): Promise<void> => {
    await node?.stop();
    node = null;
  };
  onTestFinished(stop);
  const running = (): ServerNode['server'] => node?.server ?? server;
  return {
    place: { url: address, certificate: fingerprint.replaceAll(':', '').toLowerCase() },
    dataDirectory,
    bundle: async (bytes) => Uint8Array.from(await running().bundle(bytes)),
    invite: async () => running().administration.invite(organisation),
    revoke: (desk) => running().administration.revoke(desk),
    grant: (desk, stream) => running().administration.grant(desk, stream),
    withdraw: (desk, stream) => running().administration.withdraw(desk, stream),
    stop,
    start: async () => {
      node = await start(Number(new URL(address).port));
    },
  };
}

export interface DeskOfOfficeOptions {
  readonly now?: string;
  readonly dataDirectory?: string;
  readonly machine?: string;
  readonly witnessDirectory?: string;
  readonly link?: (place: ServerPlace) => ServerLink;
  /** Rounds begin by themselves. */
  readonly automatic?: boolean;
}

const NOW = new Date().toISOString();

/** A desk that can reach servers; its rounds begin when the test says so. */
export async function deskThatCanJoin(name: string, { now = NOW, machine = `machine of ${name}`, witnessDirectory = temporaryFolder(), link = (place) => new HttpsLink(place), automatic = false, dataDirectory }: DeskOfOfficeOptions = {}): Promise<TestDesk> {
  return openTestDesk({
    environment: testEnvironment(now, name),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
    sync: { link, machine, witnessDirectory, automatic },
  });
}

export async function round({ rooms }: TestDesk): Promise<string | undefined> {
  return rooms.sync?.rounds.now();
}

/** The office's first desk, which brought the office to the server. */
export async function founderOf({ place, invite }: OfficeServer, options: DeskOfOfficeOptions = {}): Promise<TestDesk> {
  const made = await deskThatCanJoin('founder', options);
  const client = made.client('joining');
  await setUpOffice(client);
  valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
  valueOf(await client.sync.join({ address: place.url, certificate: place.certificate, code: await invite() }));
  return made;
}

/** A further desk of the office, joined from its first page. */
export async function joinedDesk({ place, invite }: OfficeServer, name: string, options: DeskOfOfficeOptions = {}): Promise<TestDesk> {
  const made = await deskThatCanJoin(name, options);
  valueOf(await made.client('joining').desk.join({ address: place.url, certificate: place.certificate, code: await invite(), passphrase: null }));
  return made;
}

/** Papers registered by the registrar. @returns their indexes */
export async function registerPapers(at: TestDesk, count: number, requisites: Parameters<typeof someRequisites>[1] = {}): Promise<string[]> {
  const client = at.client();
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const given = await someRequisites(client, { medium: 'paper', ...requisites });
    made.push(valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: given, equalTo: null, knownSimilar: [], clockConfirmed: true })).registrationIndex);
  }
  return made;
}
