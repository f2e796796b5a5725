import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { evidenceRecords } from '../support/fake-desk/preservation.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function openSignatures(options: FakeDeskOptions): Promise<void> {
  renderDesk({ cards: 20, ...options });
  await screen.findByRole('button', { name: 'Log out' });
  usePlaces.getState().go({ room: 'search', view: 'document', documentId: fakeCards(20).find(({ verdict }) => verdict === 'passed')?.documentId ?? '' });
  fireEvent.click(await screen.findByRole('tab', { name: 'Signatures' }));
}

async function askOf(refuse: NonNullable<FakeDeskOptions['refuse']> = {}): Promise<void> {
  await openSignatures({ refuse });
  fireEvent.click(await screen.findByRole('button', { name: 'Until when can it be verified offline?' }));
}

describe('how long a document can be verified offline', () => {
  it('is told on its page when it is asked for', async () => {
    await askOf();
    expect(await screen.findByText('With the evidence at hand the signatures can be verified offline until 20.11.2031 14:00.')).toBeTruthy();
  });

  it('[ARC-07] [VER-04] is told at once where it was recorded, with the records that prove it', async () => {
    await openSignatures({ preservation: { ofDocument: { provable: { assessedAt: '2026-03-01T08:16:00Z', passes: true, until: '2031-11-20T14:00:00Z' }, evidence: evidenceRecords() } } });
    expect(await screen.findByText('As of 01.03.2026 10:16 the signatures can be verified offline until 20.11.2031 16:00.')).toBeTruthy();
    const rows = within(screen.getByRole('group', { name: 'Evidence records kept: 2' })).getAllByRole('row', { hidden: true });
    expect(rows.slice(1).map((row) => within(row).getAllByRole('cell', { hidden: true }).map(({ textContent }) => textContent))).toEqual([
      ['01.03.2026 10:15', 'TSA-сервер АЦСК органів юстиції України', '20.11.2031 16:00', 'SHA-512', '1'],
      ['11.02.2024 10:15', 'АЦСК АТ КБ «ПРИВАТБАНК», TSP-сервер', '01.06.2026 03:00', 'SHA-256', '214'],
    ]);
  });

  it('is one plain line for those who keep no archive', async () => {
    await openSignatures({ roles: ['official'], preservation: { ofDocument: { provable: { assessedAt: '2026-03-01T08:16:00Z', passes: false, until: null }, evidence: evidenceRecords() } } });
    expect(await screen.findByText('As of 01.03.2026 10:16 the signatures do not pass.')).toBeTruthy();
    expect(screen.queryByText('Evidence records kept: 2')).toBeNull();
  });

  it('says what went wrong where the check could not be made', async () => {
    await askOf({ 'verification.verifiableUntil': { code: 'timed-out', message: 'error.checkTimedOut', params: {}, issues: [] } });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
