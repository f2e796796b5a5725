import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput, MethodName } from '#shared/contract/index.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const inputsOf = <Name extends MethodName>({ desk }: RenderedDesk, method: Name): MethodInput<Name>[] => desk.calls.filter((call) => call.method === method).map((call) => call.input as MethodInput<Name>);

async function openStructure(): Promise<void> {
  fireEvent.click(await within(await screen.findByRole('navigation', { name: 'Rooms' })).findByRole('button', { name: /Directories/ }));
  fireEvent.click(await screen.findByRole('tab', { name: 'Structure and people' }));
  await screen.findByRole('heading', { name: 'Units' });
}

/** Through the palette: an official has no room of directories. */
async function openAssistants(): Promise<HTMLElement> {
  await screen.findByRole('navigation', { name: 'Rooms' });
  act(() => press('KeyK', { ctrlKey: true }));
  fireEvent.change(await screen.findByPlaceholderText('A command or a part of a card’s number'), { target: { value: 'assistants' } });
  fireEvent.click(await screen.findByRole('button', { name: 'My assistants and deputies' }));
  return screen.findByRole('dialog', { name: 'My assistants and deputies' });
}

const type = (within_: HTMLElement, name: string | RegExp, value: string): void => void fireEvent.change(within(within_).getByRole('textbox', { name }), { target: { value } });
const choose = async (within_: HTMLElement, name: string | RegExp, option: RegExp): Promise<void> => {
  fireEvent.click(within(within_).getByRole('combobox', { name }));
  fireEvent.click(await screen.findByRole('option', { name: option }));
};

describe('units and people', () => {
  it('a unit is given a head and another place in the tree', async () => {
    const rendered = renderDesk();
    await openStructure();
    fireEvent.click(await screen.findByRole('button', { name: 'Халықаралық ынтымақтастық бөлімі. Part of: Ректорат' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole<HTMLSelectElement>('combobox', { name: 'Part of' }).value).toBe('u1');
    await choose(dialog, 'Head', /^Петров/);
    fireEvent.change(within(dialog).getByRole('combobox', { name: 'Part of' }), { target: { value: '' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'directories.defineUnit')[0]?.unit).toMatchObject({ unitId: 'u2', parentUnitId: null, headPersonId: 'p3', coordinatorPersonId: 'p1' }));
  });

  it('offers no unit as part of one that stands below it', async () => {
    renderDesk();
    await openStructure();
    fireEvent.click(await screen.findByRole('button', { name: 'Ректорат' }));
    const dialog = await screen.findByRole('dialog');
    expect([...within(dialog).getByRole<HTMLSelectElement>('combobox', { name: 'Part of' }).options].map(({ value }) => value)).toEqual(['']);
  });

  it('shows posts and who is away', async () => {
    renderDesk();
    await openStructure();
    expect(await screen.findByText('head of the office')).toBeTruthy();
    expect(screen.getAllByText('deputy head')).toHaveLength(1);
    expect(screen.getByText(/away until/)).toBeTruthy();
  });
});

describe('assistants and deputies', () => {
  it('[RES-12] an official appoints one in his own settings, from the palette, and only with the document', async () => {
    const rendered = renderDesk({ roles: ['official'] });
    const dialog = await openAssistants();
    fireEvent.click(await within(dialog).findByRole('button', { name: 'Appoint an assistant or deputy' }));
    const form = within(dialog).getByRole('form', { name: 'Appoint an assistant or deputy' });
    expect(within(form).queryByRole('combobox', { name: 'For whom' })).toBeNull();
    await choose(form, 'Who acts', /^Асанова/);
    const save = within(form).getByRole('button', { name: 'Appoint an assistant or deputy' });
    fireEvent.click(save);
    expect(await within(form).findAllByText('Fill this in.')).toHaveLength(3);
    expect(inputsOf(rendered, 'structure.grantDelegation')).toEqual([]);
    type(form, /Title of the document/, 'Наказ');
    type(form, /Number/, '12-к');
    type(form, /^Date/, '27.02.2026');
    fireEvent.click(within(form).getByRole('checkbox', { name: 'sign' }));
    fireEvent.click(save);
    await waitFor(() => expect(inputsOf(rendered, 'structure.grantDelegation')).toMatchObject([{ principalPersonId: 'p1', basis: { title: 'Наказ', number: '12-к', date: '2026-02-27' }, actions: ['review', 'resolve', 'sign'], kindIds: null, untilDay: null }]));
  });

  it('[RES-12] removes one again', async () => {
    const rendered = renderDesk({ roles: ['official'] });
    const dialog = await openAssistants();
    fireEvent.click(await within(dialog).findByRole('button', { name: /^End the powers: / }));
    await waitFor(() => expect(inputsOf(rendered, 'structure.removeDelegation')).toHaveLength(1));
    // Another that was ended before stands under the ones granted to him.
    await waitFor(() => expect(within(dialog).getAllByText(/^ended /)).toHaveLength(2));
    expect(within(dialog).queryByRole('button', { name: /^End the powers: / })).toBeNull();
  });

  it('tells what the desk refused beside its field', async () => {
    renderDesk({ refuse: { 'structure.recordAbsence': { code: 'refused', message: 'error.absenceRefused', params: {}, issues: [{ path: 'to', message: 'absence.problem.tooLong' }] } } });
    await openStructure();
    fireEvent.click(await screen.findByRole('button', { name: 'Record an absence' }));
    const form = await screen.findByRole('form', { name: 'Record an absence' });
    await choose(form, 'Who', /^Коваленко/);
    type(form, /^From/, '9.3.2026 9:00');
    type(form, /^To/, '9.3.2126 9:00');
    fireEvent.click(within(form).getByRole('button', { name: 'Record an absence' }));
    expect((await within(form).findAllByText('Longer than ten years. Look at the year.')).length).toBeGreaterThan(0);
    expect(within(form).getByRole('textbox', { name: /^To/ }).getAttribute('aria-invalid')).toBe('true');
  });
});

describe('working hours', () => {
  it('are set for a unit and taken away again', async () => {
    const rendered = renderDesk();
    await openStructure();
    fireEvent.click(await screen.findByRole('button', { name: 'Set working hours' }));
    const form = await screen.findByRole('form', { name: 'Set working hours' });
    await choose(form, 'Whose', /Ректорат/);
    fireEvent.change(within(form).getByLabelText('Day begins'), { target: { value: '08:30' } });
    fireEvent.click(within(form).getByRole('checkbox', { name: 'Sat' }));
    fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'structure.setPlan')).toEqual([{ scope: { of: 'unit', unitId: 'u1' }, plan: { start: 510, end: 1080, lunch: { start: 780, end: 840 }, weekdays: [1, 2, 3, 4, 5, 6] } }]));
    expect(await screen.findByText('08:30–18:00, lunch 13:00–14:00')).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Take away: Ректорат' }));
    await waitFor(() => expect(inputsOf(rendered, 'structure.setPlan')[1]).toEqual({ scope: { of: 'unit', unitId: 'u1' }, plan: null }));
    expect(await screen.findByText(/The country’s week holds/)).toBeTruthy();
  });
});
