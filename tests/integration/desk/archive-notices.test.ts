import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { MailRecords } from '../../../src-main/notifications/mail/mail-records.ts';
import { ANY_SEAT } from '../../../src-main/notifications/mail/mail-seat.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import type { Store } from '../../../src-main/store/store.ts';
import { closeCase, destructionOffice, NEW_PASSWORD, write } from '../../support/destruction-office.ts';
import { someRequisites, valueOf } from '../../support/test-desk.ts';

const mine = async (client: Client, unreadOnly = true) => valueOf(await client.notifications.mine({ unreadOnly })).notices;
const archiveKinds = async (client: Client): Promise<[string, string][]> => (await mine(client)).filter(({ kind }) => kind !== 'passwordIssued').map(({ kind, detail }) => [kind, detail]);

/** Two people who keep the archive; a day on which the desk has looked at what is due. */
async function archive() {
  const office = await destructionOffice();
  const { rooms, at } = office;
  return {
    ...office,
    on: async (instant: string): Promise<void> => {
      await at(instant);
      rooms.notifications.look();
    },
  };
}

/** A card in no case. */
const unfiled = async (client: Client): Promise<string> => valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper' }), equalTo: null, knownSimilar: [], clockConfirmed: true })).documentId;

/** What a check of a signed document leaves in the log. */
function checked(store: Store, documentId: string): void {
  write(store, 'verification.recorded', documentId, { verificationId: `check of ${documentId}`, letterId: null, documentId, verdict: 'passed', reportsSha256: 'c'.repeat(64), suggestions: { correspondent: null, subject: null, sheets: null }, contents: [], checkedAt: '2026-03-02T04:00:00.000Z', trigger: 'schedule', missing: [], evidence: [] });
}

describe('warnings of the archive', () => {
  it('[ARC-05] a year whose cases are not closed is told once to everybody who keeps the archive, and no more when they are', async () => {
    const { client, second, rooms, caseId, on } = await archive();
    await on('2027-01-31T10:00:00Z');
    expect(await archiveKinds(client)).toEqual([]);
    await on('2027-02-01T10:00:00Z');
    for (const one of [client, second]) expect(await archiveKinds(one)).toEqual([['casesUnclosed', '2026: 1']]);
    await on('2027-03-01T10:00:00Z');
    const [notice] = (await mine(client)).filter(({ kind }) => kind === 'casesUnclosed');
    expect(notice).toMatchObject({ at: '2027-02-01T10:00:00.000Z', by: '', read: false });
    valueOf(await client.notifications.markRead({ noticeIds: [notice?.noticeId ?? ''] }));
    await on('2027-03-02T10:00:00Z');
    expect([await archiveKinds(client), await archiveKinds(second)]).toEqual([[], [['casesUnclosed', '2026: 1']]]);
    closeCase(rooms.store, caseId, '2026-12-30');
    expect(await archiveKinds(second)).toEqual([]);
    // What was told stands in the list all the same.
    expect((await mine(second, false)).map(({ kind }) => kind)).toContain('casesUnclosed');
    expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  });

  it('[ARC-05] goes by mail to who keeps the archive and gave an address, unless it was read, is done or is not wanted', async () => {
    const { client, second, rooms, environment, caseId, on } = await archive();
    const wants = (one: Client, mailAddress: string, muted: 'casesUnclosed'[] = []) => one.notifications.changeSettings({ muted, system: true, mailAddress });
    valueOf(await wants(client, 'first@example.edu.ua'));
    valueOf(await wants(second, 'second@example.edu.ua', ['casesUnclosed']));
    await on('2027-02-01T10:00:00Z');
    const now = new Date(environment.now()).toISOString();
    const mail = new MailRecords(rooms.store, rooms.notifications.records, ANY_SEAT, () => crypto.randomUUID());
    mail.enqueue('2027-01-01T00:00:00.000Z', now);
    expect(mail.next(now)).toMatchObject({ kind: 'casesUnclosed', address: 'first@example.edu.ua', registrationIndex: null });
    expect(rooms.store.database.prepare('SELECT count(*) FROM notice_mail').pluck().get()).toBe(1);
    closeCase(rooms.store, caseId, '2026-12-30');
    expect(mail.next(now)).toBeNull();
  });

  it('[ARC-05] a case that went out and did not come back is told when its day has passed, until it is back', async () => {
    const { client, rooms, caseId, on } = await archive();
    closeCase(rooms.store, caseId, '2026-12-30');
    await on('2027-01-10T10:00:00Z');
    const useId = crypto.randomUUID();
    const { index } = valueOf(await client.readingRoom.giveOut({ useId, caseId, volume: null, form: 'original', reader: 'Коваль О. П.', readerOf: 'Юридичний відділ', purpose: 'судова справа', givenOn: '2027-01-10', dueOn: '2027-01-12' }));
    await on('2027-01-12T10:00:00Z');
    expect(await archiveKinds(client)).toEqual([]);
    await on('2027-01-13T10:00:00Z');
    const [[kind, detail] = []] = await archiveKinds(client);
    expect([kind, detail?.startsWith(index), detail?.endsWith('Коваль О. П.')]).toEqual(['useOverdue', true, true]);
    valueOf(await client.readingRoom.takeBack({ useId, returnedOn: '2027-01-13', note: '' }));
    expect(await archiveKinds(client)).toEqual([]);
  });

  it('[ARC-05] evidence that ends soon is told as one matter, and no more when it was made anew', async () => {
    const { client, rooms, documentId, on } = await archive();
    const [another, refuted] = [await unfiled(client), await unfiled(client)];
    for (const id of [documentId, another, refuted]) checked(rooms.store, id);
    const assessed = (id: string, until: string, passes = true): void => write(rooms.store, 'preservation.assessed', id, { documentId: id, passes, until, assessedAt: '2026-03-02T04:00:00.000Z', verificationId: null });
    assessed(documentId, '2026-08-10T00:00:00.000Z');
    assessed(another, '2026-08-20T00:00:00.000Z');
    assessed(refuted, '2026-08-01T00:00:00.000Z', false);
    await on('2026-07-10T10:00:00Z');
    expect(await archiveKinds(client)).toEqual([]);
    await on('2026-07-25T10:00:00Z');
    expect(await archiveKinds(client)).toEqual([['proofEnds', '2']]);
    assessed(documentId, '2031-08-10T00:00:00.000Z');
    expect(await archiveKinds(client)).toEqual([]);
    await on('2026-07-26T10:00:00Z');
    // What ends next is a matter of its own.
    expect(await archiveKinds(client)).toEqual([['proofEnds', '1']]);
  });
});

describe('notices of the archive', () => {
  it('[ARC-05] a damaged file is told to whoever can mend it when a round finds it, and not again by the next round', async () => {
    const { client, second, rooms, environment, dataDirectory } = await archive();
    const [sha256 = ''] = await rooms.store.blobs.list();
    const file = path.join(dataDirectory, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const sound = readFileSync(file);
    const round = async (): Promise<void> => {
      environment.advance(1000);
      valueOf(await client.fixity.begin({}));
      await rooms.fixity.rounds.now();
    };
    await round();
    expect(await archiveKinds(client)).toEqual([]);
    writeFileSync(file, sound.subarray(0, -1));
    await round();
    await round();
    for (const one of [client, second]) expect(await archiveKinds(one)).toEqual([['filesDamaged', '1: 1']]);
    writeFileSync(file, sound);
    await round();
    writeFileSync(file, sound.subarray(0, -1));
    await round();
    expect(await archiveKinds(client)).toHaveLength(2);
    expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  });

  it('[ARC-05] [C.7.7] a hold that kept what an act was to destroy is told to the two who destroyed by it, once for each place', async () => {
    const { client, second, rooms, caseId, at } = await archive();
    closeCase(rooms.store, caseId, '2026-12-30');
    await at('2033-03-01T08:00:00Z');
    const actId = crypto.randomUUID();
    valueOf(await client.destruction.drawUp({ actId, number: '1', year: 2033, drawnUpOn: '2033-02-01', caseIds: null }));
    valueOf(await client.destruction.agree({ actId, by: 'commission', protocolNumber: '3', protocolDate: '2033-02-05' }));
    valueOf(await client.destruction.agree({ actId, by: 'archive', protocolNumber: '12', protocolDate: '2033-02-10' }));
    valueOf(await client.destruction.approve({ actId, by: 'Ректор Шевченко Т. Г.', on: '2033-02-12' }));
    valueOf(await client.destruction.begin({ actId, method: 'знищення файлів', password: NEW_PASSWORD }));
    valueOf(await second.destruction.confirm({ actId, password: NEW_PASSWORD }));
    const reported = { actId, place: { kind: 'desk', deskId: 'elsewhere', code: '2' }, cases: 0, filesRemoved: 0, filesKept: 0, casesHeld: 1 } as const;
    for (const _twice of [1, 2]) write(rooms.store, 'destruction.placeReported', actId, reported);
    for (const one of [client, second]) expect(await archiveKinds(one)).toEqual([['erasureHeld', '1']]);
  });
});
