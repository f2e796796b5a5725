import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeNotice, someNotices } from '../support/fake-desk/notifications.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const press = (code: string, init: KeyboardEventInit = {}): void => void fireEvent.keyDown(document.activeElement ?? document.body, { code, ...init });
const NOTICES = someNotices(['Prepare an answer', 'Add the figures', 'On a trip']);

async function window(notices = NOTICES) {
  const rendered = renderDesk({ cards: 20, notices });
  await screen.findByRole('button', { name: 'Directories' });
  return rendered;
}

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe('the bell', () => {
  it('[NOT-01] counts what is unread, opens its panel by a key, and a notice opens its document and is read', async () => {
    const { desk } = await window();
    const bell = await screen.findByRole('button', { name: 'Notices, unread: 6' });
    expect(bell.textContent).toBe('6');
    press('KeyB', { altKey: true });
    const panel = await screen.findByRole('dialog', { name: 'Notices' });
    const lines = await within(panel).findAllByRole('row');
    expect(lines).toHaveLength(7);
    expect(lines[1]?.textContent).toContain('The term has passed');
    expect(await violations()).toEqual([]);
    fireEvent.click(within(panel).getByRole('button', { name: `№ ${NOTICES[2]?.registrationIndex ?? ''}` }));
    await waitFor(() => expect(usePlaces.getState().place).toMatchObject({ room: 'start', view: 'document', documentId: NOTICES[2]?.documentId }));
    await screen.findByRole('button', { name: 'Notices, unread: 5' });
    expect(desk.calls.findLast(({ method }) => method === 'notifications.markRead')?.input).toEqual({ noticeIds: [NOTICES[2]?.noticeId] });
  });

  it('[NOT-01] [NOT-02] says what comes while the person works, by kind and number alone', async () => {
    const { desk } = await window([]);
    desk.tell({ event: 'notices', system: true, notices: [{ noticeId: 'n', kind: 'assignmentReceived', registrationIndex: '12-04/7' }] });
    expect(await screen.findByText('You were given an assignment: № 12-04/7')).toBeTruthy();
    desk.tell({ event: 'notices', system: true, notices: [1, 2, 3, 4].map((n) => ({ noticeId: `m${n}`, kind: 'overdue' as const, registrationIndex: null })) });
    expect(await screen.findByText('Notices, unread: 4')).toBeTruthy();
  });
});

describe('the page of notices', () => {
  it('[NOT-01] goes by keys alone: down, read, open, all read', async () => {
    const { desk } = await window();
    usePlaces.getState().go({ room: 'start', view: 'notices' });
    const list = await screen.findAllByRole('group', { name: 'Notices' }).then((groups) => groups.find((one) => one.dataset['keys'] === 'list'));
    list?.focus();
    expect(await violations()).toEqual([]);
    press('KeyJ');
    press('KeyR');
    await waitFor(() => expect(desk.calls.findLast(({ method }) => method === 'notifications.markRead')?.input).toEqual({ noticeIds: [NOTICES[1]?.noticeId] }));
    press('KeyR', { shiftKey: true });
    await waitFor(() => expect(desk.calls.some(({ method }) => method === 'notifications.markAllRead')).toBe(true));
    await screen.findByRole('button', { name: 'Notices, unread: 0' });
    press('KeyJ');
    press('Enter');
    await waitFor(() => expect(usePlaces.getState().place).toMatchObject({ view: 'document', documentId: NOTICES[2]?.documentId }));
  });

  it('[ARC-05] leads from a matter of the archive to the room where it is mended', async () => {
    const bare = { documentId: null, registrationIndex: null, registrationDate: null, subject: null, by: '' };
    await window([fakeNotice(0, { ...bare, kind: 'filesDamaged', detail: '1: 2' }), fakeNotice(1, { ...bare, kind: 'useOverdue', detail: '02-01 — A. Reader' }), fakeNotice(2, { ...bare, kind: 'casesUnclosed', detail: '2025: 3' }), fakeNotice(3, { ...bare, kind: 'proofEnds', detail: '37' })]);
    usePlaces.getState().go({ room: 'start', view: 'notices' });
    const list = async () => within((await screen.findAllByRole('group', { name: 'Notices' })).find((one) => one.dataset['keys'] === 'list') ?? document.body);
    expect((await list()).getByText('A check of files found damaged or missing ones')).toBeTruthy();
    for (const detail of ['Desk 1, files: 2', '02-01 — A. Reader', '2025, cases: 3', 'Documents: 37']) expect((await list()).getByText(detail)).toBeTruthy();
    expect(await violations()).toEqual([]);
    for (const [name, place] of [['Integrity of files', { room: 'archive', view: 'integrity' }], ['Reading room', { room: 'archive', view: 'readingRoom' }], ['Evidence', { room: 'archive', view: 'evidence' }], ['Nomenclature of cases', { room: 'nomenclature', view: 'year', nomenclatureId: null }]] as const) {
      usePlaces.getState().go({ room: 'start', view: 'notices' });
      fireEvent.click((await list()).getByRole('button', { name }));
      await waitFor(() => expect(usePlaces.getState().place).toEqual(place));
    }
  });

  it('says that nothing came, and why something would', async () => {
    await window([]);
    usePlaces.getState().go({ room: 'start', view: 'notices' });
    expect(await screen.findByText('No notices')).toBeTruthy();
    expect(screen.getByText(/terms that come near/)).toBeTruthy();
  });

  it('shows the number alone where the person may not read what it is about', async () => {
    await window([fakeNotice(3, { subject: null })]);
    usePlaces.getState().go({ room: 'start', view: 'notices' });
    expect(await screen.findByRole('button', { name: `№ ${fakeNotice(3).registrationIndex ?? ''}` })).toBeTruthy();
    expect(screen.queryByText(fakeNotice(3).subject ?? '')).toBeNull();
  });
});

describe('settings of notices', () => {
  it('[NOT-01] [NOT-06] hold every kind that may be switched off, and no term', async () => {
    const { desk } = await window();
    usePlaces.getState().go({ room: 'start', view: 'notices' });
    fireEvent.click(await screen.findByRole('button', { name: 'Settings of notices' }));
    const dialog = await screen.findByRole('dialog', { name: 'Settings of notices' });
    fireEvent.click(await within(dialog).findByRole('checkbox', { name: 'An executor gave an interim report' }));
    expect(within(dialog).queryByRole('checkbox', { name: 'The term has passed' })).toBeNull();
    expect(within(dialog).getByText(/cannot be switched off/)).toBeTruthy();
    const mail = within(dialog).getByRole('textbox', { name: /E-mail/ });
    fireEvent.change(mail, { target: { value: 'a@b, c@d' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/Correct the address/)).toBeTruthy();
    expect(desk.calls.some(({ method }) => method === 'notifications.changeSettings')).toBe(false);
    fireEvent.change(mail, { target: { value: ' oksana@example.edu.ua ' } });
    expect(await violations()).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(desk.calls.findLast(({ method }) => method === 'notifications.changeSettings')?.input).toEqual({ muted: ['interimReport'], system: true, mailAddress: 'oksana@example.edu.ua' }));
  });

  it('[NOT-05] a report of misuse is sent once, in the person’s own words', async () => {
    const { desk } = await window();
    press('KeyK', { ctrlKey: true });
    const palette = await screen.findByPlaceholderText(/command/i);
    fireEvent.change(palette, { target: { value: 'used by another' } });
    fireEvent.click(await screen.findByText('My account was used by another'));
    const dialog = await screen.findByRole('dialog', { name: 'My account was used by another' });
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'Somebody signed in on Sunday' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Report' }));
    await waitFor(() => expect(desk.calls.filter(({ method }) => method === 'notifications.reportCompromise')).toMatchObject([{ input: { words: 'Somebody signed in on Sunday' } }]));
  });
});

describe('the mail of notices', () => {
  it('[NOT-01] [SEC-08] is set by an administrator, who sees why nothing goes out and sends again what was refused', async () => {
    const { desk } = await window();
    usePlaces.getState().go({ room: 'administration', view: 'mail' });
    fireEvent.change(await screen.findByRole('textbox', { name: /Mail server/ }), { target: { value: 'mail.example.edu.ua' } });
    const port = screen.getByRole<HTMLInputElement>('textbox', { name: /Port/ });
    fireEvent.click(screen.getByRole('radio', { name: /TLS at once/ }));
    expect(port.value).toBe('465');
    fireEvent.change(screen.getByRole('textbox', { name: /Address of the sender/ }), { target: { value: 'chancery@example.edu.ua' } });
    fireEvent.change(screen.getByRole('textbox', { name: /User name/ }), { target: { value: 'office' } });
    const password = screen.getByLabelText('Password at the server');
    expect(password.getAttribute('autocomplete')).toBe('new-password');
    fireEvent.change(password, { target: { value: 'secret' } });
    expect(await violations()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Save and send from here' }));
    await screen.findByText(/did not take the user or the password/);
    expect(desk.calls.findLast(({ method }) => method === 'noticeMail.set')?.input).toEqual({ server: { host: 'mail.example.edu.ua', port: 465, tls: 'implicit', user: 'office', sender: 'chancery@example.edu.ua', authority: '' }, password: 'secret' });
    // What was typed is not shown again.
    expect(screen.getByLabelText<HTMLInputElement>('Password at the server').value).toBe('');
    expect(await violations()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Send again: person0@example.edu.ua' }));
    await waitFor(() => expect(screen.queryByText('person0@example.edu.ua')).toBeNull());
    fireEvent.change(screen.getByRole('textbox', { name: /Address for the test/ }), { target: { value: 'me@example.edu.ua' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send a test message' }));
    expect(await screen.findByText(/The message was not sent: 535/)).toBeTruthy();
  });
});
