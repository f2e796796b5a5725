import { createHash } from 'node:crypto';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { Client } from '#shared/rpc/client.ts';
import { createTestPki, signDetached } from '../../src-main/demo/pki/index.ts';
import { SIGNER_NAMES, type SignerId } from '../../src-main/demo/pki/names.ts';
import type { TestDesk } from './test-desk.ts';
import { PASSWORD, signIn, upload, valueOf } from './test-desk.ts';

export type Draft = MethodOutput<'routing.draft'>;
export type Template = MethodInput<'routing.defineTemplate'>['template'];
type Role = Template['stages'][number]['steps'][number]['role'];

/** Somebody of the office with an account, who sits at a window of his own. */
export interface Participant {
  readonly personId: string;
  readonly login: string;
}

/** Whose certificate of the test authority a participant has; the office writes his name as the certificate does. */
const CERTIFICATE_OF: Readonly<Record<string, SignerId>> = { rector: 'director', chief: 'clerk', lawyer: 'partner', author: 'citizen', vice: 'auditor' };

export function nameOf(login: string): string {
  const signer = CERTIFICATE_OF[login];
  return signer === undefined ? login : SIGNER_NAMES[signer].commonName;
}

/** Accounts and persons of the office, made by its administrator and registrar. */
export async function participants(at: TestDesk, logins: readonly string[], positions: Readonly<Record<string, string>> = {}): Promise<Readonly<Record<string, Participant>>> {
  const [administrator, registrar] = [at.client('administrator of routes'), at.client('registrar of routes')];
  await signIn(administrator, 'admin');
  await signIn(registrar);
  const made: Record<string, Participant> = {};
  for (const login of logins) {
    const { accountId } = valueOf(await administrator.accounts.create({ name: login, login, password: PASSWORD, roles: ['executor'] }));
    const { personId } = valueOf(await registrar.review.definePerson({ personId: null, name: nameOf(login), position: positions[login] ?? '', unitId: null, accountId }));
    made[login] = { personId, login };
  }
  return made;
}

/** The window of a participant, signed in. */
export async function windowOfPerson(at: TestDesk, login: string): Promise<Client> {
  const client = at.client(`window of ${login}`);
  valueOf(await client.session.signIn({ login, password: PASSWORD }));
  return client;
}

/** A template whose stages are taken by persons. */
export function templateOf(stages: readonly (readonly [Role, readonly string[]])[], changes: Partial<Template> = {}): Template {
  return {
    names: { uk: 'Наказ' },
    stages: stages.map(([role, personIds], at) => ({ names: { uk: role }, when: [], steps: personIds.map((personId, n) => ({ stepId: `${role}-${at}-${n}`, role, names: { uk: `${role} ${at}.${n}` }, taker: { by: 'person', personId }, when: [], mayBeNobody: false })) })),
    approval: 'action-or-signature',
    signing: 'single',
    signerMeans: ['signature'],
    restart: 'from-beginning',
    ...changes,
  };
}

export const pki = await createTestPki({ now: '2026-03-02T04:00:00.000Z' });

/** The certificate of a participant. */
export function certificateOf(login: string): Uint8Array {
  return pki.signers[CERTIFICATE_OF[login] ?? 'clerk'].certificate;
}

/** His key file, opened by no password, with the certificates beside it. */
export function keyFileOf(login: string): Extract<MethodInput<'routing.sign'>['key'], { by: 'keyFile' }> {
  const { keys, certificate } = pki.signers[CERTIFICATE_OF[login] ?? 'clerk'];
  return {
    by: 'keyFile',
    container: Uint8Array.from(keys.privateKey.export({ format: 'der', type: 'pkcs8' })),
    password: '',
    certificates: [Uint8Array.from(certificate), Uint8Array.from(pki.intermediate.certificate)],
    certificate: createHash('sha256').update(certificate).digest('hex'),
  };
}

/** A detached signature of a text by a participant's key, handed in at a window. */
export async function handInSignature(client: Client, signer: string, fileName: string, text: string, spoil: (signature: Uint8Array) => Uint8Array = (signature) => signature) {
  const signature = signDetached(new TextEncoder().encode(text), pki.signers[CERTIFICATE_OF[signer] ?? 'clerk'], { signingTime: new Date('2026-03-05T10:00:00.000Z') });
  const { sha256, size } = await upload(client, fileName, spoil(signature));
  return { sha256, size, fileName };
}

export async function handIn(client: Client, fileName: string, text: string): Promise<{ readonly sha256: string; readonly size: number; readonly fileName: string }> {
  const { sha256, size } = await upload(client, fileName, new TextEncoder().encode(text));
  return { sha256, size, fileName };
}

export const DRAFT_TEXT = 'наказ про відрядження';

/** A draft entered by its author. */
export async function enterDraft(client: Client, changes: Partial<MethodInput<'routing.createDraft'>['draft']> = {}): Promise<Draft> {
  const kinds = valueOf(await client.registration.choices({})).kinds;
  const kindId = kinds.find((kind) => !kind.transitional)?.kindId ?? '';
  const main = await handIn(client, 'проєкт.docx', DRAFT_TEXT);
  const draft = { kindId, title: 'Про відрядження', urgent: false, concerns: [], keptAsPaperCopy: false, executorPersonIds: [], responsibleUnitIds: [], signerPersonId: null, main, ...changes };
  return valueOf(await client.routing.createDraft({ documentId: crypto.randomUUID(), draft }));
}

export function routeOf(draft: Draft): NonNullable<Draft['route']> {
  if (draft.route === null) throw new Error('the draft has no route');
  return draft.route;
}

/** What a person decides on the step that waits for him. */
export function decisionFor(draft: Draft, changes: Partial<MethodInput<'routing.decide'>> = {}): MethodInput<'routing.decide'> {
  const { routeId, contentSha256, stages } = routeOf(draft);
  const steps = stages.flatMap((stage) => stage.steps);
  const step = steps.find(({ mine, state }) => mine && state === 'open') ?? steps.find(({ mine }) => mine) ?? steps[0];
  return { routeId, eventId: crypto.randomUUID(), stepId: step?.stepId ?? '', round: step?.round ?? 1, contentSha256, means: 'action', evidence: null, note: '', password: null, ...changes };
}
