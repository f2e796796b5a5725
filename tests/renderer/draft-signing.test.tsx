import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { draftsOfOffice } from '../support/fake-desk/routing-scenes.ts';
import { KEY_PASSWORD, KEYS } from '../support/fake-desk/signing.ts';

afterEach(cleanup);

const OFFICE = draftsOfOffice('UA');
const [WAITS] = OFFICE.drafts;
if (WAITS === undefined) throw new Error('no draft');
const key = (code: string, init: KeyboardEventInit = {}): void => act(() => press(code, init));
const signings = ({ desk }: RenderedDesk): MethodInput<'routing.sign'>[] => desk.calls.filter(({ method }) => method === 'routing.sign').map(({ input }) => input as MethodInput<'routing.sign'>);

async function openDialog(): Promise<{ readonly rendered: RenderedDesk; readonly dialog: HTMLElement }> {
  const rendered = renderDesk({ routing: OFFICE });
  await screen.findByRole('navigation', { name: 'Rooms' });
  act(() => usePlaces.getState().go({ room: 'start', view: 'draft', documentId: WAITS?.documentId ?? null }));
  await screen.findByRole('list', { name: 'Route' });
  key('KeyS', { altKey: true });
  return { rendered, dialog: await screen.findByRole('dialog', { name: 'Sign the document' }) };
}

function openKey(dialog: HTMLElement, password: string): void {
  const [container, secret] = [dialog.querySelector('input[type="file"]:not([multiple])'), dialog.querySelector('input[type="password"]')];
  if (container === null || secret === null) throw new Error('no fields for the key');
  fireEvent.change(container, { target: { files: [new File([Uint8Array.of(48, 3, 2, 1, 3)], 'Key-6.dat')] } });
  fireEvent.input(secret, { target: { value: password } });
  key('Enter', { ctrlKey: true });
}

describe('a step that is signed on the draft’s page', () => {
  it('[ROUTE-10] opens the dialog of signing by Alt+S, signs by keys alone, and shows that the timestamp is still to come', async () => {
    const { rendered, dialog } = await openDialog();
    expect(within(dialog).getByText(WAITS.draft.main.fileName)).toBeTruthy();
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Note (may be left empty)' }), { target: { value: 'без зауважень' } });
    openKey(dialog, KEY_PASSWORD);
    await within(dialog).findAllByRole('radio');
    key('Enter', { ctrlKey: true });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(signings(rendered)).toMatchObject([{ contentSha256: WAITS.draft.main.sha256, note: 'без зауважень', key: { certificate: KEYS[0]?.certificate } }]);
    expect(document.querySelector('[data-timestamp="pending"]')).toBeTruthy();
  });

  it('a wrong password leads back to its field and takes no step; Esc closes and leaves the draft as it was', async () => {
    const { rendered, dialog } = await openDialog();
    openKey(dialog, 'wrong');
    await waitFor(() => expect(document.activeElement).toBe(dialog.querySelector('input[type="password"]')));
    key('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(signings(rendered)).toEqual([]);
    expect(screen.getByRole('button', { name: /^By signature/ })).toBeTruthy();
  });

  it('has no fault of access, and leaves the file that was signed elsewhere beside it', async () => {
    const { dialog } = await openDialog();
    const { violations } = await axe.run(dialog, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    key('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Signature file made elsewhere' }));
    expect(await screen.findByLabelText(/File of the signature/)).toBeTruthy();
  });
});
