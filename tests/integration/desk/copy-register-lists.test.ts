import { describe, expect, it } from 'vitest';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { COPY_VIEWS, copyTermOf, copyToday, type CopyView } from '#shared/domain/copy-register.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { calendarFor } from '../../../src-main/rule-packs/index.ts';
import { preflight, preflightPresent, preflightSuffix } from '../../support/preflight/preflight.ts';
import { errorOf, type OpenOffice, openOffice, PASSWORD, signIn, someRequisites, valueOf } from '../../support/test-desk.ts';
import { realPacks } from '../../unit/rule-packs/packs.ts';
import { pdfaComplaints } from '../pdf/pdf-a-rules.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';

type Request = MethodInput<'copyRegister.file'>['request'];
type Filters = MethodInput<'copyRegister.print'>;

const REQUEST: Request = { requester: 'Оксана Ткаченко', requesterKind: 'employee', appliedOn: '2026-03-02', givenAs: 'electronic-document', way: 'exchange-channel' };

const registered = async ({ client }: OpenOffice, changes: Parameters<typeof someRequisites>[1] = {}): Promise<Card> =>
  valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper', delivery: 'in-person', receivedDate: '2026-03-02', ...changes }) }));
const file = async ({ client }: OpenOffice, card: Card, request: Partial<Request> = {}): Promise<CopyEntry> => valueOf(await client.copyRegister.file({ requestId: crypto.randomUUID(), documentId: card.documentId, request: { ...REQUEST, ...request } }));
const close = async ({ client }: OpenOffice, { requestId }: CopyEntry, outcome: 'handed-over' | 'not-given', note = 'Оксана Ткаченко'): Promise<CopyEntry> => valueOf(await client.copyRegister.close({ requestId, closing: { outcome, on: '2026-03-02', note, permission: null } }));
const requesters = async ({ client }: OpenOffice, input: MethodInput<'copyRegister.list'>): Promise<string[]> => valueOf(await client.copyRegister.list(input)).entries.map(({ requester }) => requester);

/** Many lines at once, written into the log as an application is. */
function fileMany({ rooms }: OpenOffice, card: Card, count: number): void {
  const actor = { accountId: crypto.randomUUID(), login: 'registrar', name: 'Роман Реєстратор' };
  rooms.store.commit((transaction) => {
    for (let at = 0; at < count; at += 1) {
      const request: Request = { ...REQUEST, requester: `Заявник ${at}`, appliedOn: `2026-0${1 + (at % 2)}-1${at % 10}` };
      transaction.append({ kind: 'copyRequest.filed', entity: card.documentId, stream: MAIN_STREAM, actor, payload: { requestId: crypto.randomUUID(), documentId: card.documentId, request, dueOn: `2026-03-0${1 + (at % 9)}`, calendarVersion: 'test' }, changes: [] });
    }
  });
}

/** A session does not outlive the night. */
async function nextDay({ environment, client }: OpenOffice): Promise<void> {
  environment.advance(24 * 3_600_000);
  await signIn(client);
}

async function becomeOfficial({ client }: OpenOffice): Promise<void> {
  const become = async (login: string): Promise<void> => {
    valueOf(await client.session.signOut({}));
    valueOf(await client.session.signIn({ login, password: PASSWORD }));
  };
  await become('admin');
  valueOf(await client.accounts.create({ login: 'official', name: 'Посадова особа', roles: ['official'], password: PASSWORD }));
  await become('official');
}

describe('lines of the register of copies', () => {
  it('[PAP-04] are chosen by state, period and applicant, and each choice is what the rule says of its lines', async () => {
    const here = await openOffice('UA');
    const [card, other] = [await registered(here), await registered(here)];
    // Today is Monday 2 March: the term of what was filed on 24 February ended on the 27th.
    await file(here, card, { requester: 'Прострочений', appliedOn: '2026-02-24' });
    await file(here, card, { requester: 'Терміновий', appliedOn: '2026-02-26' });
    await file(here, other, { requester: 'Об’єднання Єлісєєва' });
    await close(here, await file(here, card, { requester: 'Виданий', appliedOn: '2026-02-25' }), 'handed-over');
    await close(here, await file(here, card, { requester: 'Відмовлений', appliedOn: '2026-02-25' }), 'not-given', 'заяву відкликано');
    const whole = valueOf(await here.client.copyRegister.list({}));
    const days = copyToday(calendarFor((await realPacks()).UA), '2026-03-02');
    const isOf = (view: CopyView, entry: CopyEntry): boolean => {
      if (view === 'all') return true;
      if (view === 'open') return entry.closed === null;
      return view === 'due' || view === 'overdue' ? copyTermOf(entry, days) === view : entry.closed?.outcome === view;
    };
    for (const show of COPY_VIEWS) expect(await requesters(here, { show }), show).toEqual(whole.entries.filter((entry) => isOf(show, entry)).map(({ requester }) => requester));
    expect(await requesters(here, { show: 'overdue' })).toEqual(['Прострочений']);
    expect(await requesters(here, { show: 'due' })).toEqual(['Терміновий']);
    expect(await requesters(here, { show: 'not-given' })).toEqual(['Відмовлений']);
    expect(await requesters(here, { from: '2026-02-25', to: '2026-02-26' })).toEqual(['Відмовлений', 'Виданий', 'Терміновий']);
    expect(await requesters(here, { from: '2026-02-25', to: '2026-02-26', show: 'open' })).toEqual(['Терміновий']);
    // Found as the search finds: without case, apostrophe and the letters that hands mix up.
    expect(await requesters(here, { text: 'обєднання елисеева' })).toEqual(['Об’єднання Єлісєєва']);
    expect(await requesters(here, { text: other.registrationIndex })).toEqual(['Об’єднання Єлісєєва']);
    expect(await requesters(here, { text: 'немає такого' })).toEqual([]);
  });

  it('[PAP-04] the desk counts what is due and overdue for whoever gives copies, and for nobody else', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    for (const appliedOn of ['2026-02-24', '2026-02-25', '2026-02-26', '2026-03-02']) await file(here, card, { appliedOn });
    // Due on 27 February, 2, 3 and 5 March.
    expect(valueOf(await here.client.copyRegister.waiting({}))).toEqual({ due: 2, overdue: 1 });
    await nextDay(here);
    expect(valueOf(await here.client.copyRegister.waiting({}))).toEqual({ due: 1, overdue: 2 });
    await nextDay(here);
    expect(valueOf(await here.client.copyRegister.waiting({}))).toEqual({ due: 1, overdue: 3 });
    for (const { requestId } of valueOf(await here.client.copyRegister.list({ show: 'overdue' })).entries) valueOf(await here.client.copyRegister.close({ requestId, closing: { outcome: 'not-given', on: '2026-03-02', note: 'відкликано', permission: null } }));
    expect(valueOf(await here.client.copyRegister.waiting({}))).toEqual({ due: 1, overdue: 0 });
    await becomeOfficial(here);
    expect(errorOf(await here.client.copyRegister.waiting({}))).toMatchObject({ code: 'no-right' });
    expect(errorOf(await here.client.copyRegister.pages({ documentId: card.documentId }))).toMatchObject({ code: 'no-right' });
  });

  it('of twenty thousand come in pages, each once, and the last page costs no more than a few of the first', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    fileMany(here, card, 20_000);
    const timed = async (input: MethodInput<'copyRegister.list'>): Promise<number> => {
      const begin = performance.now();
      expect(valueOf(await here.client.copyRegister.list(input)).total).toBeGreaterThan(0);
      return performance.now() - begin;
    };
    const best = async (input: MethodInput<'copyRegister.list'>): Promise<number> => Math.min(await timed(input), await timed(input), await timed(input));
    const first = await best({});
    expect(await best({ first: 19_900 })).toBeLessThan(10 * first);
    expect(await best({ text: 'заявник 19999' })).toBeLessThan(20 * first);

    const seen = new Set<string>();
    for (let at = 0; at < 20_000; at += 200) {
      const { entries, total } = valueOf(await here.client.copyRegister.list({ first: at, limit: 200 }));
      expect([entries.length, total]).toEqual([200, 20_000]);
      for (const { requestId } of entries) seen.add(requestId);
    }
    expect(seen.size).toBe(20_000);
    expect(await requesters(here, { first: 0, limit: 2 })).toEqual(['Заявник 19999', 'Заявник 19998']);
    expect(await requesters(here, { first: 20_000 })).toEqual([]);
    expect(await requesters(here, { text: 'заявник 19999' })).toEqual(['Заявник 19999']);

    const { rows, bytes } = valueOf(await here.client.copyRegister.export({}));
    expect([rows, new TextDecoder().decode(bytes).split('\r\n').length]).toEqual([20_000, 20_002]);
    expect(errorOf(await here.client.copyRegister.print({}))).toMatchObject({ message: 'error.copyRegisterTooLong', params: { limit: '5000' } });
  });
});

describe.skipIf(!judgesPresent)('the register of copies on paper', () => {
  const words = (bytes: Uint8Array): string => textOf(bytes, '-layout').replaceAll(/\s+/g, ' ');

  it('[PAP-02] [PAP-06] holds the lines of its period, oldest first, says by which choice, and counts its pages', async () => {
    const here = await openOffice('UA');
    const card = await registered(here, { subject: 'Про надання відпустки' });
    await file(here, card, { requester: 'Торішній', appliedOn: '2025-12-30' });
    const first = await close(here, await file(here, card, { requester: 'Державна служба з питань праці', requesterKind: 'authorised-body', appliedOn: '2026-02-24', way: 'post' }), 'handed-over', 'вих. № 77');
    await close(here, await file(here, card, { requester: 'Профспілковий комітет', requesterKind: 'trade-union', appliedOn: '2026-02-25' }), 'not-given', 'заяву відкликано');
    await file(here, card, { requester: 'Останній', appliedOn: '2026-02-24' });
    const made = valueOf(await here.client.copyRegister.print({ from: '2026-01-01', to: '2026-12-31' }));
    expect(made).toMatchObject({ fileName: 'Реєстр копій 01.01.2026–31.12.2026.pdf', rows: 3, pages: 1 });
    const text = words(made.bytes);
    for (const word of ['Канцелярія перевірок', 'Реєстр копій', 'Заяви від 01.01.2026 до 31.12.2026', 'Станом на 02.03.2026', card.registrationIndex, 'вих.', 'заяву відкликано', '27.02.2026', 'Роман Реєстратор']) expect(text, word).toContain(word);
    expect(text).toContain('Усього заяв: 3. Видано: 1, не видано: 1, невиконаних: 1, з них прострочених: 1.');
    expect(text).not.toContain('Торішній');
    expect(text.indexOf('Державна')).toBeLessThan(text.indexOf('Останній'));
    expect(words(valueOf(await here.client.copyRegister.print({ show: 'handed-over', text: 'служба' })).bytes)).toMatch(/Відбір: Видані, «служба».*Усього заяв: 1\./);
    expect(first.closed?.outcome).toBe('handed-over');
    // Nothing of it is kept but that it was taken out.
    const kinds = here.rooms.store.database.prepare<[], string>('SELECT DISTINCT kind FROM operation').pluck().all();
    expect(kinds.filter((kind) => kind.startsWith('copy')).sort()).toEqual(['copyRegister.takenOut', 'copyRequest.closed', 'copyRequest.filed']);
  });

  it('[PAP-02] runs over many sheets across, each with the head of the table and its number', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    fileMany(here, card, 150);
    const { bytes, pages } = valueOf(await here.client.copyRegister.print({}));
    expect(pages).toBeGreaterThan(3);
    const sheets = textOf(bytes, '-layout').split('\f').slice(0, pages).map((sheet) => sheet.replaceAll(/\s+/g, ' '));
    for (const [at, sheet] of sheets.entries()) expect(sheet, String(at)).toContain(`${at + 1} / ${pages}`);
    for (const sheet of sheets.filter((one) => one.includes('Заявник '))) expect(sheet).toMatch(/Видача/);
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/MediaBox ?\[ ?0 0 841\.\d+ 595\.\d+ ?\]/);
    expect(await pdfaComplaints(bytes)).toEqual([]);
  });

  it('refuses a period that holds nothing or ends before it begins', async () => {
    const here = await openOffice('UA');
    const card = await registered(here);
    await file(here, card);
    const ask = async (filters: Filters): Promise<unknown> => errorOf(await here.client.copyRegister.print(filters)).message;
    expect(await ask({ from: '2027-01-01', to: null })).toBe('error.copyRegisterEmpty');
    expect(await ask({ from: '2026-03-02', to: '2026-03-01' })).toBe('error.journalPeriod');
    expect(errorOf(await here.client.copyRegister.export({ text: 'нікого' })).message).toBe('error.copyRegisterEmpty');
  });

  it('[PAP-07] who may not read a document finds no line of it on the paper and in the table', async () => {
    const here = await openOffice('UA');
    const [open, restricted] = [await registered(here, { subject: 'Відкритий наказ' }), await registered(here, { subject: 'Таємний наказ', restricted: true })];
    await file(here, open, { requester: 'Видимий' });
    await file(here, restricted, { requester: 'Невидимий' });
    const taken = async (): Promise<string[]> => {
      const [paper, table] = [valueOf(await here.client.copyRegister.print({})), valueOf(await here.client.copyRegister.export({}))];
      expect(paper.rows).toBe(table.rows);
      expect(here.rooms.store.log.ofEntity('copyRegister').slice(-2)).toMatchObject([{ payload: { as: 'paper', rows: paper.rows } }, { payload: { as: 'table', rows: table.rows } }]);
      return [words(paper.bytes), new TextDecoder().decode(table.bytes)];
    };
    for (const text of await taken()) expect(text).toMatch(/Видимий[^]*Невидимий/);
    await becomeOfficial(here);
    for (const text of await taken()) {
      expect(text).toContain('Видимий');
      expect(text).not.toMatch(/Невидимий|Таємний/);
    }
  });
});

describe('the register of copies as a table', () => {
  it('is UTF-8 with its mark, a line an application, and runs no formula that somebody wrote into a name', async () => {
    const here = await openOffice('UA');
    const card = await registered(here, { subject: 'Про «відпустку»; друга частина' });
    await close(here, await file(here, card, { requester: '=HYPERLINK("http://x")' }), 'handed-over', '@SUM(A1)');
    const { bytes, fileName, rows } = valueOf(await here.client.copyRegister.export({}));
    expect([fileName, rows]).toEqual(['Реєстр копій.csv', 1]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, line, end] = new TextDecoder().decode(bytes).split('\r\n');
    expect(head).toMatch(/^Дата заяви;Заявник;Хто звертається;/);
    expect(line).toContain(`2026-03-02;"'=HYPERLINK(""http://x"")";Працівник;${card.registrationIndex};"Про «відпустку»; друга частина";Електронний документ;Каналом електронного обміну;2026-03-05;Видано;2026-03-02;'@SUM(A1);`);
    expect(end).toBe('');
    expect(new TextDecoder().decode(valueOf(await here.client.copyRegister.export({ language: 'en' })).bytes)).toContain('Date of the application;Applicant');
  });
});

describe.skipIf(!judgesPresent || !preflightPresent)(`the printed register before PDFBox Preflight${preflightSuffix}`, () => {
  it('is PDF/A-1b in the languages of each country', async () => {
    const files: Record<string, Uint8Array> = {};
    for (const [country, languages] of [['UA', ['uk']], ['KZ', ['kk', 'ru']], ['KG', ['ky', 'ru']]] as const) {
      const here = await openOffice(country);
      const card = await registered(here, { subject: 'Өтініш туралы — № 5, «Ґудзик»' });
      await close(here, await file(here, card, { requester: 'Өмүрбек уулу Үсөн, Әбдіғаппарұлы Һ. Қ.' }), 'handed-over');
      for (const language of languages) files[`${country} ${language}`] = valueOf(await here.client.copyRegister.print({ language })).bytes;
    }
    expect(preflight(files)).toEqual(Object.fromEntries(Object.keys(files).map((name) => [name, 'valid'])));
  });
});
