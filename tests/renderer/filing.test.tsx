import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function openCard(options: FakeDeskOptions) {
  const { desk } = renderDesk({ cards: 20, ...options });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId: fakeCards(20)[0]?.documentId ?? '' });
  await screen.findByRole('heading', { level: 2, name: 'Filed into case' });
  return desk;
}

describe('filing on the page of a document', () => {
  it('[NOM-01] offers an executed document to the proposed case by one key, and then leads to that case', async () => {
    const desk = await openCard({ executedCards: true });
    expect(await screen.findByText('Documents of this kind usually go here.')).toBeTruthy();
    await screen.findByRole('button', { name: /^File into case 01-05, volume 2/ });
    fireEvent.keyDown(document.activeElement ?? document.body, { code: 'F6' });
    await waitFor(() => expect(desk.calls.filter(({ method }) => method === 'nomenclature.fileDocument').map(({ input }) => input)).toMatchObject([{ caseId: 'c1', volume: 2 }]));
    fireEvent.click(await screen.findByRole('button', { name: 'Case 01-05 Листування з органами державної влади (2026), volume 2' }));
    expect(usePlaces.getState().place).toEqual({ room: 'archive', view: 'case', caseId: 'c1' });
  });

  it('[NOM-01] does not hurry a document that is not executed, and leaves one in a closed case where it is', async () => {
    await openCard({});
    await screen.findByRole('button', { name: 'File into case' });
    expect(screen.queryByRole('button', { name: /^File into case 01-05/ })).toBeNull();
    cleanup();
    await openCard({ executedCards: true, nomenclature: { closed: true } });
    expect(await screen.findByText('The case is closed: the document stays in it.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^File into case/ })).toBeNull();
  });
});
