import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function askOf(refuse: NonNullable<FakeDeskOptions['refuse']> = {}): Promise<void> {
  renderDesk({ cards: 20, refuse });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'search', view: 'document', documentId: fakeCards(20).find(({ verdict }) => verdict === 'passed')?.documentId ?? '' });
  fireEvent.click(await screen.findByRole('tab', { name: 'Signatures' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Until when can it be verified offline?' }));
}

describe('how long a document can be verified offline', () => {
  it('is told on its page when it is asked for', async () => {
    await askOf();
    expect(await screen.findByText('With the evidence at hand the signatures can be verified offline until 20.11.2031 14:00.')).toBeTruthy();
  });

  it('says what went wrong where the check could not be made', async () => {
    await askOf({ 'verification.verifiableUntil': { code: 'timed-out', message: 'error.checkTimedOut', params: {}, issues: [] } });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
