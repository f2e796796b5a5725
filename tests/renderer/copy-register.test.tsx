import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { copyEntry } from '../support/fake-desk/copy-register.ts';
import { fakeCards, fakeId } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const DOCUMENT = fakeCards(1)[0]?.documentId ?? '';
const callsOf = <Input,>(rendered: RenderedDesk, method: string): Input[] => rendered.desk.calls.filter((call) => call.method === method).map((call) => call.input as Input);
const type = (label: RegExp | string, value: string, within_: HTMLElement) => fireEvent.change(within(within_).getByLabelText(label), { target: { value } });

async function openCopies(options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk({ cards: 1, ...options });
  await screen.findByRole('button', { name: 'Search' });
  usePlaces.getState().go({ room: 'search', view: 'document', documentId: DOCUMENT });
  fireEvent.click(await screen.findByRole('tab', { name: 'Copies' }));
  return rendered;
}

async function openRequest(options: FakeDeskOptions = {}): Promise<{ rendered: RenderedDesk; dialog: HTMLElement }> {
  const rendered = await openCopies(options);
  fireEvent.click(await screen.findByRole('button', { name: 'Certified copy' }));
  return { rendered, dialog: await screen.findByRole('dialog') };
}

async function openRegister(options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk(options);
  fireEvent.click(await screen.findByRole('button', { name: 'Directories' }));
  fireEvent.click(await screen.findByRole('tab', { name: 'Register of copies' }));
  return rendered;
}

/** A list draws the lines that fit into its height, which jsdom does not know. */
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 48 });
});
afterAll(() => {
  for (const height of ['clientHeight', 'offsetHeight']) Reflect.deleteProperty(HTMLElement.prototype, height);
});

const rows = async (): Promise<(string | null)[]> => within(await screen.findByRole('grid')).getAllByRole('row').slice(1).map((row) => row.textContent);
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('certified copies of a document', () => {
  it('[PAP-02] [PAP-04] an application and its certified extract are made in one form, and the register has the line', async () => {
    const { rendered, dialog } = await openRequest();
    type(/^Applicant/, 'Ткаченко Оксана', dialog);
    type(/^Position of who certifies/, 'Начальниця канцелярії', dialog);
    type(/^Pages of an extract/, '1, 3-5', dialog);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Enter and make the copy' }));
    await waitFor(() => expect(callsOf(rendered, 'registration.makeCopy')).toHaveLength(1));
    const [filed] = callsOf<MethodInput<'copyRegister.file'>>(rendered, 'copyRegister.file');
    expect(filed).toMatchObject({ documentId: DOCUMENT, request: { requester: 'Ткаченко Оксана', requesterKind: 'employee', givenAs: 'certified-copy', way: 'in-person' } });
    expect(callsOf(rendered, 'registration.makeCopy')).toMatchObject([{ form: 'certified', certification: { requestId: filed?.requestId, position: 'Начальниця канцелярії', pages: '1, 3-5' } }]);
    const line = await screen.findByRole('article', { name: 'Ткаченко Оксана' });
    await waitFor(() => expect(line.textContent).toContain('Extract No. 1, pages: 1, 3–5'));
    expect(line.textContent).toContain('Due 10.03.2026');
  });

  it('[PAP-02] says at the field what is missing or cannot be read, and asks nothing of the desk until then', async () => {
    const { rendered, dialog } = await openRequest();
    type(/^Position of who certifies/, '', dialog);
    type(/^Pages of an extract/, '5-3', dialog);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Enter and make the copy' }));
    expect((await within(dialog).findAllByText('Fill this in.')).length).toBeGreaterThan(0);
    expect(within(dialog).getByText(/The pages cannot be read/)).toBeDefined();
    expect(callsOf(rendered, 'copyRegister.file')).toEqual([]);
  });

  it('[PAP-02] says how many pages the document has, and a page beyond them is refused before anything is sent', async () => {
    const { rendered, dialog } = await openRequest();
    await within(dialog).findByText(/^The document has pages: 12\./);
    type(/^Applicant/, 'Ткаченко Оксана', dialog);
    type(/^Position of who certifies/, 'Архіваріус', dialog);
    type(/^Pages of an extract/, '1, 11-13', dialog);
    expect(within(dialog).getByText('The document has only so many pages: 12. Correct the page numbers.')).toBeDefined();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Enter and make the copy' }));
    expect(callsOf(rendered, 'copyRegister.file')).toEqual([]);
    type(/^Pages of an extract/, '1, 11-12', dialog);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Enter and make the copy' }));
    await waitFor(() => expect(callsOf(rendered, 'registration.makeCopy')).toMatchObject([{ certification: { pages: '1, 11-12' } }]));
  });

  it('[PAP-02] says that pages could not be counted, and leaves their check to the making', async () => {
    const { dialog } = await openRequest({ refuse: { 'copyRegister.pages': { code: 'internal', message: 'error.unknown', params: { reference: 'x' }, issues: [] } } });
    await within(dialog).findByText(/^The pages could not be counted/);
    type(/^Pages of an extract/, '400', dialog);
    expect(within(dialog).queryByText(/only so many pages/)).toBeNull();
  });

  it('[PAP-05] who may not make copies applies for one, and sees the day by which it is answered', async () => {
    const rendered = await openCopies({ roles: ['official'] });
    fireEvent.click(await screen.findByRole('button', { name: 'Apply for a copy' }));
    const dialog = await screen.findByRole('dialog');
    expect(screen.queryByRole('button', { name: 'Certified copy' })).toBeNull();
    fireEvent.change(within(dialog).getByLabelText('Way of handing over'), { target: { value: 'post' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Apply for a copy' }));
    await waitFor(() => expect(callsOf(rendered, 'copyRegister.apply')).toMatchObject([{ documentId: DOCUMENT, request: { givenAs: 'certified-copy', way: 'post' } }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await screen.findAllByRole('article')).length).toBe(1);
  });

  it('[PAP-06] an application can be entered before the copy is made, by whoever asks', async () => {
    const { rendered, dialog } = await openRequest();
    type(/^Applicant/, 'Профспілковий комітет', dialog);
    type(/^Kind of applicant/, 'trade-union', dialog);
    type(/^Way of handing over/, 'post', dialog);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Enter an application' }));
    const line = await screen.findByRole('article', { name: 'Профспілковий комітет' });
    expect(line.textContent).toContain('Trade union');
    expect(line.textContent).toContain('By post');
    expect(callsOf(rendered, 'registration.makeCopy')).toEqual([]);
    fireEvent.click(within(line).getByRole('button', { name: 'Make the copy: Профспілковий комітет' }));
    const make = await screen.findByRole('dialog');
    type(/^Position of who certifies/, 'Архіваріус', make);
    fireEvent.click(within(make).getByRole('button', { name: 'Make the copy' }));
    await waitFor(() => expect(screen.getByRole('article', { name: 'Профспілковий комітет' }).textContent).toContain('Copy No. 1 · Архіваріус'));
  });

  it('[PAP-04] handing over is entered with day and receiver; before a copy is made the desk says so', async () => {
    const requestId = fakeId(9201);
    const rendered = await openCopies({ copyEntries: [copyEntry({ requestId, documentId: DOCUMENT, requester: 'Ткаченко Оксана' })] });
    fireEvent.click(await screen.findByRole('button', { name: 'Hand over: Ткаченко Оксана' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByLabelText<HTMLInputElement>(/^Handed over to/).value).toBe('Ткаченко Оксана');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('The certified copy is not made yet');
    type(/^Outcome/, 'not-given', dialog);
    type(/^Why it was not given/, 'заяву відкликано', dialog);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.getByRole('article', { name: 'Ткаченко Оксана' }).textContent).toMatch(/Not given, .*: заяву відкликано/));
    expect(callsOf<MethodInput<'copyRegister.close'>>(rendered, 'copyRegister.close').at(-1)).toMatchObject({ requestId, closing: { outcome: 'not-given', note: 'заяву відкликано', permission: null } });
    expect(screen.queryByRole('button', { name: 'Hand over: Ткаченко Оксана' })).toBeNull();
  });

  it('[PAP-07] a barred document asks for the head’s permission before anything is sent', async () => {
    const { rendered, dialog } = await openRequest({ barred: true });
    type(/^Applicant/, 'Суд', dialog);
    type(/^Position of who certifies/, 'Архіваріус', dialog);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Enter and make the copy' }));
    await within(dialog).findByText('Fill this in.');
    expect(callsOf(rendered, 'copyRegister.file')).toEqual([]);
    type(/^This document does not leave the office. № and date of the permission/, '№ 14', dialog);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Enter and make the copy' }));
    await waitFor(() => expect(callsOf(rendered, 'registration.makeCopy')).toMatchObject([{ permission: '№ 14' }]));
  });
});

describe('the register of copies', () => {
  it('says where applications are entered while there are none', async () => {
    await openRegister();
    expect(await screen.findByText('No applications yet')).toBeDefined();
  });

  it('says what is wrong where it cannot be read', async () => {
    await openRegister({ refuse: { 'copyRegister.list': { code: 'internal', message: 'error.unknown', params: { reference: 'x' }, issues: [] } } });
    expect(await screen.findByRole('alert')).toBeDefined();
  });

  it('[PAP-04] shows who asked, what is near or past its day and what was handed over, and opens the document by Enter', async () => {
    const copyEntries = [
      copyEntry({ requestId: fakeId(9301), documentId: DOCUMENT, requester: 'Перший' }),
      copyEntry({ requestId: fakeId(9302), documentId: DOCUMENT, requester: 'Другий', dueOn: '2026-02-27', term: 'overdue' }),
      copyEntry({ requestId: fakeId(9303), documentId: DOCUMENT, requester: 'Третій', term: 'closed', closed: { outcome: 'handed-over', on: '2026-03-04', note: 'Третій особисто', permission: null, at: '2026-03-04T10:00:00Z', by: 'х' } }),
      copyEntry({ requestId: fakeId(9304), documentId: DOCUMENT, requester: 'Четвертий', dueOn: '2026-03-06', term: 'due' }),
    ];
    await openRegister({ copyEntries });
    await waitFor(async () => expect(await rows()).toHaveLength(4));
    const all = await rows();
    expect(all[0]).toContain('Due 10.03.2026');
    expect(all[1]).toContain('Overdue since 27.02.2026');
    expect(all[2]).toContain('Handed over 04.03.2026: Третій особисто');
    expect(all[3]).toContain('Due soon: 06.03.2026');
    choose('Show', 'handed-over');
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    choose('Show', 'overdue');
    await waitFor(async () => expect((await rows())[0]).toContain('Другий'));
    (await screen.findByRole('grid')).focus();
    press('Enter');
    expect(usePlaces.getState().place).toEqual({ room: 'registration', view: 'document', documentId: DOCUMENT });
  });

  it('is narrowed by applicant, year and days; what was chosen stays while other rooms are open', async () => {
    const copyEntries = ['2025-11-03', '2026-01-12', '2026-03-02'].map((appliedOn, at) => copyEntry({ requestId: fakeId(9310 + at), documentId: DOCUMENT, requester: `Заявник ${at}`, appliedOn }));
    const rendered = await openRegister({ copyEntries });
    await waitFor(async () => expect(await rows()).toHaveLength(3));
    choose('Year', '2025');
    await waitFor(async () => expect(await rows()).toEqual([expect.stringContaining('Заявник 0')]));
    choose('Year', '');
    fireEvent.change(screen.getByLabelText('Applications from'), { target: { value: '1.1.26' } });
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(screen.getByLabelText<HTMLSelectElement>('Year').value).toBe('period');
    fireEvent.change(screen.getByRole('searchbox', { name: 'Applicant or document number' }), { target: { value: 'заявник 2' } });
    await waitFor(async () => expect(await rows()).toEqual([expect.stringContaining('Заявник 2')]));
    fireEvent.click(screen.getByRole('button', { name: 'Search' }));
    fireEvent.click(screen.getByRole('button', { name: 'Directories' }));
    fireEvent.click(await screen.findByRole('tab', { name: 'Register of copies' }));
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Applicant or document number' }).value).toBe('заявник 2');
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(async () => expect(await rows()).toHaveLength(3));
    expect(callsOf<MethodInput<'copyRegister.list'>>(rendered, 'copyRegister.list')).toContainEqual(expect.objectContaining({ from: '2026-01-01', to: null, text: 'заявник 2' }));
  });

  it('of thousands draws the lines in sight and reads the page that is come to', async () => {
    const copyEntries = Array.from({ length: 5000 }, (_unused, at) => copyEntry({ requestId: fakeId(20_000 + at), documentId: DOCUMENT, requester: `Заявник ${at}` }));
    const rendered = await openRegister({ copyEntries });
    await waitFor(async () => expect((await rows())[0]).toContain('Заявник 0'));
    expect((await rows()).length).toBeLessThan(60);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5001');
    await screen.findByText('Applications: 5,000');
    expect(callsOf<MethodInput<'copyRegister.list'>>(rendered, 'copyRegister.list').every(({ first, limit }) => first === 0 && limit === 100)).toBe(true);
  });

  it('[PAP-02] goes to paper and into a table as it is narrowed, and says what stands against it', async () => {
    const copyEntries = [copyEntry({ requestId: fakeId(9301), documentId: DOCUMENT, term: 'overdue' })];
    const rendered = await openRegister({ copyEntries });
    choose('Show', 'overdue');
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    URL.createObjectURL = () => 'blob:x';
    URL.revokeObjectURL = () => undefined;
    fireEvent.click(screen.getByRole('button', { name: 'Print and save' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'CSV table' }));
    await waitFor(() => expect(callsOf(rendered, 'copyRegister.export')).toMatchObject([{ show: 'overdue', language: 'en' }]));
    fireEvent.click(screen.getByRole('button', { name: 'Print and save' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Save as PDF' }));
    await waitFor(() => expect(callsOf(rendered, 'copyRegister.print')).toMatchObject([{ show: 'overdue' }]));
    cleanup();
    await openRegister({ copyEntries, refuse: { 'copyRegister.print': { code: 'refused', message: 'error.copyRegisterTooLong', params: { limit: '5000' }, issues: [] } } });
    await screen.findByRole('grid');
    press('KeyP', { ctrlKey: true });
    expect((await screen.findByRole('alert')).textContent).toContain('no more than 5000 lines');
  });
});

describe('the reminder of applications for copies', () => {
  const due = copyEntry({ requestId: fakeId(9401), documentId: DOCUMENT, requester: 'Терміновий', term: 'due' });
  const overdue = copyEntry({ requestId: fakeId(9402), documentId: DOCUMENT, requester: 'Прострочений', term: 'overdue' });

  it('[PAP-04] says at the foot of the desk how many are overdue and due, and one key leads to them from anywhere', async () => {
    renderDesk({ copyEntries: [due, overdue, copyEntry({ requestId: fakeId(9403), documentId: DOCUMENT })] });
    expect(await screen.findByRole('button', { name: 'Applications for copies overdue: 1 · Applications for copies due: 1' })).toBeDefined();
    expect(screen.getByRole('button', { name: /Directories/ }).textContent).toContain('copies to give: 2');
    press('KeyO', { altKey: true });
    await waitFor(async () => expect(await rows()).toEqual([expect.stringContaining('Прострочений')]));
    expect(screen.getByLabelText<HTMLSelectElement>('Show').value).toBe('overdue');
    // Led to again, it takes away what was narrowed meanwhile.
    choose('Show', 'all');
    fireEvent.change(screen.getByRole('searchbox', { name: 'Applicant or document number' }), { target: { value: 'нікого' } });
    fireEvent.click(screen.getByRole('button', { name: /^Applications for copies overdue/ }));
    await waitFor(async () => expect(await rows()).toEqual([expect.stringContaining('Прострочений')]));
    expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Applicant or document number' }).value).toBe('');
  });

  it('[PAP-04] leads to what is due where nothing is overdue', async () => {
    renderDesk({ copyEntries: [due] });
    await screen.findByRole('button', { name: 'Applications for copies due: 1' });
    press('KeyO', { altKey: true });
    await waitFor(async () => expect(await rows()).toEqual([expect.stringContaining('Терміновий')]));
  });

  it('is silent where nothing waits, and for whoever gives no copies', async () => {
    const none = renderDesk({ copyEntries: [copyEntry({ requestId: fakeId(9403), documentId: DOCUMENT })] });
    await waitFor(() => expect(callsOf(none, 'copyRegister.waiting')).toHaveLength(1));
    expect(screen.queryByRole('button', { name: /^Applications for copies/ })).toBeNull();
    cleanup();
    const official = renderDesk({ roles: ['official'], copyEntries: [overdue] });
    await screen.findByRole('button', { name: 'Search' });
    expect(callsOf(official, 'copyRegister.waiting')).toEqual([]);
    expect(screen.queryByRole('button', { name: /^Applications for copies/ })).toBeNull();
  });
});
