import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { VOLUME } from '../support/fake-desk/inventories.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const callsOf = <Input,>(rendered: RenderedDesk, method: string): Input[] => rendered.desk.calls.filter((call) => call.method === method).map((call) => call.input as Input);

async function openInventories(options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk(options);
  await screen.findByRole('button', { name: 'Search' });
  usePlaces.getState().go({ room: 'archive', view: 'inventories' });
  await screen.findByRole('heading', { name: 'Inventories' });
  return rendered;
}

async function openInventory(options: FakeDeskOptions = {}): Promise<{ rendered: RenderedDesk; page: HTMLElement }> {
  const rendered = await openInventories(options);
  fireEvent.click(await screen.findByRole('button', { name: '№ 7' }));
  return { rendered, page: await screen.findByRole('region', { name: /^№ 7/ }) };
}

describe('inventories in the window', () => {
  it('lists them with their states, and what stands in none', async () => {
    await openInventories();
    const table = await screen.findByRole('group', { name: 'Inventories' });
    expect(within(table).getAllByRole('row')[1]?.textContent).toBe('2020№ 7Permanent keeping118–1203Waits for the archive');
    expect(within(screen.getByRole('region', { name: 'Summary by year and kind' })).getAllByRole('row')[1]?.textContent).toBe('2020Permanent keeping1335819');
    const waiting = screen.getByRole('region', { name: 'Closed cases in no inventory' });
    expect(within(waiting).getAllByRole('row').slice(1).map((row) => row.textContent)).toEqual(['2021Permanent keeping3Draw up an inventory', '2021Personnel12Draw up an inventory']);
  });

  it('is drawn up of the proposal: volumes may be left out and worded otherwise', async () => {
    const rendered = await openInventories();
    fireEvent.click(await screen.findByRole('button', { name: 'Draw up an inventory: 2021, Permanent keeping' }));
    const dialog = await screen.findByRole('dialog');
    expect((await within(dialog).findByLabelText<HTMLInputElement>(/^Number of the first case/)).value).toBe('121');
    fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Enter case 01-07, volume 1' }));
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Title of case 01-03, volume 2' }), { target: { value: 'Протоколи № 13–24' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(callsOf<MethodInput<'inventories.drawUp'>>(rendered, 'inventories.drawUp')).toMatchObject([
        { type: 'permanent', year: 2021, number: '8', firstNumber: 121, without: [{ caseId: 'case-01-07', volume: 1 }], worded: [{ caseId: 'case-01-03', volume: 2, title: 'Протоколи № 13–24', note: '' }] },
      ]),
    );
    const page = await screen.findByRole('region', { name: /^№ 8/ });
    expect(within(page).getAllByRole('row').slice(1).map((row) => row.firstElementChild?.textContent)).toEqual(['121', '122']);
    expect(within(page).getByRole('button', { name: 'Record the commission’s agreement' })).toBeTruthy();
  });

  it('a proposal of a thousand volumes is drawn from its beginning, and is saved whole', async () => {
    const rendered = await openInventories({ inventories: { volumes: Array.from({ length: 1000 }, (_unused, at) => ({ ...VOLUME, volume: at + 1 })) } });
    fireEvent.click(await screen.findByRole('button', { name: 'Draw up an inventory: 2021, Permanent keeping' }));
    const dialog = await screen.findByRole('dialog');
    const proposal = await within(dialog).findByRole('group', { name: 'Proposed cases' });
    expect(within(proposal).getAllByRole('row')).toHaveLength(101);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Show more' }));
    fireEvent.click(await within(dialog).findByRole('checkbox', { name: 'Enter case 01-03, volume 200' }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(callsOf<MethodInput<'inventories.drawUp'>>(rendered, 'inventories.drawUp')).toMatchObject([{ without: [{ caseId: VOLUME.caseId, volume: 200 }] }]));
    expect(await within(await screen.findByRole('region', { name: /^№ 8/ })).findByText('100 of 999 shown')).toBeTruthy();
  });

  it('a draft is opened with its own words and what it had left out', async () => {
    const { rendered, page } = await openInventory({ inventories: { state: 'draft' } });
    fireEvent.click(within(page).getByRole('button', { name: 'Change the draft' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(await within(dialog).findByRole('checkbox', { name: 'Enter case 01-07, volume 1' }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(callsOf<MethodInput<'inventories.drawUp'>>(rendered, 'inventories.drawUp')[0]?.worded?.map(({ title }) => title)).toEqual([VOLUME.title, VOLUME.title, 'Річні звіти']));
    fireEvent.click(await within(page).findByRole('button', { name: 'Change the draft' }));
    const again = await screen.findByRole('dialog');
    expect((await within(again).findByRole<HTMLInputElement>('checkbox', { name: 'Enter case 01-07, volume 1' })).checked).toBe(false);
  });

  it('goes by the archive to the head, and back with a reason', async () => {
    const { rendered, page } = await openInventory();
    fireEvent.click(within(page).getByRole('button', { name: 'Record the archive’s agreement' }));
    let dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText(/^Protocol №/), { target: { value: '12' } });
    fireEvent.change(within(dialog).getByLabelText(/^Date of the protocol/), { target: { value: '05.03.2026' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Record the archive’s agreement' }));
    await waitFor(() => expect(callsOf<MethodInput<'inventories.agree'>>(rendered, 'inventories.agree')).toMatchObject([{ by: 'archive', protocolNumber: '12', protocolDate: '2026-03-05' }]));
    fireEvent.click(await within(page).findByRole('button', { name: 'Record the approval' }));
    dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText(/^Approved by/), { target: { value: 'Ректор Коваль П. С.' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Record the approval' }));
    await waitFor(() => expect(callsOf<MethodInput<'inventories.approve'>>(rendered, 'inventories.approve')).toMatchObject([{ by: 'Ректор Коваль П. С.' }]));
    await waitFor(() => expect(within(page).queryByRole('button', { name: 'Return' })).toBeNull());
    cleanup();

    const other = await openInventory();
    fireEvent.click(within(other.page).getByRole('button', { name: 'Return' }));
    dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText('Reason'), { target: { value: 'заголовки' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Return' }));
    await waitFor(() => expect(callsOf(other.rendered, 'inventories.return')).toMatchObject([{ reason: 'заголовки' }]));
    await within(other.page).findByRole('button', { name: 'Change the draft' });
    fireEvent.click(within(other.page).getByRole('button', { name: 'Discard draft' }));
    dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText('Reason'), { target: { value: 'не той рік' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Discard draft' }));
    await waitFor(() => expect(callsOf(other.rendered, 'inventories.discard')).toMatchObject([{ reason: 'не той рік' }]));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Change the draft' })).toBeNull());
  });

  it('is printed by its key, and saved as a table or XML', async () => {
    const { rendered, page } = await openInventory();
    press('KeyP', { ctrlKey: true });
    await waitFor(() => expect(callsOf(rendered, 'inventories.print')).toHaveLength(1));
    fireEvent.click(within(page).getByRole('button', { name: 'Save as a file' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'XML for the archive' }));
    await waitFor(() => expect(callsOf(rendered, 'inventories.export')).toMatchObject([{ form: 'xml' }]));
  });

  it('shows a long one page by page, and says so where there is none', async () => {
    const { page } = await openInventory({ inventories: { volumes: Array.from({ length: 450 }, (_unused, at) => ({ ...VOLUME, volume: at + 1 })) } });
    expect(within(page).getAllByRole('row')).toHaveLength(101);
    for (let presses = 0; presses < 4; presses += 1) fireEvent.click(within(page).getByRole('button', { name: 'Show more' }));
    expect(within(page).getAllByRole('row')).toHaveLength(451);
    expect(within(page).queryByRole('button', { name: 'Show more' })).toBeNull();
    cleanup();
    await openInventories({ inventories: { none: true } });
    expect(await screen.findByText('There is no inventory yet')).toBeTruthy();
  });
});
