import { describe, expect, it } from 'vitest';
import { errorOf, type OpenOffice, openOffice, someRequisites, upload, valueOf } from '../../support/test-desk.ts';

const newRequest = (): string => crypto.randomUUID();

async function registered({ client }: OpenOffice, changes: Parameters<typeof someRequisites>[1] = {}) {
  return valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites: await someRequisites(client, { medium: 'paper', ...changes }) }));
}

async function versionOf({ client }: OpenOffice, documentId: string): Promise<string> {
  return valueOf(await client.registration.get({ documentId })).version;
}

describe('changes of a registered card', () => {
  it('[CARD-14] a slip is mended without a reason for fifteen minutes, later the reason is demanded; before and after stand in the history', async () => {
    const here = await openOffice();
    const card = await registered(here);
    const correct = async (sheets: number, reason: string | null) => here.client.registration.correct({ documentId: card.documentId, basedOn: await versionOf(here, card.documentId), changes: { sheets }, reason });
    expect(valueOf(await correct(5, null)).sheets).toBe(5);
    here.environment.advance(16 * 60_000);
    expect(errorOf(await correct(6, null))).toMatchObject({ code: 'refused', message: 'error.reasonNeeded' });
    expect(valueOf(await correct(6, 'перелічено')).sheets).toBe(6);
    const { history } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    expect(history.filter(({ kind }) => kind === 'card.corrected').map(({ changes }) => changes)).toEqual([
      [{ field: 'sheets', before: '2', after: '5' }],
      [{ field: 'sheets', before: '5', after: '6' }, { field: 'reason', before: null, after: 'перелічено' }],
    ]);
  });

  it('[NUM-01] a voided number keeps its card with the reason and is never given again', async () => {
    const here = await openOffice();
    const first = await registered(here);
    const voided = valueOf(await here.client.registration.void({ documentId: first.documentId, basedOn: await versionOf(here, first.documentId), reason: 'зіпсований бланк' }));
    expect(voided).toMatchObject({ state: 'void', voidReason: 'зіпсований бланк', registrationIndex: first.registrationIndex });
    expect((await registered(here)).registrationNumber).toBe(first.registrationNumber + 1);
    expect(errorOf(await here.client.registration.correct({ documentId: first.documentId, basedOn: await versionOf(here, first.documentId), changes: { sheets: 9 }, reason: 'x' }))).toMatchObject({ message: 'error.cardVoid' });
  });

  it('a letter whose number was voided waits again and gets another number', async () => {
    const here = await openOffice();
    const file = await upload(here.client, 'лист.txt', new TextEncoder().encode('Прошу надати довідку'));
    const { letters } = valueOf(await here.client.intake.receive({ files: [{ sha256: file.sha256, fileName: file.fileName }] }));
    const letterId = letters[0]?.letterId ?? '';
    await here.rooms.intake.settled(letterId);
    const requisites = await someRequisites(here.client);
    const first = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId, requisites }));
    expect(valueOf(await here.client.intake.list({})).letters).toHaveLength(0);
    valueOf(await here.client.registration.void({ documentId: first.documentId, basedOn: await versionOf(here, first.documentId), reason: 'не той лист', returnLetter: true }));
    expect(valueOf(await here.client.intake.list({})).letters.map((letter) => letter.letterId)).toEqual([letterId]);
    const again = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId, requisites }));
    expect(again.registrationNumber).toBe(first.registrationNumber + 1);
    expect(again.files.map(({ sha256 }) => sha256)).toEqual([file.sha256]);
  });

  it('a registration in the wrong journal is put right: new number there, the wrong one void, each pointing to the other', async () => {
    const here = await openOffice();
    const wrong = await registered(here);
    const { kinds, cases } = valueOf(await here.client.registration.choices({}));
    const kindId = kinds.find(({ journalId }) => journalId === 'appeals')?.kindId ?? '';
    const move = { documentId: wrong.documentId, basedOn: await versionOf(here, wrong.documentId), requestId: newRequest(), journalId: 'appeals', kindId, caseId: cases[0]?.caseId ?? null, reason: 'це звернення' };
    const right = valueOf(await here.client.registration.moveToJournal(move));
    expect(right).toMatchObject({ journalId: 'appeals', state: 'registered', registrationNumber: 1, replaces: wrong.documentId, subject: wrong.subject });
    expect(valueOf(await here.client.registration.moveToJournal(move)).documentId).toBe(right.documentId);
    const old = valueOf(await here.client.registration.get({ documentId: wrong.documentId }));
    expect(old.card).toMatchObject({ state: 'void', replacedBy: right.documentId, voidReason: 'це звернення' });
    expect(old.links).toMatchObject([{ relation: 'supersedes', outward: false, documentId: right.documentId }]);
    expect(errorOf(await here.client.registration.moveToJournal({ ...move, requestId: newRequest() })).code).toBe('conflict');
  });

  it('[NUM-02] number and date are no requisites that a correction could name', async () => {
    const here = await openOffice();
    const card = await registered(here);
    const changes = { registrationIndex: '999', registrationDate: '2020-01-01', registrationNumber: 999 } as Record<string, unknown>;
    valueOf(await here.client.registration.correct({ documentId: card.documentId, basedOn: await versionOf(here, card.documentId), changes, reason: 'x' }));
    expect(valueOf(await here.client.registration.get({ documentId: card.documentId })).card).toMatchObject({ registrationIndex: card.registrationIndex, registrationDate: card.registrationDate, registrationNumber: card.registrationNumber });
  });
});

describe('the same document', () => {
  it('[REG-17] the same sender, number and date are shown while typing and refused at registration', async () => {
    const here = await openOffice();
    const first = await registered(here, { correspondentNumber: '01-12/345', correspondentDate: '2026-02-20' });
    const again = await someRequisites(here.client, { medium: 'paper', correspondent: ' МІНІСТЕРСТВО освіти і науки. ', correspondentNumber: '№ 01‑12/345', correspondentDate: '2026-02-20' });
    const { cards } = valueOf(await here.client.registration.similar({ letterId: null, direction: again.direction, correspondent: again.correspondent, correspondentId: null, correspondentNumber: again.correspondentNumber, correspondentDate: again.correspondentDate }));
    expect(cards).toMatchObject([{ documentId: first.documentId, reason: 'same-details', registrationIndex: first.registrationIndex }]);
    const request = { requestId: newRequest(), letterId: null, requisites: again };
    expect(errorOf(await here.client.registration.register(request))).toMatchObject({ code: 'conflict', message: 'error.similarRegistered', params: { documentId: first.documentId } });
    expect(valueOf(await here.client.registration.register({ ...request, knownSimilar: [first.documentId] })).registrationNumber).toBe(first.registrationNumber + 1);
  });

  it('[REG-18] an electronic and a paper original of equal force are both registered and linked to each other', async () => {
    const here = await openOffice();
    const file = await upload(here.client, 'угода.txt', new TextEncoder().encode('Угода'));
    const { letters } = valueOf(await here.client.intake.receive({ files: [{ sha256: file.sha256, fileName: file.fileName }] }));
    const letterId = letters[0]?.letterId ?? '';
    await here.rooms.intake.settled(letterId);
    const requisites = await someRequisites(here.client);
    const electronic = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId, requisites }));
    const paper = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, medium: 'paper' }, equalTo: electronic.documentId }));
    for (const [card, other] of [[electronic, paper], [paper, electronic]] as const) {
      expect(valueOf(await here.client.registration.get({ documentId: card.documentId })).links).toMatchObject([{ relation: 'equal-original', documentId: other.documentId, medium: other.medium }]);
    }
  });

  it('[REG-19] the same bytes for several addressees are the same original: no second card, no mark of a copy', async () => {
    const here = await openOffice();
    const bytes = new TextEncoder().encode('Наказ');
    const receive = async (fileName: string) => {
      const file = await upload(here.client, fileName, bytes);
      const { letters } = valueOf(await here.client.intake.receive({ files: [{ sha256: file.sha256, fileName }] }));
      const letterId = letters[0]?.letterId ?? '';
      await here.rooms.intake.settled(letterId);
      return letterId;
    };
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: await receive('наказ.txt'), requisites: await someRequisites(here.client) }));
    const second = await receive('копія наказу.txt');
    const refused = errorOf(await here.client.registration.register({ requestId: newRequest(), letterId: second, requisites: await someRequisites(here.client), knownSimilar: [card.documentId] }));
    expect(refused).toMatchObject({ message: 'error.alreadyRegistered', params: { documentId: card.documentId } });
    expect(valueOf(await here.client.intake.get({ letterId: second })).sameFileAs).toMatchObject([{ documentId: card.documentId }]);
  });

  it('answers to one letter may be many', async () => {
    const here = await openOffice();
    const { journals, kinds, cases } = valueOf(await here.client.registration.choices({}));
    const journal = journals.find(({ direction }) => direction === 'outgoing');
    const kind = kinds.find(({ directions }) => directions.includes('outgoing'));
    const requisites = await someRequisites(here.client, { direction: 'outgoing', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '', caseId: cases[0]?.caseId ?? null, author: 'Ганна', correspondentNumber: '1', correspondentDate: '2026-02-01' });
    for (const registrationNumber of [1, 2]) expect(valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites })).registrationNumber).toBe(registrationNumber);
  });
});

describe('the clock', () => {
  it('set back is noticed before a wrong date is written; confirmed, numbers still never repeat', async () => {
    const here = await openOffice();
    const first = await registered(here);
    here.environment.advance(-3 * 24 * 60 * 60_000);
    const request = { requestId: newRequest(), letterId: null, requisites: await someRequisites(here.client, { medium: 'paper', correspondentDate: '2026-01-05' }) };
    expect(errorOf(await here.client.registration.register(request))).toMatchObject({ code: 'conflict', message: 'error.clockBehind' });
    const card = valueOf(await here.client.registration.register({ ...request, clockConfirmed: true }));
    expect(card.registrationNumber).toBe(first.registrationNumber + 1);
    expect(card.registrationDate < first.registrationDate).toBe(true);
  });
});
