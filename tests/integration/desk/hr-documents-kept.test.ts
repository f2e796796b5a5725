import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { closeCase, destructionOffice } from '../../support/destruction-office.ts';
import { readWhole } from '../../support/read-whole.ts';
import { errorOf, someRequisites, upload, valueOf } from '../../support/test-desk.ts';

const APPLICATION = new TextEncoder().encode('Прошу надати щорічну відпустку з 10 березня.');

/** An employee's application in a case of personnel that is closed and kept for decades. */
async function office() {
  const here = await destructionOffice();
  const { client, rooms, dataDirectory } = here;
  const { inUse } = valueOf(await client.nomenclature.years({}));
  const { cases } = valueOf(await client.nomenclature.get({ nomenclatureId: inUse?.nomenclatureId ?? '' }));
  const personnel = cases.find(({ retention }) => retention?.period === 'personnel' || (retention?.years ?? 0) >= 50);
  if (personnel === undefined) throw new Error('the sample has no case of personnel');
  const { sha256 } = await upload(client, 'Заява.txt', APPLICATION);
  const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'Заява.txt' }] })).letters[0]?.letterId ?? '';
  await rooms.intake.settled(letterId);
  const journalId = valueOf(await client.registration.choices({})).journals.find(({ direction }) => direction === 'internal')?.journalId ?? '';
  const requisites = await someRequisites(client, { direction: 'internal', journalId, kindId: 'application-leave', correspondent: null, correspondentNumber: null, correspondentDate: null, author: 'Ткаченко Олена', caseId: personnel.caseId });
  const { documentId, registrationIndex } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites }));
  valueOf(await client.nomenclature.fileDocument({ documentId, caseId: personnel.caseId, volume: 1 }));
  closeCase(rooms.store, personnel.caseId, '2026-12-30');
  return { ...here, documentId, registrationIndex, sha256, personnelCaseId: personnel.caseId, file: path.join(dataDirectory, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256) };
}

describe('an HR document in its case', () => {
  it('[ARC-07] is refused to destruction until its term has passed, and then holds the same bytes as on the first day', async () => {
    const { client, at, rooms, documentId, sha256, personnelCaseId } = await office();
    await at('2060-03-01T08:00:00Z');
    const proposal = valueOf(await client.destruction.proposal({ year: 2060 }));
    expect(proposal.cases.map(({ caseId }) => caseId)).not.toContain(personnelCaseId);
    const drawn = { actId: crypto.randomUUID(), number: '1', year: 2060, drawnUpOn: '2060-02-01', caseIds: [personnelCaseId] };
    expect(errorOf(await client.destruction.drawUp(drawn))).toMatchObject({ message: 'error.destructionObstacles', issues: expect.arrayContaining([expect.objectContaining({ message: 'destruction.obstacle.termNotOver' })]) as unknown });
    expect(valueOf(await client.registration.get({ documentId })).card.files.map((one) => one.sha256)).toEqual([sha256]);
    expect(Buffer.from(await readWhole(client, sha256)).equals(APPLICATION)).toBe(true);
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
  });

  it('[ARC-07] that was changed on the disk is not shown, and the next check of files names it', async () => {
    const { client, rooms, environment, documentId, registrationIndex, sha256, file } = await office();
    const sound = readFileSync(file);
    const found = async (): Promise<unknown> => {
      environment.advance(1000);
      valueOf(await client.fixity.begin({}));
      await rooms.fixity.rounds.now();
      const [report] = valueOf(await client.fixity.state({})).reports;
      return valueOf(await client.fixity.findings({ reportId: report?.reportId ?? '' })).findings.map((one) => [one.sha256, one.problem, one.documents.map((document) => document.registrationIndex)]);
    };
    for (const at of [30, sound.length - 20, sound.length - 1]) {
      const changed = Buffer.from(sound);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(file, changed);
      expect([at, (await client.files.read({ sha256, offset: 0, length: 100 })).ok]).toEqual([at, false]);
      expect((await client.registration.makeCopy({ documentId, form: 'stamped' })).ok).toBe(false);
      expect(await found()).toEqual([[sha256, 'unreadable', [registrationIndex]]]);
    }
    rmSync(file);
    expect(await found()).toEqual([[sha256, 'missing', [registrationIndex]]]);
    // Put back from a backup, it is as it was.
    writeFileSync(file, sound);
    expect(await found()).toEqual([]);
    expect(Buffer.from(await readWhole(client, sha256)).equals(APPLICATION)).toBe(true);
  });

  it('[ARC-07] takes no other file in the place of its own once it is registered', async () => {
    const { client, rooms, documentId, sha256 } = await office();
    const { sha256: other } = await upload(client, 'Інша заява.txt', new TextEncoder().encode('Прошу звільнити мене'));
    const letterId = valueOf(await client.intake.receive({ files: [{ sha256: other, fileName: 'Інша заява.txt' }] })).letters[0]?.letterId ?? '';
    await rooms.intake.settled(letterId);
    expect((await client.paperIntake.attachScan({ documentId, letterId, differenceReason: 'заміна' })).ok).toBe(false);
    const { version } = valueOf(await client.registration.get({ documentId }));
    valueOf(await client.registration.correct({ documentId, basedOn: version, changes: { subject: 'Про відпустку' }, reason: 'уточнення' }));
    expect(rooms.store.database.prepare('SELECT sha256 FROM card_file WHERE document_id = ?').pluck().all(documentId)).toEqual([sha256]);
  });
});
