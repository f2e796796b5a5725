import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { requiredActs } from '../support/fake-desk/acknowledgements.ts';

afterEach(cleanup);
// Without a layout nothing would be in sight.
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 48 });
});
afterAll(() => {
  for (const height of ['clientHeight', 'offsetHeight']) Reflect.deleteProperty(HTMLElement.prototype, height);
});

async function openStructure(people: number) {
  const { desk } = renderDesk({ cards: 20, acknowledgements: { required: requiredActs(people) } });
  fireEvent.click(await within(await screen.findByRole('navigation', { name: 'Rooms' })).findByRole('button', { name: /Directories/ }));
  fireEvent.click(await screen.findByRole('tab', { name: 'Structure and people' }));
  return { desk, region: await screen.findByRole('region', { name: 'Acts that have to be known' }) };
}

describe('acts that have to be known', () => {
  it('[ACK-08] one key sends to everybody what he lacks, and whoever was asked still lacks it', async () => {
    const { desk, region } = await openStructure(3);
    expect(within(region).getByText('2 of 3')).toBeTruthy();
    expect((await axe.run(region, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    act(() => press('KeyM', { altKey: true }));
    await waitFor(() => expect(desk.calls.filter(({ method }) => method === 'acknowledgements.sendMissing').map(({ input }) => input)).toEqual([{ personId: null, documentId: null }]));
    expect(await within(region).findByText(/Everything is sent/)).toBeTruthy();
    expect(within(region).getByText('2 of 3')).toBeTruthy();
    expect(within(region).queryByRole('button', { name: /Send what is missing/ })).toBeNull();
  });

  it('[ACK-08] sends to one person alone', async () => {
    const { desk, region } = await openStructure(300);
    const table = within(region).getByRole('table', { name: 'Lacks' });
    expect(table.getAttribute('aria-rowcount')).toBe('300');
    // Of all these people those in sight alone are drawn.
    expect(within(table).getAllByRole('row').length).toBeLessThan(60);
    fireEvent.click(within(region).getAllByRole('button', { name: /^Send: Employee 1$/ })[0] as HTMLElement);
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'acknowledgements.sendMissing')?.input).toEqual({ personId: 'e1', documentId: null }));
  });

  it('[NOT-03] a document is made required on its page, of the whole office or of units, and of categories of people', async () => {
    const { desk } = renderDesk({ cards: 20 });
    await screen.findByRole('button', { name: 'Directories' });
    const documentId = fakeCards(20)[0]?.documentId ?? '';
    usePlaces.getState().go({ room: 'registration', view: 'document', documentId });
    fireEvent.click(await screen.findByRole('tab', { name: 'Acknowledgement' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Make it required' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('radio', { name: 'Units' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('Choose at least one unit.')).toBeTruthy();
    fireEvent.click(dialog.getByRole('checkbox', { name: 'Ректорат' }));
    fireEvent.click(dialog.getByRole('checkbox', { name: 'people entering employment' }));
    fireEvent.click(dialog.getByRole('radio', { name: /Against signature/ }));
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'acknowledgements.requireAct')?.input).toMatchObject({ documentId, required: { form: 'signature', unitIds: ['u1'], categories: ['entering'] } }));
    expect(await screen.findByText(/Has to be acknowledged by: Ректорат · people entering employment/)).toBeTruthy();
  });
});
