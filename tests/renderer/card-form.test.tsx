import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { translate } from '#shared/i18n/translate.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

function field(name: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(`[data-card] [data-field="${name}"]`);
  if (found === null) throw new Error(`no field ${name}`);
  return found;
}

async function openCard(options: Parameters<typeof renderDesk>[0] = {}): Promise<RenderedDesk> {
  const rendered = renderDesk(options);
  await screen.findByRole('form', { name: 'Registration card' });
  return rendered;
}

function type(name: string, text: string): void {
  fireEvent.change(field(name), { target: { value: text } });
}

/** Enter in a field, as the keyboard sends it. */
function enter(name: string): void {
  field(name).focus();
  fireEvent.keyDown(field(name), { key: 'Enter', code: 'Enter' });
}

const registrations = (rendered: RenderedDesk): MethodInput<'registration.register'>[] =>
  rendered.desk.calls.filter((call) => call.method === 'registration.register').map((call) => call.input as MethodInput<'registration.register'>);

describe('the registration card', () => {
  it('[CARD-05] lists every missing mandatory requisite, focuses the first and registers nothing', async () => {
    const rendered = await openCard();
    act(() => press('Enter', { ctrlKey: true }));
    const alert = await screen.findByRole('alert');
    const listed = within(alert).getAllByRole('button').map((button) => button.textContent);
    expect(listed).toEqual(['Sender', 'Their №', 'Their date', 'Subject', 'Sheets', 'Case index']);
    expect(document.activeElement).toBe(field('correspondent'));
    expect(field('correspondent').getAttribute('aria-invalid')).toBe('true');
    expect(registrations(rendered)).toHaveLength(0);

    fireEvent.click(within(alert).getByRole('button', { name: 'Sheets' }));
    expect(document.activeElement).toBe(field('sheets'));
    type('subject', 'On the plan');
    expect(within(screen.getByRole('alert')).queryByRole('button', { name: 'Subject' })).toBeNull();
  });

  it('puts mandatory requisites before additional ones, and those of the chosen kind', async () => {
    await openCard();
    const mandatory = screen.getByRole('group', { name: 'Mandatory requisites' });
    expect(within(mandatory).getByLabelText(/Their №/)).toBeTruthy();
    fireEvent.change(field('kindId'), { target: { value: 'appeal' } });
    expect(within(screen.getByRole('group', { name: 'Mandatory requisites' })).queryByLabelText(/Their №/)).toBeNull();
    expect(within(screen.getByRole('group', { name: 'Additional requisites' })).getByLabelText(/Their №/)).toBeTruthy();
  });

  it('Enter moves on, and in an empty field takes the suggestion first', async () => {
    await openCard();
    enter('correspondent');
    expect(field('correspondent').value).toBe('Міністерство освіти і науки України');
    expect(document.activeElement).toBe(field('correspondentNumber'));
    enter('correspondentNumber');
    expect(field('correspondentNumber').value).toBe('');
    expect(document.activeElement).toBe(field('correspondentDate'));
  });

  it('a day is typed as people write it; what is no day is named as such', async () => {
    await openCard();
    type('correspondentDate', '4.3.26');
    fireEvent.blur(field('correspondentDate'));
    expect(field('correspondentDate').value).toBe('04.03.2026');
    type('correspondentDate', '31.02.2026');
    act(() => press('Enter', { ctrlKey: true }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(translate('en', 'requisite.invalid.notACalendarDay'));
    expect(field('correspondentDate').value).toBe('31.02.2026');
  });

  it('what was typed survives Esc, another letter, and a change on the desk', async () => {
    const rendered = await openCard();
    type('subject', 'Text that must not be lost');
    field('subject').focus();
    act(() => press('Escape'));
    expect(field('subject').value).toBe('Text that must not be lost');

    act(() => press('ArrowRight', { altKey: true }));
    await waitFor(() => expect(field('subject').value).toBe(''));
    act(() => press('ArrowLeft', { altKey: true }));
    await waitFor(() => expect(field('subject').value).toBe('Text that must not be lost'));

    act(() => rendered.desk.tell({ event: 'changed', topics: ['letters', 'cards', 'status'] }));
    await waitFor(() => expect(rendered.desk.calls.filter((call) => call.method === 'intake.list').length).toBeGreaterThan(1));
    expect(field('subject').value).toBe('Text that must not be lost');
  });

  it('what was typed survives a session that ended, for the same person', async () => {
    const rendered = await openCard();
    type('subject', 'Half a sentence');
    act(() => rendered.desk.tell({ event: 'sessionEnded', reason: 'idle' }));
    fireEvent.change(await screen.findByLabelText('Login'), { target: { value: 'registrar' } });
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'Secret-12' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByRole('form', { name: 'Registration card' });
    expect(field('subject').value).toBe('Half a sentence');
  });

  it('[CARD-02] a card without a file is registered by Ctrl+Enter and its number stands large', async () => {
    const rendered = await openCard();
    act(() => press('KeyN', { altKey: true }));
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Card without a file' })).toBeTruthy());
    fireEvent.change(field('kindId'), { target: { value: 'appeal' } });
    type('correspondent', 'Соколова Ирина');
    type('subject', 'Request');
    fireEvent.change(field('journalId'), { target: { value: 'outgoing' } });
    fireEvent.change(field('kindId'), { target: { value: 'letter' } });
    type('correspondentNumber', '1');
    type('correspondentDate', '01.03.2026');
    type('sheets', '2');
    act(() => press('Enter', { ctrlKey: true }));
    expect((await screen.findByText('№ 113/01-05')).className).toContain('number');
    const [call, ...more] = registrations(rendered);
    expect(more).toHaveLength(0);
    expect(call).toMatchObject({ letterId: null, requisites: { journalId: 'outgoing', direction: 'outgoing', kindId: 'letter', correspondent: 'Соколова Ирина', correspondentDate: '2026-03-01', sheets: 2, note: null } });
    expect(document.activeElement?.textContent).toContain('Next letter');
  });

  it('"same as previous" fills a new card from the one registered before', async () => {
    await openCard();
    fireEvent.change(field('kindId'), { target: { value: 'appeal' } });
    type('correspondent', 'Соколова Ирина');
    type('subject', 'Request');
    fireEvent.change(field('journalId'), { target: { value: 'outgoing' } });
    fireEvent.change(field('kindId'), { target: { value: 'letter' } });
    type('correspondentNumber', '1');
    type('correspondentDate', '01.03.2026');
    type('sheets', '2');
    type('addressee', 'Ректор');
    act(() => press('Enter', { ctrlKey: true }));
    await screen.findByText('№ 113/01-05');
    act(() => press('ArrowRight', { altKey: true }));
    await waitFor(() => expect(field('subject').value).toBe(''));
    act(() => press('KeyD', { ctrlKey: true, shiftKey: true }));
    await waitFor(() => expect(field('correspondent').value).toBe('Соколова Ирина'));
    expect(field('addressee').value).toBe('Ректор');
    expect(field('subject').value).toBe('');
  });

  it('a refusal of the desk keeps the text and marks the fields that it names', async () => {
    const rendered = await openCard({ refuse: { 'registration.register': { code: 'refused', message: 'error.requisitesRefused', params: { count: '1' }, issues: [{ path: 'subject', message: 'requisite.invalid.tooLong' }] } } });
    fireEvent.change(field('journalId'), { target: { value: 'outgoing' } });
    for (const [name, text] of [['correspondent', 'X'], ['correspondentNumber', '1'], ['correspondentDate', '01.03.2026'], ['subject', 'Kept'], ['sheets', '1']] as const) type(name, text);
    act(() => press('Enter', { ctrlKey: true }));
    await waitFor(() => expect(registrations(rendered)).toHaveLength(1));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('The text is too long.'));
    expect(field('subject').value).toBe('Kept');
  });

  it('shows the existing card of the same file and leads there', async () => {
    const rendered = await openCard();
    act(() => press('ArrowRight', { altKey: true }));
    act(() => press('ArrowRight', { altKey: true }));
    const link = await screen.findByRole('button', { name: '№ 1/01-05' });
    fireEvent.click(link);
    await waitFor(() => expect(rendered.desk.calls.some((call) => call.method === 'registration.get')).toBe(true));
  });
});
