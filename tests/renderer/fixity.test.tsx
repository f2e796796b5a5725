import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fixityFindings, fixityReportOf } from '../support/fake-desk/fixity.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function openIntegrity(fixity: FakeDeskOptions['fixity'] = {}) {
  const { desk } = renderDesk({ cards: 20, fixity });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'archive', view: 'integrity' });
  await screen.findByRole('heading', { name: 'Integrity of files' });
  return desk;
}

describe('the integrity of the stored files', () => {
  it('begins a check, pauses it and lets it go on', async () => {
    const desk = await openIntegrity();
    expect(screen.getByText('No check has ended yet.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('The check is paused')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText('Checking')).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: 'Days between checks' }), { target: { value: '30' } });
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'fixity.setSchedule')?.input).toEqual({ everyDays: 30 }));
  });

  it('[ARC-05] shows the reports of every desk, and the documents of a file with a problem', async () => {
    const findings = fixityFindings();
    await openIntegrity({ reports: [fixityReportOf(0), fixityReportOf(1, { problems: 3 })], findings });
    expect(screen.getByText('All intact')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Problems: 3' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Files with problems' }));
    expect(await dialog.findByText('Content changed')).toBeTruthy();
    expect(dialog.getByText('Documents you may not see: 2')).toBeTruthy();
    expect(dialog.getByText('Belongs to no document')).toBeTruthy();
    const [document] = findings[0]?.documents ?? [];
    fireEvent.click(dialog.getByRole('button', { name: document?.registrationIndex ?? '' }));
    expect(usePlaces.getState().place).toEqual({ room: 'search', view: 'document', documentId: document?.documentId });
  });
});
