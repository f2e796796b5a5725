import { describe, expect, it } from 'vitest';
import { ANY_REGISTRAR } from '#shared/domain/work-items.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { decisionFor, DRAFT_TEXT, enterDraft, handIn, handInSignature, nameOf, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { testEnvironment } from '../../support/test-environment.ts';

async function office(logins = ['author', 'chief', 'lawyer', 'rector']) {
  const environment = testEnvironment('2026-03-06T10:00:00.000Z');
  const test = await openTestDesk({ environment });
  await setUpOffice(test.client());
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, logins);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  const define = async (...given: Parameters<typeof templateOf>) => valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf(...given) })).templateId;
  const work = () => test.rooms.store.database.prepare('SELECT person_id AS personId, action, due_at AS dueAt, since, urgent, title FROM work_item ORDER BY item_id').all() as { personId: string; action: string; dueAt: string | null; since: string; urgent: number; title: string }[];
  const start = async (login: string, documentId: string, templateId: string) => (await windowOfPerson(test, login)).routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId });
  return { test, environment, registrar, idOf, define, work, start, at: (login: string) => windowOfPerson(test, login) };
}

/** A desk on which a draft waits for chief and lawyer at once, then for the rector. */
async function begun(changes: Parameters<typeof templateOf>[1] = {}, draft: Parameters<typeof enterDraft>[1] = {}) {
  const made = await office();
  const templateId = await made.define([['approver', [made.idOf('chief'), made.idOf('lawyer')]], ['signer', [made.idOf('rector')]]], changes);
  const author = await made.at('author');
  const { documentId } = await enterDraft(author, draft);
  const started = valueOf(await made.start('author', documentId, templateId));
  const seenBy = async (login: string) => valueOf(await (await made.at(login)).routing.draft({ documentId }));
  const decide = async (login: string, given: Parameters<typeof decisionFor>[1] = {}) => (await made.at(login)).routing.decide(decisionFor(await seenBy(login), given));
  return { ...made, author, documentId, templateId, started, seenBy, decide };
}

describe('a draft on its route', () => {
  it('[ROUTE-01] [ROUTE-02] is entered and sent by its initiator, approved or returned with a reason, and signed', async () => {
    const { author, at, decide, seenBy, work, idOf, documentId } = await begun();
    expect(work().map(({ personId, action }) => [personId, action])).toEqual([[idOf('chief'), 'approve'], [idOf('lawyer'), 'approve']]);
    expect(valueOf(await (await at('chief')).startPage.mine({})).items).toMatchObject([{ action: 'approve', documentId, subject: 'Про відрядження', registrationIndex: null }]);
    valueOf(await decide('chief', { note: 'без зауважень' }));
    const lawyer = await at('lawyer');
    const seen = decisionFor(await seenBy('lawyer'));
    const returning = { routeId: seen.routeId, eventId: crypto.randomUUID(), stepId: seen.stepId, round: seen.round, contentSha256: seen.contentSha256 };
    expect(errorOf(await lawyer.routing.returnDraft({ ...returning, reason: ' ' })).code).toBe('bad-input');
    expect(routeOf(valueOf(await lawyer.routing.returnDraft({ ...returning, reason: 'немає кошторису' })))).toMatchObject({ phase: 'returned', returnedReason: 'немає кошторису' });
    expect(work()).toMatchObject([{ personId: idOf('author'), title: 'Про відрядження: немає кошторису' }]);
    expect(errorOf(await decide('lawyer')).message).toBe('error.route.routeReturned');

    const { routeId, round } = routeOf(await seenBy('author'));
    const content = await handIn(author, 'проєкт-2.docx', 'наказ із кошторисом');
    const renewed = valueOf(await author.routing.replaceContent({ routeId, eventId: crypto.randomUUID(), round, content, chosenStepIds: [] }));
    expect(renewed.draft.main).toEqual(content);
    expect(work().map(({ personId }) => personId)).toEqual([idOf('chief'), idOf('lawyer')]);
    for (const login of ['chief', 'lawyer']) valueOf(await decide(login));
    expect(work()).toMatchObject([{ personId: idOf('rector'), action: 'sign', dueAt: null }]);
    expect(errorOf(await decide('rector')).message).toBe('error.route.meansNotAllowed');
    const rector = await at('rector');
    const former = await handInSignature(rector, 'rector', 'старий.p7s', DRAFT_TEXT);
    expect(errorOf(await decide('rector', { means: 'signature', evidence: former })).message).toBe('error.routeSignatureFailed');
    const evidence = await handInSignature(rector, 'rector', 'наказ.p7s', 'наказ із кошторисом');
    const signed = valueOf(await decide('rector', { means: 'signature', evidence }));
    expect(routeOf(signed).phase).toBe('completed');
    // No step says who registers it.
    expect(work()).toMatchObject([{ personId: ANY_REGISTRAR, action: 'register' }]);
    expect(routeOf(signed).history.map(({ type, stale }) => [type, stale])).toEqual([['started', null], ['decided', null], ['returned', null], ['contentReplaced', null], ['decided', null], ['decided', null], ['decided', null]]);
    expect(valueOf(await author.routing.drafts({})).drafts).toMatchObject([{ documentId, phase: 'completed', mine: true }]);
  });

  it('[ROUTE-17] reaches all steps of a stage at one instant', async () => {
    const { environment, define, idOf, at, start, work } = await office(['author', 'chief', 'lawyer', 'vice', 'rector']);
    const templateId = await define([['approver', [idOf('chief')]], ['approver', [idOf('lawyer'), idOf('vice')]], ['signer', [idOf('rector')]]]);
    const { documentId } = await enterDraft(await at('author'));
    valueOf(await start('author', documentId, templateId));
    environment.advance(3_600_000);
    const chief = await at('chief');
    valueOf(await chief.routing.decide(decisionFor(valueOf(await chief.routing.draft({ documentId })))));
    expect(Object.fromEntries(work().map(({ personId, since }) => [personId, since]))).toEqual({ [idOf('lawyer')]: '2026-03-06T11:00:00.000Z', [idOf('vice')]: '2026-03-06T11:00:00.000Z' });
  });

  it.each([[false, '2026-03-11'], [true, '2026-03-09']] as const)('[ROUTE-09] approval is due within working days as a whole (urgent: %s)', async (urgent, day) => {
    const { started, work } = await begun({}, { urgent });
    expect(routeOf(started).dueAt.slice(0, 10)).toBe(day);
    expect(new Set(work().map(({ dueAt }) => dueAt))).toEqual(new Set([routeOf(started).dueAt]));
    expect(work().map((item) => item.urgent)).toEqual(urgent ? [1, 1] : [0, 0]);
    expect(routeOf(started).evenSplit).toEqual([routeOf(started).dueAt]);
  });

  it('[ROUTE-10] approval is the action or a signature, and what shows the signature is handed in', async () => {
    const { decide, at } = await begun();
    expect(errorOf(await decide('chief', { means: 'signature' })).message).toBe('error.route.evidenceMissing');
    expect(errorOf(await decide('chief', { means: 'signature', evidence: { sha256: 'a'.repeat(64), fileName: 'нема.p7s' } })).message).toBe('error.fileNotFound');
    // Whoever only knows the hash of a file does not get it by naming it.
    const foreign = await handInSignature(await at('rector'), 'rector', 'чужий.p7s', DRAFT_TEXT);
    expect(errorOf(await decide('chief', { means: 'signature', evidence: foreign })).message).toBe('error.fileNotFound');
    const none = await handIn(await at('chief'), 'не підпис.p7s', 'не підпис');
    expect(errorOf(await decide('chief', { means: 'signature', evidence: none })).message).toBe('error.routeSignatureOther');
    // The last byte of the file belongs to the value of the signature.
    const spoilt = await handInSignature(await at('chief'), 'chief', 'зіпсований.p7s', DRAFT_TEXT, (bytes) => bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1));
    expect(errorOf(await decide('chief', { means: 'signature', evidence: spoilt })).message).toBe('error.routeSignatureFailed');
    const own = await handInSignature(await at('chief'), 'chief', 'свій.p7s', DRAFT_TEXT);
    expect(routeOf(valueOf(await decide('chief', { means: 'signature', evidence: own }))).stages[0]?.steps[0]).toMatchObject({ state: 'done', usedMeans: 'signature', evidence: own, signature: { verdict: 'undetermined', signers: { length: 1 } } });
    expect(routeOf(valueOf(await decide('lawyer'))).stages[0]?.steps[1]).toMatchObject({ state: 'done', usedMeans: 'action' });
  });

  it('[SIGN-07] who approves is told by his account or by his signature; the account’s action approves and signs nothing', async () => {
    const { test, decide, at, documentId } = await begun();
    valueOf(await decide('chief'));
    const evidence = await handInSignature(await at('lawyer'), 'lawyer', 'підпис.p7s', DRAFT_TEXT);
    const route = routeOf(valueOf(await decide('lawyer', { means: 'signature', evidence })));
    expect(route.stages[0]?.steps).toMatchObject([
      { decidedBy: nameOf('chief'), usedMeans: 'action', signature: null, evidence: null },
      { decidedBy: nameOf('lawyer'), usedMeans: 'signature', signature: { signers: [nameOf('lawyer')] } },
    ]);
    const decided = test.rooms.store.log.ofEntity(documentId).filter(({ kind }) => kind === 'route.stepDecided');
    expect(decided.map(({ actor }) => actor?.login)).toEqual(['chief', 'lawyer']);
    expect(errorOf(await decide('rector')).message).toBe('error.route.meansNotAllowed');
  });

  it('[SIGN-06] is signed by the official of the signer requisite with his own certificate, and by nobody’s else', async () => {
    const { decide, at, seenBy } = await begun();
    for (const login of ['chief', 'lawyer']) valueOf(await decide(login));
    const lent = await handInSignature(await at('rector'), 'chief', 'чужий.p7s', DRAFT_TEXT);
    expect(errorOf(await decide('rector', { means: 'signature', evidence: lent }))).toMatchObject({ message: 'error.routeSignatureNotHis', params: { signers: nameOf('chief'), person: nameOf('rector') } });
    expect(routeOf(await seenBy('rector')).phase).toBe('running');
    const own = await handInSignature(await at('rector'), 'rector', 'свій.p7s', DRAFT_TEXT);
    const signed = routeOf(valueOf(await decide('rector', { means: 'signature', evidence: own })));
    expect(signed.stages[1]?.steps[0]).toMatchObject({ state: 'done', signature: { signers: [nameOf('rector')] } });
    expect(signed.phase).toBe('completed');
  });

  it('[SIGN-06] a deputy signs with a certificate of his own, never with the official’s', async () => {
    const { registrar, decide, at, idOf } = await begun();
    for (const login of ['chief', 'lawyer']) valueOf(await decide(login));
    const basis = { title: 'Наказ про виконання обов’язків', number: '15-к', date: '2026-03-01' };
    valueOf(await registrar.structure.grantDelegation({ delegationId: crypto.randomUUID(), principalPersonId: idOf('rector'), deputyPersonId: idOf('lawyer'), capacity: 'deputy', basis, actions: ['sign'], kindIds: null, journalIds: null, fromDay: '2026-03-02', untilDay: null }));
    const rectors = await handInSignature(await at('lawyer'), 'rector', 'ректорів.p7s', DRAFT_TEXT);
    expect(errorOf(await decide('lawyer', { means: 'signature', evidence: rectors }))).toMatchObject({ message: 'error.routeSignatureNotHis', params: { person: nameOf('lawyer') } });
    const own = await handInSignature(await at('lawyer'), 'lawyer', 'заступника.p7s', DRAFT_TEXT);
    expect(routeOf(valueOf(await decide('lawyer', { means: 'signature', evidence: own }))).stages[1]?.steps[0]).toMatchObject({ state: 'done', onBehalf: true, signature: { signers: [nameOf('lawyer')] } });
  });

  it('[ROUTE-11] a draft that is kept as a paper copy is not approved by the action alone', async () => {
    const { decide, at } = await begun({}, { keptAsPaperCopy: true });
    expect(errorOf(await decide('chief')).message).toBe('error.route.meansNotAllowed');
    valueOf(await decide('chief', { means: 'signature', evidence: await handInSignature(await at('chief'), 'chief', 'підпис.p7s', DRAFT_TEXT) }));
  });

  it('[ROUTE-12] [SIGN-14] a paper of the staff is approved by hand and by signature, each kept with its scan or signature', async () => {
    const { decide, at } = await begun({ approval: 'handwritten-or-signature', signerMeans: ['signature', 'handwritten'] });
    const scan = await handIn(await at('chief'), 'аркуш.pdf', 'скан аркуша');
    valueOf(await decide('chief', { means: 'handwritten', evidence: scan }));
    valueOf(await decide('lawyer', { means: 'signature', evidence: await handInSignature(await at('lawyer'), 'lawyer', 'підпис.p7s', DRAFT_TEXT) }));
    const signed = valueOf(await decide('rector', { means: 'handwritten', evidence: await handIn(await at('rector'), 'підписаний.pdf', 'скан наказу') }));
    expect(routeOf(signed).stages.flatMap(({ steps }) => steps.map(({ usedMeans, evidence }) => [usedMeans, evidence?.fileName]))).toEqual([['handwritten', 'аркуш.pdf'], ['signature', 'підпис.p7s'], ['handwritten', 'підписаний.pdf']]);
    expect(valueOf(await (await at('author')).files.read({ sha256: scan.sha256, offset: 0, length: 100 })).size).toBe(scan.size);
  });

  it('[SIGN-01] [X2] two-step signing: the head, then the document-flow officer, by the password given for it', async () => {
    const { define, idOf, at, start } = await office();
    const templateId = await define([['signer', [idOf('rector')]], ['countersigner', [idOf('chief')]]], { signing: 'two-step', signerMeans: ['signature', 'password'] });
    const { documentId } = await enterDraft(await at('author'));
    valueOf(await start('author', documentId, templateId));
    const decide = async (login: string, password: string | null) => {
      const client = await at(login);
      return client.routing.decide(decisionFor(valueOf(await client.routing.draft({ documentId })), { means: 'password', password }));
    };
    expect(errorOf(await decide('chief', PASSWORD)).message).toBe('error.route.stepNotOpen');
    expect(errorOf(await decide('rector', null)).message).toBe('error.routePasswordNeeded');
    expect(errorOf(await decide('rector', 'Wr0ng-pass!')).message).toBe('error.signInWrong');
    expect(routeOf(valueOf(await decide('rector', PASSWORD))).phase).toBe('running');
    expect(routeOf(valueOf(await decide('chief', PASSWORD))).phase).toBe('completed');
  });

  it('[ROUTE-15] nobody else signs, approves, reads, sends or withdraws', async () => {
    const { at, seenBy, documentId, registrar, decide, start, templateId } = await begun();
    const { routeId } = routeOf(await seenBy('author'));
    const rector = await at('rector');
    const chiefs = decisionFor(await seenBy('chief'));
    expect(errorOf(await rector.routing.decide({ ...chiefs, eventId: crypto.randomUUID() })).message).toBe('error.route.notYours');
    expect(errorOf(await rector.routing.withdraw({ routeId, eventId: crypto.randomUUID(), reason: 'ні' })).message).toBe('error.route.notInitiator');
    expect(errorOf(await registrar.routing.draft({ documentId })).message).toBe('error.draftNotFound');
    expect(errorOf(await registrar.routing.decide({ ...chiefs, eventId: crypto.randomUUID() })).message).toBe('error.draftNotFound');
    expect(errorOf(await registrar.files.read({ sha256: chiefs.contentSha256, offset: 0, length: 10 })).message).toBe('error.fileNotFound');
    expect(valueOf(await registrar.routing.drafts({})).drafts).toEqual([]);
    for (const login of ['chief', 'lawyer']) valueOf(await decide(login));
    const signing = decisionFor(await seenBy('rector'), { means: 'signature' });
    const chief = await at('chief');
    const evidence = await handInSignature(chief, 'chief', 'чужий.p7s', DRAFT_TEXT);
    expect(errorOf(await chief.routing.decide({ ...signing, evidence })).message).toBe('error.route.notYours');
    expect(errorOf(await start('author', documentId, templateId)).message).toBe('error.route.alreadyRuns');
  });

  it('does a repeated call once, and another’s event id not at all', async () => {
    const { test, seenBy, at, documentId } = await begun();
    const chief = await at('chief');
    const decision = decisionFor(await seenBy('chief'));
    const once = valueOf(await chief.routing.decide(decision));
    expect(valueOf(await chief.routing.decide(decision))).toEqual(once);
    expect(test.rooms.store.database.prepare("SELECT count(*) AS n FROM operation WHERE kind = 'route.stepDecided'").get()).toEqual({ n: 1 });
    expect(errorOf(await chief.routing.decide({ ...decision, eventId: crypto.randomUUID() })).message).toBe('error.route.stepNotOpen');
    const other = await enterDraft(await at('author'));
    const { templates } = valueOf(await chief.routing.templates({}));
    expect(errorOf(await (await at('author')).routing.start({ documentId: other.documentId, routeId: crypto.randomUUID(), eventId: decision.eventId, templateId: templates.find(({ version }) => version === 1)?.templateId ?? '' })).message).toBe('error.route.repeated');
    expect(routeOf(await seenBy('author')).history).toHaveLength(2);
    expect(documentId).not.toBe(other.documentId);
  });

  it('is changed until it is sent and again after it was withdrawn; a content that was replaced is not decided on', async () => {
    const { author, seenBy, at, documentId, start, templateId } = await begun();
    const { draft, route } = await seenBy('author');
    const decision = decisionFor(await seenBy('chief'));
    expect(errorOf(await author.routing.changeDraft({ documentId, draft: { ...draft, title: 'Про відпустку' } })).message).toBe('error.route.alreadyRuns');
    valueOf(await author.routing.replaceContent({ routeId: route?.routeId ?? '', eventId: crypto.randomUUID(), round: 1, content: await handIn(author, 'новий.docx', 'новий текст'), chosenStepIds: [] }));
    expect(errorOf(await (await at('chief')).routing.decide(decision)).message).toBe('error.route.contentChanged');
    valueOf(await author.routing.withdraw({ routeId: route?.routeId ?? '', eventId: crypto.randomUUID(), reason: 'відрядження скасовано' }));
    const { draft: now } = await seenBy('author');
    expect(valueOf(await author.routing.changeDraft({ documentId, draft: { ...now, title: 'Про відпустку' } })).draft.title).toBe('Про відпустку');
    expect(routeOf(valueOf(await start('author', documentId, templateId)))).toMatchObject({ phase: 'running', round: 1 });
  });

  it('[ROUTE-08] does not begin while a step finds nobody, and names the steps', async () => {
    const { at, idOf, define, start } = await office();
    const template = templateOf([['approver', [idOf('chief')]], ['signer', [idOf('rector')]]]);
    const [approval, signing] = template.stages;
    if (approval === undefined || signing === undefined) throw new Error('two stages');
    const templateId = await define([], { stages: [{ ...approval, when: ['finance'] }, { ...signing, steps: signing.steps.map((step) => ({ ...step, taker: { by: 'namedSigner' } })) }] });
    const author = await at('author');
    const { documentId, draft } = await enterDraft(author);
    expect(errorOf(await start('author', documentId, templateId))).toMatchObject({ message: 'error.routeObstacles', issues: [{ path: 'signer-1-0', message: 'routing.obstacle.nobody' }] });
    expect(valueOf(await author.routing.preview({ documentId, templateId }))).toMatchObject({ route: null, obstacles: [{ obstacle: 'nobody' }] });
    valueOf(await author.routing.changeDraft({ documentId, draft: { ...draft, signerPersonId: idOf('rector') } }));
    expect(valueOf(await author.routing.preview({ documentId, templateId })).route?.leftOut).toMatchObject([{ stepId: 'approver-0-0', reason: 'notConcerned' }]);
    valueOf(await author.routing.changeDraft({ documentId, draft: { ...draft, signerPersonId: idOf('rector'), concerns: ['finance'] } }));
    expect(routeOf(valueOf(await start('author', documentId, templateId))).stages).toHaveLength(2);
  });

  it('reads the same from the log anew', async () => {
    const { test, decide, seenBy } = await begun();
    valueOf(await decide('chief'));
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    const before = await seenBy('author');
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(await seenBy('author')).toEqual(before);
  });
});

describe('typical routes', () => {
  it('[ROUTE-06] the office develops its own from the country’s, and every version stays', async () => {
    const { registrar, idOf, at, start } = await office();
    const { templates } = valueOf(await registrar.routing.templates({}));
    const country = templates.find(({ templateId }) => templateId === 'organisational-draft');
    expect(country).toMatchObject({ version: 0, confidence: 'seen', template: { stages: { length: 9 } } });
    const first = valueOf(await registrar.routing.defineTemplate({ templateId: 'organisational-draft', template: templateOf([['signer', [idOf('rector')]]]) }));
    const { documentId } = await enterDraft(await at('author'));
    const started = valueOf(await start('author', documentId, first.templateId));
    const second = valueOf(await registrar.routing.defineTemplate({ templateId: 'organisational-draft', template: templateOf([['approver', [idOf('chief')]], ['signer', [idOf('rector')]]]) }));
    expect([first.version, second.version]).toEqual([1, 2]);
    expect(valueOf(await registrar.routing.templateVersions({ templateId: 'organisational-draft' })).versions.map(({ version, template }) => [version, template.stages.length])).toEqual([[2, 2], [1, 1], [0, 9]]);
    // A route keeps the version that it began with.
    expect(routeOf(valueOf(await (await at('author')).routing.draft({ documentId }))).stages).toEqual(routeOf(started).stages);
  });

  it('one by which nobody could sign in order is refused with every problem, and executors define none', async () => {
    const { registrar, idOf, at } = await office();
    const template = templateOf([['signer', [idOf('rector')]], ['approver', [idOf('chief')]]]);
    expect(errorOf(await registrar.routing.defineTemplate({ templateId: null, template }))).toMatchObject({ message: 'error.routeTemplateUnusable', issues: [{ path: 'stages.1.approver-1-0', message: 'routing.problem.orderBroken' }] });
    expect(errorOf(await (await at('author')).routing.defineTemplate({ templateId: null, template: templateOf([['signer', [idOf('rector')]]]) })).code).toBe('no-right');
  });
});
