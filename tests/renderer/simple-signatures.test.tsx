import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';
import { type FakeSimpleSignaturesOptions, simpleSignatureShown } from '../support/fake-desk/simple-signatures.ts';

afterEach(cleanup);

const documentId = fakeCards(20)[0]?.documentId ?? '';
const ONE = simpleSignatureShown({ signatureId: '019c0000-0000-7000-8000-00000000000a', documentId, personName: 'Асанова А. Б.' });
const TITLE = 'Confirmed by password';

async function openDocument(simpleSignatures?: FakeSimpleSignaturesOptions) {
  const { desk } = renderDesk({ cards: 20, ...(simpleSignatures === undefined ? {} : { simpleSignatures }) });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId });
  fireEvent.click(await screen.findByRole('tab', { name: 'Signatures' }));
  return desk;
}
const callsOf = (desk: Awaited<ReturnType<typeof openDocument>>, method: string) => desk.calls.filter((call) => call.method === method).map(({ input }) => input);

describe('simple signatures on the page of a document', () => {
  it('are not there where nothing is signed, demanded or offered', async () => {
    const desk = await openDocument();
    await waitFor(() => expect(callsOf(desk, 'simpleSignatures.ofDocument')).not.toEqual([]));
    expect(screen.queryByRole('region', { name: TITLE })).toBeNull();
    expect(callsOf(desk, 'simpleSignatures.verify')).toEqual([]);
  });

  it('[SIGN-12] one key shows the words and files, takes the password and keeps it nowhere', async () => {
    const desk = await openDocument({});
    await screen.findByRole('region', { name: TITLE });
    fireEvent.keyDown(document.body, { key: 'p', code: 'KeyP', altKey: true });
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/подписываю простой электронной подписью/)).toBeTruthy();
    expect(dialog.getByRole('list', { name: 'Files' }).textContent).not.toBe('');
    fireEvent.click(dialog.getByRole('button', { name: 'Sign with the password' }));
    expect(await dialog.findByText(/Enter your password/)).toBeTruthy();
    expect(callsOf(desk, 'simpleSignatures.sign')).toEqual([]);
    const field = dialog.getByLabelText<HTMLInputElement>(/Your password/);
    expect(field.type).toBe('password');
    fireEvent.change(field, { target: { value: 'Str0ng-pass!' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Sign with the password' }));
    await waitFor(() => expect(callsOf(desk, 'simpleSignatures.sign')).toMatchObject([{ documentId, password: 'Str0ng-pass!', agreed: { language: 'ru', text: expect.stringContaining('простой электронной подписью') } }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText('Simple e-signature')).toBeTruthy();
    expect(await screen.findByText('Record intact')).toBeTruthy();
    expect(field.value).toBe('');
  });

  it('[X1] a confirmation is never called a signature', async () => {
    await openDocument({ mark: 'password-confirmation', signatures: [{ ...ONE, mark: 'password-confirmation', agreement: null }] });
    const section = within(await screen.findByRole('region', { name: TITLE }));
    expect(section.getByText('Confirmation by password')).toBeTruthy();
    expect(section.getByRole('button', { name: 'Confirm with the password' })).toBeTruthy();
    expect(section.queryByText(/Simple e-signature|Qualified|qualified/)).toBeNull();
  });

  it('[VER-12] tells who, when and by which agreement, which record is broken, and what is broken beside', async () => {
    await openDocument({
      signatures: [{ ...ONE, problem: 'agreementEnded' }],
      verdict: { state: 'broken', records: 1, problems: [{ signatureId: ONE.signatureId, problem: 'fileChanged' }, { signatureId: '019c0000-0000-7000-8000-00000000000b', problem: 'removed' }], elsewhere: ['приложение.pdf'] },
    });
    const section = within(await screen.findByRole('region', { name: TITLE }));
    expect(section.getByText('Асанова А. Б.')).toBeTruthy();
    expect(section.getByText(/05\.03\.2026.*by agreement No\. СЭВ-12/)).toBeTruthy();
    expect(await section.findByText('Record broken: the file is not the one that was signed.')).toBeTruthy();
    expect(section.queryByText('Record intact')).toBeNull();
    expect(section.getByText('Another record of this chain is broken: the record was removed.')).toBeTruthy();
    expect(section.getByText(/were not checked: приложение\.pdf/)).toBeTruthy();
    expect(section.getByText('By what is known now it does not count: the agreement has ended.')).toBeTruthy();
    const { violations } = await axe.run(screen.getByRole('region', { name: TITLE }), { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('[SIGN-13] what the kind demands is told with what is there and what is missing', async () => {
    await openDocument({
      problem: 'agreementMissing',
      demanded: [
        { party: 'employer', level: 'qualified', name: null, personId: null, state: 'undetermined' },
        { party: 'employee', level: 'simple', name: 'Асанова А. Б.', personId: 'p1', state: 'present' },
        { party: 'employee', level: 'simple', name: 'Бекова В. Г.', personId: 'p2', state: 'missing' },
      ],
    });
    const lines = within(await screen.findByRole('list', { name: 'Signatures that this kind of document demands' })).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual(['Signature of the employer: qualifiedcheck not finished', 'Signature of the employee: simple · Асанова А. Б.there', 'Signature of the employee: simple · Бекова В. Г.missing']);
    expect(screen.getByText('You cannot confirm with the password: there is no agreement on electronic interaction.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Sign with the password' })).toBeNull();
  });
});
