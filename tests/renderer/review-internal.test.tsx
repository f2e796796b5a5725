import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { fakeCards } from '../support/fake-desk/data.ts';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

it('[RES-01] a memo is passed to the head from its page with one key, and is told to be written to him', async () => {
  const memo = fakeCards(20).find(({ kindId, state }) => kindId === 'memo' && state === 'registered');
  const { desk } = renderDesk({ cards: 20 });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId: memo?.documentId ?? '' });
  const part = await screen.findByRole('region', { name: 'Primary review' });
  await within(part).findByRole('button', { name: /Pass to: / });
  expect(within(part).getByText('written to the head')).toBeTruthy();
  expect((await axe.run(part, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  act(() => press('F8'));
  await waitFor(() => expect(desk.calls.filter(({ method }) => method === 'review.pass')).toMatchObject([{ input: { documentId: memo?.documentId } }]));
  expect(await screen.findByText(/^Registered: .* · Passed /)).toBeTruthy();
});

it('what goes out has no primary review on its page', async () => {
  const sent = fakeCards(20).find(({ direction, state }) => direction === 'outgoing' && state === 'registered');
  const { desk } = renderDesk({ cards: 20 });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId: sent?.documentId ?? '' });
  await waitFor(() => expect(desk.calls.some(({ method }) => method === 'review.ofDocument')).toBe(true));
  await screen.findByText(`№ ${sent?.registrationIndex ?? ''}`, { exact: false, selector: 'h1, h1 *' });
  expect(screen.queryByRole('region', { name: 'Primary review' })).toBeNull();
});
