import { createHash } from 'node:crypto';
import type { Letter } from '#shared/contract/intake.ts';
import type { Client } from '#shared/rpc/client.ts';
import { createTestPki, crl, signDetached, type TestSigner, type TimestampRequest } from '../../../src-main/demo/pki/index.ts';
import { type EvidenceServer, evidenceServer } from '../../support/evidence-server.ts';
import { openTestDesk, setUpOffice, signIn, type TestDesk, type TestDeskOptions, upload, valueOf } from '../../support/test-desk.ts';
import { type TestEnvironment, testEnvironment } from '../../support/test-environment.ts';

export const NOW = '2026-03-02T04:00:00.000Z';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const LETTER = Buffer.from('Просимо надати архівну довідку.');

/** The authority behind every letter of these tests. */
export const pki = await createTestPki({ now: NOW });

export const at = (offset: number): Date => new Date(Date.parse(NOW) + offset);
export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A list of the issuing authority. */
export function listOf(thisUpdate: Date, nextUpdate: Date, revoked: readonly TestSigner[] = []): Uint8Array {
  return crl({ issuer: pki.intermediate, thisUpdate, nextUpdate, revoked: revoked.map(({ serialNumber }) => ({ serialNumber, revokedAt: at(-DAY), reason: 1 })) });
}

export interface Office {
  readonly desk: TestDesk;
  readonly client: Client;
  readonly admin: Client;
  readonly environment: TestEnvironment;
}

/** An office that trusts the test root and has its list; the list of the issuing authority is what is missing. */
export async function office(options: TestDeskOptions & { readonly servers?: readonly EvidenceServer[]; readonly fetch?: boolean; readonly country?: 'KZ' | 'UA' | 'KG' } = {}): Promise<Office> {
  const environment = testEnvironment(NOW);
  const desk = await openTestDesk({ environment, ...options });
  const client = desk.client();
  await setUpOffice(client, options.country);
  await signIn(client);
  const admin = desk.client('admin');
  await signIn(admin, 'admin');
  await add(admin, 'anchor', 'root.cer', pki.root.certificate);
  await add(admin, 'crl', 'root.crl', pki.rootCrl);
  valueOf(await admin.administration.setFetching({ fetch: options.fetch ?? true, allowedHosts: (options.servers ?? []).map(({ host }) => host), proxy: null }));
  return { desk, client, admin, environment };
}

/** Hands a file in as the administrator does, with its fingerprint. */
export async function add(admin: Client, kind: 'anchor' | 'intermediate' | 'crl' | 'ocsp' | 'trust-list', fileName: string, content: Uint8Array): Promise<void> {
  valueOf(await admin.administration.addTrust({ kind, fileName, bytes: Uint8Array.from(content), fingerprint: sha256(content) }));
}

/** Receives a signed letter and waits for the first check, which knows nothing yet. */
export async function receive({ client, desk }: Office, signer: TestSigner, { name = 'Довідка.txt', content = LETTER, timestamp }: { readonly name?: string; readonly content?: Uint8Array; readonly timestamp?: TimestampRequest } = {}): Promise<Letter> {
  const files = [];
  for (const [fileName, part] of [[name, content], [`${name}.p7s`, signDetached(content, signer, { signingTime: at(-HOUR), ...(timestamp === undefined ? {} : { timestamp }) })]] as const) files.push({ sha256: (await upload(client, fileName, part)).sha256, fileName });
  const [letter] = valueOf(await client.intake.receive({ files })).letters;
  await desk.rooms.intake.settled(letter?.letterId ?? '');
  return valueOf(await client.intake.get({ letterId: letter?.letterId ?? '' }));
}

export const verdictOf = async ({ client }: Office, { letterId }: Letter): Promise<Letter['verdict']> => valueOf(await client.intake.get({ letterId })).verdict;
export const historyOf = async ({ client }: Office, { letterId }: Letter) => valueOf(await client.verification.history({ letterId })).entries;

/** A server that gives one list. */
export async function listServer(list: () => Uint8Array): Promise<EvidenceServer> {
  return evidenceServer({ '/list.crl': (_request, response) => response.end(list()) });
}
