import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { errorOf, type OpenOffice, openOffice, PASSWORD, PROJECT_ROOT, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';

type Request = MethodInput<'copyRegister.file'>['request'];

const REQUEST: Request = { requester: 'Оксана Ткаченко', requesterKind: 'employee', appliedOn: '2026-03-02', givenAs: 'certified-copy', way: 'in-person' };
const TO_HER = { outcome: 'handed-over', on: '2026-03-02', note: 'Оксана Ткаченко', permission: null } as const;

/** Each document of a test has a content of its own: the same file is the same document. */
let documents = 0;

async function registered(here: OpenOffice, changes: Parameters<typeof someRequisites>[1] = {}): Promise<Card> {
  documents += 1;
  const bytes = await makeTextPdf({ title: `Наказ ${documents}`, paragraphs: Array.from({ length: 30 }, (_unused, line) => `${line + 1}. ${'Про надання відпустки працівникам канцелярії. '.repeat(6)}`), fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
  const fileName = `наказ ${documents}.pdf`;
  const { letters } = valueOf(await here.client.intake.receive({ files: [{ fileName, sha256: (await upload(here.client, fileName, bytes)).sha256 }] }));
  const letterId = letters[0]?.letterId ?? '';
  await here.rooms.intake.settled(letterId);
  return valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(here.client, changes) }));
}

const file = (here: OpenOffice, card: Card, request: Partial<Request> = {}, requestId: string = crypto.randomUUID()) => here.client.copyRegister.file({ requestId, documentId: card.documentId, request: { ...REQUEST, ...request } });
const certify = (here: OpenOffice, card: Card, requestId: string, more: { pages?: string; permission?: string } = {}) =>
  here.client.registration.makeCopy({ documentId: card.documentId, form: 'certified', permission: more.permission ?? null, certification: { requestId, position: 'Начальниця канцелярії', pages: more.pages ?? null } });
const register = async (here: OpenOffice, input: MethodInput<'copyRegister.list'> = {}) => valueOf(await here.client.copyRegister.list(input));

describe('the register of copies', () => {
  it('[PAP-02] [PAP-04] an application has its day, is answered by a certified copy with a number, and says to whom it was handed over', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    const entry = valueOf(await file(here, card));
    expect(entry).toMatchObject({ ...REQUEST, registrationIndex: card.registrationIndex, dueOn: '2026-03-05', term: 'ahead', copies: [], closed: null, filedBy: 'Роман Реєстратор' });

    const copy = valueOf(await certify(here, card, entry.requestId));
    expect(copy).toMatchObject({ form: 'certified', certified: { number: '1', pages: null } });
    const second = valueOf(await file(here, card, { requester: 'Державна служба з питань праці', requesterKind: 'authorised-body', way: 'post' }));
    expect(valueOf(await certify(here, card, second.requestId)).certified?.number).toBe('2');
    const other = await registered(here);
    expect(valueOf(await certify(here, other, valueOf(await file(here, other)).requestId)).certified?.number).toBe('1');

    const closed = valueOf(await here.client.copyRegister.close({ requestId: entry.requestId, closing: TO_HER }));
    expect(closed).toMatchObject({ closed: { ...TO_HER, by: 'Роман Реєстратор' }, copies: [{ copyId: copy.copyId, number: '1', certifiedBy: 'Роман Реєстратор', position: 'Начальниця канцелярії' }] });
    const { entries, total } = await register(here, { documentId: card.documentId });
    expect(total).toBe(2);
    expect(entries.map(({ requestId }) => requestId)).toEqual([second.requestId, entry.requestId]);
    expect((await register(here, { show: 'open' })).total).toBe(2);
  });

  it.skipIf(!judgesPresent)('[PAP-02] the copy says what the country’s rules say, and leaves the original as it was', async () => {
    for (const [country, language, words] of [['UA', 'uk', ['Згідно з оригіналом', 'Копія № 1', 'Оригінал зберігається']], ['KZ', 'kk', ['Көшірмесі дұрыс', '№ 1 көшірме']], ['KZ', 'ru', ['Копия верна']], ['KG', 'ky', ['Көчүрмөсү туура']]] as const) {
      const here = await openOffice(country);
      const card = await registered(here);
      const { requestId } = valueOf(await file(here, card));
      const certification = { requestId, position: 'Начальниця канцелярії' };
      const copy = valueOf(await here.client.registration.makeCopy({ documentId: card.documentId, form: 'certified', language, certification }));
      const text = textOf(await here.rooms.store.blobs.read(copy.sha256)).replaceAll(/\s+/g, ' ');
      for (const word of [...words, 'Начальниця канцелярії', 'Роман Реєстратор', '02.03.2026', 'Канцелярія перевірок', card.registrationIndex]) expect(text, `${language}: ${word}`).toContain(word);
      expect(text).toContain('Про надання відпустки');
      for (const { sha256 } of card.files) expect(await here.rooms.store.blobs.isIntact(sha256)).toBe(true);
    }
  });

  it.skipIf(!judgesPresent)('[PAP-02] an extract holds the chosen pages and says which; pages that are none are refused', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    const { requestId } = valueOf(await file(here, card));
    const original = await PDFDocument.load(await here.rooms.store.blobs.read(card.files[0]?.sha256 ?? ''));
    expect(original.getPageCount()).toBeGreaterThan(2);
    for (const [pages, message] of [['', 'error.pages.empty'], ['два', 'error.pages.malformed'], ['0', 'error.pages.out-of-range'], ['1, 700', 'error.pdf.no-such-page']] as const) {
      expect(errorOf(await certify(here, card, requestId, { pages }))).toMatchObject({ message });
    }
    expect(valueOf(await here.client.registration.get({ documentId: card.documentId })).copies).toEqual([]);
    const copy = valueOf(await certify(here, card, requestId, { pages: '2' }));
    expect(copy).toMatchObject({ fileName: expect.stringContaining('витяг 1') as string, certified: { number: '1', pages: '2' } });
    const text = textOf(await here.rooms.store.blobs.read(copy.sha256));
    expect(text).toContain('Витяг · сторінки: 2');
    expect(text).toContain('Паперова копія витягу з електронного документа · сторінки: 2 · Копія № 1');
    expect(text).not.toMatch(/^1\. Про надання/m);
  });

  it('[PAP-04] is overdue from the day after its last one until it is closed', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    const applied = async (appliedOn: string) => valueOf(await file(here, card, { appliedOn, givenAs: 'electronic-document', way: 'exchange-channel' }));
    // Today is Monday 2 March.
    expect(await applied('2026-02-25')).toMatchObject({ dueOn: '2026-03-02', term: 'due' });
    const late = await applied('2026-02-24');
    expect(late).toMatchObject({ dueOn: '2026-02-27', term: 'overdue' });
    expect((await register(here, { show: 'overdue' })).entries).toEqual([late]);
    valueOf(await here.client.copyRegister.close({ requestId: late.requestId, closing: TO_HER }));
    expect((await register(here, { show: 'overdue' })).entries).toEqual([]);
    expect((await register(here, { show: 'open' })).total).toBe(1);
    expect((await register(here)).entries[0]).toMatchObject({ requestId: late.requestId, term: 'closed' });
  });

  it('[PAP-05] an employee applies for a document that they may read, is answered in three working days and takes the document', async () => {
    const here = await openOffice('KG');
    const [card, restricted] = [await registered(here), await registered(here, { restricted: true })];
    const { client } = here;
    const become = async (login: string): Promise<void> => {
      valueOf(await client.session.signOut({}));
      valueOf(await client.session.signIn({ login, password: PASSWORD }));
    };
    await become('admin');
    valueOf(await client.accounts.create({ login: 'employee', name: 'Өмүрбек уулу Үсөн', roles: ['official'], password: PASSWORD }));
    await become('employee');
    const requestId = crypto.randomUUID();
    const request = { givenAs: 'electronic-document', way: 'exchange-channel' } as const;
    const entry = valueOf(await client.copyRegister.apply({ requestId, documentId: card.documentId, request }));
    expect(entry).toMatchObject({ requester: 'Өмүрбек уулу Үсөн', requesterKind: 'employee', appliedOn: '2026-03-02', dueOn: '2026-03-05', closed: null, filedBy: 'Өмүрбек уулу Үсөн' });
    expect(valueOf(await client.copyRegister.apply({ requestId, documentId: card.documentId, request })).requestId).toBe(requestId);
    expect(errorOf(await client.copyRegister.apply({ requestId: crypto.randomUUID(), documentId: restricted.documentId, request }))).toMatchObject({ code: 'not-found' });
    await become('registrar');
    expect(await register(here, { show: 'open' })).toMatchObject({ total: 1, entries: [{ requestId }] });
    valueOf(await client.copyRegister.close({ requestId, closing: { outcome: 'handed-over', on: '2026-03-02', note: 'Өмүрбек уулу Үсөн', permission: null } }));
    await become('employee');
    expect((await register(here)).entries[0]).toMatchObject({ requestId, closed: { outcome: 'handed-over' } });
    const main = card.files[0];
    expect(valueOf(await client.files.read({ sha256: main?.sha256 ?? '', offset: 0, length: 10 })).size).toBe(main?.size);
  });

  it('[PAP-06] names the kind of who asks, and one that is not answered says why', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    for (const requesterKind of ['authorised-body', 'trade-union', 'other'] as const) valueOf(await file(here, card, { requesterKind }));
    const { entries } = await register(here);
    expect(entries.map((entry) => entry.requesterKind)).toEqual(['other', 'trade-union', 'authorised-body']);
    const requestId = entries[0]?.requestId ?? '';
    expect(valueOf(await here.client.copyRegister.close({ requestId, closing: { outcome: 'not-given', on: '2026-03-02', note: 'заяву відкликано', permission: null } })).closed).toMatchObject({ outcome: 'not-given', note: 'заяву відкликано' });
  });

  it('[PAP-04] refuses what cannot be, and a repeated call enters nothing twice', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    expect(errorOf(await file(here, card, { appliedOn: '2026-03-03' }))).toMatchObject({ message: 'error.copyDayInFuture', issues: [{ path: 'request.appliedOn' }] });
    const requestId = crypto.randomUUID();
    const first = valueOf(await file(here, card, {}, requestId));
    expect(valueOf(await file(here, card, { requester: 'Хтось інший' }, requestId))).toEqual(first);
    expect((await register(here)).total).toBe(1);
    const close = (closing: Partial<MethodInput<'copyRegister.close'>['closing']>) => here.client.copyRegister.close({ requestId, closing: { ...TO_HER, ...closing } });
    expect(errorOf(await close({}))).toMatchObject({ message: 'error.copyNotMadeYet' });
    valueOf(await certify(here, card, requestId));
    expect(errorOf(await close({ on: '2026-03-03' }))).toMatchObject({ message: 'error.copyDayInFuture' });
    expect(errorOf(await close({ on: '2026-02-27' }))).toMatchObject({ message: 'error.copyClosedBeforeApplied' });
    valueOf(await close({}));
    expect(errorOf(await close({}))).toMatchObject({ code: 'conflict', message: 'error.copyRequestClosed' });
    expect(errorOf(await certify(here, card, requestId))).toMatchObject({ message: 'error.copyRequestClosed' });
    expect(errorOf(await certify(here, card, crypto.randomUUID()))).toMatchObject({ message: 'error.copyRequestNotFound' });
    expect(errorOf(await here.client.registration.makeCopy({ documentId: card.documentId, form: 'certified' }))).toMatchObject({ message: 'error.copyRequestNotFound' });
    const other = await registered(here);
    expect(errorOf(await certify(here, other, requestId))).toMatchObject({ message: 'error.copyRequestNotFound' });
    expect(errorOf(await file(here, other, {}, requestId))).toMatchObject({ message: 'error.copyRequestNotFound' });
  });

  it('[PAP-02] two copies that are made at once do not take one number: the later is made again', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    const { requestId } = valueOf(await file(here, card));
    const answers = await Promise.all([certify(here, card, requestId), certify(here, card, requestId)]);
    expect(new Set(answers.map((answer) => (answer.ok ? answer.value.certified?.number : answer.error.message)))).toEqual(new Set(['1', 'error.copyNumberTaken']));
    expect(valueOf(await certify(here, card, requestId)).certified?.number).toBe('2');
  });

  it('[PAP-07] [CARD-17] a barred document is certified and handed over by the head’s permission alone, which the register shows', async () => {
    const here = await openOffice('KZ');
    const card = await registered(here, { distributionBarred: true });
    const { requestId } = valueOf(await file(here, card));
    expect(errorOf(await certify(here, card, requestId))).toMatchObject({ message: 'error.distributionBarred' });
    valueOf(await certify(here, card, requestId, { permission: '№ 14, 02.03.2026' }));
    expect(valueOf(await here.client.copyRegister.close({ requestId, closing: TO_HER })).copies).toMatchObject([{ permission: '№ 14, 02.03.2026' }]);

    const electronic = valueOf(await file(here, card, { givenAs: 'electronic-document' })).requestId;
    expect(errorOf(await here.client.copyRegister.close({ requestId: electronic, closing: TO_HER }))).toMatchObject({ message: 'error.handingOverBarred', issues: [{ path: 'closing.permission' }] });
    expect(valueOf(await here.client.copyRegister.close({ requestId: electronic, closing: { ...TO_HER, permission: '№ 15' } })).closed?.permission).toBe('№ 15');
  });

  it('[PAP-07] who may not read a document sees no line of it, and who may not make copies enters none', async () => {
    const here = await openOffice('UA');
    const [open, restricted] = [await registered(here), await registered(here, { restricted: true })];
    for (const card of [open, restricted]) valueOf(await file(here, card));
    const { client: admin } = here;
    expect((await register(here)).total).toBe(2);
    valueOf(await admin.session.signOut({}));
    valueOf(await admin.session.signIn({ login: 'admin', password: PASSWORD }));
    valueOf(await admin.accounts.create({ login: 'official', name: 'Посадова особа', roles: ['official'], password: PASSWORD }));
    valueOf(await admin.session.signOut({}));
    valueOf(await admin.session.signIn({ login: 'official', password: PASSWORD }));
    const seen = await register(here);
    expect(seen).toMatchObject({ total: 1, entries: [{ documentId: open.documentId }] });
    expect(errorOf(await here.client.copyRegister.list({ documentId: restricted.documentId }))).toMatchObject({ code: 'not-found' });
    expect(errorOf(await file(here, open))).toMatchObject({ code: 'no-right' });
    expect(errorOf(await here.client.copyRegister.close({ requestId: seen.entries[0]?.requestId ?? '', closing: TO_HER }))).toMatchObject({ code: 'no-right' });
    expect(errorOf(await certify(here, open, seen.entries[0]?.requestId ?? ''))).toMatchObject({ code: 'no-right' });
  });

  it('[PAP-07] every step stands in the document’s history with who and for whom', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    const { requestId } = valueOf(await file(here, card));
    const copy = valueOf(await certify(here, card, requestId));
    valueOf(await here.client.copyRegister.close({ requestId, closing: TO_HER }));
    const { history } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    const steps = history.slice(-3);
    expect(steps.map(({ kind, actor }) => [kind, actor])).toEqual([['copyRequest.filed', 'Роман Реєстратор'], ['copy.made', 'Роман Реєстратор'], ['copyRequest.closed', 'Роман Реєстратор']]);
    expect(steps[0]?.changes).toContainEqual({ field: 'copyRegister.requester', before: null, after: 'Оксана Ткаченко' });
    expect(steps[1]?.changes.map(({ after }) => after).join()).toContain(copy.sha256);
    expect(steps[2]?.changes).toContainEqual({ field: 'copyRegister.outcome.handed-over', before: null, after: 'Оксана Ткаченко' });
  });
});
