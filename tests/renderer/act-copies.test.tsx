import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCards } from '../support/fake-desk/data.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

describe('numbered copies of a local act', () => {
  it('[NUM-05] are issued to a holder, and each is made with its own number', async () => {
    const { desk } = renderDesk({ cards: 60 });
    await screen.findByRole('button', { name: 'Directories' });
    const act = fakeCards(60).find((card) => card.direction === 'internal' && card.files.length > 0);
    usePlaces.getState().go({ room: 'registration', view: 'document', documentId: act?.documentId ?? '' });
    fireEvent.click(await screen.findByRole('tab', { name: 'Local act' }));
    for (const [at, holder] of ['Archive', 'Dean’s office'].entries()) {
      fireEvent.change(await screen.findByRole('textbox', { name: 'Holder' }), { target: { value: holder } });
      fireEvent.click(screen.getByRole('button', { name: 'Issue a copy' }));
      await screen.findByRole('button', { name: `Make copy No. ${at + 1}` });
    }
    const table = screen.getByRole('table', { name: 'Register of copies' });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    fireEvent.click(within(table).getByRole('button', { name: 'Make copy No. 2' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'registration.makeCopy')?.input).toMatchObject({ documentId: act?.documentId, form: 'stamped', actCopy: '2' }));
    expect(await screen.findByRole('button', { name: 'Print' })).toBeTruthy();
  });
});
