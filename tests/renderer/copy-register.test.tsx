import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { copyEntry } from '../support/fake-desk/copy-register.ts';
import { fakeCards, fakeId } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
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

  it('[PAP-04] shows who asked, what is past its day and what was handed over, and opens the document', async () => {
    const copyEntries = [
      copyEntry({ requestId: fakeId(9301), documentId: DOCUMENT, requester: 'Перший' }),
      copyEntry({ requestId: fakeId(9302), documentId: DOCUMENT, requester: 'Другий', dueOn: '2026-02-27', term: 'overdue' }),
      copyEntry({ requestId: fakeId(9303), documentId: DOCUMENT, requester: 'Третій', term: 'closed', closed: { outcome: 'handed-over', on: '2026-03-04', note: 'Третій особисто', permission: null, at: '2026-03-04T10:00:00Z', by: 'х' } }),
    ];
    await openRegister({ copyEntries });
    const rows = async () => within(await screen.findByRole('table')).getAllByRole('row').slice(1).map((row) => row.textContent);
    const all = await rows();
    expect(all).toHaveLength(3);
    expect(all[1]).toContain('Overdue since 27.02.2026');
    expect(all[2]).toContain('Handed over 04.03.2026: Третій особисто');
    fireEvent.change(screen.getByLabelText('Show'), { target: { value: 'overdue' } });
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    fireEvent.click(screen.getByRole('button', { name: '112/01-05' }));
    expect(usePlaces.getState().place).toEqual({ room: 'registration', view: 'document', documentId: DOCUMENT });
  });
});
