import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCards } from '../support/fake-desk/data.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const cardOf = (medium: 'electronic' | 'paper'): string => fakeCards(20).find((card) => card.medium === medium)?.documentId ?? '';

async function openCard(medium: 'electronic' | 'paper') {
  const { desk } = renderDesk({ cards: 20 });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId: cardOf(medium) });
  await screen.findByRole('tab', { name: 'Copies' });
  return desk;
}

describe('the paper duplicate on the card', () => {
  it('[PAP-08] says where it lies once its place was recorded, with the hand in the place at once', async () => {
    const desk = await openCard('electronic');
    const section = within(await screen.findByRole('region', { name: 'Paper duplicate' }));
    expect(section.getByText('No duplicate is recorded.')).toBeTruthy();
    fireEvent.click(section.getByRole('button', { name: 'Record its place…' }));
    const place = section.getByRole('textbox', { name: 'Place of the duplicate' });
    expect(document.activeElement).toBe(place);
    expect(section.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true);
    fireEvent.change(place, { target: { value: 'Store 2, shelf 4' } });
    fireEvent.change(section.getByRole('textbox', { name: 'Made on' }), { target: { value: 'tomorrow' } });
    expect(section.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true);
    fireEvent.change(section.getByRole('textbox', { name: 'Made on' }), { target: { value: '1.3.26' } });
    fireEvent.change(section.getByRole('textbox', { name: 'Sheets' }), { target: { value: '14' } });
    fireEvent.click(section.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(section.getByText(/Place: Store 2, shelf 4/)).toBeTruthy());
    expect(desk.calls.find(({ method }) => method === 'paperDuplicates.record')?.input).toMatchObject({ duplicate: { place: 'Store 2, shelf 4', madeOn: '2026-03-01', sheets: 14 } });
    expect(section.getByRole('button', { name: 'Change the place…' })).toBeTruthy();
  });

  it('is not offered where the original is a paper', async () => {
    await openCard('paper');
    await screen.findByRole('button', { name: 'File into case' });
    expect(screen.queryByRole('region', { name: 'Paper duplicate' })).toBeNull();
  });
});
