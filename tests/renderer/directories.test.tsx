import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput, MethodName } from '#shared/contract/index.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const inputsOf = <Name extends MethodName>({ desk }: RenderedDesk, method: Name): MethodInput<Name>[] => desk.calls.filter((call) => call.method === method).map((call) => call.input as MethodInput<Name>);

async function correspondentField(): Promise<HTMLInputElement> {
  await screen.findByRole('form', { name: 'Registration card' });
  const field = document.querySelector<HTMLInputElement>('[data-card] [data-field="correspondent"]');
  if (field === null) throw new Error('no field');
  return field;
}

const openRoom = async (name: string): Promise<void> => {
  fireEvent.click(await within(await screen.findByRole('navigation', { name: 'Rooms' })).findByRole('button', { name: new RegExp(name) }));
};

describe('the correspondent of a card', () => {
  it('is found in another alphabet and named by its entry', async () => {
    renderDesk();
    const field = await correspondentField();
    fireEvent.focus(field);
    fireEvent.change(field, { target: { value: 'ministerstvo osv' } });
    fireEvent.click(await screen.findByRole('option', { name: /Міністерство освіти і науки України/ }));
    expect(field.value).toBe('Міністерство освіти і науки України');
    expect(await screen.findByText('In the directory: State body')).toBeTruthy();
  });

  it('is kept with F7 where the directory has it not, and its category chosen beside', async () => {
    const rendered = renderDesk();
    const field = await correspondentField();
    fireEvent.change(field, { target: { value: 'ТОВ «Світанок»' } });
    await screen.findByRole('button', { name: /Add to the directory/ });
    act(() => press('F7'));
    await waitFor(() => expect(inputsOf(rendered, 'correspondents.define')).toEqual([{ name: 'ТОВ «Світанок»' }]));
    fireEvent.change(await screen.findByRole('combobox', { name: 'Category' }), { target: { value: 'parliament' } });
    await waitFor(() => expect(inputsOf(rendered, 'correspondents.change')).toMatchObject([{ changes: { category: 'parliament' } }]));
    expect(await screen.findByText('Primary review by the head only')).toBeTruthy();
  });

  it('[REG-10] that the country’s rules name is offered and told for the head only, though the directory has it not', async () => {
    renderDesk();
    const field = await correspondentField();
    fireEvent.focus(field);
    fireEvent.change(field, { target: { value: 'верховна' } });
    fireEvent.click(await screen.findByRole('option', { name: /Верховна Рада України.*Parliament/ }));
    expect(field.value).toBe('Верховна Рада України');
    expect(await screen.findByText('By the country’s rules: Parliament')).toBeTruthy();
    expect(await screen.findByText('Primary review by the head only')).toBeTruthy();
    fireEvent.change(field, { target: { value: 'Верховна' } });
    await screen.findByRole('button', { name: /Add to the directory/ });
    expect(screen.queryByText('Primary review by the head only')).toBeNull();
  });
});

describe('primary review', () => {
  it('passes all whose reviewer is certain with one key', async () => {
    const rendered = renderDesk();
    fireEvent.click(await screen.findByRole('button', { name: 'To pass on' }));
    const button = await screen.findByRole('button', { name: /Pass those with a certain reviewer: [1-9]/ });
    const count = Number(/: (\d+)/.exec(button.textContent ?? '')?.[1]);
    act(() => press('Enter', { ctrlKey: true }));
    await waitFor(() => expect(inputsOf(rendered, 'review.passSuggested')[0]?.documentIds).toHaveLength(count));
  });

  it('leaves a document like one that was passed to a hand of its own, and names the other', async () => {
    renderDesk({ likePassed: true });
    fireEvent.click(await screen.findByRole('button', { name: 'To pass on' }));
    expect(await screen.findByRole('button', { name: /Pass those with a certain reviewer: 0/ })).toBeTruthy();
    const [row] = await screen.findAllByText(/to the head only/);
    const number = row?.closest('tr')?.querySelector('button');
    if (number === null || number === undefined) throw new Error('no row');
    fireEvent.click(number);
    expect(await screen.findByRole('button', { name: 'A document with the same sender, number and date is under review: № 112/01-05' })).toBeTruthy();
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: /Pass to: / })).disabled).toBe(false);
  });

  it('[REG-11] a row of the table keeps the index of its case, also one that this year lacks', async () => {
    const rendered = renderDesk();
    await openRoom('Directories');
    fireEvent.click(await screen.findByRole('tab', { name: 'Primary review' }));
    expect(await screen.findByText('01-12 Білім беру мәселелері бойынша хат алмасу')).toBeTruthy();
    expect(await screen.findByText('07-03 (not in this year’s nomenclature)')).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: /^Edit the row: 3/ }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole<HTMLInputElement>('combobox', { name: 'Case index' }).value).toBe('07-03 (not in this year’s nomenclature)');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'review.defineDuty')).toMatchObject([{ caseIndex: '07-03' }]));
    fireEvent.click(await screen.findByRole('button', { name: /^Edit the row: 2/ }));
    const other = await screen.findByRole('dialog');
    fireEvent.click(within(other).getByRole('combobox', { name: 'Case index' }));
    fireEvent.click(await screen.findByRole('option', { name: /^03-02 / }));
    fireEvent.click(within(other).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'review.defineDuty').at(-1)).toMatchObject({ caseIndex: '03-02' }));
  });

  it('[REG-10] offers no other person where the head alone may review', async () => {
    renderDesk();
    fireEvent.click(await screen.findByRole('button', { name: 'To pass on' }));
    const [row] = await screen.findAllByText(/to the head only/);
    const number = row?.closest('tr')?.querySelector('button');
    if (number === null || number === undefined) throw new Error('no row');
    fireEvent.click(number);
    const pass = await screen.findByRole('button', { name: /Pass to: / });
    expect(pass).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Choose the reviewer' })).toBeNull();
    act(() => press('F8'));
    expect(await screen.findByText(/^Registered: .* · Passed /)).toBeTruthy();
  });
});

describe('outages', () => {
  it('[OFF-01] one that lasts is said in the frame; it is opened with its cause', async () => {
    const rendered = renderDesk();
    await openRoom('Directories');
    fireEvent.click(await screen.findByRole('tab', { name: 'Outages' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Open an outage' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText('Cause'), { target: { value: 'technical-works' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Open an outage' }));
    expect(await screen.findByText(/Electronic flow is suspended since .*: Technical works/)).toBeTruthy();
    expect(inputsOf(rendered, 'outages.open')).toMatchObject([{ cause: 'technical-works', expectedUntil: null }]);
  });
});

describe('journals and kinds', () => {
  const openSection = async (name: string): Promise<void> => {
    await openRoom('Directories');
    fireEvent.click(await screen.findByRole('tab', { name }));
  };

  it('shows what the pattern gives while it is typed, and why what stands stands', async () => {
    const rendered = renderDesk();
    await openSection('Journals');
    const form = await screen.findByRole('form', { name: 'Incoming documents' });
    expect(within(form).getByText('Example of the next index: 113/01-05')).toBeTruthy();
    expect(within(form).getByRole<HTMLSelectElement>('combobox', { name: 'Direction' }).disabled).toBe(true);
    expect(within(form).getAllByText(/^Stands: the journal has numbers/)).toHaveLength(3);
    const pattern = within(form).getByRole('textbox', { name: 'Pattern of the index' });
    fireEvent.change(pattern, { target: { value: '{unit}/{n' } });
    expect(within(form).getByText('A brace of the pattern is not closed.')).toBeTruthy();
    fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
    expect(await within(form).findByRole('alert')).toBeTruthy();
    fireEvent.change(pattern, { target: { value: '{unit}/{n}' } });
    expect(within(form).getByText('Example of the next index: 01/113')).toBeTruthy();
    fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'directories.defineJournal').at(-1)?.journal).toMatchObject({ journalId: 'incoming', pattern: '{unit}/{n}', direction: 'incoming' }));
    fireEvent.click(within(form).getByRole('button', { name: 'Close the journal' }));
    expect(await screen.findByRole('button', { name: 'Reopen the journal' })).toBeTruthy();
  });

  it('opens a new journal with one key', async () => {
    renderDesk();
    await openSection('Journals');
    await screen.findByRole('form', { name: 'Incoming documents' });
    act(() => press('KeyN', { altKey: true }));
    const form = await screen.findByRole('form', { name: 'New journal' });
    fireEvent.change(within(form).getByRole('textbox', { name: 'Ukrainian' }), { target: { value: 'Накази' } });
    fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('form', { name: 'Накази' })).toBeTruthy();
  });

  it('[CARD-06] sets the template of a kind by the order that says so', async () => {
    const rendered = renderDesk();
    await openSection('Kinds');
    const form = await screen.findByRole('form', { name: 'Letter' });
    fireEvent.click(within(form).getByRole('radio', { name: 'Case index: Mandatory' }));
    fireEvent.click(within(form).getByRole('radio', { name: 'Note: Additional' }));
    fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
    expect(await within(form).findByText('Fill this in.')).toBeTruthy();
    fireEvent.change(within(form).getByRole('textbox', { name: /Order that makes the change/ }), { target: { value: 'Наказ 14' } });
    fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'directories.defineKind').at(-1)?.basisOrder).toBe('Наказ 14'));
    const saved = inputsOf(rendered, 'directories.defineKind').at(-1);
    expect(saved?.kind.mandatory).toContain('caseId');
    expect(saved?.kind.additional).toEqual(['note']);
  });

  it('shows a kind that law keeps out with its clause and nothing to change', async () => {
    renderDesk();
    await openSection('Kinds');
    fireEvent.click(await screen.findByRole('button', { name: /^Staff matter/ }));
    expect(await screen.findByText('Kept out of electronic flow: 1.9')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });
});
