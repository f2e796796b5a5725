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
