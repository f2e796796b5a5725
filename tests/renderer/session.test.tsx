import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

/** Values of autocomplete that let a browser keep or fill in a secret or a login. */
const SAVING = new Set(['on', 'current-password', 'username', 'email', '']);

function savingFields(): string[] {
  return [...document.querySelectorAll('input')].filter((input) => ['text', 'password'].includes(input.type) && SAVING.has(input.getAttribute('autocomplete') ?? '')).map((input) => input.outerHTML);
}

describe('signing in and out', () => {
  it('[SEC-08] offers nowhere to remember a password', async () => {
    renderDesk({ signedIn: false });
    await screen.findByLabelText('Login');
    expect(savingFields()).toEqual([]);
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect([...document.querySelectorAll('input[type="password"]')].map((input) => input.getAttribute('autocomplete'))).toEqual(['new-password']);
  });

  it.each(['new', 'locked'] as const)('[SEC-08] nor while the desk is %s', async (phase) => {
    renderDesk({ phase });
    await screen.findByRole('heading', { level: 1 });
    expect(document.querySelectorAll('input[type="password"]').length).toBeGreaterThan(0);
    expect(savingFields()).toEqual([]);
  });

  it('a secret can nowhere be shown', async () => {
    renderDesk({ phase: 'new' });
    await screen.findByRole('heading', { level: 1 });
    for (const label of ['Password', 'Passphrase of the files']) {
      for (const field of screen.getAllByLabelText(label, { selector: 'input' })) expect(field.getAttribute('type')).toBe('password');
    }
    expect(screen.queryByRole('button', { name: /show/i })).toBeNull();
  });

  it.each(LANGUAGES)('[SEC-26] says at the door that the system is for service purposes only (%s)', async (language) => {
    renderDesk({ signedIn: false, language });
    expect(await screen.findByText(translate(language, 'session.noticePurpose'))).toBeTruthy();
    expect(screen.getByText(translate(language, 'session.noticeAccount'))).toBeTruthy();
  });

  it('[SEC-09] logs out explicitly: the session ends on the desk and the window shows the door', async () => {
    const { desk } = renderDesk();
    fireEvent.click(await screen.findByRole('button', { name: 'Log out' }));
    await screen.findByText('You have logged out.');
    expect(desk.calls.some((call) => call.method === 'session.signOut')).toBe(true);
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('a wrong password is said in words and the login is kept', async () => {
    renderDesk({ signedIn: false, refuse: { 'session.signIn': { code: 'refused', message: 'error.internal', params: { reference: 'R1' }, issues: [] } } });
    fireEvent.change(await screen.findByLabelText('Login'), { target: { value: 'olena' } });
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'Wrong-123' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect((await screen.findByRole('alert')).textContent).toContain('R1');
    expect(screen.getByLabelText<HTMLInputElement>('Login').value).toBe('olena');
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('');
  });

  it('asks for an own password after an issued one; later is possible until it is due', async () => {
    renderDesk({ passwordChangeDue: '2099-01-01T10:00:00Z' });
    await screen.findByRole('dialog', { name: 'Change the password' });
    fireEvent.click(screen.getByRole('button', { name: 'Later' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('once overdue the change cannot be put off', async () => {
    renderDesk({ passwordChangeDue: '2020-01-01T10:00:00Z' });
    await screen.findByRole('dialog', { name: 'Change the password' });
    expect(screen.queryByRole('button', { name: 'Later' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
  });

  it('shows only the rooms that the person may use', async () => {
    renderDesk({ roles: ['official'] });
    const rooms = await screen.findByRole('navigation', { name: 'Rooms' });
    expect([...rooms.querySelectorAll('button')].map((room) => room.title)).toEqual(['My desk', 'Search', 'Exchange with the server']);
  });

  it('says plainly that the desk’s process is away, and takes it back', async () => {
    const rendered = renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    act(() => rendered.setConnected(false));
    expect((await screen.findByRole('alert')).textContent).toContain('The link to the desk’s program is lost');
    const before = rendered.desk.calls.length;
    act(() => rendered.setConnected(true));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    await waitFor(() => expect(rendered.desk.calls.length).toBeGreaterThan(before));
  });
});
