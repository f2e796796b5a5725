import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { CLOSED_CASE, type FakeCaseFilesOptions, fakePoint } from '../support/fake-desk/case-files.ts';
import { type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function openCase(caseFiles: FakeCaseFilesOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk({ caseFiles });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'archive', view: 'case', caseId: 'case-01-01' });
  await screen.findByRole('heading', { level: 1, name: /Накази з основної діяльності/ });
  return rendered;
}

const callsOf = (rendered: RenderedDesk, method: string) => rendered.desk.calls.filter((call) => call.method === method).map((call) => call.input);

describe('the page of a case', () => {
  it('shows spine, volumes with how full they are, and contents; a nearly full volume asks for the next one', async () => {
    const rendered = await openCase();
    const volumes = within(screen.getByRole('table', { name: 'Volumes' })).getAllByRole('row');
    expect(volumes[1]?.textContent).toContain('248 of 250');
    expect(within(screen.getByRole('table', { name: 'Volumes' })).getAllByRole('meter').map((meter) => meter.getAttribute('value'))).toEqual(['248', '57']);
    expect(screen.queryByText(/nearly full/)).toBeNull();
    const contents = within(await screen.findByRole('group', { name: 'Contents' }));
    expect(contents.getAllByRole('row')).toHaveLength(7);
    expect(contents.getAllByText('Not filed into the case')).toHaveLength(2);
    fireEvent.click(screen.getByRole('button', { name: 'Open a volume' }));
    await waitFor(() => expect(callsOf(rendered, 'nomenclature.openVolume')).toEqual([{ nomenclatureId: 'n-2026', caseId: 'case-01-01' }]));
  });

  it('[NOM-05] names every point that closing lacks and leads to where it is mended', async () => {
    await openCase({ page: { points: [fakePoint('notExecuted', '12/01-01', 3), fakePoint('noDuplicate', '13/01-01', 4), fakePoint('notFiled', null)] } });
    const points = within(screen.getByRole('region', { name: 'To be mended before closing' })).getAllByRole('listitem');
    expect(points.map((point) => point.textContent)).toEqual(['12/01-01Not executedOpen the execution', '13/01-01It has no paper duplicateRecord the duplicate', 'A document that you may not readNot filed into the case']);
    fireEvent.click(screen.getByRole('button', { name: 'Open the execution: 12/01-01' }));
    expect(usePlaces.getState().place).toMatchObject({ room: 'start', view: 'document' });
  });

  it('[NOM-05] is closed by keys with its last day and who certifies it; what is missing is told in the dialog', async () => {
    const rendered = await openCase();
    fireEvent.keyDown(document.activeElement ?? document.body, { code: 'F8' });
    const dialog = within(await screen.findByRole('dialog', { name: 'Close case 01-01' }));
    fireEvent.change(dialog.getByRole('textbox', { name: 'Position' }), { target: { value: 'Завідувач канцелярії' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Close the case' }));
    await waitFor(() => expect(callsOf(rendered, 'caseFiles.close')).toMatchObject([{ caseId: 'case-01-01', finishedOn: '2026-03-04', certifiedBy: { position: 'Завідувач канцелярії' } }]));
    await screen.findByText(/closed 5 March 2026|closed 05\.03\.2026/);
    expect(screen.queryByRole('button', { name: /^Close the case/ })).toBeNull();
  });

  it('of a closed case offers to open it again with a reason, and not where an inventory names it', async () => {
    const rendered = await openCase({ page: CLOSED_CASE });
    fireEvent.click(screen.getByRole('button', { name: 'Open the case again' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByRole('textbox'), { target: { value: 'не підшито відповідь' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Open the case again' }));
    await waitFor(() => expect(callsOf(rendered, 'caseFiles.reopen')).toEqual([{ caseId: 'case-01-01', reason: 'не підшито відповідь' }]));
    cleanup();
    await openCase({ page: { ...CLOSED_CASE, reopenBarrier: 'inInventory' } });
    expect(screen.getByText('it stands in an agreed inventory')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open the case again' })).toBeNull();
  });

  it('[PAP-08] [X4] lists duplicates that are due with the place of the others, and changes whether the office makes them', async () => {
    const rendered = await openCase({ due: [{ documentId: '00000000-0000-4000-8000-000000000001', registrationIndex: '12/01-01', registrationDate: '2026-02-20', subject: 'Про структуру', caseId: 'case-01-01', caseIndex: '01-01', year: 2026, retentionText: 'постійно', volume: 1, place: 'Сховище 2, полиця 4' }] });
    fireEvent.click(screen.getByRole('button', { name: 'Paper duplicates due' }));
    const table = within(await screen.findByRole('table', { name: 'Paper duplicates due' }));
    expect(table.getByText('Сховище 2, полиця 4')).toBeTruthy();
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Settings of the archive' }));
    const duty = await screen.findByRole('checkbox', { name: /are duplicated on paper/ });
    fireEvent.click(duty);
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(callsOf(rendered, 'caseFiles.changeSettings')).toEqual([{ paperDuplicateOverYears: null, volumeSheets: 250, archivalFund: true }]));
  });
});
