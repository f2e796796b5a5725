import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { type FakePackagesOptions, PACKAGE_LISTS, packageDocument, packageReport } from '../support/fake-desk/packages.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function packages(options: Parameters<typeof renderDesk>[0] = {}) {
  const rendered = renderDesk({ packages: PACKAGE_LISTS, ...options });
  await screen.findByRole('button', { name: 'My desk' });
  usePlaces.getState().go({ room: 'archive', view: 'packages' });
  await screen.findByRole('table', { name: 'Packages made' });
  return rendered;
}

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

async function inspected(): Promise<HTMLElement> {
  fireEvent.click(screen.getByRole('button', { name: 'Inspect a received package' }));
  const dialog = await screen.findByRole('dialog', { name: 'Inspect a received package' });
  const input = document.querySelector<HTMLInputElement>('input[type="file"][accept*=".tar"]');
  if (input === null) throw new Error('no place for a file');
  fireEvent.change(input, { target: { files: [new File(['package'], 'transfer.tar')] } });
  return dialog;
}

describe('packages', () => {
  it('lists what was made and what came, and offers a file only where it lies', async () => {
    await packages();
    const made = screen.getByRole('table', { name: 'Packages made' });
    expect(within(made).getAllByRole('row')).toHaveLength(4);
    expect(within(made).getAllByRole('button')).toHaveLength(1);
    expect(within(made).getByText('at another desk')).toBeTruthy();
    expect(within(made).getByText('destroyed with act No. 3/2026')).toBeTruthy();
    const imported = screen.getByRole('table', { name: 'Packages received' });
    expect(within(imported).getByText('Обласний ліцей')).toBeTruthy();
    expect(await violations()).toEqual([]);
    fireEvent.click(within(imported).getByRole('button', { name: 'Report on the file передача-2024.tar' }));
    expect(await screen.findByText('The package is sound: every checksum is right.')).toBeTruthy();
  });

  it('finds cases among a thousand, and takes no more of them than a package may hold', async () => {
    const cases = Array.from({ length: 1000 }, (_unused, at) => ({ caseId: `c${at}`, index: `02-${at}`, title: 'Накази', year: 2025, closedOn: '2026-01-15', documents: 1 }));
    const inventory = { inventoryId: 'long', type: 'personnel' as const, number: '3', year: 2025, title: 'Накази', caseIds: cases.slice(0, 201).map(({ caseId }) => caseId) };
    const { desk } = await packages({ packages: { ...PACKAGE_LISTS, choices: { cases, inventories: [inventory] } } });
    fireEvent.click(screen.getByRole('button', { name: 'Make a package' }));
    const dialog = await screen.findByRole('dialog', { name: 'Make a package' });
    fireEvent.change(await within(dialog).findByLabelText(/Handed over to/), { target: { value: 'Державний архів' } });
    expect(within(dialog).getAllByRole('checkbox')).toHaveLength(100);
    fireEvent.change(within(dialog).getByLabelText('Choose by an inventory'), { target: { value: 'long' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Make a package' }));
    expect(within(dialog).getByText(/^A package takes at most 200 cases/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(within(dialog).getAllByRole('checkbox')).toHaveLength(200));
    fireEvent.change(within(dialog).getByLabelText('Find by index, title or year'), { target: { value: '02-150' } });
    await waitFor(() => expect(within(dialog).getAllByRole('checkbox')).toHaveLength(1));
    fireEvent.click(within(dialog).getByRole('checkbox'));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Make a package' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'packages.make')?.input).toMatchObject({ caseIds: inventory.caseIds.filter((caseId) => caseId !== 'c150') }));
  });

  it('makes one of the cases of an inventory, and asks for what is missing first', async () => {
    const { desk } = await packages();
    fireEvent.click(screen.getByRole('button', { name: 'Make a package' }));
    const dialog = await screen.findByRole('dialog', { name: 'Make a package' });
    await within(dialog).findByLabelText(/Handed over to/);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Make a package' }));
    expect(desk.calls.some(({ method }) => method === 'packages.make')).toBe(false);
    fireEvent.change(within(dialog).getByLabelText(/Handed over to/), { target: { value: 'Державний архів' } });
    fireEvent.change(within(dialog).getByLabelText('Choose by an inventory'), { target: { value: 'i1' } });
    fireEvent.click(within(dialog).getByLabelText(/BagIt/));
    expect(await violations()).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Make a package' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'packages.make')?.input).toMatchObject({ format: 'bagit', caseIds: ['c2'], madeFor: 'Державний архів' }));
    await waitFor(() => expect(within(screen.getByRole('table', { name: 'Packages made' })).getAllByRole('row')).toHaveLength(5));
  });

  it('[CARD-17] asks for the permission of the head once a document turns out to be barred', async () => {
    const { desk } = await packages({ packages: { ...PACKAGE_LISTS, barred: '112/01-05' } });
    fireEvent.click(screen.getByRole('button', { name: 'Make a package' }));
    const dialog = await screen.findByRole('dialog', { name: 'Make a package' });
    fireEvent.change(await within(dialog).findByLabelText(/Handed over to/), { target: { value: 'Державний архів' } });
    fireEvent.change(within(dialog).getByLabelText('Choose by an inventory'), { target: { value: 'i1' } });
    expect(within(dialog).queryByLabelText(/permission/)).toBeNull();
    const press = (): boolean => fireEvent.click(within(dialog).getByRole('button', { name: 'Make a package' }));
    press();
    const field = await within(dialog).findByLabelText(/permission/);
    expect(dialog.textContent).toContain('112/01-05');
    expect(await violations()).toEqual([]);
    const asked = (): number => desk.calls.filter(({ method }) => method === 'packages.make').length;
    press();
    expect(asked()).toBe(1);
    fireEvent.change(field, { target: { value: '№ 9 від 03.03.2026' } });
    press();
    await waitFor(() => expect(desk.calls.findLast(({ method }) => method === 'packages.make')?.input).toMatchObject({ permission: '№ 9 від 03.03.2026' }));
    expect(await screen.findByText(/Permission: № 9 від 03.03.2026/)).toBeTruthy();
  });

  it('says of a foreign one what is wrong with which file, and keeps it only when asked', async () => {
    const findings = [{ code: 'otherChecksum' as const, path: 'data/original/01/01/Наказ.pdf' }, { code: 'signatureMissing' as const, path: 'data/original/01/01/Наказ.pdf.p7s' }];
    const { desk } = await packages({ packages: { ...PACKAGE_LISTS, inspection: { kind: 'inspected', report: packageReport({ findings, findingCount: 2, described: false, cases: [], documents: [], documentCount: 0 }) } } });
    const dialog = await inspected();
    expect(await within(dialog).findByText('Findings in the package: 2')).toBeTruthy();
    expect(within(dialog).getByText('data/original/01/01/Наказ.pdf.p7s').closest('li')?.textContent).toContain('A signature that the card names is missing');
    expect(within(dialog).getByText(/Another program made the package/)).toBeTruthy();
    expect(await violations()).toEqual([]);
    expect(desk.calls.some(({ method }) => method === 'packages.import')).toBe(false);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Keep with the report' }));
    await waitFor(() => expect(desk.calls.some(({ method }) => method === 'packages.import')).toBe(true));
  });

  it('does not offer to keep what is no package', async () => {
    await packages({ packages: { ...PACKAGE_LISTS, inspection: { kind: 'refused', code: 'unsafePath', path: '../outside' } } });
    const dialog = await inspected();
    expect(await within(dialog).findByText('The file is not taken as a package')).toBeTruthy();
    expect(within(dialog).getByText('../outside')).toBeTruthy();
    expect(within(dialog).queryByRole('button', { name: 'Keep with the report' })).toBeNull();
  });

  const kept = (): HTMLElement => screen.getByRole('button', { name: 'Report on the file передача-2024.tar' });
  const described = { ...PACKAGE_LISTS, imported: PACKAGE_LISTS.imported.map((entry) => ({ ...entry, documents: 3 })) };
  async function documentsOf(options: FakePackagesOptions) {
    const rendered = await packages({ packages: { ...described, ...options } });
    fireEvent.click(kept());
    fireEvent.click(await screen.findByRole('button', { name: 'Take documents over for registration' }));
    await screen.findByRole('group', { name: 'Documents in the package' });
    return rendered;
  }

  it('gives documents of a package over for registration, those that are chosen and not twice', async () => {
    const registered = packageDocument(113, { taken: { letterId: 'l', state: 'registered', documentId: 'd', registrationIndex: '7/02-03' } });
    const discarded = packageDocument(114, { taken: { letterId: 'k', state: 'discarded', documentId: null, registrationIndex: null } });
    const { desk } = await documentsOf({ documents: [packageDocument(112), registered, discarded], refused: [{ path: discarded.path, reason: 'damaged' }] });
    expect(screen.getByText(/^registered as No.\s7\/02-03$/)).toBeTruthy();
    expect(screen.queryByLabelText('Choose document 113/01-05')).toBeNull();
    expect(await violations()).toEqual([]);
    const take = screen.getByRole('button', { name: 'Take over' });
    fireEvent.click(take);
    expect(screen.getByText('Choose documents first.')).toBeTruthy();
    expect(desk.calls.some(({ method }) => method === 'packages.take')).toBe(false);
    fireEvent.click(screen.getByLabelText('Choose all that were not taken over'));
    fireEvent.click(take);
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'packages.take')?.input).toMatchObject({ paths: [packageDocument(112).path, discarded.path] }));
    expect(await screen.findByText('waits for registration')).toBeTruthy();
    const refused = (await screen.findByText('Not taken over')).closest('[role="alert"]');
    expect(refused?.textContent).toContain('114/01-05 — a file of it is damaged, or missing in the package');
    expect(await violations()).toEqual([]);
    expect(screen.queryByLabelText('Choose document 112/01-05')).toBeNull();
  });

  it('leaves the hands on the keyboard: the list has the focus, each control follows, and the last is what is done', async () => {
    const { desk } = await documentsOf({ documents: [packageDocument(112), packageDocument(113)] });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Choose all that were not taken over')));
    const dialog = screen.getByRole('dialog');
    const reached = [...dialog.querySelectorAll<HTMLElement>('input, button')].filter(({ tabIndex }) => tabIndex >= 0);
    const order = ['Choose all that were not taken over', 'Choose document 112/01-05', 'Choose document 113/01-05'].map((name) => reached.indexOf(screen.getByLabelText(name)));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order).not.toContain(-1);
    expect(reached.at(-1)).toBe(screen.getByRole('button', { name: 'Take over' }));
    fireEvent.click(screen.getByLabelText('Choose document 113/01-05'));
    fireEvent.click(screen.getByRole('button', { name: 'Take over' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'packages.take')?.input).toMatchObject({ paths: [packageDocument(113).path] }));
  });

  it('chooses no more documents than go over at once', async () => {
    await documentsOf({ documents: Array.from({ length: 230 }, (_unused, at) => packageDocument(at + 1)) });
    fireEvent.click(screen.getByLabelText('Choose all that were not taken over'));
    expect(screen.getByText('Chosen: 200, at most 200 at once')).toBeTruthy();
    for (let page = 0; page < 2; page += 1) fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(screen.getByLabelText<HTMLInputElement>('Choose document 230/01-05').disabled).toBe(true);
  });

  it('offers no documents where the package describes none, or where nobody here registers', async () => {
    await packages();
    fireEvent.click(kept());
    expect(await screen.findByText('The package is sound: every checksum is right.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Take documents over for registration' })).toBeNull();
  });
});
