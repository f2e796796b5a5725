import type { IncomingMessage, ServerResponse } from 'node:http';
import { crl, type Revocation, type TestSigner } from '../../../src-main/demo/pki/index.ts';
import { issueTimestampAuthority, issueWithAddresses } from '../../support/evidence-pki.ts';
import { type EvidenceServer, evidenceServer } from '../../support/evidence-server.ts';
import { someRequisites, type TestDeskOptions, valueOf } from '../../support/test-desk.ts';
import { answerTo } from '../../support/timestamp-answers.ts';
import { add, at, DAY, HOUR, office, type Office, pki, receive } from './evidence-office.ts';

export const YEAR = 365 * DAY;

/** What stands outside the office: lists in force, and a time-stamping authority whose clock is the office's. */
export interface World {
  readonly server: EvidenceServer;
  /** Who stamps now. */
  authority: TestSigner;
  now: () => number;
  /** Answers of the authority; null: as asked. */
  answer: ((response: ServerResponse, body: Buffer, request: IncomingMessage) => void) | null;
  /** Whether lists are given. */
  lists: boolean;
  /** Whom newer lists name as revoked. */
  readonly revoked: Revocation[];
  readonly stamps: number;
}

export async function world(): Promise<World & { authorityUntil(years: number): Promise<TestSigner>; signer(years: number): Promise<TestSigner> }> {
  let stamps = 0;
  const state = { now: (): number => at(0).getTime(), lists: true, answer: null as World['answer'], revoked: [] as Revocation[] };
  const server = await evidenceServer({
    '/issuing.crl': (_request, response) => {
      const now = state.now();
      if (!state.lists) response.writeHead(503).end();
      else response.end(crl({ issuer: pki.intermediate, revoked: [...pki.revoked, ...state.revoked], thisUpdate: new Date(now - HOUR), nextUpdate: new Date(now + 30 * DAY) }));
    },
    '/tsa': (request, response, body) => {
      if (state.answer !== null) return state.answer(response, body, request);
      stamps += 1;
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answerTo(body, pki, { time: new Date(Math.floor(state.now() / 1000) * 1000), authority: made.authority }));
    },
  });
  const addresses = { crl: [server.url('/issuing.crl')] };
  const authorityUntil = (years: number): Promise<TestSigner> => issueTimestampAuthority(pki, addresses, `ТЕСТ TSA ${years}`, { notAfter: at(years * YEAR) });
  const signer = (years: number): Promise<TestSigner> => issueWithAddresses(pki, addresses, `ТЕСТ Підписувач ${years}`, { notAfter: at(years * YEAR) });
  const made = Object.assign(state, { server, authority: await authorityUntil(2), authorityUntil, signer });
  return Object.defineProperty(made, 'stamps', { get: () => stamps }) as ReturnType<typeof world> extends Promise<infer Made> ? Made : never;
}

/** An office of that world, whose administrator has named the authority and handed in a list of the root for years. */
export async function preservingOffice(outside: World, options: TestDeskOptions = {}): Promise<Office> {
  const here = await office({ servers: [outside.server], ...options });
  outside.now = () => here.environment.now();
  await add(here.admin, 'crl', 'root-for-years.crl', crl({ issuer: pki.root, revoked: [], thisUpdate: at(-HOUR), nextUpdate: at(12 * YEAR) }));
  valueOf(await here.admin.signing.setSettings({ timestampAuthority: outside.server.url('/tsa') }));
  return here;
}

/** A signed letter that was checked and registered. */
export async function registered(here: Office, signer: TestSigner, name = 'Довідка.txt', restricted = false): Promise<string> {
  const letter = await receive(here, signer, { name, content: Buffer.from(`Просимо надати архівну довідку: ${name}`) });
  await here.desk.rooms.evidence.settled();
  await here.desk.rooms.intake.settled(letter.letterId);
  const { documentId } = valueOf(await here.client.registration.register({ requestId: letter.letterId, letterId: letter.letterId, requisites: await someRequisites(here.client, { restricted }) }));
  return documentId;
}

/** Rounds of the desk until nothing goes on. */
export async function round({ desk }: Office): Promise<void> {
  await desk.rooms.preservation.rounds.now();
}

/** Moves the clock to some time after the beginning. */
export function moveTo({ environment }: Office, offset: number): void {
  environment.set(at(offset).toISOString());
}
