import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { dataRequest, dutyMatter } from '../support/fake-desk/duties.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const LATE = dutyMatter(1, { means: 'simple', state: 'overdue', dueOn: '2026-03-04' });

async function duties(options: Parameters<typeof renderDesk>[0] = {}) {
  const rendered = renderDesk({ country: 'KG', cards: 20, duties: { acknowledgements: [LATE, dutyMatter(2)], signatures: [LATE], own: [dataRequest(1)], requests: [dataRequest(2, { state: 'overdue', dueOn: '2026-03-03' })] }, ...options });
  await screen.findByRole('button', { name: 'My desk' });
  usePlaces.getState().go({ room: 'start', view: 'mine' });
  return rendered;
}

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe('duties of the employee', () => {
  it('[HRC-05] shows the six duties, with what waits and is late by the last three, and opens its document', async () => {
    await duties();
    fireEvent.click(await screen.findByRole('tab', { name: 'My duties' }));
    const [procedure, , , acknowledge, sign] = await screen.findAllByRole('heading', { level: 3 });
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(6);
    expect(procedure?.parentElement?.querySelector('table')).toBeNull();
    expect(acknowledge?.parentElement?.textContent).toContain('Waiting: 2 · Overdue: 1');
    expect(sign?.parentElement?.textContent).toContain('Simple signature (password)');
    expect(await violations()).toEqual([]);
    fireEvent.click(screen.getAllByRole('button', { name: `№ ${LATE.registrationIndex ?? ''}` })[0] ?? document.body);
    await waitFor(() => expect(usePlaces.getState().place).toMatchObject({ room: 'start', view: 'document', documentId: LATE.documentId }));
  });

  it('[HRC-05] takes what was asked for: nothing empty, and today by the person himself', async () => {
    const { desk } = await duties();
    usePlaces.getState().go({ room: 'start', view: 'duties' });
    fireEvent.click(await screen.findByRole('button', { name: 'Supply: Копия диплома' }));
    const dialog = await screen.findByRole('dialog', { name: 'Supply' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Supply' }));
    expect(await within(dialog).findByText('Write what is supplied')).toBeTruthy();
    expect(await violations()).toEqual([]);
    fireEvent.change(within(dialog).getByRole('textbox', { name: /What is supplied/ }), { target: { value: 'A copy was given to HR' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Supply' }));
    await waitFor(() => expect(desk.calls.findLast(({ method }) => method === 'duties.supply')?.input).toMatchObject({ requestId: dataRequest(1).requestId, answer: 'A copy was given to HR', suppliedOn: null }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Supply: Копия диплома' })).toBeNull());
  });

  it('[HRC-05] asks by a key where the person may, and not without a day', async () => {
    const { desk } = await duties();
    usePlaces.getState().go({ room: 'start', view: 'duties' });
    await screen.findByRole('region', { name: 'Data asked of employees' });
    fireEvent.keyDown(document.activeElement ?? document.body, { code: 'KeyN', key: 'n' });
    const dialog = await screen.findByRole('dialog', { name: 'Ask for data' });
    fireEvent.change(await within(dialog).findByRole('textbox', { name: /What is asked for/ }), { target: { value: 'A copy of the diploma' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Ask for data' }));
    expect(await within(dialog).findByText('Give the day')).toBeTruthy();
    expect(desk.calls.some(({ method }) => method === 'duties.ask')).toBe(false);
  });

  it('an official sees no requests of others, and a country without duties no tab', async () => {
    await duties({ roles: ['official'] });
    usePlaces.getState().go({ room: 'start', view: 'duties' });
    await screen.findAllByRole('heading', { level: 3 });
    expect(screen.queryByRole('region', { name: 'Data asked of employees' })).toBeNull();
    cleanup();
    const { desk } = await duties({ country: 'KZ' });
    await waitFor(() => expect(desk.calls.some(({ method }) => method === 'duties.mine')).toBe(true));
    expect(screen.queryByRole('tab', { name: 'My duties' })).toBeNull();
  });
});
