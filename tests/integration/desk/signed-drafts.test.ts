import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { MAIN_STREAM, RESTRICTED_STREAM } from '#shared/sync/operation.ts';
import { describePdf } from '../../../src-main/pdf/describe.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { decisionFor, DRAFT_TEXT, enterDraft, handIn, handInSignature, nameOf, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { openHrOffice } from '../../support/hr-office.ts';
import { errorOf, openTestDesk, PASSWORD, PROJECT_ROOT, setUpOffice, signIn, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

/** A draft that the rector signs and the registrar registers. */
async function office(entered: Parameters<typeof enterDraft>[1] = {}) {
  const test = await openTestDesk({ environment: testEnvironment('2026-03-06T10:00:00.000Z') });
  await setUpOffice(test.client());
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, ['author', 'rector', 'other']);
  const { accountId } = valueOf(await registrar.session.current({})) ?? { accountId: '' };
  const { personId } = valueOf(await registrar.review.definePerson({ personId: null, name: 'Реєстратор', position: 'документознавець', unitId: null, accountId }));
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['signer', [people['rector']?.personId ?? '']], ['registrar', [personId]], ['executor', [people['author']?.personId ?? '']]]) }));
  const author = await windowOfPerson(test, 'author');
  const { kinds, journals, cases } = valueOf(await registrar.registration.choices({}));
  const kindId = kinds.find(({ directions, transitional }) => directions.includes('internal') && !transitional)?.kindId ?? '';
  const { documentId } = await enterDraft(author, { kindId, ...entered });
  valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const rector = await windowOfPerson(test, 'rector');
  const seen = async () => valueOf(await registrar.routing.draft({ documentId }));
  const sign = async () => {
    const evidence = await handInSignature(rector, 'rector', 'наказ.p7s', DRAFT_TEXT);
    return valueOf(await rector.routing.decide(decisionFor(valueOf(await rector.routing.draft({ documentId })), { means: 'signature', evidence })));
  };
  const requisites = {
    ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId }),
    subject: 'Про відрядження',
    author: 'Ректор',
    addressee: 'Усі',
    correspondent: 'Університет',
    sheets: 1,
    language: 'uk' as const,
    caseId: cases[0]?.caseId ?? null,
  };
  const input = async (changes: Partial<MethodInput<'registration.register'>> = {}): Promise<MethodInput<'registration.register'>> => {
    const { routeId, contentSha256, stages } = routeOf(await seen());
    const step = stages.flatMap(({ steps }) => steps).find(({ role }) => role === 'registrar');
    return { requestId: crypto.randomUUID(), letterId: null, requisites, signedDraft: { routeId, eventId: crypto.randomUUID(), stepId: step?.stepId ?? '', round: step?.round ?? 1, contentSha256, execution: { by: 'list', resolutionId: crypto.randomUUID(), text: 'До виконання', executors: [{ personId: people['author']?.personId ?? '', role: 'main' }], dueOn: null } }, ...changes };
  };
  const cards = (): number => (test.rooms.store.database.prepare('SELECT count(*) AS n FROM card').get() as { n: number }).n;
  return { test, registrar, author, documentId, seen, sign, input, requisites, cards, personId };
}

describe('a signed draft that is registered', () => {
  it('[SEC-22] of restricted access is a restricted card, whatever the form says of it, and nothing of either reaches all desks', async () => {
    const { test, registrar, documentId, sign, input, requisites } = await office({ restricted: true });
    await sign();
    const card = valueOf(await registrar.registration.register(await input({ requisites: { ...requisites, restricted: false } })));
    expect(card.restricted).toBe(true);
    const { version } = valueOf(await registrar.registration.get({ documentId: card.documentId }));
    const opened = await registrar.registration.correct({ documentId: card.documentId, basedOn: version, changes: { restricted: false }, reason: null });
    expect(errorOf(opened)).toMatchObject({ message: 'error.reasonNeeded', issues: [{ path: 'reason' }] });
    const { documentId: cardId } = card;
    expect(test.rooms.store.database.prepare('SELECT kind FROM operation WHERE stream = ? AND (instr(CAST(body AS TEXT), ?) > 0 OR instr(CAST(body AS TEXT), ?) > 0)').pluck().all(MAIN_STREAM, documentId, cardId)).toEqual([]);
    expect(test.rooms.store.log.ofEntity(documentId).at(-1)).toMatchObject({ kind: 'route.stepDecided', stream: RESTRICTED_STREAM });
    expect(compareWithLog(test.rooms.store.database, test.rooms.store.log)).toEqual([]);
  });

  it('[ROUTE-14] [ROUTE-18] [CARD-12] becomes a card of its content and signatures in one transaction, and each knows the other', async () => {
    const { test, registrar, author, documentId, seen, sign, input, cards } = await office();
    const { draft } = await sign();
    const given = await input();
    const card = valueOf(await registrar.registration.register(given));
    expect(card.files.map(({ fileName, role, sha256 }) => [fileName, role, sha256 === draft.main.sha256])).toEqual([['проєкт.docx', 'main', true], ['наказ.p7s', 'signature', false]]);
    const registered = await seen();
    expect(registered.cards).toEqual([{ documentId: card.documentId, registrationIndex: card.registrationIndex, registrationDate: card.registrationDate, counts: true }]);
    expect(routeOf(registered).stages[1]?.steps).toMatchObject([{ state: 'done' }]);
    // The list names the executor, which is his step; and the initiator sees the number.
    expect(routeOf(registered)).toMatchObject({ phase: 'completed' });
    expect(routeOf(registered).stages[2]?.steps).toMatchObject([{ state: 'done' }]);
    expect(valueOf(await author.routing.draft({ documentId })).cards).toMatchObject([{ registrationIndex: card.registrationIndex }]);
    // Signed on its route it is a document, and the check of its signatures is recorded by itself.
    const shown = async () => valueOf(await registrar.registration.get({ documentId: card.documentId }));
    expect((await shown()).status).toBe('document');
    expect((await shown()).stages).toContainEqual({ stage: 'signed', state: 'done' });
    await expect.poll(async () => (await shown()).reports.flatMap(({ signatures }) => signatures).length).toBe(1);
    const ofCard = valueOf(await registrar.routing.ofCard({ documentId: card.documentId }));
    expect(ofCard).toMatchObject({ draftId: documentId, counts: true });
    expect(ofCard?.route.stages[0]?.steps).toMatchObject([{ role: 'signer', usedMeans: 'signature', state: 'done' }]);
    // The same press again is the same card.
    expect(valueOf(await registrar.registration.register(given)).documentId).toBe(card.documentId);
    expect(cards()).toBe(1);
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    const before = await seen();
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(await seen()).toEqual(before);
  });

  it('is registered by nobody before it is signed, by no other step, and never twice', async () => {
    const { registrar, sign, input, cards } = await office();
    expect(errorOf(await registrar.registration.register(await input())).message).toBe('error.route.stepNotOpen');
    const { route } = await sign();
    const signer = route?.stages[0]?.steps[0]?.stepId ?? '';
    const given = await input();
    const signedDraft = given.signedDraft ?? null;
    if (signedDraft === null) throw new Error('no draft');
    expect(errorOf(await registrar.registration.register({ ...given, signedDraft: { ...signedDraft, stepId: signer } })).message).toBe('error.route.stepNotOpen');
    expect(errorOf(await registrar.registration.register({ ...given, signedDraft: { ...signedDraft, contentSha256: 'e'.repeat(64) } })).message).toBe('error.route.contentChanged');
    expect(cards()).toBe(0);
    valueOf(await registrar.registration.register(given));
    // Another request with the same decision, or with another one, makes no second card.
    expect(errorOf(await registrar.registration.register({ ...given, requestId: crypto.randomUUID() })).code).toBe('conflict');
    expect(errorOf(await registrar.registration.register({ ...given, requestId: crypto.randomUUID(), signedDraft: { ...signedDraft, eventId: crypto.randomUUID() } })).message).toBe('error.route.stepNotOpen');
    expect(cards()).toBe(1);
  });

  it('that a person may not read is told as one that is not there, and the card’s readers see no draft of others', async () => {
    const { test, registrar, sign, input } = await office();
    await sign();
    const card = valueOf(await registrar.registration.register(await input()));
    const other = await windowOfPerson(test, 'other');
    expect(errorOf(await other.routing.ofCard({ documentId: card.documentId })).code).toBe('not-found');
    const administrator = test.client('administrator of cards');
    await signIn(administrator, 'admin');
    expect(valueOf(await administrator.routing.ofCard({ documentId: card.documentId }))).toMatchObject({ draftId: null, counts: true });
  });

  it('at two desks at once keeps both cards: by the order one counts, the other is told as one that does not', async () => {
    const { test, registrar, documentId, seen, sign, input, requisites, personId } = await office();
    await sign();
    const given = await input();
    const card = valueOf(await registrar.registration.register(given));
    // What the other desk of the registrar did without a line comes in behind.
    const second = valueOf(await registrar.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: { ...requisites, subject: 'Про відрядження (2)' } }));
    if (given.signedDraft === null || given.signedDraft === undefined) throw new Error('no draft');
    const { execution: _execution, stepId, ...signedDraft } = given.signedDraft;
    if (stepId === null) throw new Error('no step');
    test.rooms.store.commit((transaction) =>
      void transaction.append({
        kind: 'route.stepDecided',
        entity: documentId,
        stream: MAIN_STREAM,
        actor: null,
        payload: { documentId, event: { type: 'decided', stepId, ...signedDraft, eventId: crypto.randomUUID(), at: '2026-03-06T10:01:00.000Z', byPersonId: personId, means: 'action', onBehalf: false, evidence: null, signature: null, note: '', cardId: second.documentId } },
        changes: [],
      }),
    );
    expect((await seen()).cards.map(({ documentId: id, counts }) => [id, counts])).toEqual([[card.documentId, true], [second.documentId, false]]);
    expect(routeOf(await seen()).history.at(-1)).toMatchObject({ type: 'decided', stale: 'routeEnded' });
    expect(valueOf(await registrar.routing.ofCard({ documentId: second.documentId }))).toMatchObject({ counts: false });
    expect(valueOf(await registrar.registration.get({ documentId: second.documentId })).card.state).not.toBe('void');
  });

  it('[SIGN-14] by hand and by password brings each step with its evidence to the marks of its copies and to the protocol', async () => {
    const { test, registrar, agree } = await openHrOffice();
    const people = await participants(test, ['author', 'lawyer', 'rector']);
    const { accountId } = valueOf(await registrar.session.current({})) ?? { accountId: '' };
    const { personId } = valueOf(await registrar.review.definePerson({ personId: null, name: 'Регистратор', position: '', unitId: null, accountId }));
    const template = templateOf([['approver', [people['lawyer']?.personId ?? '']], ['signer', [people['rector']?.personId ?? '']], ['registrar', [personId]]], { names: { ru: 'Приказ' }, approval: 'handwritten-or-signature', signerMeans: ['password'] });
    const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template }));
    await agree(people['rector']?.personId ?? '', 'interaction');
    const author = await windowOfPerson(test, 'author');
    const { kinds, journals, cases } = valueOf(await registrar.registration.choices({}));
    const kindId = kinds.find(({ directions, transitional }) => directions.includes('internal') && !transitional)?.kindId ?? '';
    const bytes = await makeTextPdf({ title: 'Приказ', paragraphs: ['Приказываю.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
    const { sha256, size } = await upload(author, 'приказ.pdf', bytes);
    const main = { sha256, size, fileName: 'приказ.pdf' };
    const { documentId } = await enterDraft(author, { kindId, main });
    valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
    const lawyer = await windowOfPerson(test, 'lawyer');
    const scan = await handIn(lawyer, 'лист визирования.txt', 'скан');
    valueOf(await lawyer.routing.decide(decisionFor(valueOf(await lawyer.routing.draft({ documentId })), { means: 'handwritten', evidence: scan })));
    const rector = await windowOfPerson(test, 'rector');
    valueOf(await rector.routing.decide(decisionFor(valueOf(await rector.routing.draft({ documentId })), { means: 'password', password: PASSWORD })));

    const { routeId, contentSha256, stages } = routeOf(valueOf(await registrar.routing.draft({ documentId })));
    const step = stages.flatMap(({ steps }) => steps).find(({ role }) => role === 'registrar');
    const requisites = { ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId }), subject: 'О командировке', author: 'Ректор', correspondent: 'Университет', sheets: 1, language: 'ru' as const, caseId: cases[0]?.caseId ?? null };
    const card = valueOf(await registrar.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, signedDraft: { routeId, eventId: crypto.randomUUID(), stepId: step?.stepId ?? '', round: step?.round ?? 1, contentSha256 } }));
    const request = { requester: 'Асанова А. Б.', requesterKind: 'employee', appliedOn: '2026-03-02', givenAs: 'certified-copy', way: 'in-person' } as const;
    const { requestId } = valueOf(await registrar.copyRegister.file({ requestId: crypto.randomUUID(), documentId: card.documentId, request }));
    const textOf = async (input: { form: 'protocol' } | { form: 'certified'; certification: { requestId: string; position: string } }): Promise<string> => {
      const copy = valueOf(await registrar.registration.makeCopy({ documentId: card.documentId, language: 'ru', ...input }));
      const { text } = await describePdf(await test.rooms.store.blobs.read(copy.sha256), { textLimit: 100_000 });
      return (text ?? '').replaceAll(/\s+/g, ' ');
    };
    const [protocol, certified] = [await textOf({ form: 'protocol' }), await textOf({ form: 'certified', certification: { requestId, position: 'Архивариус' } })];
    const protocolParts = [`Подписано собственноручно на бумаге: ${nameOf('lawyer')}`, `Подписано простой электронной подписью: ${nameOf('rector')}`, 'лист визирования.txt', 'на бумаге, подписан собственноручно', 'СЭВ-12', 'Запись цела', 'Шаг маршрута approver 0.0', 'Шаг маршрута signer 1.0'];
    for (const part of protocolParts) expect(protocol.toLocaleUpperCase('ru')).toContain(part.toLocaleUpperCase('ru'));
    expect(protocol.replaceAll(' ', '')).toContain(scan.sha256);
    const marks = certified.slice(certified.indexOf('Список подписей'), certified.indexOf('Протокол проверки'));
    for (const part of [nameOf('lawyer'), nameOf('rector'), 'Кто внёс запись', 'СЭВ-12', 'Шаг маршрута']) expect(marks).toContain(part);
    expect(marks.indexOf(nameOf('lawyer'))).toBeLessThan(marks.indexOf(nameOf('rector')));
  });
});
