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
});
