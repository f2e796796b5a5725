import { existsSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Bandwidth } from '../../src-main/sync/bandwidth.ts';
import { HttpsLink } from '../../src-main/sync/https-link.ts';
import type { ServerLink, ServerPlace } from '../../src-main/sync/server-link.ts';
import { OfficeServer, type OfficeServerOptions, type ServerToJoin } from './central-server/office-server.ts';
import { FaultProxy } from './fault-proxy/fault-proxy.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openTestDesk, PASSWORD, setUpOffice, signIn, someRequisites, type TestDesk, upload, valueOf } from './test-desk.ts';
import { type TestEnvironment, testEnvironment } from './test-environment.ts';

/** The server of an office, stopped with the test. */
export async function officeServer(options: Partial<OfficeServerOptions> = {}): Promise<OfficeServer> {
  const server = await OfficeServer.begin({ dataDirectory: temporaryFolder(), ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** A line that can be spoiled, with the server at its other end. */
export async function lineTo(server: OfficeServer, seed?: number): Promise<{ readonly proxy: FaultProxy; readonly line: ServerToJoin }> {
  const proxy = await FaultProxy.before({ host: '127.0.0.1', port: server.port }, seed);
  return { proxy, line: { place: { ...server.place, url: `https://127.0.0.1:${proxy.port}` }, invite: () => server.invite() } };
}

export interface DeskOfOfficeOptions {
  readonly now?: string;
  readonly dataDirectory?: string;
  readonly machine?: string;
  readonly witnessDirectory?: string;
  readonly link?: (place: ServerPlace) => ServerLink;
  /** Folders that stand for drives that can be carried. */
  readonly drives?: readonly string[];
  /** Rounds begin by themselves. */
  readonly automatic?: boolean;
}

export interface OfficeDesk extends TestDesk {
  readonly environment: TestEnvironment;
  readonly bandwidth: Bandwidth;
  /** Starts the closed desk again: the same folder, machine and witness. */
  again(): Promise<OfficeDesk>;
}

const NOW = new Date().toISOString();

/** A desk that can reach servers; its rounds begin when the test says so. */
export async function deskThatCanJoin(name: string, options: DeskOfOfficeOptions = {}): Promise<OfficeDesk> {
  const bandwidth = new Bandwidth();
  const { now = NOW, machine = `machine of ${name}`, witnessDirectory = temporaryFolder(), link = (place) => new HttpsLink(place, bandwidth), automatic = false, dataDirectory = temporaryFolder(), drives = [] } = options;
  const environment = testEnvironment(now, name);
  const desk = await openTestDesk({ environment, dataDirectory, sync: { link, bandwidth, machine, witnessDirectory, automatic, drives: async () => drives.filter((folder) => existsSync(folder)).map((folder) => ({ folder, name: path.basename(folder) })) } });
  return { ...desk, environment, bandwidth, again: () => deskThatCanJoin(`${name} again`, { ...options, machine, witnessDirectory, dataDirectory }) };
}

export async function round({ rooms }: TestDesk): Promise<string | undefined> {
  return rooms.sync?.rounds.now();
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

/** The office's first desk, which brought the office to the server. */
export async function founderOf(server: ServerToJoin, options: DeskOfOfficeOptions = {}): Promise<OfficeDesk> {
  const made = await deskThatCanJoin('founder', options);
  const client = made.client('joining');
  await setUpOffice(client);
  valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
  valueOf(await client.sync.join({ address: server.place.url, certificate: server.place.certificate, code: await server.invite() }));
  return made;
}

/** A further desk of the office, joined from its first page. */
export async function joinedDesk(server: ServerToJoin, name: string, options: DeskOfOfficeOptions = {}): Promise<OfficeDesk> {
  const made = await deskThatCanJoin(name, options);
  valueOf(await made.client('joining').desk.join({ address: server.place.url, certificate: server.place.certificate, code: await server.invite(), passphrase: null }));
  return made;
}

/** Papers registered by the registrar. @returns their indexes */
export async function registerPapers(at: TestDesk, count: number, requisites: Parameters<typeof someRequisites>[1] = {}): Promise<string[]> {
  const client = at.client();
  await signIn(client);
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const given = await someRequisites(client, { medium: 'paper', ...requisites });
    made.push(valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: given, equalTo: null, knownSimilar: [], clockConfirmed: true })).registrationIndex);
  }
  return made;
}

/** A letter with one file, taken in and registered by the registrar of a desk. */
export async function registerLetter(at: TestDesk, fileName: string, bytes: Uint8Array, requisites: Parameters<typeof someRequisites>[1] = {}): Promise<{ readonly documentId: string; readonly registrationIndex: string; readonly sha256: string }> {
  const client = at.client();
  await signIn(client);
  const { sha256 } = await upload(client, fileName, bytes);
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters;
  const letterId = letter?.letterId ?? '';
  await at.rooms.intake.settled(letterId);
  const { documentId, registrationIndex } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, requisites), equalTo: null, knownSimilar: [], clockConfirmed: true }));
  return { documentId, registrationIndex, sha256 };
}
