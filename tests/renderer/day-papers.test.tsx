import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput, MethodName } from '#shared/contract/index.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const inputsOf = <Name extends MethodName>({ desk }: RenderedDesk, method: Name): MethodInput<Name>[] => desk.calls.filter((call) => call.method === method).map((call) => call.input as MethodInput<Name>);

describe('the journal of the day', () => {
  it('is asked for in the evening and no more once printed', async () => {
    const rendered = renderDesk({ notPrinted: ['incoming'] });
    const line = await screen.findByText('Today’s journal is not printed yet: Incoming documents');
    fireEvent.click(within(line.parentElement ?? document.body).getByRole('button', { name: 'Print the journal' }));
    await waitFor(() => expect(screen.queryByText(/Today’s journal is not printed yet/)).toBeNull());
    expect(inputsOf(rendered, 'dayPapers.journalOfDay')).toEqual([{ journalId: 'incoming', day: '2026-03-05' }]);
  });

  it('is not spoken of before', async () => {
    renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    expect(screen.queryByText(/not printed yet/)).toBeNull();
  });
});

describe('hand-over', () => {
  it('takes rows that were marked by keys, and the signed sheet is marked as back', async () => {
    const rendered = renderDesk();
    fireEvent.click(await screen.findByRole('button', { name: 'Incoming' }));
    const grid = await screen.findByRole('grid');
    act(() => grid.focus());
    fireEvent.keyDown(grid, { key: 'ArrowDown', shiftKey: true });
    await screen.findByRole('button', { name: 'Add to hand-over: 2' });
    fireEvent.keyDown(grid, { key: 'ArrowDown', shiftKey: true });
    await screen.findByRole('button', { name: 'Add to hand-over: 3' });
    act(() => press('KeyX'));
    fireEvent.click(await screen.findByRole('button', { name: 'Add to hand-over: 2' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText(/To whom/, { selector: 'input' }), { target: { value: 'Невідома Особа' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputsOf(rendered, 'dayPapers.makeHandover')).toMatchObject([{ toName: 'Невідома Особа', personId: null }]));
    expect(inputsOf(rendered, 'dayPapers.makeHandover')[0]?.documentIds).toHaveLength(2);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    act(() => usePlaces.getState().go({ room: 'registration', view: 'handover' }));
    fireEvent.click(await screen.findByRole('button', { name: 'The signed sheet came back: Невідома Особа' }));
    expect(await screen.findByText(/^Came back: /)).toBeTruthy();
  });
});
