import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { FakeApplicationOptions } from '../support/fake-desk/applications.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const documentId = fakeCards(20)[0]?.documentId ?? '';
const TITLE = 'HR application';
const RECEIVED = { author: { personId: null, name: 'Ткаченко Олена' }, addressee: { personId: 'head', name: 'Ректоренко І. П.' }, receivedOn: '2026-03-02' };
const CHECKLIST: FakeApplicationOptions['checklist'] = [{ what: 'authorSignature', name: 'Ткаченко Олена', present: false }, { what: 'authorProtocol', name: 'Ткаченко Олена', present: true }];

async function openDocument(application: FakeApplicationOptions | null) {
  const { desk } = renderDesk({ cards: 20, ...(application === null ? {} : { application }) });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'registration', view: 'document', documentId });
  await screen.findByRole('tab', { name: 'Acknowledgement' });
  return desk;
}
const callsOf = (desk: Awaited<ReturnType<typeof openDocument>>, method: string) => desk.calls.filter((call) => call.method === method).map(({ input }) => input);

describe('an HR application on the page of its document', () => {
  it('is shown for applications alone', async () => {
    const desk = await openDocument(null);
    await waitFor(() => expect(callsOf(desk, 'applications.ofDocument')).not.toEqual([]));
    expect(screen.queryByRole('region', { name: TITLE })).toBeNull();
  });

  it('[X18] an undetermined signature is preliminary; a protocol counts as czo’s only when a person says that he has read it', async () => {
    const desk = await openDocument({ state: 'awaitsVerification', received: RECEIVED });
    const section = within(await screen.findByRole('region', { name: TITLE }));
    fireEvent.click(section.getByRole('button', { name: 'Verify the author’s signature' }));
    await section.findByText(/Preliminary/);
    expect(section.getByText('The office’s own protocol')).toBeTruthy();
    expect(section.queryByRole('button', { name: 'Accept the application' })).toBeNull();
    fireEvent.click(section.getByRole('button', { name: 'Add the protocol of czo.gov.ua' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Add the protocol of czo.gov.ua' }));
    expect(dialog.getAllByText('Fill this in.').length).toBeGreaterThan(0);
    expect(callsOf(desk, 'applications.importProtocol')).toEqual([]);
  });

  it('[VER-08] names what is missing before a draft order, without a fault of accessibility', async () => {
    await openDocument({ state: 'preliminary', received: RECEIVED, checklist: CHECKLIST });
    const region = await screen.findByRole('region', { name: TITLE });
    const list = within(within(region).getByRole('group', { name: 'Needed before a draft order' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Author’s signature, Ткаченко Олена: missing', 'Verification protocol, Ткаченко Олена: present']);
    expect((await axe.run(region, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  });

  it('[VER-10] a head reads the words before he takes the responsibility; the addressee then accepts', async () => {
    const words = { language: 'uk' as const, text: 'Персонально відповідаю за ідентифікацію автора заяви.' };
    const desk = await openDocument({ state: 'awaitsVerification', received: RECEIVED, mayPrepare: false, declaration: words, mayAccept: true });
    const section = within(await screen.findByRole('region', { name: TITLE }));
    expect(section.queryByRole('button', { name: 'Verify the author’s signature' })).toBeNull();
    fireEvent.click(section.getByRole('button', { name: 'Take personal responsibility' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(`«${words.text}»`)).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: 'Take personal responsibility' }));
    await section.findByText(/Certified by the head/);
    expect(callsOf(desk, 'applications.declare')).toHaveLength(1);
    fireEvent.click(section.getByRole('button', { name: 'Accept the application' }));
    await section.findByText(/Accepted by the addressee/);
    expect(callsOf(desk, 'applications.accept')).toHaveLength(1);
  });

  it('[VER-05] an addressee decides on a force in doubt with a reason; the decision stands among the facts', async () => {
    const desk = await openDocument({ state: 'inDoubt', received: RECEIVED, mayPrepare: false, mayDecide: true, failedNow: true, accepted: { addressee: { personId: 'head', name: 'Ректоренко І. П.' }, at: '2026-03-02T09:00:00Z' } });
    const region = await screen.findByRole('region', { name: TITLE });
    const section = within(region);
    section.getByText(/Force in doubt/);
    fireEvent.click(section.getByRole('button', { name: 'Decide on its force' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Decide on its force' }));
    expect(dialog.getAllByText('Fill this in.')).toHaveLength(2);
    expect(callsOf(desk, 'applications.decideForce')).toEqual([]);
    expect((await axe.run(await screen.findByRole('dialog'), { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    fireEvent.click(dialog.getByRole('radio', { name: 'It loses its force' }));
    fireEvent.change(dialog.getByRole('textbox', { name: 'Basis of the decision' }), { target: { value: 'The author denies it' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Decide on its force' }));
    await section.findByText(/no legal force any more/);
    expect(callsOf(desk, 'applications.decideForce')).toMatchObject([{ keeps: false, basis: 'The author denies it' }]);
    section.getByText('Force lost, because');
    expect(section.queryByRole('button', { name: 'Decide on its force' })).toBeNull();
  });
});
