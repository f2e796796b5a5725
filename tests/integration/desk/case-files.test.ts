import { describe, expect, it } from 'vitest';
import type { ContractError } from '#shared/contract/index.ts';
import type { Client } from '#shared/rpc/client.ts';
import { readPayload } from '#shared/sync/operation-kinds.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { openDeskOffice } from '../../support/desk-office.ts';
import { errorOf, openOffice, PASSWORD, someRequisites, valueOf } from '../../support/test-desk.ts';

const CERTIFIER = { name: 'Олена Коваль', position: 'Завідувач канцелярії' };
const TODAY = '2026-03-02';
const OWN_PASSWORD = 'An0ther-pass!';

async function registered(client: Client, changes: Parameters<typeof someRequisites>[1] = {}) {
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, changes) }));
}

/** A case of the sample list, with the article that the sample leaves to the office. */
async function caseOf(client: Client, index: string): Promise<string> {
  const nomenclatureId = valueOf(await client.nomenclature.years({})).inUse?.nomenclatureId ?? '';
  const found = valueOf(await client.nomenclature.get({ nomenclatureId })).cases.find((one) => one.index === index);
  if (found === undefined || found.retention === null) throw new Error(`no case ${index}`);
  const { caseId, sectionId, title, medium, note, owner, transit } = found;
  valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId, fields: { sectionId, index, title, medium, note, owner, transit, retention: { ...found.retention, article: 'ст. 1' } } }));
  return caseId;
}

const file = async (client: Client, documentId: string, caseId: string, volume = 1) => valueOf(await client.nomenclature.fileDocument({ documentId, caseId, volume }));
const page = async (client: Client, caseId: string) => valueOf(await client.caseFiles.page({ caseId }));
const codes = async (client: Client, caseId: string) => (await page(client, caseId)).points.map(({ code, about }) => [code, about]);
const close = (client: Client, caseId: string, finishedOn = TODAY) => client.caseFiles.close({ caseId, finishedOn, certifiedBy: CERTIFIER });
const lacking = (error: ContractError) => [error.message, ...error.issues.map(({ path, message }) => `${message} ${path}`)];

/** A case of temporary keeping with one paper in it, ready to be closed. */
async function withReadyCase(country: 'UA' | 'KZ' | 'KG' = 'UA') {
  const office = await openOffice(country);
  const { client } = office;
  const caseId = await caseOf(client, '01-03');
  const card = await registered(client, { caseId, medium: 'paper', sheets: 3, attachmentSheets: 2 });
  await file(client, card.documentId, caseId);
  return { ...office, caseId, card };
}

describe('closing a case', () => {
  it('[NOM-01] [NOM-05] tells all that is missing at once, closes when nothing is, and its term runs from the year after', async () => {
    const { client, rooms } = await openOffice();
    const caseId = await caseOf(client, '01-03');
    expect(await codes(client, caseId)).toEqual([['noDocuments', '01-03']]);
    const paper = await registered(client, { caseId, medium: 'paper', sheets: 3, attachmentSheets: 2 });
    const mistaken = await registered(client, { caseId, medium: 'paper', sheets: 1 });
    expect(await codes(client, caseId)).toEqual([['notFiled', paper.registrationIndex], ['notFiled', mistaken.registrationIndex]]);
    expect(lacking(errorOf(await close(client, caseId)))).toEqual(['error.caseNotReady', `caseFile.point.notFiled ${paper.registrationIndex}`, `caseFile.point.notFiled ${mistaken.registrationIndex}`]);
    await file(client, paper.documentId, caseId);
    // A void number stands for no document.
    const { version } = valueOf(await client.registration.get({ documentId: mistaken.documentId }));
    valueOf(await client.registration.void({ documentId: mistaken.documentId, basedOn: version, reason: 'помилкова реєстрація', returnLetter: false }));

    expect(lacking(errorOf(await close(client, caseId, '2026-03-01')))).toEqual(['error.caseNotReady', `caseFile.point.finishedBeforeNewest ${TODAY}`]);
    expect(lacking(errorOf(await close(client, caseId, '2026-03-03')))).toEqual(['error.caseNotReady', 'caseFile.point.finishedInFuture 2026-03-03']);
    const closed = valueOf(await close(client, caseId));
    expect(closed).toMatchObject({ points: [], closing: { finishedOn: TODAY, closedOn: TODAY, by: 'Роман Реєстратор', closedWith: null, certifiedBy: CERTIFIER }, volumes: [{ volume: 1, documents: 1, files: 0, sheets: 5, firstOn: TODAY, lastOn: TODAY }], term: { startsOn: '2027-01-01', reason: 'afterClosing' }, reopenBarrier: null });
    expect(rooms.store.database.prepare('SELECT * FROM volume_note').all()).toEqual([{ case_id: caseId, volume: 1, documents: 1, files: 0, sheets: 5 }]);
    expect(errorOf(await close(client, caseId)).message).toBe('error.caseIsClosed');
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
  });

  it('[NOM-01] what is closed takes nothing in and gives nothing out until it is opened again with a reason', async () => {
    const { client, caseId, card } = await withReadyCase();
    const loose = await registered(client);
    const other = await caseOf(client, '01-01');
    valueOf(await close(client, caseId));
    const choices = valueOf(await client.registration.choices({}));
    expect(choices.cases.map(({ caseId: one }) => one)).not.toContain(caseId);
    expect(valueOf(await client.nomenclature.filing({ documentId: loose.documentId })).cases.map(({ index }) => index)).not.toContain('01-03');
    expect(errorOf(await client.nomenclature.fileDocument({ documentId: loose.documentId, caseId, volume: 1 })).message).toBe('error.caseIsClosed');
    expect(errorOf(await client.nomenclature.fileDocument({ documentId: card.documentId, caseId: other, volume: 1 })).message).toBe('error.caseIsClosed');
    const correct = async (documentId: string, to: string) => client.registration.correct({ documentId, basedOn: valueOf(await client.registration.get({ documentId })).version, changes: { caseId: to }, reason: 'експертиза' });
    expect(errorOf(await correct(card.documentId, other)).message).toBe('error.caseIsClosed');
    expect(errorOf(await correct(loose.documentId, caseId)).message).toBe('error.caseIsClosed');
    const inside = valueOf(await client.registration.get({ documentId: card.documentId }));
    const own = { documentId: card.documentId, basedOn: inside.version, reason: 'помилка' };
    const kindId = valueOf(await client.registration.choices({})).kinds.find(({ journalId }) => journalId === 'appeals')?.kindId ?? '';
    expect(errorOf(await client.registration.void({ ...own, returnLetter: false }))).toMatchObject({ message: 'error.documentInClosedCase', params: { index: '01-03' } });
    expect(errorOf(await client.registration.correct({ ...own, changes: { sheets: 9 } }))).toMatchObject({ message: 'error.documentInClosedCase', issues: [{ path: 'sheets' }] });
    expect(errorOf(await client.registration.moveToJournal({ ...own, requestId: crypto.randomUUID(), journalId: 'appeals', kindId, caseId: other })).message).toBe('error.documentInClosedCase');
    expect(valueOf(await client.registration.get({ documentId: card.documentId }))).toEqual(inside);
    const { nomenclatureId } = await page(client, caseId);
    expect(errorOf(await client.nomenclature.openVolume({ nomenclatureId, caseId })).message).toBe('error.caseLineFixed');
    expect(errorOf(await client.nomenclature.markCase({ nomenclatureId, caseId, transit: true, owner: null })).message).toBe('error.caseLineFixed');
    // What says nothing about its place may still be put right.
    const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
    valueOf(await client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { note: 'оригінал у сейфі' }, reason: 'уточнення' }));

    const opened = valueOf(await client.caseFiles.reopen({ caseId, reason: 'не підшито відповідь' }));
    expect(opened).toMatchObject({ closing: null, term: null });
    expect(errorOf(await client.caseFiles.reopen({ caseId, reason: 'ще раз' })).message).toBe('error.caseIsOpen');
    await file(client, loose.documentId, caseId);
    expect((await page(client, caseId)).documents).toBe(2);
  });

  it('[NOM-01] what a former program voided, recounted and moved in a case that it saw closed stands when the tables are read anew', async () => {
    const { client, rooms, caseId, card } = await withReadyCase();
    const [gone, moved] = [await registered(client, { caseId, medium: 'paper', sheets: 1 }), await registered(client, { caseId, medium: 'paper', sheets: 1 })];
    for (const { documentId } of [gone, moved]) await file(client, documentId, caseId);
    valueOf(await close(client, caseId));
    const { store } = rooms;
    const common = { stream: 'main', actor: { accountId: 'a1', login: 'registrar', name: 'Роман' } } as const;
    const requestId = crypto.randomUUID();
    const [registration] = store.log.ofEntity(moved.documentId);
    if (registration?.kind !== 'card.registered') throw new Error('no registration');
    const payload = readPayload('card.registered', registration.v, registration.payload);
    store.commit((transaction) => {
      transaction.append({ ...common, kind: 'card.corrected', entity: card.documentId, payload: { documentId: card.documentId, changes: { sheets: 9 }, reason: 'перелічено' } });
      transaction.append({ ...common, kind: 'card.voided', entity: gone.documentId, payload: { documentId: gone.documentId, reason: 'помилка', replacedBy: null, letterId: null } });
      transaction.append({ ...common, kind: 'card.registered', entity: requestId, payload: { ...payload, documentId: requestId, requestId, requisites: { ...payload.requisites, caseId: null }, registrationNumber: 77, registrationIndex: '77', replaces: moved.documentId } });
      transaction.append({ ...common, kind: 'card.voided', entity: moved.documentId, payload: { documentId: moved.documentId, reason: 'не той журнал', replacedBy: requestId, letterId: null } });
    });
    await rebuildProjections(store.database, store.log, () => Promise.resolve());
    expect(store.log.contradictory()).toEqual([]);
    expect(valueOf(await client.registration.get({ documentId: card.documentId })).card).toMatchObject({ sheets: 9 });
    expect(valueOf(await client.registration.get({ documentId: gone.documentId })).card).toMatchObject({ state: 'void' });
    expect(valueOf(await client.registration.get({ documentId: moved.documentId })).card).toMatchObject({ state: 'void', replacedBy: requestId });
    expect(store.database.prepare('SELECT state, replaces FROM card WHERE document_id = ?').get(requestId)).toEqual({ state: 'registered', replaces: moved.documentId });
    expect((await checkIntegrity(store, {})).problems).toEqual([]);
  });

  it('search tells what lies in a closed case, counts it and narrows to it, until the case is opened again', async () => {
    const { client, caseId, card } = await withReadyCase();
    await registered(client);
    const archived = async () => {
      const { rows } = valueOf(await client.search.page({ filters: { archive: ['closed'] } }));
      const { facets } = valueOf(await client.search.facets({}));
      return [rows.map(({ documentId, archive }) => [documentId, archive]), facets.find(({ facet }) => facet === 'archive')?.values];
    };
    expect(await archived()).toEqual([[], []]);
    valueOf(await close(client, caseId));
    expect(await archived()).toEqual([[[card.documentId, 'closed']], [{ value: 'closed', count: 1, exact: true }]]);
    expect(valueOf(await client.search.page({})).rows.map(({ archive }) => archive)).toEqual([null, 'closed']);
    valueOf(await client.caseFiles.reopen({ caseId, reason: 'не підшито відповідь' }));
    expect(await archived()).toEqual([[], []]);
  });

  it('[NOM-05] a review, an assignment, control and an acknowledgement keep the case open until each is finished', async () => {
    const office = await openDeskOffice();
    const { registrar } = office;
    const rector = await office.member('Литвинов О. В.', 'official');
    const vice = await office.member('Коваль Н. П.', 'official');
    valueOf(await registrar.review.setHead({ personId: rector.personId }));
    const caseId = await caseOf(registrar, '01-03');
    const card = await office.register({ caseId });
    const { documentId, registrationIndex: about } = card;
    await file(registrar, documentId, caseId);
    expect(await codes(registrar, caseId)).toEqual([]);
    const stepId = crypto.randomUUID();
    valueOf(await registrar.review.pass({ documentId, stepId, reviewerPersonId: rector.personId }));
    expect(await codes(registrar, caseId)).toEqual([['notReviewed', about]]);
    valueOf(
      await rector.window.resolutions.issue({
        resolutionId: crypto.randomUUID(), documentId, source: 'pass', sourceId: stepId, authorPersonId: rector.personId, text: 'Підготувати відповідь', executors: [{ personId: vice.personId, role: 'main', dueOn: null }],
        unitIds: [], dueOn: '2026-03-20', onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: rector.personId, exceptionsConfirmed: true,
      }),
    );
    expect(await codes(registrar, caseId)).toEqual([['notExecuted', about], ['onControl', about]]);
    expect(errorOf(await close(registrar, caseId)).message).toBe('error.caseNotReady');
    const assignment = valueOf(await registrar.resolutions.ofDocument({ documentId })).resolutions[0]?.assignments[0];
    const step = { documentId, assignmentId: assignment?.assignmentId ?? '' };
    const reportId = crypto.randomUUID();
    valueOf(await vice.window.resolutions.report({ ...step, reportId, final: true, text: 'Відповідь надіслано' }));
    expect(await codes(registrar, caseId)).toEqual([['notExecuted', about], ['onControl', about]]);
    valueOf(await rector.window.resolutions.decideReport({ ...step, reportId, accepted: true, reason: '' }));
    const left = (await codes(registrar, caseId)).map(([code]) => code);
    expect(left).not.toContain('notExecuted');
    if (left.includes('onControl')) valueOf(await rector.window.resolutions.liftControl({ documentId, reason: 'виконано' }));
    valueOf(await registrar.acknowledgements.request({ listId: crypto.randomUUID(), documentId, form: 'mark', personIds: [vice.personId] }));
    expect(await codes(registrar, caseId)).toEqual([['notAcknowledged', about]]);
    const { items } = valueOf(await vice.window.acknowledgements.mine({ open: false }));
    valueOf(await vice.window.acknowledgements.acknowledge({ stepId: crypto.randomUUID(), way: 'system', documents: items.flatMap(({ listId, texts }) => texts.slice(0, 1).map((agreed) => ({ listId, agreed }))), signature: null }));
    expect(await codes(registrar, caseId)).toEqual([]);
    valueOf(await close(registrar, caseId));
  });

  it('[NOM-02] [NOM-05] closes cases of permanent and of temporary keeping; a transit case goes on, and its last year ends them all', async () => {
    const { client, environment } = await openOffice();
    // An issued password is to be changed within days (SEC-05); this office lives for a year.
    valueOf(await client.session.changePassword({ current: PASSWORD, next: OWN_PASSWORD }));
    const [permanent, transit] = [await caseOf(client, '01-01'), await caseOf(client, '01-03')];
    const paper = { medium: 'paper', sheets: 10 } as const;
    for (const caseId of [permanent, transit]) await file(client, (await registered(client, { ...paper, caseId })).documentId, caseId);
    expect(valueOf(await close(client, permanent)).term).toMatchObject({ periodClass: 'permanent', destroyableFrom: null, reason: 'permanent' });
    const { nomenclatureId } = await page(client, transit);
    valueOf(await client.nomenclature.markCase({ nomenclatureId, caseId: transit, transit: true, owner: null }));
    const next = valueOf(await client.nomenclature.copy({ nomenclatureId, year: 2027 }));
    const goesOn = next.cases.find(({ index }) => index === '01-03')?.caseId ?? '';
    expect((await page(client, transit)).points).toMatchObject([{ code: 'goesOn', about: '01-03 (2027)', subjectId: goesOn, mends: 'successor' }]);
    expect(lacking(errorOf(await close(client, transit)))).toEqual(['error.caseNotReady', 'caseFile.point.goesOn 01-03 (2027)']);
    valueOf(await client.nomenclature.move({ nomenclatureId: next.nomenclature.nomenclatureId, step: { to: 'agreed', protocolNumber: '7', protocolDate: TODAY } }));
    valueOf(await client.nomenclature.move({ nomenclatureId: next.nomenclature.nomenclatureId, step: { to: 'approved', by: 'Ректор', on: TODAY } }));
    expect((await page(client, goesOn)).points.map(({ code }) => code)).toEqual(['listNotInUse']);
    environment.set('2027-01-05T08:00:00Z');
    valueOf(await client.session.signIn({ login: 'registrar', password: OWN_PASSWORD }));
    valueOf(await client.nomenclature.move({ nomenclatureId: next.nomenclature.nomenclatureId, step: { to: 'in-use' } }));
    expect(await page(client, goesOn)).toMatchObject({ former: [{ caseId: transit, year: 2026 }], documents: 1, volumes: [{ volume: 1, sheets: 10 }], points: [] });
    expect(valueOf(await close(client, goesOn, '2027-01-05'))).toMatchObject({ former: [{ caseId: transit, year: 2026 }], term: { startsOn: '2028-01-01' } });
    const archived = async () => valueOf(await client.search.page({ filters: { archive: ['closed'] } })).rows.length;
    expect(await archived()).toBe(2);
    expect(await page(client, transit)).toMatchObject({ closing: { finishedOn: '2027-01-05', closedWith: { caseId: goesOn, index: '01-03', year: 2027 } }, term: { startsOn: '2028-01-01' } });
    expect(errorOf(await client.caseFiles.reopen({ caseId: transit, reason: 'ні' })).message).toBe('error.caseClosedWith');
    valueOf(await client.caseFiles.reopen({ caseId: goesOn, reason: 'надійшов документ' }));
    expect([(await page(client, goesOn)).closing, (await page(client, transit)).closing]).toEqual([null, null]);
    expect(await archived()).toBe(1);
  });

  it('[ARC-02] [PAP-08] [X4] where the office makes paper duplicates, a long-kept document without one keeps the case open and stands in the list of what is due', async () => {
    const office = await openDeskOffice('KZ');
    const { registrar: client } = office;
    expect(valueOf(await client.caseFiles.settings({}))).toEqual({ settings: { paperDuplicateOverYears: 10, volumeSheets: 250, archivalFund: true }, isDefault: true });
    const caseId = await caseOf(client, '01-01');
    const card = await office.register({ caseId, medium: 'electronic' });
    await file(client, card.documentId, caseId);
    expect((await page(client, caseId)).points).toEqual([{ code: 'noDuplicate', about: card.registrationIndex, subjectId: card.documentId, mends: 'duplicate' }]);
    expect(errorOf(await close(client, caseId)).message).toBe('error.caseNotReady');
    const due = async (of: string | null = null) => valueOf(await client.caseFiles.duplicatesDue({ caseId: of }));
    expect(await due()).toMatchObject({ overYears: 10, total: 1, documents: [{ documentId: card.documentId, caseId, caseIndex: '01-01', volume: 1, place: null }] });

    // X4: the duty belongs to the office; switched off, nothing is due.
    valueOf(await client.caseFiles.changeSettings({ paperDuplicateOverYears: null, volumeSheets: 250, archivalFund: true }));
    expect(await due()).toMatchObject({ overYears: null, total: 0 });
    expect((await page(client, caseId)).points).toEqual([]);
    valueOf(await client.caseFiles.changeSettings({ paperDuplicateOverYears: 10, volumeSheets: 6, archivalFund: true }));
    expect(valueOf(await client.caseFiles.settings({})).isDefault).toBe(false);

    valueOf(await client.paperDuplicates.record({ documentId: card.documentId, duplicate: { place: 'Сховище 2, полиця 4', madeOn: TODAY, sheets: 6 } }));
    const second = await office.register({ caseId, medium: 'electronic' });
    await file(client, second.documentId, caseId);
    // The place of the case's last duplicate says where the next one is laid.
    expect(await due(caseId)).toMatchObject({ total: 1, documents: [{ documentId: second.documentId, place: 'Сховище 2, полиця 4' }] });
    valueOf(await client.paperDuplicates.record({ documentId: second.documentId, duplicate: { place: 'Сховище 2, полиця 4', madeOn: TODAY, sheets: 1 } }));
    expect((await due()).total).toBe(0);
    const closed = valueOf(await close(client, caseId));
    expect(closed.volumes).toMatchObject([{ documents: 2, files: 2, sheets: 7, full: true }]);
    expect(valueOf(await client.caseFiles.contents({ caseId })).rows.map(({ registrationIndex, duplicate }) => [registrationIndex, duplicate])).toEqual([[card.registrationIndex, 'Сховище 2, полиця 4'], [second.registrationIndex, 'Сховище 2, полиця 4']]);
  });

  it('[NOM-01] proposes the case that the card names, and otherwise where its kind usually goes', async () => {
    const { client } = await openOffice();
    const [named, usual] = [await caseOf(client, '01-01'), await caseOf(client, '01-03')];
    const first = await registered(client, { caseId: named });
    expect(valueOf(await client.nomenclature.filing({ documentId: first.documentId }))).toMatchObject({ filed: null, suggested: { caseId: named, volume: 1, ground: 'card' } });
    await file(client, first.documentId, usual);
    expect(valueOf(await client.nomenclature.filing({ documentId: first.documentId }))).toMatchObject({ filed: { caseId: usual }, closed: false, suggested: null });
    const second = await registered(client, { caseId: named });
    valueOf(await client.registration.correct({ documentId: second.documentId, basedOn: valueOf(await client.registration.get({ documentId: second.documentId })).version, changes: { caseId: null }, reason: 'уточнення' }));
    // Its number still tells the case by which it was given.
    expect(valueOf(await client.nomenclature.filing({ documentId: second.documentId })).suggested).toEqual({ caseId: named, volume: 1, ground: 'index' });
  });

  it('shows a reader what he may read and counts the rest', async () => {
    const office = await openDeskOffice();
    const { registrar, administrator } = office;
    const caseId = await caseOf(registrar, '01-03');
    const open = await office.register({ caseId });
    await office.register({ caseId, restricted: true });
    const contents = valueOf(await administrator.caseFiles.contents({ caseId }));
    expect(contents).toMatchObject({ readable: 1, hidden: 1, rows: [{ registrationIndex: open.registrationIndex, volume: null, year: 2026, files: 1 }] });
    expect((await page(administrator, caseId)).points).toMatchObject([{ code: 'notFiled', about: open.registrationIndex }, { code: 'notFiled', about: null, subjectId: null }]);
    const executor = await office.member('Гнатюк І. С.', 'executor');
    expect(errorOf(await executor.window.caseFiles.page({ caseId })).code).toBe('no-right');
    const official = await office.member('Литвинов О. В.', 'official');
    expect(errorOf(await close(official.window, caseId)).code).toBe('no-right');
  });
});
