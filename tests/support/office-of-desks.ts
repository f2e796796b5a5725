import { HttpsLink } from '../../src-main/sync/https-link.ts';
import type { ServerLink, ServerPlace } from '../../src-main/sync/server-link.ts';
import { type CentralOffice, centralOffice } from './central-server/office.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openTestDesk, PASSWORD, setUpOffice, someRequisites, type TestDesk, valueOf } from './test-desk.ts';
import { testEnvironment } from './test-environment.ts';

/** A central server that really listens, and what its administrator does for the desks of one organisation. */
export interface OfficeServer extends CentralOffice {
  /** What the server makes of a stick. */
  readonly bundle: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>;
  readonly revoke: (desk: string) => Promise<void>;
  readonly grant: (desk: string, stream: string) => Promise<void>;
  readonly withdraw: (desk: string, stream: string) => Promise<void>;
}

export async function officeServer(options: Parameters<typeof centralOffice>[0] = {}): Promise<OfficeServer> {
  const office = await centralOffice(options);
  const administration = () => office.node().server.administration;
  return {
    ...office,
    bundle: async (bytes) => Uint8Array.from(await office.node().server.bundle(bytes)),
    revoke: (desk) => administration().revoke(desk),
    grant: (desk, stream) => administration().grant(desk, stream),
    withdraw: (desk, stream) => administration().withdraw(desk, stream),
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
