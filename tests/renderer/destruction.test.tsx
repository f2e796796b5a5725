import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeId } from '../support/fake-desk/data.ts';
import { fakeAct, type FakeDestruction, fakeProposedCase } from '../support/fake-desk/destruction.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const CASE = fakeProposedCase({ caseId: fakeId(9810) });
const AGREED = { commission: { number: '3', date: '2026-02-12' }, archive: { number: '12', date: '2026-02-20' }, approved: { by: 'Rector', on: '2026-02-25' } } as const;
const begunBy = (accountId: string) => fakeAct({ ...AGREED, state: 'begun', method: 'Overwrite', begun: { at: '2026-03-04T09:00:00Z', by: 'First Person', accountId } });
const inputsOf = (rendered: RenderedDesk, method: string): unknown[] => rendered.desk.calls.filter((call) => call.method === method).map((call) => call.input);

async function openDestruction(destruction: FakeDestruction, options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk({ destruction, ...options });
  await screen.findByRole('button', { name: 'Search' });
  usePlaces.getState().go({ room: 'archive', view: 'destruction' });
  await screen.findByRole('heading', { name: 'Acts of destruction' });
  return rendered;
}

const openAct = async (): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name: 'Act No 1 of 2026' }));
  await screen.findByRole('heading', { name: /^Act No 1 of 2026/ });
};

describe('acts of destruction', () => {
  it('what may be destroyed and what not stands with its reasons, and an act is drawn up of the former', async () => {
    const refused = fakeProposedCase({ caseId: fakeId(9820), index: '03-20', obstacles: [{ code: 'onHold', about: 'Court, No 14' }, { code: 'inventoryMissing', about: 'permanent 2021' }, { code: 'termNotOver', about: '2031' }] });
    const rendered = await openDestruction({ lawful: [CASE], refused: [refused] });
    fireEvent.click(screen.getByRole('button', { name: 'New act' }));
    fireEvent.click(await screen.findByText('May not be destroyed: 1'));
    const row = (await screen.findByText('03-20')).closest('tr');
    const said = within(row as HTMLElement).getAllByRole('listitem').map((item) => item.textContent);
    expect(said).toEqual(['A hold keeps it: Court, No 14', 'The inventory of the same year is not agreed: 2021, permanent keeping', 'The retention period is not over: from 2031']);
    fireEvent.click(screen.getByRole('button', { name: 'Draw up the act' }));
    await screen.findByRole('heading', { name: /Draft$/ });
    expect(inputsOf(rendered, 'destruction.drawUp')).toMatchObject([{ number: '1', caseIds: null }]);
  });

  it('cases are left out of a proposal of a thousand, and the rest goes in whether it is drawn or not', async () => {
    const lawful = Array.from({ length: 1000 }, (_unused, at) => fakeProposedCase({ caseId: fakeId(20_000 + at), index: `03-${at}` }));
    const rendered = await openDestruction({ lawful });
    press('KeyN', { altKey: true });
    await screen.findByRole('checkbox', { name: 'Choose case 03-0 of 2021' });
    const table = screen.getByRole('group', { name: 'Cases whose period is over' });
    expect(within(table).getAllByRole('row')).toHaveLength(101);
    expect(screen.getByText('100 of 1,000 shown')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    const last = await screen.findByRole('checkbox', { name: 'Choose case 03-199 of 2021' });
    fireEvent.click(last);
    expect(screen.getByText(/^The chosen cases go in: 999\./)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Draw up the act' }));
    await screen.findByRole('heading', { name: /Draft$/ });
    expect(inputsOf(rendered, 'destruction.drawUp')).toMatchObject([{ caseIds: null, without: [fakeId(20_199)] }]);
  });

  it('an act is drawn up of single cases, and of none it is not', async () => {
    const other = fakeProposedCase({ caseId: fakeId(9811), index: '03-13' });
    const rendered = await openDestruction({ lawful: [CASE, other] });
    fireEvent.click(screen.getByRole('button', { name: 'New act' }));
    const all = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Choose all' });
    expect(all.checked).toBe(true);
    fireEvent.click(all);
    expect(screen.getByRole('button', { name: 'Draw up the act' })).toHaveProperty('disabled', true);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose case 03-13 of 2021' }));
    expect(all.indeterminate).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Draw up the act' }));
    await screen.findByRole('heading', { name: /Draft$/ });
    expect(inputsOf(rendered, 'destruction.drawUp')).toMatchObject([{ caseIds: [other.caseId] }]);
  });

  it('the next step alone is offered, and what stands against a case stops it until the case leaves', async () => {
    const rendered = await openDestruction({ lawful: [CASE], acts: [fakeAct()], obstructed: [{ ...CASE, obstacles: [{ code: 'onHold', about: 'Court' }] }] });
    await openAct();
    const step = screen.getByRole('button', { name: 'Record the agreement of the expert commission' });
    fireEvent.change(screen.getByLabelText('Number of the protocol'), { target: { value: '3' } });
    expect(step).toHaveProperty('disabled', true);
    expect(screen.queryByRole('button', { name: 'Record the approval' })).toBeNull();
    fireEvent.click(screen.getAllByRole('button', { name: 'Leave out of the act' })[0] as HTMLElement);
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText('Reason'), { target: { value: 'the court' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Leave out of the act' }));
    await waitFor(() => expect(inputsOf(rendered, 'destruction.leaveOut')).toEqual([{ actId: fakeId(9801), caseId: CASE.caseId, reason: 'the court' }]));
  });

  it('whoever began it is not asked to confirm; another confirms with the own password', async () => {
    await openDestruction({ lawful: [CASE], acts: [begunBy(fakeId(12))] });
    await openAct();
    expect(screen.queryByRole('button', { name: 'Confirm and destroy' })).toBeNull();
    expect(screen.getByText(/Another person has to sign in/)).toBeDefined();
    cleanup();
    const rendered = await openDestruction({ lawful: [CASE], acts: [begunBy(fakeId(11))] });
    await openAct();
    fireEvent.change(screen.getByLabelText('Your password'), { target: { value: 'secret' } });
    fireEvent.click(screen.getByRole('button', { name: 'Confirm and destroy' }));
    await screen.findByRole('heading', { name: /Executed$/ });
    expect(inputsOf(rendered, 'destruction.confirm')).toEqual([{ actId: fakeId(9801), password: 'secret' }]);
    expect(screen.getByText('No place has told yet that its files are gone.')).toBeDefined();
  });

  it('a long act tells how far it is, and what stayed says what stood against it', async () => {
    const confirmed = { at: '2026-03-05T09:00:00Z', by: 'Second Person', accountId: fakeId(13) };
    await openDestruction({ lawful: [CASE], acts: [{ ...begunBy(fakeId(11)), state: 'executing', cases: 12_480, destroyed: 5350, confirmed }] });
    await openAct();
    const part = screen.getByRole('region', { name: 'How far the act is executed' });
    expect(part.textContent).toContain('5,350 of 12,480 cases are destroyed');
    expect(within(part).getByRole('progressbar').getAttribute('aria-valuenow')).toBe(String((100 * 5350) / 12_480));
    expect(screen.queryByRole('button', { name: 'Leave out of the act' })).toBeNull();
    cleanup();
    await openDestruction({ lawful: [CASE], acts: [{ ...begunBy(fakeId(11)), state: 'executed', destroyed: 1, confirmed }], stayed: [{ caseId: CASE.caseId, index: '03-12', title: 'Letters', reason: null, obstacle: 'onHold' }] });
    await openAct();
    expect(screen.getByText('03-12 Letters. A hold keeps it')).toBeDefined();
  });

  it('[C.7.6] an act whose desk is lost is gone on with by the own password, and says by whom', async () => {
    const executing = { ...begunBy(fakeId(11)), state: 'executing', cases: 120, destroyed: 50, confirmed: { at: '2026-03-05T09:00:00Z', by: 'Second Person', accountId: fakeId(13) } } as const;
    await openDestruction({ lawful: [CASE], acts: [executing] });
    await openAct();
    expect(screen.queryByRole('button', { name: 'Go on with the destruction' })).toBeNull();
    cleanup();
    const rendered = await openDestruction({ lawful: [CASE], acts: [executing], resumable: true });
    await openAct();
    fireEvent.change(screen.getByLabelText('Your password'), { target: { value: 'secret' } });
    fireEvent.click(screen.getByRole('button', { name: 'Go on with the destruction' }));
    await screen.findByText('Gone on with by');
    expect(inputsOf(rendered, 'destruction.resume')).toEqual([{ actId: fakeId(9801), password: 'secret' }]);
    expect(screen.queryByLabelText('Your password')).toBeNull();
  });

  it('a draft is discarded with a reason, and the list is there again', async () => {
    const rendered = await openDestruction({ lawful: [CASE], acts: [fakeAct()] });
    await openAct();
    fireEvent.click(screen.getByRole('button', { name: 'Discard draft' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText('Reason'), { target: { value: 'drawn up twice' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Discard draft' }));
    await screen.findByRole('heading', { name: 'Acts of destruction' });
    expect(inputsOf(rendered, 'destruction.discard')).toEqual([{ actId: fakeId(9801), reason: 'drawn up twice' }]);
    expect(screen.queryByRole('button', { name: 'Act No 1 of 2026' })).toBeNull();
  });

  it('[ARC-04] the card of a destroyed document says by which act it went and offers nothing that needs its files', async () => {
    renderDesk({ cards: 1, destroyed: { actNumber: '7', on: '2026-03-05', method: 'Overwrite', persons: ['First Person', 'Second Person'] } });
    await screen.findByRole('button', { name: 'Search' });
    usePlaces.getState().go({ room: 'search', view: 'document', documentId: fakeId(1001) });
    const note = (await screen.findByText(/by act No 7/)).closest('[role=status]');
    for (const said of ['Overwrite', 'First Person', 'Second Person']) expect(note?.textContent).toContain(said);
    expect(screen.queryByRole('button', { name: /^Sign/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Save the file/ })).toBeNull();
    fireEvent.click(screen.getByRole('tab', { name: 'Copies' }));
    expect(screen.getAllByText(/The files and copies of the document were destroyed/).length).toBeGreaterThan(0);
  });
});
