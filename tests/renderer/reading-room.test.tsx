import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { archiveUseOf } from '../support/fake-desk/reading-room.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function openRoom(uses: Parameters<typeof archiveUseOf>[] = []) {
  const { desk } = renderDesk({ cards: 20, readingRoom: { uses: uses.map((given) => archiveUseOf(...given)) } });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'archive', view: 'readingRoom' });
  await screen.findByRole('heading', { name: 'Log of use' });
  return desk;
}

describe('the window of the reading room', () => {
  it('[ARC-05] gives a case out and shows it in the log', async () => {
    const desk = await openRoom();
    expect(await screen.findByText('Nothing has been given out.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Give out a case…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Giving out a case' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Give out' }));
    expect(desk.calls.some(({ method }) => method === 'readingRoom.giveOut')).toBe(false);
    const field = dialog.getByRole('combobox', { name: /^Case/ });
    fireEvent.click(field);
    fireEvent.change(field, { target: { value: '02-03' } });
    fireEvent.click(await screen.findByRole('option', { name: /^02-03 · 2024/ }));
    fireEvent.change(await dialog.findByRole('combobox', { name: 'Volume' }), { target: { value: '2' } });
    fireEvent.change(dialog.getByRole('textbox', { name: /^Reader/ }), { target: { value: 'A. Reader' } });
    fireEvent.change(dialog.getByRole('textbox', { name: /^Unit or institution/ }), { target: { value: 'Legal' } });
    fireEvent.change(dialog.getByRole('textbox', { name: /^Purpose/ }), { target: { value: 'court' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Give out' }));
    expect(await dialog.findByText('Say by which day the original has to come back.')).toBeTruthy();
    fireEvent.change(dialog.getByRole('textbox', { name: /^To come back by/ }), { target: { value: '1.12.30' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Give out' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'readingRoom.giveOut')?.input).toMatchObject({ caseId: 'case-2', volume: 2, form: 'original', reader: 'A. Reader', dueOn: '2030-12-01' }));
    expect(await screen.findByText('A. Reader')).toBeTruthy();
  });

  it('takes a case back, and the case opens from its line', async () => {
    const desk = await openRoom([[0, { overdue: true, dueOn: '2026-03-01' }]]);
    expect(await screen.findByText('overdue since 01.03.2026')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Take back: 02-01' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Taking back 02-01' }));
    expect(document.activeElement).toBe(dialog.getByRole('textbox', { name: 'State of the case' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Take back' }));
    await waitFor(() => expect(desk.calls.some(({ method }) => method === 'readingRoom.takeBack')).toBe(true));
    fireEvent.change(screen.getByRole('combobox', { name: 'Show' }), { target: { value: 'all' } });
    fireEvent.click(await screen.findByRole('button', { name: '02-01' }));
    expect(usePlaces.getState().place).toEqual({ room: 'archive', view: 'case', caseId: 'case-0' });
  });
});
