import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { draftsOfOffice } from '../support/fake-desk/routing-scenes.ts';

afterEach(cleanup);

const keptBy = ({ desk }: RenderedDesk): MethodInput<'routing.defineTemplate'>[] => desk.calls.filter(({ method }) => method === 'routing.defineTemplate').map(({ input }) => input as MethodInput<'routing.defineTemplate'>);
const key = (code: string, init: KeyboardEventInit = {}): void => act(() => press(code, init));

async function openRoutes(): Promise<RenderedDesk> {
  const rendered = renderDesk({ routing: draftsOfOffice('UA') });
  await screen.findByRole('navigation', { name: 'Rooms' });
  act(() => usePlaces.getState().go({ room: 'directories', view: 'routes' }));
  await screen.findByRole('heading', { name: 'Typical routes' });
  return rendered;
}

const openCountry = async (): Promise<HTMLElement> => {
  fireEvent.click(await screen.findByRole('button', { name: /the country’s$/ }));
  return screen.findByRole('form', { name: 'Typical routes' });
};
const stagesOf = (form: HTMLElement): string[] => [...within(form).getByRole('list', { name: 'Picture of the route' }).children].map((stage) => stage.querySelector('p')?.textContent?.replace(/^\d+/, '') ?? '');
const input = (form: HTMLElement, name: string, at = 0): HTMLElement => within(form).getAllByRole('textbox', { name })[at] ?? form;

describe('typical routes', () => {
  it('[ROUTE-06] the country’s is changed into the office’s own version, and the picture follows each change', async () => {
    const rendered = await openRoutes();
    const form = await openCountry();
    expect(screen.getByText(/This is the country’s/)).toBeTruthy();
    fireEvent.change(input(form, 'Name of the stage (may be left empty)'), { target: { value: 'Кафедра' } });
    expect(stagesOf(form)[0]).toBe('Кафедра');
    // A condition of a stage stands in the picture (ROUTE-08).
    const finance = within(form).getAllByRole('checkbox', { name: 'finance' })[0];
    if (finance === undefined) throw new Error('no condition');
    fireEvent.click(finance);
    expect(within(form).getByRole('list', { name: 'Picture of the route' }).children[0]?.textContent).toContain('Only where the draft touches: finance');
    key('Enter', { ctrlKey: true });
    await waitFor(() => expect(keptBy(rendered)[0]).toMatchObject({ templateId: 'country', template: { stages: [{ names: { uk: 'Кафедра' }, when: ['finance'] }, {}, {}, {}] } }));
    expect(await screen.findByRole('combobox', { name: 'Version' })).toBeTruthy();
  });

  it('stages and steps are moved by keys, and the focus stays with what is moved', async () => {
    await openRoutes();
    const form = await openCountry();
    const [first, second] = stagesOf(form);
    const field = input(form, 'Name of the stage (may be left empty)');
    field.focus();
    key('ArrowDown', { altKey: true, shiftKey: true });
    expect(stagesOf(form).slice(0, 2)).toEqual([second, first]);
    expect(document.activeElement).toBe(field);
    const names = (): string[] => within(form).getAllByRole<HTMLInputElement>('textbox', { name: 'Name of the step' }).map(({ value }) => value);
    const before = names();
    input(form, 'Name of the step', 0).focus();
    key('ArrowDown', { altKey: true });
    expect(names().slice(0, 2)).toEqual([before[1], before[0]]);
  });

  it('[ROUTE-06] a new one is begun with Alt+N, and what makes it unusable is told at its place and not kept', async () => {
    const rendered = await openRoutes();
    key('KeyN', { altKey: true });
    const form = await screen.findByRole('form', { name: 'Typical routes' });
    fireEvent.click(within(form).getByRole('button', { name: 'Add a stage' }));
    key('Enter', { ctrlKey: true });
    expect(await screen.findByText('A route cannot run by this template')).toBeTruthy();
    // The added stage asks for an approval after the signature: that is told at the part of its step.
    const [, added] = within(form).getAllByRole('group', { name: /^Stage \d/ });
    if (added === undefined) throw new Error('no stage');
    expect(within(added).getByText('the order is broken: approval, signing, registration, execution')).toBeTruthy();
    expect(within(added).getByText('a name is missing')).toBeTruthy();
    expect(keptBy(rendered)).toHaveLength(0);
    expect(document.activeElement).toBe(within(form).getByRole('textbox', { name: 'Name of the route' }));
    fireEvent.change(within(form).getByRole('textbox', { name: 'Name of the route' }), { target: { value: 'Службова записка' } });
    fireEvent.change(within(added).getByRole('combobox', { name: 'Part' }), { target: { value: 'registrar' } });
    fireEvent.change(within(added).getByRole('combobox', { name: 'Who takes it' }), { target: { value: 'person' } });
    expect(within(added).getByText('nobody is named for the step')).toBeTruthy();
    fireEvent.click(within(added).getByRole('combobox', { name: 'Person' }));
    fireEvent.click(await screen.findByRole('option', { name: /Шевчук Анна/ }));
    for (const field of within(form).getAllByRole('textbox', { name: 'Name of the step' })) fireEvent.change(field, { target: { value: 'крок' } });
    key('Enter', { ctrlKey: true });
    await waitFor(() => expect(keptBy(rendered)[0]).toMatchObject({ templateId: null, template: { names: { uk: 'Службова записка' }, stages: [{ steps: [{ role: 'signer' }] }, { steps: [{ role: 'registrar', taker: { by: 'person', personId: 'person-3' } }] }] } }));
  });
});
