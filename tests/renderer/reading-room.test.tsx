import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeId } from '../support/fake-desk/data.ts';
import { archiveUseOf } from '../support/fake-desk/reading-room.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const COPY = fakeId(9700);

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

  it('[ARC-05] names the certified copy of an extract, and shows the log by reader and as a table', async () => {
    const { desk } = renderDesk({ cards: 20, readingRoom: { uses: [archiveUseOf(0), archiveUseOf(1, { reader: 'B. Other' })], copies: [{ copyId: COPY, number: '2-К3', registrationIndex: '12-04/7', requester: 'C. Applicant', pages: '1, 3' }] } });
    await screen.findByRole('button', { name: 'Directories' });
    usePlaces.getState().go({ room: 'archive', view: 'readingRoom' });
    fireEvent.click(await screen.findByRole('button', { name: 'Give out a case…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Giving out a case' }));
    fireEvent.change(dialog.getByRole('combobox', { name: 'Form' }), { target: { value: 'extract' } });
    // Which copies there are depends on the case.
    expect(dialog.queryByRole('combobox', { name: /^By the register/ })).toBeNull();
    const field = dialog.getByRole('combobox', { name: /^Case/ });
    fireEvent.click(field);
    fireEvent.change(field, { target: { value: '02-03' } });
    fireEvent.click(await screen.findByRole('option', { name: /^02-03 · 2024/ }));
    const copy = await dialog.findByRole('combobox', { name: /^By the register/ });
    expect(within(copy).getByRole('option', { name: 'No. 2-К3 of document No. 12-04/7 · pages 1, 3 · C. Applicant' })).toBeTruthy();
    fireEvent.change(copy, { target: { value: COPY } });
    for (const [name, value] of [[/^Reader/, 'A. Reader'], [/^Unit or institution/, 'Legal'], [/^Purpose/, 'court'], [/^Proof of identity/, 'passport']] as const) fireEvent.change(dialog.getByRole('textbox', { name }), { target: { value } });
    fireEvent.click(dialog.getByRole('button', { name: 'Give out' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'readingRoom.giveOut')?.input).toMatchObject({ form: 'extract', copyId: COPY, proof: 'passport', dueOn: null }));

    fireEvent.change(screen.getByRole('combobox', { name: 'Show' }), { target: { value: 'all' } });
    expect(await screen.findByText('No. 2-К3 of document No. 12-04/7')).toBeTruthy();
    fireEvent.change(screen.getByRole('searchbox', { name: 'Reader, institution or case' }), { target: { value: 'other' } });
    await waitFor(() => expect(screen.queryByText('A. Reader')).toBeNull());
    expect(await screen.findByText('B. Other')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Table (CSV)' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'readingRoom.export')?.input).toMatchObject({ shown: 'all', text: 'other', from: null, to: null }));
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
