import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { closeCase, destructionOffice, NEW_PASSWORD, write } from '../../support/destruction-office.ts';
import { errorOf, PASSWORD, signIn, upload, valueOf } from '../../support/test-desk.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';

const METHOD = 'знищення файлів без відновлення';

async function drawnUp(client: Client, changes: { number?: string; year?: number; on?: string } = {}): Promise<string> {
  const actId = crypto.randomUUID();
  const { number = '1', year = 2033, on = '2033-02-01' } = changes;
  valueOf(await client.destruction.drawUp({ actId, number, year, drawnUpOn: on, caseIds: null }));
  return actId;
}

async function approved(client: Client): Promise<string> {
  const actId = await drawnUp(client);
  valueOf(await client.destruction.agree({ actId, by: 'commission', protocolNumber: '3', protocolDate: '2033-02-05' }));
  valueOf(await client.destruction.agree({ actId, by: 'archive', protocolNumber: '12', protocolDate: '2033-02-10' }));
  valueOf(await client.destruction.approve({ actId, by: 'Ректор Шевченко Т. Г.', on: '2033-02-12' }));
  return actId;
}

async function ripe(country: 'KZ' | 'UA' | 'KG' = 'UA') {
  const office = await destructionOffice(country);
  closeCase(office.rooms.store, office.caseId, '2026-12-30');
  await office.at('2033-03-01T08:00:00Z');
  return office;
}

const hold = { holdId: 'hold-1', ground: 'court', reason: 'Спір у суді', reference: '№ 14 від 01.02.2033' } as const;

describe('the act of destruction', () => {
  it('proposes what the law lets go and names every reason against the rest', async () => {
    const { client, rooms, caseId, documentId } = await ripe();
    expect(valueOf(await client.destruction.proposal({ year: 2027 }))).toMatchObject({ lawful: 0, refused: 0 });
    expect(valueOf(await client.destruction.proposal({ year: 2033 }))).toMatchObject({ lawful: 1, refused: 0, cases: [{ caseId, documents: 1, obstacles: [] }] });
    write(rooms.store, 'hold.placed', hold.holdId, { ...hold, caseIds: [], documentIds: [documentId] });
    const { inUse } = valueOf(await client.nomenclature.years({}));
    const whole = valueOf(await client.nomenclature.get({ nomenclatureId: inUse?.nomenclatureId ?? '' }));
    const permanent = whole.cases.find(({ retention }) => retention?.period === 'permanent');
    closeCase(rooms.store, permanent?.caseId ?? '', '2026-12-30');
    const { lawful, cases } = valueOf(await client.destruction.proposal({ year: 2033, show: 'refused' }));
    expect(lawful).toBe(0);
    expect(cases.map(({ obstacles }) => obstacles)).toEqual([[{ code: 'onHold', about: 'Спір у суді, № 14 від 01.02.2033' }, { code: 'inventoryMissing', about: 'permanent 2026' }]]);
    expect(errorOf(await client.destruction.drawUp({ actId: crypto.randomUUID(), number: '1', year: 2033, drawnUpOn: '2033-02-01', caseIds: [caseId] }))).toMatchObject({
      message: 'error.destructionObstacles',
      issues: [{ message: 'destruction.obstacle.onHold' }, { message: 'destruction.obstacle.inventoryMissing' }],
    });
    const inventoryId = crypto.randomUUID();
    valueOf(await client.inventories.drawUp({ inventoryId, type: 'permanent', year: 2026, number: '1', title: 'Опис справ', firstNumber: 1, without: [], worded: [] }));
    expect(valueOf(await client.destruction.proposal({ year: 2033, show: 'refused' })).cases[0]?.obstacles).toHaveLength(2);
    valueOf(await client.inventories.agree({ inventoryId, by: 'commission', protocolNumber: '1', protocolDate: '2033-01-10' }));
    write(rooms.store, 'hold.lifted', hold.holdId, { holdId: hold.holdId, reason: 'рішення суду' });
    expect(valueOf(await client.destruction.proposal({ year: 2033 })).lawful).toBe(1);
  });

  it('takes all that the law lets go but what is left, and what was carried on stays with it', async () => {
    const { client, rooms, caseId, at } = await destructionOffice();
    const { inUse } = valueOf(await client.nomenclature.years({}));
    const whole = valueOf(await client.nomenclature.get({ nomenclatureId: inUse?.nomenclatureId ?? '' }));
    const short = whole.cases.filter((one) => one.caseId !== caseId && one.retention?.period === 'years' && !one.retention.expertMark && (one.retention.years ?? 99) <= 5).map((one) => one.caseId);
    const [carried = '', other = ''] = short;
    closeCase(rooms.store, caseId, '2026-12-30', [carried]);
    closeCase(rooms.store, other, '2026-12-30');
    await at('2033-03-01T08:00:00Z');
    expect(valueOf(await client.destruction.proposal({ year: 2033 })).cases.map((one) => one.caseId).toSorted()).toEqual([caseId, carried, other].toSorted());
    const drawn = { number: '1', year: 2033, drawnUpOn: '2033-02-01', caseIds: null } as const;
    expect(errorOf(await client.destruction.drawUp({ actId: crypto.randomUUID(), ...drawn, without: [carried, other] })).message).toBe('error.destructionEmpty');
    const act = valueOf(await client.destruction.drawUp({ actId: crypto.randomUUID(), ...drawn, without: [carried] }));
    expect(act.groups.flatMap(({ lines }) => lines.flatMap(({ caseIds }) => caseIds))).toEqual([other]);
  });

  it('is agreed, approved and executed in its order, by two persons with their passwords', async () => {
    const { client, second, rooms, caseId } = await ripe();
    const actId = await drawnUp(client);
    const refused = async (result: Promise<Parameters<typeof errorOf>[0]>): Promise<string> => errorOf(await result).message;
    expect(await refused(client.destruction.drawUp({ actId: crypto.randomUUID(), number: '1', year: 2033, drawnUpOn: '2033-02-02', caseIds: [caseId] }))).toBe('error.destructionNumberTaken');
    expect(await refused(client.destruction.drawUp({ actId: crypto.randomUUID(), number: '2', year: 2033, drawnUpOn: '2032-02-02', caseIds: [caseId] }))).toBe('error.destructionYear');
    expect(errorOf(await client.destruction.drawUp({ actId: crypto.randomUUID(), number: '2', year: 2033, drawnUpOn: '2033-02-02', caseIds: [caseId] })).issues).toMatchObject([{ message: 'destruction.obstacle.inOtherAct' }]);
    expect(await refused(client.destruction.approve({ actId, by: 'Ректор', on: '2033-02-12' }))).toBe('error.destruction.wrongState');
    expect(await refused(client.destruction.agree({ actId, by: 'archive', protocolNumber: '3', protocolDate: '2033-02-05' }))).toBe('error.destruction.commissionFirst');
    valueOf(await client.destruction.agree({ actId, by: 'commission', protocolNumber: '3', protocolDate: '2033-02-05' }));
    expect(await refused(client.destruction.approve({ actId, by: 'Ректор', on: '2033-02-12' }))).toBe('error.destruction.archiveFirst');
    valueOf(await client.destruction.agree({ actId, by: 'archive', protocolNumber: '12', protocolDate: '2033-02-10' }));
    expect(await refused(client.destruction.addCases({ actId, caseIds: [caseId] }))).toBe('error.destruction.wrongState');
    expect(await refused(client.destruction.begin({ actId, method: METHOD, password: NEW_PASSWORD }))).toBe('error.destruction.wrongState');
    valueOf(await client.destruction.approve({ actId, by: 'Ректор Шевченко Т. Г.', on: '2033-02-12' }));
    expect(errorOf(await client.destruction.begin({ actId, method: METHOD, password: PASSWORD })).code).not.toBe('internal');
    expect(valueOf(await client.destruction.act({ actId })).act.state).toBe('approved');
    valueOf(await client.destruction.begin({ actId, method: METHOD, password: NEW_PASSWORD }));
    expect(await refused(client.destruction.confirm({ actId, password: NEW_PASSWORD }))).toBe('error.destruction.samePerson');
    const executed = valueOf(await second.destruction.confirm({ actId, password: NEW_PASSWORD }));
    expect(executed).toMatchObject({ act: { state: 'executed', cases: 1, destroyed: 1, begun: { by: 'Роман Реєстратор' }, confirmed: { by: 'Світлана Друга' } }, stayed: [], obstructed: [] });
    expect(await refused(client.destruction.returnToDraft({ actId, reason: 'помилка' }))).toBe('error.destruction.wrongState');
    expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
  });

  it('[C.7.5] a draft is discarded with a reason, which frees its number and its cases; nothing that was agreed is', async () => {
    const { client, rooms, caseId } = await ripe();
    const actId = await drawnUp(client);
    valueOf(await client.destruction.agree({ actId, by: 'commission', protocolNumber: '3', protocolDate: '2033-02-05' }));
    expect(errorOf(await client.destruction.discard({ actId, reason: 'складено двічі' })).message).toBe('error.destruction.wrongState');
    valueOf(await client.destruction.returnToDraft({ actId, reason: 'складено двічі' }));
    valueOf(await client.destruction.discard({ actId, reason: 'складено двічі' }));
    expect(rooms.store.log.ofEntity(actId).at(-1)).toMatchObject({ kind: 'destruction.discarded', changes: [{ before: '№ 1, 2033-02-01', after: null }, { after: 'складено двічі' }] });
    expect(valueOf(await client.destruction.acts({}))).toEqual({ acts: [], suggestedNumber: '1' });
    expect(errorOf(await client.destruction.act({ actId })).message).toBe('error.destructionActNotFound');
    const again = await drawnUp(client);
    expect(valueOf(await client.destruction.act({ actId: again })).groups.flatMap(({ lines }) => lines.flatMap(({ caseIds }) => caseIds))).toEqual([caseId]);
    expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  });

  it('a hold that comes between the two persons stops all of it, until the case leaves the act', async () => {
    const { client, second, rooms, caseId } = await ripe();
    const actId = await approved(client);
    valueOf(await client.destruction.begin({ actId, method: METHOD, password: NEW_PASSWORD }));
    write(rooms.store, 'hold.placed', hold.holdId, { ...hold, caseIds: [caseId], documentIds: [] });
    expect(errorOf(await second.destruction.confirm({ actId, password: NEW_PASSWORD }))).toMatchObject({ message: 'error.destructionObstacles', issues: [{ message: 'destruction.obstacle.onHold' }] });
    expect(valueOf(await client.destruction.act({ actId }))).toMatchObject({ act: { state: 'begun', destroyed: 0 }, obstructed: [{ caseId }] });
    valueOf(await client.destruction.leaveOut({ actId, caseId, reason: 'заборона суду' }));
    expect(errorOf(await second.destruction.confirm({ actId, password: NEW_PASSWORD })).message).toBe('error.destructionEmpty');
    expect(rooms.store.database.prepare('SELECT count(*) FROM destroyed_case').pluck().get()).toBe(0);
    expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  });

  it.skipIf(!judgesPresent).each(['UA', 'KZ', 'KG'] as const)('is printed in two copies in each document language, with its lines below their headings (%s)', async (country) => {
    const { client } = await ripe(country);
    const actId = await approved(client);
    const { groups } = valueOf(await client.destruction.act({ actId }));
    const [line] = groups[0]?.lines ?? [];
    for (const [language, words] of ({ UA: [['uk', 'одна']], KZ: [['kk', 'бір'], ['ru', 'одно']], KG: [['ky', 'бир'], ['ru', 'одно']] } as const)[country]) {
      const { bytes, pages } = valueOf(await client.destruction.print({ actId, language }));
      const text = textOf(bytes, '-layout').replaceAll(/\s+/g, ' ');
      expect(pages % 2).toBe(0);
      for (const said of [line?.index ?? '?', '01.02.2033, № 1', '05.02.2033, № 3', '10.02.2033, № 12', `1 (${words})`]) expect(text.split(said).length - 1, `${said} ${language}`).toBeGreaterThanOrEqual(2);
    }
    expect(errorOf(await client.destruction.print({ actId, language: 'en' })).message).toBe('error.formLanguage');
  });

  it('is for those alone who keep the archive', async () => {
    const { client, second, rooms, caseId, at } = await destructionOffice();
    await signIn(second, 'admin');
    valueOf(await second.accounts.create({ name: 'Іван Посадовець', login: 'official', password: 'Official-2026;', roles: ['official'] }));
    valueOf(await second.session.signIn({ login: 'official', password: 'Official-2026;' }));
    valueOf(await second.session.changePassword({ current: 'Official-2026;', next: 'Official-2033;' }));
    closeCase(rooms.store, caseId, '2026-12-30');
    await at('2033-03-01T08:00:00Z');
    const actId = await approved(client);
    valueOf(await second.session.signIn({ login: 'official', password: 'Official-2033;' }));
    for (const result of [await second.destruction.acts({}), await second.destruction.act({ actId }), await second.destruction.begin({ actId, method: METHOD, password: 'Official-2033;' })]) expect(errorOf(result).code).toBe('no-right');
    expect(rooms.store.log.ofEntity(actId)).toHaveLength(5);
  });
});

describe('a destroyed document', () => {
  async function destroyed() {
    const office = await ripe();
    const actId = await approved(office.client);
    valueOf(await office.client.destruction.begin({ actId, method: METHOD, password: NEW_PASSWORD }));
    valueOf(await office.second.destruction.confirm({ actId, password: NEW_PASSWORD }));
    return office;
  }

  it('[ARC-04] [CARD-03] keeps its card, which says by which act, when, how and by whom it was destroyed, and a history that ends there', async () => {
    const { client, documentId } = await destroyed();
    const { card, destroyed: facts, history } = valueOf(await client.registration.get({ documentId }));
    expect(card.subject).not.toBe('');
    expect(card.files).toHaveLength(1);
    expect(facts).toEqual({ actNumber: '1', on: '2033-03-01', method: METHOD, persons: ['Роман Реєстратор', 'Світлана Друга'] });
    expect(history.at(-1)).toMatchObject({ kind: 'case.destroyed', actor: 'Світлана Друга', withoutEffect: false, changes: [{ field: 'destruction.act', after: '№ 1, 2033-03-01' }, { field: 'destruction.method', after: METHOD }, { field: 'destruction.persons', after: 'Роман Реєстратор, Світлана Друга' }] });
    // The case was closed long before: of its own history only its end is the document's.
    expect(history.filter(({ kind }) => kind.startsWith('case.'))).toHaveLength(1);
    // Its requisites still find it.
    const found = valueOf(await client.search.page({ text: 'архівних справ' }));
    expect(found.rows.map((row) => [row.documentId, row.archive])).toEqual([[documentId, 'destroyed']]);
    expect(valueOf(await client.search.page({ filters: { archive: ['destroyed'] } })).rows).toHaveLength(1);
    expect(valueOf(await client.search.page({ filters: { archive: ['closed'] } })).rows).toEqual([]);
  });

  it('[ARC-04] answers to whoever asks for its files, a copy, a signature, a check or a change that it is destroyed', async () => {
    const { client, documentId, rooms } = await destroyed();
    const { card, version } = valueOf(await client.registration.get({ documentId }));
    const [file] = card.files;
    const { inUse } = valueOf(await client.nomenclature.years({}));
    const other = valueOf(await client.nomenclature.get({ nomenclatureId: inUse?.nomenclatureId ?? '' })).cases.find(({ caseId }) => caseId !== card.caseId);
    const results = [
      await client.files.read({ sha256: file?.sha256 ?? '', offset: 0, length: 10 }),
      await client.registration.makeCopy({ documentId, form: 'stamped' }),
      await client.registration.previewMarks({ documentId }),
      await client.registration.recheck({ documentId }),
      await client.registration.correct({ documentId, basedOn: version, changes: { note: 'x' }, reason: 'перевірка' }),
      await client.nomenclature.fileDocument({ documentId, caseId: other?.caseId ?? '', volume: 1 }),
      await client.copyRegister.pages({ documentId }),
    ];
    for (const result of results) expect(errorOf(result)).toMatchObject({ code: 'refused', message: 'error.documentDestroyed', params: { number: '1', on: '01.03.2033' } });
    // What only reads the card answers as ever.
    valueOf(await client.nomenclature.filing({ documentId }));
    valueOf(await client.copyRegister.list({ documentId }));
    valueOf(await client.verification.history({ documentId }));
    expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  });

  it('[SEC-22] [C.7.6] tells nobody of the act who may not read the card: it answers as one that is not there', async () => {
    const { client, second, documentId } = await destroyed();
    const [file] = valueOf(await client.registration.get({ documentId })).card.files;
    await signIn(client, 'admin');
    valueOf(await client.accounts.create({ name: 'Олег Виконавець', login: 'executor', password: PASSWORD, roles: ['executor'] }));
    valueOf(await second.session.signIn({ login: 'executor', password: PASSWORD }));
    const ask = async (id: string) => errorOf(await second.registration.recheck({ documentId: id }));
    const answer = await ask(documentId);
    expect(answer).toMatchObject({ code: 'not-found', message: 'error.cardNotFound', params: {} });
    expect(answer).toEqual(await ask(crypto.randomUUID()));
    expect(errorOf(await second.files.read({ sha256: file?.sha256 ?? '', offset: 0, length: 10 }))).toMatchObject({ code: 'not-found', params: {} });
  });

  it('another card that lawfully keeps the same bytes still shows them', async () => {
    const { client, second, documentId, at, rooms, caseId } = await destructionOffice();
    const { card } = valueOf(await client.registration.get({ documentId }));
    // Another desk registered the same letter, which this one had not seen (REG-17).
    const registered = rooms.store.log.ofEntity(documentId).find(({ kind }) => kind === 'card.registered');
    const payload = registered?.payload as OperationPayload<'card.registered'>;
    const otherId = crypto.randomUUID();
    write(rooms.store, 'card.registered', otherId, { ...payload, documentId: otherId, requestId: crypto.randomUUID(), letterId: null, registrationNumber: 77, registrationIndex: '77/01-02' });
    closeCase(rooms.store, caseId, '2026-12-30');
    await at('2033-03-01T08:00:00Z');
    const actId = await approved(client);
    valueOf(await client.destruction.begin({ actId, method: METHOD, password: NEW_PASSWORD }));
    valueOf(await second.destruction.confirm({ actId, password: NEW_PASSWORD }));
    expect(valueOf(await client.files.read({ sha256: card.files[0]?.sha256 ?? '', offset: 0, length: 10 })).piece).toHaveLength(10);
  });

  it('a letter that waits with the same bytes still shows them', async () => {
    const { client, documentId } = await destroyed();
    const { card } = valueOf(await client.registration.get({ documentId }));
    const sha256 = card.files[0]?.sha256 ?? '';
    expect(errorOf(await client.files.read({ sha256, offset: 0, length: 10 })).message).toBe('error.documentDestroyed');
    const again = await upload(client, 'лист.txt', new TextEncoder().encode('Зміст листа, який буде знищено.'));
    expect(again.sha256).toBe(sha256);
    valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.txt' }] }));
    expect(valueOf(await client.files.read({ sha256, offset: 0, length: 10 })).piece).toHaveLength(10);
  });
});
