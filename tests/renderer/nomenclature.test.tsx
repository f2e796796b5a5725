import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function openRoom(options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk(options);
  fireEvent.click(await screen.findByRole('button', { name: 'Cases' }));
  return rendered;
}

const callsOf = <Input,>(rendered: RenderedDesk, method: string): Input[] => rendered.desk.calls.filter((call) => call.method === method).map((call) => call.input as Input);
const tree = (): Promise<HTMLElement> => screen.findByRole('tree', { name: 'Sections and cases' });

describe('the nomenclature room', () => {
  it('shows sections with their cases, how full they are and what has no retention', async () => {
    await openRoom();
    const rows = within(await tree()).getAllByRole('treeitem');
    expect(rows.map((row) => [row.getAttribute('aria-level'), row.firstElementChild?.textContent])).toEqual([['1', '01'], ['2', '01-01'], ['2', '01-05'], ['1', '02'], ['2', '02-01'], ['2', '02-02']]);
    expect(rows[1]?.textContent).toContain('постійно, ст. 16а');
    expect(rows[1]?.textContent).toContain('42');
    expect(rows[5]?.textContent).toContain('No retention period');
  });

  it('is walked by keys alone: arrows choose, Enter goes to the form', async () => {
    await openRoom({ nomenclature: { state: 'draft' } });
    const list = await tree();
    within(list).getAllByRole('treeitem')[0]?.focus();
    fireEvent.keyDown(document.activeElement ?? list, { key: 'ArrowDown' });
    await screen.findByRole('heading', { level: 2, name: /^01-01/ });
    fireEvent.keyDown(document.activeElement ?? list, { key: 'End' });
    await screen.findByRole('heading', { level: 2, name: /^02-02/ });
    const tabbable = within(list).getAllByRole('treeitem').filter((row) => row.tabIndex === 0);
    expect(tabbable.map((row) => row.firstElementChild?.textContent)).toEqual(['02-02']);
    fireEvent.keyDown(document.activeElement ?? list, { key: 'Enter' });
    expect(document.activeElement?.closest('[data-nomenclature-form]')).not.toBeNull();
  });

  it('an approved list takes only an addition, and asks for its basis', async () => {
    const rendered = await openRoom();
    fireEvent.click(within(await tree()).getAllByRole('treeitem')[1] as HTMLElement);
    await screen.findByRole('heading', { level: 2, name: /^01-01/ });
    expect(screen.queryByLabelText(/^Case index/)).toBeNull();
    fireEvent.click(screen.getByLabelText(/^Transit case/));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(callsOf(rendered, 'nomenclature.markCase')).toEqual([{ nomenclatureId: 'n-2026', caseId: 'case-01-01', transit: true, owner: null }]));
    fireEvent.click(screen.getByRole('button', { name: 'Add a case' }));
    expect((await screen.findByLabelText<HTMLInputElement>(/^Case index/)).value).toBe('01-06');
    fireEvent.change(screen.getByLabelText(/^Title of the case/), { target: { value: 'Протоколи' } });
    fireEvent.change(screen.getByLabelText(/^Basis of the addition/), { target: { value: 'наказ № 5' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(callsOf(rendered, 'nomenclature.defineCase')).toHaveLength(1));
    expect(callsOf<MethodInput<'nomenclature.defineCase'>>(rendered, 'nomenclature.defineCase')[0]).toMatchObject({ caseId: null, basis: 'наказ № 5', fields: { index: '01-06', title: 'Протоколи', owner: 'Олена Коваль' } });
  });

  it('[NOM-03] takes period and article over from the retention list, and says where an entry is doubtful', async () => {
    await openRoom({ nomenclature: { state: 'draft' } });
    fireEvent.click(within(await tree()).getAllByRole('treeitem')[5] as HTMLElement);
    fireEvent.change(await screen.findByLabelText('Choose from the list'), { target: { value: 'накази' } });
    const found = await screen.findByRole('group', { name: 'Retention list' });
    fireEvent.click(within(found).getByRole('button', { name: /^постійно · ст\. 16а/ }));
    expect(screen.getByLabelText<HTMLInputElement>('Article of the list').value).toBe('ст. 16а');
    expect(screen.getByLabelText<HTMLSelectElement>('Retention period').value).toBe('permanent');
    expect(found.textContent).toContain('compare with the list in force');
  });

  it('names what the next step lacks and does not offer it until then', async () => {
    await openRoom({ nomenclature: { state: 'draft' } });
    await tree();
    const state = screen.getByRole('region', { name: 'Draft' });
    expect(state.textContent).toContain('No retention period: 02-02');
    expect(within(state).getByRole<HTMLButtonElement>('button', { name: 'Record the agreement' }).disabled).toBe(true);
  });

  it('an import is shown before it is written, and rejected rows stop it until they are left out on purpose', async () => {
    const rendered = await openRoom({ nomenclature: { state: 'draft' } });
    await tree();
    const input = document.querySelector<HTMLInputElement>('input[type="file"]');
    if (input === null) throw new Error('no file field');
    fireEvent.change(input, { target: { files: [new File(['a;b'], 'справи.csv')] } });
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(/Row 4/);
    expect(within(dialog).getByText(/03-01 Господарські договори/)).toBeTruthy();
    expect(within(dialog).getByText(/the retention cannot be read/)).toBeTruthy();
    const write = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Write' });
    expect(write.disabled).toBe(true);
    fireEvent.click(within(dialog).getByLabelText('Leave the rejected rows out and write the rest'));
    fireEvent.click(write);
    await waitFor(() => expect(callsOf(rendered, 'nomenclature.import')).toMatchObject([{ fileName: 'справи.csv', skipRejected: true, mapping: { index: 0, title: 1, retention: 2 } }]));
  });

  it('without any year says what to do first, and an error can be tried again', async () => {
    await openRoom({ nomenclature: { none: true } });
    expect(await screen.findByText('There is no nomenclature yet')).toBeTruthy();
    cleanup();
    await openRoom({ refuse: { 'nomenclature.years': { code: 'internal', message: 'error.unknown', params: { reference: 'x' }, issues: [] } } });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
