import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const LINE = `https://kanc.example:8443 23456-789AB-CDEFG-HJKLM ${'3f9a0c41d2b85e77'.repeat(4)}`;
const PASSPHRASE = 'a passphrase that is long enough 7';
const joins = (desk: FakeDesk): unknown[] => desk.calls.filter(({ method }) => method === 'desk.join').map(({ input }) => input);

async function chooseJoining(options: Parameters<typeof renderDesk>[0] = {}): Promise<FakeDesk> {
  const { desk } = renderDesk({ phase: 'new', ...options });
  fireEvent.click(await screen.findByRole('radio', { name: 'joins an office that has a server' }));
  await screen.findByRole('region', { name: 'Invitation' });
  return desk;
}

function fillAll(): void {
  fireEvent.change(screen.getByLabelText('Server’s address, or the whole line of the invitation'), { target: { value: LINE } });
  for (const label of ['Passphrase of the files', 'Passphrase again']) fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value: PASSPHRASE } });
}

const submit = (): void => void fireEvent.click(screen.getByRole('button', { name: 'Join the office' }));

describe('the first page of a desk that joins an office', () => {
  it('begins as a new office, as most do', async () => {
    renderDesk({ phase: 'new' });
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'begins a new office' })).checked).toBe(true);
    expect(screen.getByLabelText('Name of the office')).toBeTruthy();
  });

  it('asks for the invitation and the passphrase, and for no office and no accounts', async () => {
    await chooseJoining();
    expect(document.activeElement).toBe(screen.getByLabelText('Server’s address, or the whole line of the invitation'));
    expect(screen.queryByLabelText('Name of the office')).toBeNull();
    expect(screen.queryByLabelText('Login')).toBeNull();
  });

  it('the line of the invitation fills all three; then the office comes, and people sign in', async () => {
    const desk = await chooseJoining({ signedIn: false });
    fillAll();
    expect(screen.getByLabelText<HTMLInputElement>('One-time code').value).toBe('23456789ABCDEFGHJKLM');
    submit();
    expect(await screen.findByLabelText('Login')).toBeTruthy();
    expect(joins(desk)).toEqual([{ address: 'https://kanc.example:8443', code: '23456789ABCDEFGHJKLM', certificate: '3f9a0c41d2b85e77'.repeat(4), passphrase: PASSPHRASE }]);
  });

  it('shows how much of the office has come, and locks what cannot be changed meanwhile', async () => {
    await chooseJoining({ stays: { 'desk.join': 0.38 } });
    fillAll();
    submit();
    const coming = await screen.findByText('The office is coming: 38 %');
    expect(within(coming.closest('[role="status"]') ?? document.body).getByRole('progressbar')).toBeTruthy();
    expect(screen.getByText(/what came is kept, and repeating goes on from there/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'begins a new office' }).disabled).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>('One-time code').readOnly).toBe(true);
  });

  it('says what is wrong at each field and sends nothing', async () => {
    const desk = await chooseJoining();
    submit();
    for (const text of [/This is no address of a server/, /A code has 20 signs/, /has 64 hexadecimal signs/, 'Fill this in.']) expect(await screen.findByText(text)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Server’s address, or the whole line of the invitation')));
    expect(joins(desk)).toEqual([]);
  });

  it('where the server refuses, its words stand there and what was written is kept', async () => {
    await chooseJoining({ refuse: { 'desk.join': { code: 'refused', message: 'error.syncJoinRefused', params: { detail: 'the code was used' }, issues: [] } } });
    fillAll();
    submit();
    expect(await screen.findByText(/The server did not take this desk: the code was used\./)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('One-time code').value).toBe('23456789ABCDEFGHJKLM');
  });
});
