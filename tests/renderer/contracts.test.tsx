import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeContractOptions } from '../support/fake-desk/contracts.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const documentId = fakeCards(20)[0]?.documentId ?? '';
const TITLE = 'Electronic conclusion of the contract';
const AGREED = { agreedOn: '2026-03-02', party: { personId: null, name: 'Ткаченко Олена' }, head: { personId: 'h', name: 'Ректоренко І. П.' } };

async function openDocument(contract: FakeContractOptions | null) {
  const { desk } = renderDesk({ cards: 20, ...(contract === null ? {} : { contract }) });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId });
  await screen.findByRole('tab', { name: 'Acknowledgement' });
  return desk;
}
const nextKey = (): boolean => fireEvent.keyDown(document.body, { key: 'g', code: 'KeyG', altKey: true });
const callsOf = (desk: Awaited<ReturnType<typeof openDocument>>, method: string) => desk.calls.filter((call) => call.method === method).map(({ input }) => input);

describe('a contract on the page of its document', () => {
  it('is shown for contracts alone', async () => {
    const desk = await openDocument(null);
    await waitFor(() => expect(callsOf(desk, 'contracts.ofDocument')).not.toEqual([]));
    expect(screen.queryByRole('region', { name: TITLE })).toBeNull();
  });

  it('[SIGN-18] one key takes the next step: the agreed text, the head’s signature, the sending', async () => {
    const desk = await openDocument({});
    await screen.findByRole('region', { name: TITLE });
    nextKey();
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Record the agreed text' }));
    expect(callsOf(desk, 'contracts.agreeText')).toEqual([]);
    fireEvent.change(dialog.getByLabelText(/Name, as in the signature/), { target: { value: 'Ткаченко Олена' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Record the agreed text' }));
    await waitFor(() => expect(callsOf(desk, 'contracts.agreeText')).toMatchObject([{ party: { personId: null, name: 'Ткаченко Олена' } }]));
    await screen.findByText(/Awaits the rector’s signature/);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    nextKey();
    await waitFor(() => expect(callsOf(desk, 'contracts.checkHead')).toHaveLength(1));
    await screen.findByText(/Ready to be sent/);
    nextKey();
    const sending = within(await screen.findByRole('dialog'));
    fireEvent.change(sending.getByLabelText(/E-mail address/), { target: { value: 'tkachenko@example.org' } });
    fireEvent.change(sending.getByLabelText(/Sent/), { target: { value: '02.03.2026 11:30' } });
    fireEvent.click(sending.getByRole('button', { name: 'Record the sending' }));
    await waitFor(() => expect(callsOf(desk, 'contracts.send')).toMatchObject([{ address: 'tkachenko@example.org', addressKind: 'personal', clausesRead: false }]));
    await screen.findByText(/Awaits the other party’s signature/);
  });

  it('[SIGN-21] names the rules that the text lacks before anything is sent', async () => {
    await openDocument({ state: 'awaitsHead', next: 'checkHead', agreed: AGREED });
    fireEvent.click(await screen.findByRole('button', { name: 'Check the text' }));
    expect(await screen.findByText('Concluded on receipt of the signed PDF')).toBeTruthy();
  });

  it('[X18] says that a conclusion is preliminary, and never calls the office’s protocol another’s', async () => {
    const receipt = { stepId: '019c0000-0000-7000-8000-000000000001', sha256: 'b'.repeat(64), fileName: 'Договір.pdf', fromAddress: 'tkachenko@example.org', receivedAt: '2026-03-03T09:00:00Z', by: 'Роман', failedNow: false, protocol: { answer: 'undetermined' as const, sha256: 'c'.repeat(64), agreed: null, composedAt: '2026-03-03T09:10:00Z' } };
    const desk = await openDocument({ state: 'preliminary', next: 'composeProtocol', agreed: AGREED, receipts: [receipt] });
    const section = within(await screen.findByRole('region', { name: TITLE }));
    expect(section.getByText(/Preliminary/)).toBeTruthy();
    expect(section.getByText(/The office’s own protocol: not determined/)).toBeTruthy();
    nextKey();
    await waitFor(() => expect(callsOf(desk, 'contracts.composeProtocol')).toMatchObject([{ receiptStepId: receipt.stepId }]));
  });

  it('[X18] says that a conclusion is in doubt, what is not recorded meanwhile, and offers to take in a better file', async () => {
    const receipt = { stepId: '019c0000-0000-7000-8000-000000000001', sha256: 'b'.repeat(64), fileName: 'Договір.pdf', fromAddress: 'tkachenko@example.org', receivedAt: '2026-03-03T09:00:00Z', by: 'Роман', failedNow: true, protocol: { answer: 'passed' as const, sha256: 'c'.repeat(64), agreed: null, composedAt: '2026-03-03T09:10:00Z' } };
    await openDocument({ state: 'inDoubt', next: 'receive', agreed: AGREED, receipts: [receipt] });
    const section = within(await screen.findByRole('region', { name: TITLE }));
    expect(section.getByText(/In doubt: a signature was refuted after the conclusion/)).toBeTruthy();
    expect(section.getByText(/Neither the signing of the paper copies nor the hand-over/)).toBeTruthy();
    expect(section.getByRole('button', { name: /Take in the signed contract/ })).toBeTruthy();
    expect(section.queryByRole('button', { name: /paper copies/ })).toBeNull();
  });

  it('offers no step to somebody who may not act', async () => {
    const desk = await openDocument({ mayAct: false });
    const section = within(await screen.findByRole('region', { name: TITLE }));
    expect(section.queryByRole('button')).toBeNull();
    nextKey();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(desk.calls.some(({ method }) => method === 'contracts.agreeText')).toBe(false);
  });
});
