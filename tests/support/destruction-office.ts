import type { MethodOutput } from '#shared/contract/index.ts';
import type { Client } from '#shared/rpc/client.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { Store } from '../../src-main/store/store.ts';
import { openTestDesk, PASSWORD, setUpOffice, signIn, someRequisites, type TestDesk, upload, valueOf } from './test-desk.ts';
import { type TestEnvironment, testEnvironment } from './test-environment.ts';

export const NEW_PASSWORD = 'An0ther-pass!';

export function write<Kind extends OperationKind>(store: Store, kind: Kind, entity: string, payload: OperationPayload<Kind>): void {
  store.commit((transaction) => transaction.append({ kind, entity, stream: 'main', actor: null, payload }));
}

/** Closes a case as its room does. */
export function closeCase(store: Store, caseId: string, day: string, formerCaseIds: readonly string[] = []): void {
  const documents = store.database.prepare<[string], number>('SELECT count(*) FROM filed_document WHERE case_id = ?').pluck().get(caseId) ?? 0;
  write(store, 'case.closed', caseId, {
    caseId,
    formerCaseIds: [...formerCaseIds],
    finishedOn: day,
    closedOn: day,
    termStart: { rule: 'january-after', packVersion: 'x' },
    volumes: [{ caseId, volume: 1, documents, files: documents, sheets: null }],
    certifiedBy: { name: 'Роман Реєстратор', position: 'Діловод' },
  });
}

/** Registers a letter into a case. */
async function registerLetter(client: Client, caseId: string): Promise<MethodOutput<'registration.register'>> {
  const { sha256 } = await upload(client, 'лист.txt', new TextEncoder().encode('Зміст листа, який буде знищено.'));
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.txt' }] })).letters;
  const letterId = letter?.letterId ?? null;
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, { caseId }) }));
}

export interface DestructionOffice extends Omit<TestDesk, 'client'> {
  readonly environment: TestEnvironment;
  /** The first of the two persons. */
  readonly client: Client;
  /** The second, at a window of the same desk. */
  readonly second: Client;
  /** A case of short keeping of the year in use, with a document that lies in it and has a file. */
  readonly caseId: string;
  readonly documentId: string;
  /** Moves the clock and lets both sign in again. */
  at(instant: string): Promise<void>;
}

/** An office with two registrars and a document in a case that is kept for a few years. */
export async function destructionOffice(country: 'KZ' | 'UA' | 'KG' = 'UA'): Promise<DestructionOffice> {
  const environment = testEnvironment();
  const desk = await openTestDesk({ environment });
  const client = desk.client('first');
  const second = desk.client('second');
  await setUpOffice(client, country);
  await signIn(client, 'admin');
  valueOf(await client.accounts.create({ name: 'Світлана Друга', login: 'second', password: PASSWORD, roles: ['registrar'] }));
  await signIn(client);
  valueOf(await second.session.signIn({ login: 'second', password: PASSWORD }));
  // An issued password is to be changed within days (SEC-05); these tests live for years.
  for (const one of [client, second]) valueOf(await one.session.changePassword({ current: PASSWORD, next: NEW_PASSWORD }));
  const { inUse } = valueOf(await client.nomenclature.years({}));
  const whole = valueOf(await client.nomenclature.get({ nomenclatureId: inUse?.nomenclatureId ?? '' }));
  const entry = whole.cases.find(({ retention }) => retention?.period === 'years' && !retention.expertMark && (retention.years ?? 99) <= 5);
  if (entry === undefined) throw new Error('the sample has no case of short keeping');
  const card = await registerLetter(client, entry.caseId);
  valueOf(await client.nomenclature.fileDocument({ documentId: card.documentId, caseId: entry.caseId, volume: 1 }));
  const at = async (instant: string): Promise<void> => {
    environment.set(instant);
    for (const [one, login] of [[client, 'registrar'], [second, 'second']] as const) valueOf(await one.session.signIn({ login, password: NEW_PASSWORD }));
  };
  return { ...desk, environment, client, second, caseId: entry.caseId, documentId: card.documentId, at };
}
