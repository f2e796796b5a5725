import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

async function office(country: 'KG' | 'UA' = 'KG') {
  const environment = testEnvironment('2026-03-05T04:00:00.000Z');
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client, country);
  await signIn(client);
  const open = async (changes = {}) => client.outages.open({ outageId: crypto.randomUUID(), cause: 'unstable-internet', from: '2026-03-03T03:30:00.000Z', expectedUntil: '2026-03-06T12:00:00.000Z', note: '', ...changes });
  return { environment, test, client, open };
}

describe('outages', () => {
  it('[OFF-01] are opened with one of five causes and closed; only one is open at a time', async () => {
    const { client, open } = await office();
    expect(errorOf(await open({ cause: 'other-event' })).message).toBe('error.outageNoteNeeded');
    expect(errorOf(await open({ from: '2026-03-09T00:00:00.000Z', expectedUntil: null })).message).toBe('error.outageInFuture');
    expect(errorOf(await open({ expectedUntil: '2026-03-01T00:00:00.000Z' })).message).toBe('error.outageEndsBeforeBegin');
    const outage = valueOf(await open());
    expect(valueOf(await client.registration.choices({})).outages).toEqual([outage]);
    expect(errorOf(await open()).message).toBe('error.outageOpenAlready');
    expect(errorOf(await client.outages.close({ outageId: outage.outageId, until: '2026-03-01T00:00:00.000Z' })).message).toBe('error.outageEndsBeforeBegin');
    expect(valueOf(await client.outages.close({ outageId: outage.outageId, until: '2026-03-05T03:00:00.000Z' })).until).toBe('2026-03-05T03:00:00.000Z');
    expect(errorOf(await client.outages.close({ outageId: outage.outageId, until: '2026-03-05T03:00:00.000Z' })).message).toBe('error.outageClosed');
    valueOf(await open());
  });

  it('[OFF-02] [OFF-03] [OFF-06] a paper of that time is entered later with its real date, its way and the outage', async () => {
    const { client, open } = await office();
    const { outageId } = valueOf(await open());
    const late = async (changes: Parameters<typeof someRequisites>[1]) => client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper', outageId, receivedDate: '2026-03-04', delivery: 'in-person', ...changes }) });
    expect(errorOf(await late({ receivedDate: null, delivery: null })).issues.map(({ path }) => path).sort()).toEqual(['delivery', 'receivedDate']);
    expect(errorOf(await late({ receivedDate: '2026-02-20' })).issues).toEqual([{ path: 'receivedDate', message: 'requisite.invalid.outsideOutage' }]);
    expect(errorOf(await late({ outageId: 'unknown' })).issues.map(({ path }) => path)).toEqual(['outageId']);
    const card = valueOf(await late({}));
    expect(card).toMatchObject({ receivedDate: '2026-03-04', registrationDate: '2026-03-05', delivery: 'in-person', outageId });
    valueOf(await late({ receivedDate: '2026-02-20', note: 'знайдено в поштовій скриньці' }));
    expect(valueOf(await client.outages.list({})).outages).toMatchObject([{ outageId, documents: 2 }]);
    expect(valueOf(await client.outages.get({ outageId })).documents.map(({ documentId }) => documentId)).toContain(card.documentId);
  });

  it('[OFF-04] [NOT-04] notices are written in the office’s languages and queued until a person has sent them', async () => {
    const { client, open } = await office();
    const { outageId } = valueOf(await open());
    const draft = valueOf(await client.outages.draftNotice({ outageId, kind: 'suspension' }));
    expect(draft.languages).toEqual(['ky', 'ru']);
    expect(draft.text).toContain('С 03.03.2026 09:30');
    expect(draft.text).toContain('Калыбына келтирүүнүн болжолдуу убактысы: 06.03.2026 18:00');
    expect(errorOf(await client.outages.draftNotice({ outageId, kind: 'restoration' })).message).toBe('error.outageStillOpen');
    const noticeId = crypto.randomUUID();
    expect(valueOf(await client.outages.queueNotice({ noticeId, outageId, kind: 'suspension', subject: draft.subject, text: draft.text }))).toMatchObject({ sentAt: null });
    expect(valueOf(await client.outages.list({})).outages).toMatchObject([{ waitingNotices: 1 }]);
    const { bytes, fileName } = valueOf(await client.outages.noticeFile({ noticeId }));
    expect(fileName).toBe('outage-notice-2026-03-05.eml');
    const mail = await PostalMime.parse(bytes);
    expect(mail.subject).toBe(draft.subject);
    expect(mail.text?.replaceAll('\r\n', '\n').trim()).toBe(draft.text);
    expect(new TextDecoder().decode(bytes).split('\r\n').every((line) => line.length <= 78)).toBe(true);
    expect(valueOf(await client.outages.markNoticeSent({ noticeId }))).toMatchObject({ sentAt: '2026-03-05T04:00:00.000Z', sentBy: 'Роман Реєстратор' });
    expect(valueOf(await client.outages.list({})).outages).toMatchObject([{ waitingNotices: 0 }]);
    valueOf(await client.outages.close({ outageId, until: '2026-03-05T03:00:00.000Z' }));
    expect(valueOf(await client.outages.draftNotice({ outageId, kind: 'restoration' })).text).toContain('восстановлен 05.03.2026 09:00');
  });

  it('[OFF-05] an employee’s report is registered with its six fields', async () => {
    const { client, open } = await office();
    const { outageId } = valueOf(await open());
    const report = { reportId: crypto.randomUUID(), outageId, units: ['Кафедра физики', 'Деканат'], position: 'доцент', name: 'Асанов Б. К.', reasons: 'нет устройства', from: '2026-03-03T04:00:00.000Z', until: null, way: 'post' } as const;
    expect(valueOf(await client.outages.report({ ...report, units: [...report.units] }))).toEqual({ ...report, reportedAt: '2026-03-05T04:00:00.000Z', recordedBy: 'Роман Реєстратор' });
    expect(errorOf(await client.outages.report({ ...report, reportId: crypto.randomUUID(), units: [] })).code).toBe('bad-input');
    expect(errorOf(await client.outages.report({ ...report, units: ['a'], reportId: crypto.randomUUID(), until: '2026-03-01T00:00:00.000Z' })).message).toBe('error.outageEndsBeforeBegin');
    valueOf(await client.outages.report({ ...report, units: ['a'], reportId: crypto.randomUUID(), outageId: null }));
    expect(valueOf(await client.outages.get({ outageId })).reports).toHaveLength(1);
    expect(valueOf(await client.outages.looseReports({})).reports).toHaveLength(1);
  });
});

describe('misdelivered mail', () => {
  it('goes back without a number and leaves a record', async () => {
    const { client, test } = await office('UA');
    const { sha256 } = await upload(client, 'чужий лист.txt', new TextEncoder().encode('не нам'));
    const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'чужий лист.txt' }] })).letters;
    if (letter === undefined) throw new Error('no letter');
    await test.rooms.intake.settled(letter.letterId);
    const record = { reason: 'адресовано іншій установі', returnedTo: 'ТОВ «Обрій»', delivery: 'e-mail', postalTrack: null, note: null, sender: null } as const;
    const item = valueOf(await client.returnedMail.returnLetter({ letterId: letter.letterId, ...record }));
    expect(item).toMatchObject({ ...record, letterId: letter.letterId, description: 'чужий лист.txt', returnedBy: 'Роман Реєстратор' });
    expect(valueOf(await client.intake.list({})).letters).toEqual([]);
    expect(errorOf(await client.returnedMail.returnLetter({ letterId: letter.letterId, ...record })).message).toBe('error.letterNotWaiting');
    expect(errorOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites: await someRequisites(client) })).message).toBe('error.letterNotWaiting');
    const paper = { ...record, returnId: crypto.randomUUID(), description: 'конверт', delivery: 'post', postalTrack: '0503712345678' } as const;
    expect(valueOf(await client.returnedMail.returnPaper(paper))).toEqual(valueOf(await client.returnedMail.returnPaper(paper)));
    expect(valueOf(await client.returnedMail.list({}))).toMatchObject({ total: 2, items: [{ description: 'конверт' }, { description: 'чужий лист.txt' }] });
    expect(test.rooms.store.database.prepare('SELECT count(*) AS n FROM card').get()).toEqual({ n: 0 });
  });
});
