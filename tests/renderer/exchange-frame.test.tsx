import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#shared/domain/languages.ts';
import type { SyncState } from '#shared/contract/sync-state.ts';
import { translate } from '#shared/i18n/translate.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

async function bottomLine(): Promise<HTMLElement> {
  const link = await waitFor(() => document.querySelector('footer [data-link]') ?? Promise.reject(new Error('no state of the link')));
  return link.closest('footer') ?? document.body;
}

describe('the bottom line', () => {
  it.each<{ link: SyncState['link']; says: string[]; not: string[] }>([
    { link: 'standalone', says: ['Stand-alone desk'], not: ['last exchange', 'queued', 'to settle'] },
    { link: 'online', says: ['Online', 'last exchange 05.03.2026 08:40', 'to settle: 6'], not: ['queued'] },
    { link: 'offline', says: ['Offline', 'last exchange 05.03.2026 08:40', 'queued: 13'], not: [] },
    { link: 'paused', says: ['Exchange paused'], not: ['cut this desk off'] },
    { link: 'refused', says: ['Exchange fails'], not: ['cut this desk off'] },
    { link: 'revoked', says: ['Cut off from the server', 'nothing is sent or taken any more. What is here stays and can be read. Ask the administrator.'], not: [] },
  ])('says how the desk stands: $link', async ({ link, says, not }) => {
    renderDesk({ link });
    const line = await bottomLine();
    for (const text of says) await waitFor(() => expect(line.textContent).toContain(text));
    for (const text of not) expect(line.textContent).not.toContain(text);
  });

  it('offline, registration goes on, and the line says what waits and that it is kept', async () => {
    renderDesk({ link: 'offline' });
    await screen.findByRole('form', { name: 'Registration card' });
    const line = await bottomLine();
    await waitFor(() => expect(line.textContent).toContain('queued: 13'));
    expect(line.querySelector('[data-link]')?.getAttribute('title')).toBe(translate('en', 'frame.offlineHint'));
  });

  it('an exchange under way and what is still to come are shown', async () => {
    renderDesk({ link: 'online', exchanging: true, behind: 3120 });
    const line = await bottomLine();
    await waitFor(() => expect(line.textContent).toContain('exchanging'));
    expect(line.textContent).toContain('to come: 3,120');
    expect(line.textContent).not.toContain('last exchange');
  });

  it.each([
    { clockAhead: 119_000, says: null },
    { clockAhead: -119_000, says: null },
    { clockAhead: 660_000, says: 'The clock of this computer is ahead by 11 min' },
    { clockAhead: -5 * 3_600_000, says: 'The clock of this computer is behind by 5 h' },
    { clockAhead: 3 * 86_400_000, says: 'The clock of this computer is ahead by 3 days' },
  ])('a clock that is $clockAhead ms ahead of the server’s', async ({ clockAhead, says }) => {
    renderDesk({ link: 'online', clockAhead });
    const line = await bottomLine();
    await waitFor(() => expect(line.textContent).toContain('Online'));
    if (says === null) expect(line.textContent).not.toContain('The clock');
    else expect(line.textContent).toContain(says);
  });

  it.each(LANGUAGES)('what waits for a decision leads to its page (%s)', async (language) => {
    renderDesk({ link: 'online', language });
    const line = await bottomLine();
    const button = await within(line).findByRole('button', { name: translate(language, 'frame.toSettle', { count: 6 }) });
    fireEvent.click(button);
    expect(await screen.findByRole('listbox', { name: translate(language, 'sync.tab.conflicts') })).toBeTruthy();
  });

  it('leads nowhere for a person without the right to read cards', async () => {
    renderDesk({ link: 'online', roles: ['executor'] });
    const line = await bottomLine();
    await waitFor(() => expect(line.textContent).toContain('Online'));
    expect(within(line).queryByRole('button')).toBeNull();
    expect(within(screen.getByRole('navigation', { name: 'Rooms' })).queryByRole('button', { name: /Exchange/ })).toBeNull();
  });
});

describe('the rail and the palette', () => {
  it('the room counts what waits for a decision', async () => {
    renderDesk({ link: 'online' });
    const rooms = await screen.findByRole('navigation', { name: 'Rooms' });
    expect(await within(rooms).findByText('to settle: 6')).toBeTruthy();
  });

  it('F9 exchanges from anywhere, and a notice says how it ended', async () => {
    const { desk } = renderDesk({ link: 'online' });
    await screen.findByRole('form', { name: 'Registration card' });
    await screen.findByText('Online');
    press('F9');
    expect(await screen.findByText('The exchange has ended.')).toBeTruthy();
    expect(desk.calls.filter(({ method }) => method === 'sync.now')).toHaveLength(1);
    expect(usePlaces.getState().place?.room).toBe('registration');
  });

  it('where the exchange did not come to its end, the notice says what to do', async () => {
    renderDesk({ link: 'offline', problem: { problem: 'unreachable', detail: '' } });
    await screen.findByText('Offline');
    press('F9');
    expect(await screen.findByText(/^The server does not answer\. Check the network/)).toBeTruthy();
  });

  it('the palette offers the parts of the exchange once each, and only those that the words fit', async () => {
    renderDesk({ link: 'online' });
    fireEvent.click(await within(await screen.findByRole('navigation', { name: 'Rooms' })).findByRole('button', { name: new RegExp(`${translate('en', 'frame.short.exchange')}$`) }));
    await screen.findByRole('heading', { level: 1, name: 'Online' });
    press('KeyK', { ctrlKey: true });
    const words = await screen.findByRole('textbox', { name: translate('en', 'palette.placeholder') });
    const offered = (): (string | null)[] => within(screen.getByRole('dialog')).getAllByRole('button').map(({ textContent }) => textContent);
    await waitFor(() => expect(offered().filter((name) => name === 'Conflicts')).toHaveLength(1));
    fireEvent.change(words, { target: { value: 'Settled' } });
    await waitFor(() => expect(offered()).toEqual(['Settled']));
  });

  it('a stand-alone desk has no F9', async () => {
    const { desk } = renderDesk();
    await screen.findByText('Stand-alone desk');
    press('F9');
    await screen.findByRole('form', { name: 'Registration card' });
    expect(desk.calls.some(({ method }) => method === 'sync.now')).toBe(false);
  });
});
