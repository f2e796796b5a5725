import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useDrafts } from '../../src-renderer/state/drafts.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { PEOPLE } from '../support/fake-desk/words.ts';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

describe('change of person', () => {
  it('opens by one key, hands the typed card over, and leaves nothing of the former person', async () => {
    const { desk } = renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    const field = document.querySelector<HTMLInputElement>('[data-card] [data-field="correspondentNumber"]');
    if (field === null) throw new Error('no field');
    fireEvent.change(field, { target: { value: 'почате 7' } });
    act(() => usePlaces.getState().setSearchText('таємне'));
    act(() => press('KeyU', { ctrlKey: true, shiftKey: true }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText('Login'), { target: { value: 'second' } });
    fireEvent.change(within(dialog).getByLabelText('Password'), { target: { value: 'wrong' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take over' }));
    expect(await within(dialog).findByRole('alert')).toBeTruthy();
    expect(within(dialog).getByLabelText<HTMLInputElement>('Password').value).toBe('');
    fireEvent.change(within(dialog).getByLabelText('Password'), { target: { value: 'right' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take over' }));
    expect(await screen.findByText(`Taken over from ${PEOPLE[0]}`)).toBeTruthy();
    expect(screen.getByText('Half-filled cards: 1')).toBeTruthy();
    expect(screen.getByText('Documents not yet passed on: 7')).toBeTruthy();
    expect(screen.getByText(/no stamp/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(usePlaces.getState()).toMatchObject({ place: { room: 'registration', view: 'letters' }, before: [], searchText: '' });
    // The draft came back as the new person's; nothing was dropped on the way.
    await waitFor(() => expect(Object.values(useDrafts.getState().drafts).some(({ requisites }) => requisites.correspondentNumber === 'почате 7')).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(desk.calls.filter(({ method }) => method === 'drafts.drop')).toEqual([]);
  });
});
