import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { preservationReportOf, provableDocuments } from '../support/fake-desk/preservation.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function openEvidence(preservation: FakeDeskOptions['preservation'] = {}, more: FakeDeskOptions = {}) {
  const { desk } = renderDesk({ cards: 20, preservation, ...more });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'archive', view: 'evidence' });
  return desk;
}
const listed = (name: string) => within(screen.getByRole('group', { name }));

describe('the evidence of signatures', () => {
  it('[ARC-07] [VER-04] counts the signed documents, lists what ends first, and opens a document', async () => {
    const documents = provableDocuments(40);
    await openEvidence({ documents, hidden: 3 });
    const tiles = within(await screen.findByRole('group', { name: 'Signed documents that are kept' }));
    expect(tiles.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['40 All signed', '4 End within 90 days', '4 Do not pass', '6 Not assessed']);
    expect(await screen.findByText('Documents you may not see: 3')).toBeTruthy();
    const first = documents.filter(({ until }) => until !== null).toSorted((one, other) => (one.until ?? '').localeCompare(other.until ?? ''))[0];
    fireEvent.click(listed('All signed').getAllByRole('button')[0] ?? document.body);
    expect(usePlaces.getState().place).toEqual({ room: 'search', view: 'document', documentId: first?.documentId });
  });

  it('narrows the list by a tile, and shows it again after a document was opened', async () => {
    await openEvidence({ documents: provableDocuments(40) });
    fireEvent.click(await screen.findByRole('button', { name: '6 Not assessed' }));
    await waitFor(() => expect(listed('Not assessed').getAllByRole('row')).toHaveLength(7));
    fireEvent.click(listed('Not assessed').getAllByRole('button')[0] ?? document.body);
    usePlaces.getState().go({ room: 'archive', view: 'evidence' });
    await waitFor(() => expect(listed('Not assessed').getAllByRole('row')).toHaveLength(7));
    expect(screen.getByRole('button', { name: '6 Not assessed' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('reads a long list in pages', async () => {
    const desk = await openEvidence({ documents: provableDocuments(320) });
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('200 of 320 shown')).toBeTruthy();
    expect(desk.calls.filter(({ method }) => method === 'preservation.list').map(({ input }) => input)).toEqual([
      { list: 'all', from: 0, count: 100 },
      { list: 'all', from: 0, count: 200 },
    ]);
  });

  it('tells which desk makes the evidence, what stands in the way and what to do, and leads there', async () => {
    await openEvidence({ state: { keeper: '2', isKeeper: false, obstacle: 'noAuthority', obstacleSince: '2026-03-02T16:10:00Z' } });
    expect(await screen.findByText('Desk 2 makes the evidence for the whole office.')).toBeTruthy();
    expect(screen.getByText('New evidence cannot be made since 02.03.2026 18:10')).toBeTruthy();
    expect(screen.getByText('No time-stamping authority is named. The administrator sets its address: Administration → Trust.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open the setting' }));
    expect(usePlaces.getState().place).toEqual({ room: 'administration', view: 'trust' });
  });

  it('does not call it an obstacle that another desk makes the evidence', async () => {
    await openEvidence({ state: { keeper: '2', isKeeper: false, obstacle: 'notKeeper' } });
    expect(await screen.findByText(/^This desk begins no validation by itself/)).toBeTruthy();
    expect(screen.queryByText('New evidence cannot be made')).toBeNull();
  });

  it('says that nothing is signed yet, and that nothing could be read', async () => {
    await openEvidence();
    expect(await screen.findByText('There are no signed documents yet')).toBeTruthy();
    cleanup();
    await openEvidence({}, { refuse: { 'preservation.state': { code: 'internal', message: 'error.unknown', params: { reference: '1' }, issues: [] } } });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('begins a round, pauses it and lets it go on', async () => {
    const desk = await openEvidence({ documents: provableDocuments(10) });
    fireEvent.click(await screen.findByRole('button', { name: 'Validate now' }));
    expect(await screen.findByText('Validated: 0; new evidence: 0; left: 10')).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('The validation is paused')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText('Signatures are being validated')).toBeTruthy();
    expect(desk.calls.map(({ method }) => method).filter((method) => ['preservation.begin', 'preservation.pause'].includes(method))).toEqual(['preservation.begin', 'preservation.pause', 'preservation.begin']);
  });

  it('[ARC-07] shows what a round judged otherwise than before', async () => {
    const [card] = fakeCards(20);
    if (card === undefined) throw new Error('no card');
    const { documentId, registrationIndex } = card;
    await openEvidence({ documents: provableDocuments(10), hidden: 2, state: { reports: [preservationReportOf(0, { notPassing: 1 })] }, changed: [{ documentId, registrationIndex, before: 'passed', after: null }] });
    fireEvent.click(await screen.findByRole('button', { name: /^Reports of validations/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Show the validation that ended 04.03.2026 18:42' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Documents whose verdict changed' }));
    expect(await dialog.findByText('Could not be validated')).toBeTruthy();
    expect(dialog.getByText('Documents you may not see: 2')).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: registrationIndex }));
    expect(usePlaces.getState().place).toEqual({ room: 'search', view: 'document', documentId });
  });

  it('sets the desk and the days for the whole office, and takes no senseless number', async () => {
    const desk = await openEvidence({ documents: provableDocuments(10) });
    fireEvent.click(await screen.findByRole('button', { name: 'Settings' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Settings of kept evidence' }));
    fireEvent.change(dialog.getByRole('combobox', { name: 'Desk that makes the evidence' }), { target: { value: '2' } });
    const days = dialog.getByRole('textbox', { name: 'Days before the end on which evidence is renewed' });
    fireEvent.change(days, { target: { value: '0' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('Give a whole number from 1 to 1825.')).toBeTruthy();
    expect(desk.calls.some(({ method }) => method === 'preservation.setSettings')).toBe(false);
    fireEvent.change(days, { target: { value: '120' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'preservation.setSettings')?.input).toEqual({ keeper: '2', renewDays: 120, revalidateDays: 365 }));
    expect(await screen.findByText('Desk 2 makes the evidence for the whole office.')).toBeTruthy();
  });
});
