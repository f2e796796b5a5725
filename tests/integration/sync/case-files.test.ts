import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, registerPapers, settle } from '../../support/office-of-desks.ts';
import { signIn, valueOf } from '../../support/test-desk.ts';

/** The permanent case of the sample list, with the article that the sample leaves to the office. */
async function caseWithArticle(at: OfficeDesk): Promise<{ readonly caseId: string; readonly other: string }> {
  const client = at.client();
  const nomenclatureId = valueOf(await client.nomenclature.years({})).inUse?.nomenclatureId ?? '';
  const { cases } = valueOf(await client.nomenclature.get({ nomenclatureId }));
  const [found, other] = [cases.find(({ index }) => index === '01-03'), cases.find(({ index }) => index === '01-01')];
  if (found?.retention === undefined || found.retention === null || other === undefined) throw new Error('the sample lacks cases');
  const { caseId, sectionId, index, title, medium, note, owner, transit } = found;
  valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId, fields: { sectionId, index, title, medium, note, owner, transit, retention: { ...found.retention, article: 'ст. 1' } } }));
  return { caseId, other: other.caseId };
}

async function documentOf(at: OfficeDesk, index: string): Promise<string> {
  return valueOf(await at.client().search.page({ text: index, limit: 1 })).rows[0]?.documentId ?? '';
}

describe('a case that one desk closes while another has no line', () => {
  it('[NOM-01] [NOM-05] stays as its certifying note says: what was filed into it, corrected into it or out of it unseen has no effect, and is told', async () => {
    const office = await officeServer();
    const first = await founderOf(office);
    const indexes = await registerPapers(first, 3);
    const { caseId, other } = await caseWithArticle(first);
    const client = first.client();
    const [inside, late, corrected] = await Promise.all(indexes.map((index) => documentOf(first, index)));
    valueOf(await client.nomenclature.fileDocument({ documentId: inside ?? '', caseId, volume: 1 }));
    await settle(first);
    const second = await joinedDesk(office, 'second');
    await settle(second);
    await signIn(second.client());
    const there = second.client();

    await office.stop();
    const correct = async (documentId: string, to: string) => valueOf(await there.registration.correct({ documentId, basedOn: valueOf(await there.registration.get({ documentId })).version, changes: { caseId: to }, reason: 'експертиза цінності' }));
    valueOf(await there.nomenclature.fileDocument({ documentId: late ?? '', caseId, volume: 1 }));
    await correct(corrected ?? '', caseId);
    await correct(inside ?? '', other);
    const { newestOn } = valueOf(await client.caseFiles.page({ caseId }));
    valueOf(await client.caseFiles.close({ caseId, finishedOn: newestOn ?? '', certifiedBy: { name: 'Олена Коваль', position: 'Завідувач канцелярії' } }));

    await office.start();
    await settle(first);
    await settle(second);
    await settle(first);
    for (const desk of [first, second]) {
      const window = desk.client();
      expect(valueOf(await window.caseFiles.page({ caseId }))).toMatchObject({ documents: 1, volumes: [{ volume: 1, documents: 1 }], closing: { certifiedBy: { name: 'Олена Коваль' } } });
      // Search knows at either desk what lies in it, whatever was filed unseen.
      expect(valueOf(await window.search.page({ filters: { archive: ['closed'] } })).rows).toHaveLength(1);
      expect(valueOf(await window.caseFiles.contents({ caseId })).rows.map(({ registrationIndex }) => registrationIndex)).toEqual(indexes.slice(0, 1));
      expect(valueOf(await window.nomenclature.filing({ documentId: late ?? '' })).filed).toBeNull();
      expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
      const { conflicts } = valueOf(await window.sync.conflicts({ after: null, settled: false }));
      expect(conflicts.filter((one) => JSON.stringify(one).includes('caseClosed'))).toHaveLength(3);
    }
  });

  it('[NOM-05] says where its note does not count what another desk had filed before, until it is closed anew', async () => {
    const office = await officeServer();
    const first = await founderOf(office);
    const indexes = await registerPapers(first, 2);
    const { caseId } = await caseWithArticle(first);
    const client = first.client();
    const [seen, unseen] = await Promise.all(indexes.map((index) => documentOf(first, index)));
    valueOf(await client.nomenclature.fileDocument({ documentId: seen ?? '', caseId, volume: 1 }));
    await settle(first);
    const second = await joinedDesk(office, 'second');
    await settle(second);
    await signIn(second.client());
    valueOf(await second.client().nomenclature.fileDocument({ documentId: unseen ?? '', caseId, volume: 1 }));
    await settle(second);
    const close = async () => valueOf(await client.caseFiles.close({ caseId, finishedOn: valueOf(await client.caseFiles.page({ caseId })).newestOn ?? '', certifiedBy: { name: 'Олена Коваль', position: 'Завідувач канцелярії' } }));
    expect(await close()).toMatchObject({ documents: 1, noteFallsShort: false });
    await settle(first);
    await settle(second);
    for (const desk of [first, second]) expect(valueOf(await desk.client().caseFiles.page({ caseId }))).toMatchObject({ documents: 2, noteFallsShort: true });
    valueOf(await client.caseFiles.reopen({ caseId, reason: 'документ іншого робочого місця' }));
    expect(await close()).toMatchObject({ documents: 2, noteFallsShort: false, volumes: [{ documents: 2 }] });
    await settle(first);
    await settle(second);
    expect(valueOf(await second.client().caseFiles.page({ caseId }))).toMatchObject({ noteFallsShort: false, volumes: [{ documents: 2 }] });
    for (const desk of [first, second]) expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
  });

  it('[NOM-01] keeps its documents: a number voided or recounted unseen stands, and one registered into it unseen stands without it and is put before the records office until it is filed', async () => {
    const office = await officeServer();
    const first = await founderOf(office);
    const indexes = await registerPapers(first, 1);
    const { caseId, other } = await caseWithArticle(first);
    const client = first.client();
    const inside = await documentOf(first, indexes[0] ?? '');
    valueOf(await client.nomenclature.fileDocument({ documentId: inside, caseId, volume: 1 }));
    const { accountId } = valueOf(await client.session.current({})) ?? { accountId: '' };
    valueOf(await client.review.definePerson({ personId: null, name: 'Роман Реєстратор', position: 'Діловод', unitId: null, accountId }));
    await settle(first);
    const second = await joinedDesk(office, 'second');
    await settle(second);
    await signIn(second.client());
    const there = second.client();
    const before = valueOf(await there.registration.get({ documentId: inside })).card;

    await office.stop();
    const versionOf = async (): Promise<string> => valueOf(await there.registration.get({ documentId: inside })).version;
    valueOf(await there.registration.correct({ documentId: inside, basedOn: await versionOf(), changes: { sheets: 77 }, reason: 'перелічено' }));
    valueOf(await there.registration.void({ documentId: inside, basedOn: await versionOf(), reason: 'помилкова реєстрація', returnLetter: false }));
    const [registered] = await registerPapers(second, 1, { caseId });
    const late = await documentOf(second, registered ?? '');
    expect(valueOf(await there.registration.get({ documentId: late })).card.caseId).toBe(caseId);
    const { newestOn } = valueOf(await client.caseFiles.page({ caseId }));
    valueOf(await client.caseFiles.close({ caseId, finishedOn: newestOn ?? '', certifiedBy: { name: 'Олена Коваль', position: 'Завідувач канцелярії' } }));

    await office.start();
    for (const desk of [first, second, first]) await settle(desk);
    for (const desk of [first, second]) {
      const window = desk.client();
      expect(valueOf(await window.registration.get({ documentId: inside })).card).toMatchObject({ state: before.state, sheets: before.sheets, caseId });
      expect(valueOf(await window.caseFiles.page({ caseId }))).toMatchObject({ documents: 1, noteFallsShort: false });
      const refused = valueOf(await window.sync.conflicts({ after: null, settled: false })).conflicts.filter(({ reason }) => reason === 'caseClosed');
      expect(refused.map(({ later, document }) => `${later.kind} ${document?.documentId}`).toSorted()).toEqual([`card.corrected ${inside}`, `card.voided ${inside}`]);
      // It stands under its number, in no case, in the list of what waits for those who register.
      expect(valueOf(await window.registration.get({ documentId: late })).card).toMatchObject({ registrationIndex: registered, state: 'registered', caseId: null });
      expect(valueOf(await window.startPage.mine({ action: 'file', limit: 10 }))).toMatchObject({ total: 1, items: [{ action: 'file', documentId: late, registrationIndex: registered }] });
      expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    }
    expect(second.rooms.store.database.prepare("SELECT kind, document_id FROM notification WHERE kind = 'notFiled'").all()).toEqual([{ kind: 'notFiled', document_id: late }]);
    valueOf(await client.nomenclature.fileDocument({ documentId: late, caseId: other, volume: 1 }));
    for (const desk of [first, second]) await settle(desk);
    for (const desk of [first, second]) {
      expect(valueOf(await desk.client().startPage.mine({ action: null, limit: 10 })).counts.filter(({ action }) => action === 'file')).toEqual([]);
      expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    }
  });
});
