import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { HoldingShown } from '#shared/contract/agreements.ts';
import type { MethodInput, MethodName } from '#shared/contract/index.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { interactionAgreement } from '../support/fake-desk/agreements.ts';
import { fakeId } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const inputsOf = <Name extends MethodName>({ desk }: RenderedDesk, method: Name): MethodInput<Name>[] => desk.calls.filter((call) => call.method === method).map((call) => call.input as MethodInput<Name>);
const key = (code: string, init: KeyboardEventInit = {}): void => act(() => press(code, init));
const type = (place: HTMLElement, name: string | RegExp, value: string): void => void fireEvent.change(within(place).getByRole('textbox', { name }), { target: { value } });
const pick = (place: HTMLElement, name: string | RegExp, value: string): void => void fireEvent.change(within(place).getByRole('combobox', { name }), { target: { value } });

async function choosePerson(place: HTMLElement, option: RegExp): Promise<void> {
  fireEvent.click(within(place).getByRole('combobox', { name: 'Employee' }));
  fireEvent.click(await screen.findByRole('option', { name: option }));
}

async function openRegister(options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk({ cards: 5, ...options });
  await screen.findByRole('navigation', { name: 'Rooms' });
  act(() => usePlaces.getState().go({ room: 'directories', view: 'signatures' }));
  await screen.findByRole('heading', { name: 'Register of agreements and consents' });
  return rendered;
}

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

const AGREEMENTS = [
  interactionAgreement({ agreementId: fakeId(8001), personId: 'p0' }),
  interactionAgreement({ agreementId: fakeId(8002), personId: 'p3', personName: 'Петров Андрей Николаевич', subject: 'hr-consent', form: 'application', number: '7', lastDay: '2026-03-04', endReason: 'moved', state: 'ended' }),
];

describe('the register of agreements', () => {
  it('[SIGN-15] an agreement on paper is registered by keys with its document, and not without', async () => {
    const rendered = await openRegister();
    expect(await screen.findByText('No agreement is registered yet')).toBeTruthy();
    key('KeyN', { altKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Register an agreement' });
    await choosePerson(dialog, /^Петров/);
    type(dialog, 'Number', 'СЭВ-14');
    const save = within(dialog).getByRole('button', { name: 'Register an agreement' });
    fireEvent.click(save);
    expect(within(dialog).getByText('Fill this in.')).toBeTruthy();
    expect(inputsOf(rendered, 'agreements.register')).toEqual([]);
    type(dialog, /^Document that proves it/, '01');
    const [found] = await within(await within(dialog).findByRole('list', { name: 'Documents found' })).findAllByRole('button');
    if (found === undefined) throw new Error('no document');
    fireEvent.click(found);
    expect(await violations()).toEqual([]);
    fireEvent.click(save);
    await waitFor(() => expect(inputsOf(rendered, 'agreements.register')).toMatchObject([{ personId: 'p3', subject: 'interaction', form: 'agreement', number: 'СЭВ-14', way: 'paper', checkId: null, concludedOn: '2026-03-05', inForceFrom: '2026-03-05', basis: { sha256: null } }]));
    expect(await screen.findByRole('button', { name: 'End: Петров Андрей Николаевич, № СЭВ-14' })).toBeTruthy();
  });

  it('[X15] an acceptance in person waits for a check of identity of that person and then names it', async () => {
    const rendered = await openRegister();
    key('KeyI', { altKey: true });
    const check = await screen.findByRole('dialog', { name: 'Record a check of identity' });
    await choosePerson(check, /^Петров/);
    type(check, /^Known by/, 'passport');
    fireEvent.click(within(check).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'agreements.checkIdentity')).toMatchObject([{ personId: 'p3', way: 'in-person', proof: 'passport' }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    key('KeyN', { altKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Register an agreement' });
    pick(dialog, 'Subject', 'hr-consent');
    type(dialog, 'Number', '7');
    pick(dialog, 'How it was accepted', 'in-person');
    await choosePerson(dialog, /^Асанова/);
    const save = within(dialog).getByRole('button', { name: 'Register an agreement' });
    fireEvent.click(save);
    expect(within(dialog).getByRole('alert').textContent).toContain('has not been checked');
    expect(inputsOf(rendered, 'agreements.register')).toEqual([]);
    await choosePerson(dialog, /^Петров/);
    fireEvent.click(save);
    const [made] = inputsOf(rendered, 'agreements.checkIdentity');
    await waitFor(() => expect(inputsOf(rendered, 'agreements.register')).toMatchObject([{ personId: 'p3', subject: 'hr-consent', form: 'labour-contract', way: 'in-person', checkId: made?.checkId, basis: null }]));
  });

  it('[HRC-04] shows agreements by person and state, ends one with a reason, and axe finds nothing', async () => {
    const rendered = await openRegister({ agreements: { agreements: AGREEMENTS, checks: [{ checkId: fakeId(8101), personId: 'p0', personName: 'Коваленко Олена Петрівна', way: 'in-person', proof: 'passport', at: '2026-03-02T09:00:00Z', by: 'Clerk' }] } });
    expect(await screen.findByText('moved')).toBeTruthy();
    expect(await violations()).toEqual([]);
    fireEvent.change(screen.getByRole('combobox', { name: 'State' }), { target: { value: 'inForce' } });
    expect(screen.queryByText('moved')).toBeNull();
    fireEvent.change(screen.getByRole('textbox', { name: 'Employee' }), { target: { value: 'петров' } });
    expect(screen.queryByRole('group', { name: 'Register of agreements and consents' })).toBeNull();
    fireEvent.change(screen.getByRole('textbox', { name: 'Employee' }), { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: 'End: Коваленко Олена Петрівна, № СЭВ-12' }));
    const dialog = await screen.findByRole('dialog', { name: 'End' });
    const end = within(dialog).getByRole('button', { name: 'End' });
    fireEvent.click(end);
    expect(inputsOf(rendered, 'agreements.end')).toEqual([]);
    type(dialog, 'Reason', 'dismissed');
    fireEvent.click(end);
    await waitFor(() => expect(inputsOf(rendered, 'agreements.end')).toMatchObject([{ agreementId: fakeId(8001), lastDay: '2026-03-05', reason: 'dismissed' }]));
  });
});

const HELD: HoldingShown = { holdingId: fakeId(8200), personId: 'p0', personName: 'Коваленко Олена Петрівна', position: 'Доцент', level: 'qualified', issuer: 'ООЦИ', basis: 'Заявка № 3', medium: 'token', serial: '3A0F', certificateIssuer: 'УЦ', validUntil: '2027-03-02', issuedAt: '2026-03-02T09:00:00Z', issuedBy: 'Clerk', state: 'held', steps: [] };

describe('the register of issued signatures', () => {
  it('[SIGN-16] [SIGN-17] an issue is recorded by keys with serial and issuer, and not without, and axe finds nothing', async () => {
    const rendered = await openRegister();
    expect(await screen.findByText('No issued signature is recorded yet.')).toBeTruthy();
    key('KeyG', { altKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Record the issue of a signature' });
    await choosePerson(dialog, /^Петров/);
    pick(dialog, 'Kind', 'qualified');
    type(dialog, /^Issued by/, 'ООЦИ');
    type(dialog, /^Basis/, 'Заявка № 5');
    const save = within(dialog).getByRole('button', { name: 'Save' });
    fireEvent.click(save);
    expect(within(dialog).getByText(/^Enter the certificate’s serial number/)).toBeTruthy();
    type(dialog, 'Serial number of the certificate', '3A:10');
    fireEvent.click(save);
    expect(within(dialog).getByText(/^Enter the issuer of the certificate/)).toBeTruthy();
    expect(inputsOf(rendered, 'agreements.issueSignature')).toEqual([]);
    type(dialog, /^Issuer of the certificate/, 'УЦ «Инфоком»');
    expect(await violations()).toEqual([]);
    fireEvent.click(save);
    await waitFor(() => expect(inputsOf(rendered, 'agreements.issueSignature')).toMatchObject([{ personId: 'p3', level: 'qualified', medium: 'token', issuer: 'ООЦИ', basis: 'Заявка № 5', serial: '3A:10', certificateIssuer: 'УЦ «Инфоком»', validUntil: null }]));
    const table = await screen.findByRole('group', { name: 'Register of issued signatures' });
    expect(within(table).getByText('УЦ «Инфоком»')).toBeTruthy();
  });

  it('[SIGN-17] of 300 entries one is found by its number and told compromised with a reason; then its row says so', async () => {
    const holdings = Array.from({ length: 300 }, (_, n): HoldingShown => ({ ...HELD, holdingId: fakeId(8200 + n), serial: (0x3a0f + n).toString(16).toUpperCase() }));
    const rendered = await openRegister({ agreements: { holdings } });
    const table = await screen.findByRole('group', { name: 'Register of issued signatures' });
    expect(within(table).getAllByRole('row')).toHaveLength(301);
    fireEvent.change(screen.getByRole('textbox', { name: 'Employee or serial number' }), { target: { value: '3b00' } });
    await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(2));
    expect(await violations()).toEqual([]);
    fireEvent.click(within(table).getByRole('button', { name: /^Compromised: .* 3B00$/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Compromised' });
    const save = within(dialog).getByRole('button', { name: 'Save' });
    fireEvent.click(save);
    expect(inputsOf(rendered, 'agreements.tellHolding')).toEqual([]);
    type(dialog, 'Reason', 'lost on the way');
    expect(await violations()).toEqual([]);
    fireEvent.click(save);
    await waitFor(() => expect(inputsOf(rendered, 'agreements.tellHolding')).toMatchObject([{ holdingId: fakeId(8200 + 0x3b00 - 0x3a0f), step: 'compromised', since: null, reason: 'lost on the way' }]));
    await waitFor(() => expect(within(table).getByText(/lost on the way/)).toBeTruthy());
    expect(within(table).queryByRole('button', { name: /^Compromised/ })).toBeNull();
  });
});
