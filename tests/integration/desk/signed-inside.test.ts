import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Client } from '#shared/rpc/client.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { RESTRICTED_STREAM } from '#shared/sync/operation.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { evidenceServer } from '../../support/evidence-server.ts';
import { certificateOf, decisionFor, type Draft, enterDraft, handIn, handInSignature, DRAFT_TEXT, keyFileOf, nameOf, participants, pki, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { answerTo } from '../../support/timestamp-answers.ts';
import { add } from './evidence-office.ts';

type Signing = MethodInput<'routing.sign'>;

/** A draft that the chief approves, the rector signs and the registrar registers. */
async function office(entered: Parameters<typeof enterDraft>[1] = {}) {
  let dies = false;
  const environment = Object.assign(testEnvironment('2026-03-02T04:00:00.000Z'), {
    crashPoint: (place: string): void => {
      if (dies && place === 'signing.signatureStored') throw new Error('the process ends here');
    },
  });
  const test = await openTestDesk({ environment });
  await setUpOffice(test.client());
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, ['author', 'chief', 'lawyer', 'rector']);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  const { accountId } = valueOf(await registrar.session.current({})) ?? { accountId: '' };
  const { personId } = valueOf(await registrar.review.definePerson({ personId: null, name: 'Реєстратор', position: 'документознавець', unitId: null, accountId }));
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['approver', [idOf('chief')]], ['signer', [idOf('rector')]], ['registrar', [personId]]]) }));
  const author = await windowOfPerson(test, 'author');
  const { kinds, journals, cases } = valueOf(await registrar.registration.choices({}));
  const kindId = kinds.find(({ directions, transitional }) => directions.includes('internal') && !transitional)?.kindId ?? '';
  const { documentId } = await enterDraft(author, { kindId, ...entered });
  valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const seenBy = async (client: Client): Promise<Draft> => valueOf(await client.routing.draft({ documentId }));
  const at = (login: string) => windowOfPerson(test, login);
  /** What the person at the window signs with the key of a participant. */
  const wish = async (client: Client, signer: string, changes: Partial<Signing> = {}): Promise<Signing> => {
    const { routeId, eventId, stepId, round, contentSha256, note } = decisionFor(await seenBy(client));
    return { routeId, eventId, stepId, round, contentSha256, note, key: keyFileOf(signer), ...changes };
  };
  const registration = async (): Promise<MethodInput<'registration.register'>> => {
    const { routeId, contentSha256, stages } = routeOf(await seenBy(registrar));
    const step = stages.flatMap(({ steps }) => steps).find(({ role }) => role === 'registrar');
    const requisites = { ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId }), subject: 'Про відрядження', author: 'Ректор', addressee: 'Усі', correspondent: 'Університет', sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null };
    return { requestId: crypto.randomUUID(), letterId: null, requisites, signedDraft: { routeId, eventId: crypto.randomUUID(), stepId: step?.stepId ?? '', round: step?.round ?? 1, contentSha256 } };
  };
  const kindsSoFar = () => test.rooms.store.log.ofEntity(documentId).map(({ kind }) => kind);
  return { test, environment, registrar, author, documentId, idOf, at, seenBy, wish, registration, kinds: kindsSoFar, die: (now: boolean) => void (dies = now) };
}

const stepsOf = (draft: Draft) => routeOf(draft).stages.flatMap(({ steps }) => steps);

describe('a step that is signed inside the program', () => {
  it('[SIGN-02] [SIGN-03] [ROUTE-10] is taken by a signature of the very content, laid and recorded in one transaction', async () => {
    const { test, at, wish, seenBy, kinds } = await office();
    const chief = await at('chief');
    const given = await wish(chief, 'chief', { note: 'погоджую' });
    const approved = valueOf(await chief.routing.sign(given));
    const [step] = stepsOf(approved);
    expect(step).toMatchObject({ state: 'done', usedMeans: 'signature', timestamp: 'pending', note: 'погоджую', signature: { signers: [nameOf('chief')] }, evidence: { fileName: 'проєкт.docx.p7s' } });
    expect(kinds().slice(-2).toSorted()).toEqual(['route.stepDecided', 'signature.made']);
    // The same press again is the same signature.
    expect(valueOf(await chief.routing.sign(given))).toEqual(approved);
    expect(kinds().filter((kind) => kind === 'signature.made')).toHaveLength(1);

    const rector = await at('rector');
    const signed = valueOf(await rector.routing.sign(await wish(rector, 'rector')));
    expect(stepsOf(signed)[1]).toMatchObject({ state: 'done', evidence: { fileName: 'проєкт.docx.2.p7s' }, signature: { signers: [nameOf('rector')] } });
    // Whoever signed may read what he signed, and the author as well.
    const sha256 = stepsOf(signed)[1]?.evidence?.sha256 ?? '';
    valueOf(await rector.files.read({ sha256, offset: 0, length: 1 }));
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    const before = await seenBy(rector);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(await seenBy(rector)).toEqual(before);
  });

  it('[SIGN-06] takes no other’s key, and no key for a step of others; the draft stays as it was', async () => {
    const { at, wish, kinds, seenBy } = await office();
    const chief = await at('chief');
    const before = kinds();
    const standing = await seenBy(chief);
    expect(errorOf(await chief.routing.sign(await wish(chief, 'rector')))).toMatchObject({ message: 'error.routeSignatureNotHis', params: { signers: nameOf('rector'), person: nameOf('chief') } });
    const { stepId, ...asked } = await wish(chief, 'chief');
    expect(errorOf(await chief.routing.sign({ ...asked, stepId: stepsOf(standing)[1]?.stepId ?? stepId })).code).not.toBe('internal');
    const lawyer = await at('lawyer');
    expect(errorOf(await lawyer.routing.sign({ ...asked, stepId, key: keyFileOf('lawyer') })).code).toBe('not-found');
    expect(kinds()).toEqual(before);
    expect(await seenBy(chief)).toEqual(standing);
    valueOf(await chief.routing.sign(await wish(chief, 'chief')));
  });

  it('[SIGN-06] a deputy signs with a key of his own', async () => {
    const { registrar, at, wish, idOf } = await office();
    const basis = { title: 'Наказ про виконання обов’язків', number: '15-к', date: '2026-02-01' };
    valueOf(await registrar.structure.grantDelegation({ delegationId: crypto.randomUUID(), principalPersonId: idOf('chief'), deputyPersonId: idOf('lawyer'), capacity: 'deputy', basis, actions: ['approve'], kindIds: null, journalIds: null, fromDay: '2026-02-02', untilDay: null }));
    const lawyer = await at('lawyer');
    expect(errorOf(await lawyer.routing.sign(await wish(lawyer, 'chief'))).message).toBe('error.routeSignatureNotHis');
    expect(stepsOf(valueOf(await lawyer.routing.sign(await wish(lawyer, 'lawyer'))))[0]).toMatchObject({ state: 'done', onBehalf: true, signature: { signers: [nameOf('lawyer')] } });
  });

  it('a damaged key file, a compromised key, and a text that was exchanged sign nothing', async () => {
    const { registrar, author, at, wish, kinds, idOf } = await office();
    const chief = await at('chief');
    const before = kinds();
    expect(errorOf(await chief.routing.sign(await wish(chief, 'chief', { key: { ...keyFileOf('chief'), container: Uint8Array.of(1, 2, 3) } }))).message).toMatch(/^error\.sign\./);
    const { serialNumber, issuer } = new X509Certificate(certificateOf('chief'));
    const entry = { holdingId: crypto.randomUUID(), personId: idOf('chief'), level: 'qualified', issuer: 'КНЕДП', basis: '№ 3', medium: 'key-file', serial: serialNumber, certificateIssuer: /CN=(.*)/u.exec(issuer)?.[1] ?? '', validUntil: null } as const;
    valueOf(await registrar.agreements.issueSignature(entry));
    valueOf(await registrar.agreements.tellHolding({ stepId: crypto.randomUUID(), holdingId: entry.holdingId, step: 'compromised', since: null, reason: 'lost' }));
    expect(errorOf(await chief.routing.sign(await wish(chief, 'chief'))).message).toBe('error.sign.compromised');
    expect(kinds()).toEqual(before);

    // Another text came while the dialog was open.
    const former = await wish(chief, 'chief');
    const { routeId, stepId, round, contentSha256 } = former;
    valueOf(await chief.routing.returnDraft({ routeId, eventId: crypto.randomUUID(), stepId, round, contentSha256, reason: 'переробити' }));
    const content = await handIn(author, 'проєкт-2.docx', 'інший наказ');
    valueOf(await author.routing.replaceContent({ routeId, eventId: crypto.randomUUID(), round, content, chosenStepIds: [] }));
    expect(errorOf(await chief.routing.sign(former)).message).toBe('error.route.contentChanged');
    expect(kinds()).not.toContain('signature.made');
  });

  it('a desk that ends between signature and decision leaves the draft as it was, and the step is signed again', async () => {
    const { test, at, wish, kinds, seenBy, die } = await office();
    const chief = await at('chief');
    const [before, standing, given] = [kinds(), await seenBy(chief), await wish(chief, 'chief')];
    die(true);
    expect(errorOf(await chief.routing.sign(given)).code).toBe('internal');
    die(false);
    expect(kinds()).toEqual(before);
    expect(await seenBy(chief)).toEqual(standing);
    expect(stepsOf(valueOf(await chief.routing.sign(given)))[0]).toMatchObject({ state: 'done' });
    expect(await checkIntegrity(test.rooms.store, {})).toMatchObject({ problems: [] });
  });

  it('[ROUTE-11] stands for approval where the action alone does not count', async () => {
    const { at, wish, seenBy } = await office({ keptAsPaperCopy: true });
    const chief = await at('chief');
    expect(errorOf(await chief.routing.decide(decisionFor(await seenBy(chief)))).message).toBe('error.route.meansNotAllowed');
    expect(stepsOf(valueOf(await chief.routing.sign(await wish(chief, 'chief'))))[0]).toMatchObject({ state: 'done', usedMeans: 'signature' });
  });
});

describe('the timestamp of a step’s signature', () => {
  /** An office whose authority answers once it is told to. */
  async function signedOffice(entered: Parameters<typeof enterDraft>[1] = {}) {
    const state = { answers: false };
    const server = await evidenceServer({
      '/tsa': (_request, response, body) => {
        if (state.answers) response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answerTo(body, pki, { time: new Date('2026-03-02T04:00:00.000Z') }));
        else response.writeHead(503).end();
      },
    });
    const made = await office(entered);
    const administrator = made.test.client('administrator');
    await signIn(administrator, 'admin');
    await add(administrator, 'anchor', 'root.cer', pki.root.certificate);
    await add(administrator, 'crl', 'root.crl', pki.rootCrl);
    valueOf(await administrator.administration.setFetching({ fetch: true, allowedHosts: [server.host], proxy: null }));
    valueOf(await administrator.signing.setSettings({ timestampAuthority: server.url('/tsa') }));
    const chief = await made.at('chief');
    valueOf(await chief.routing.decide(decisionFor(await made.seenBy(chief))));
    const rector = await made.at('rector');
    const signed = valueOf(await rector.routing.sign(await made.wish(rector, 'rector')));
    await made.test.rooms.signing.settled();
    const complete = async (): Promise<number> => {
      state.answers = true;
      const { pending } = valueOf(await made.registrar.signing.completeTimestamps({}));
      await made.test.rooms.signing.settled();
      return pending;
    };
    return { ...made, rector, evidence: stepsOf(signed)[1]?.evidence ?? null, complete };
  }

  it('[SEC-22] of a restricted draft goes the way of the draft', async () => {
    const { test, documentId, complete } = await signedOffice({ restricted: true });
    expect(await complete()).toBe(0);
    expect(test.rooms.store.log.ofEntity(documentId).at(-1)).toMatchObject({ kind: 'signature.timestamped', stream: RESTRICTED_STREAM });
  });

  it('[SIGN-05] is pending while no authority answers, comes later, and the card is registered with it', async () => {
    const { test, registrar, rector, seenBy, registration, evidence, complete } = await signedOffice();
    expect(stepsOf(await seenBy(rector))[1]).toMatchObject({ timestamp: 'pending', evidence });
    expect(await complete()).toBe(0);
    const step = stepsOf(await seenBy(rector))[1];
    expect(step).toMatchObject({ timestamp: 'present', evidence: { fileName: 'проєкт.docx.p7s' } });
    expect(step?.evidence?.sha256).not.toBe(evidence?.sha256);
    valueOf(await rector.files.read({ sha256: step?.evidence?.sha256 ?? '', offset: 0, length: 1 }));
    const card = valueOf(await registrar.registration.register(await registration()));
    expect(card.files.map(({ role, sha256 }) => [role, sha256])).toEqual([['main', expect.any(String)], ['signature', step?.evidence?.sha256]]);
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('[SIGN-05] follows into the card that was registered before it came', async () => {
    const { test, registrar, rector, seenBy, registration, evidence, complete } = await signedOffice();
    const { documentId: cardId } = valueOf(await registrar.registration.register(await registration()));
    const signatureOfCard = async () => valueOf(await registrar.registration.get({ documentId: cardId })).card.files.find(({ role }) => role === 'signature')?.sha256;
    expect(await signatureOfCard()).toBe(evidence?.sha256);
    expect(await complete()).toBe(0);
    const newest = stepsOf(await seenBy(rector))[1]?.evidence?.sha256;
    expect(newest).not.toBe(evidence?.sha256);
    expect(await signatureOfCard()).toBe(newest);
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('a signature file that was made elsewhere has none that the desk would ask for', async () => {
    const { at, seenBy } = await office();
    const chief = await at('chief');
    const evidence = await handInSignature(chief, 'chief', 'свій.p7s', DRAFT_TEXT);
    expect(stepsOf(valueOf(await chief.routing.decide(decisionFor(await seenBy(chief), { means: 'signature', evidence }))))[0]).toMatchObject({ state: 'done', timestamp: null });
  });
});
