import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MethodInput, MethodName } from '#shared/contract/index.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const inputsOf = <Name extends MethodName>({ desk }: RenderedDesk, method: Name): MethodInput<Name>[] => desk.calls.filter((call) => call.method === method).map((call) => call.input as MethodInput<Name>);

type Options = Parameters<typeof renderDesk>[0];

async function openView(view: 'state' | 'waiting' | 'gapAct', options: Options): Promise<RenderedDesk> {
  const rendered = renderDesk(options);
  await screen.findByRole('navigation', { name: 'Rooms' });
  act(() => usePlaces.getState().go({ room: 'exchange', view }));
  return rendered;
}

const LINE = `https://kanc.example:8443 23456-789AB-CDEFG-HJKLM ${'3F:9A'.repeat(16)}`;
const JOINED = { address: 'https://kanc.example:8443', code: '23456789ABCDEFGHJKLM', certificate: '3f9a'.repeat(16) };

describe('the state of the exchange', () => {
  it('tells the responsible person of the last exchange, the queue, the clock and the numbers', async () => {
    await openView('state', { link: 'offline', waitingOperations: 140, numberSafety: 'lost', clockAhead: 660_000, problem: { problem: 'certificate', detail: 'tls: other' } });
    expect(await screen.findByRole('heading', { level: 1, name: 'Offline' })).toBeTruthy();
    const page = screen.getByRole('tabpanel');
    const fact = (name: string): string => within(page).getByText(name, { selector: 'dt' }).nextElementSibling?.textContent ?? '';
    expect(fact('Last exchange')).toBe('05.03.2026 08:40');
    expect(fact('Entries to be sent')).toBe('120');
    expect(fact('Clock of this computer')).toBe('ahead by 11 min');
    expect(fact('Numbers without the link')).toContain('Are not given now');
    expect(within(page).getByText(/its certificate is not the agreed one/).parentElement?.textContent).toContain('Tell the administrator');
    expect(within(page).getByText('tls: other')).toBeTruthy();
    const row = (await within(page).findByText('Outgoing documents')).closest('tr');
    expect(row?.textContent).toContain('12');
    expect(within(page).getByText('used up')).toBeTruthy();
  });

  it('is paused and resumed, and files are slowed down, by whoever supervises the desk', async () => {
    const rendered = await openView('state', { link: 'online' });
    fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Exchange paused' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Online' })).toBeTruthy();
    expect(inputsOf(rendered, 'sync.setPaused')).toEqual([{ paused: true }, { paused: false }]);
    fireEvent.change(screen.getByLabelText('Limit of speed for files'), { target: { value: '8000' } });
    await waitFor(() => expect(inputsOf(rendered, 'sync.setBandwidth')).toEqual([{ bytesPerSecond: 8000 }]));
    await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('Limit of speed for files').selectedOptions[0]?.textContent).toBe('64 kbit/s'));
  });

  it('a registrar exchanges at once, and changes no setting', async () => {
    const rendered = await openView('state', { link: 'online', roles: ['registrar'] });
    fireEvent.click(await screen.findByRole('button', { name: /Exchange now/ }));
    await screen.findByText('The exchange has ended.');
    expect(inputsOf(rendered, 'sync.now')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
    expect(screen.queryByLabelText('Limit of speed for files')).toBeNull();
  });

  it('a desk that was cut off is offered nothing that cannot be', async () => {
    await openView('state', { link: 'revoked', roles: ['registrar'] });
    await screen.findByRole('heading', { level: 1, name: 'Cut off from the server' });
    expect(screen.queryByRole('button', { name: /Exchange now|Pause|Remove everything/ })).toBeNull();
  });

  it('whoever supervises a desk that was cut off removes everything from it, told what was never sent, and sure of it', async () => {
    const rendered = await openView('state', { link: 'revoked', waitingOperations: 40 });
    fireEvent.click(await screen.findByRole('button', { name: 'Remove everything from this desk…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove everything from this desk' });
    expect(within(dialog).getByText(/^35 entries that were never sent are lost for good/)).toBeTruthy();
    const remove = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Remove everything from this desk' });
    expect(remove.disabled).toBe(true);
    fireEvent.click(within(dialog).getByRole('checkbox', { name: 'I understand that this cannot be undone' }));
    fireEvent.click(remove);
    await screen.findByRole('heading', { level: 1, name: 'Everything was removed from this desk' });
    // Nothing is left that could be asked, and nobody waits for the program to come back.
    expect(screen.queryAllByRole('button')).toEqual([]);
    const asked = rendered.desk.calls.length;
    act(() => rendered.desk.tell({ event: 'changed', topics: ['status', 'sync', 'cards'] }));
    act(() => rendered.setConnected(false));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(rendered.desk.calls).toHaveLength(asked);
    expect(inputsOf(rendered, 'sync.wipe')).toEqual([{ unsent: 35 }]);
  });
});

describe('a desk without a server', () => {
  it('says that nothing is lacking and what a server is for; a person without the right is told whom to ask', async () => {
    await openView('state', { roles: ['registrar'] });
    await screen.findByRole('heading', { level: 1, name: 'This desk works alone' });
    expect(screen.getByText(/a central server puts them together/)).toBeTruthy();
    expect(screen.getByText('To join a server, ask the system administrator.')).toBeTruthy();
    expect(screen.queryByRole('form', { name: 'Joining a server' })).toBeNull();
  });

  it('joins with the pasted line of an invitation, wherever it was broken', async () => {
    const rendered = await openView('state', {});
    const form = await screen.findByRole('form', { name: 'Joining a server' });
    const address = within(form).getByLabelText('Server’s address, or the whole line of the invitation');
    fireEvent.paste(address, { clipboardData: { getData: () => `  ${LINE.replaceAll(' ', '\n')}\n` } });
    expect(await within(form).findByText('All three fields were filled from the invitation.')).toBeTruthy();
    expect(within(form).getByLabelText<HTMLInputElement>('One-time code').value).toBe(JOINED.code);
    fireEvent.click(within(form).getByRole('button', { name: 'Join the server' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Online' })).toBeTruthy();
    expect(inputsOf(rendered, 'sync.join')).toEqual([JOINED]);
  });

  it('says at each field what is wrong with it, and sends nothing', async () => {
    const rendered = await openView('state', {});
    const form = await screen.findByRole('form', { name: 'Joining a server' });
    fireEvent.change(within(form).getByLabelText('One-time code'), { target: { value: '0000' } });
    fireEvent.click(within(form).getByRole('button', { name: 'Join the server' }));
    for (const text of [/This is no address of a server/, /A code has 20 signs/, /has 64 hexadecimal signs/]) expect(await within(form).findByText(text)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(within(form).getByLabelText('Server’s address, or the whole line of the invitation')));
    expect(inputsOf(rendered, 'sync.join')).toEqual([]);
  });
});

describe('what is to be sent', () => {
  it('is a list that keys move through and Enter opens; what follows is read on the way', async () => {
    const rendered = await openView('waiting', { link: 'offline', waitingOperations: 300 });
    const grid = await screen.findByRole('grid', { name: 'To be sent' });
    expect(grid.getAttribute('aria-rowcount')).toBe('-1');
    const held = (): string | null => grid.getAttribute('aria-activedescendant');
    act(() => grid.focus());
    act(() => press('KeyJ'));
    expect(held()).toBe('waiting-1');
    for (let at = 0; at < 3; at += 1) {
      // The page that was asked for may still be on its way.
      await waitFor(() => {
        fireEvent.keyDown(grid, { key: 'End' });
        expect(held()).toBe(`waiting-${(at + 1) * 100 - 1}`);
      });
      if (at < 2) await waitFor(() => expect(inputsOf(rendered, 'sync.waiting').at(-1)).toEqual({ after: (at + 1) * 100 }));
    }
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('301'));
    fireEvent.keyDown(grid, { key: 'Home' });
    await waitFor(() => expect(held()).toBe('waiting-0'));
    expect(screen.getByText(/^Document registered — № 300\/01-05/)).toBeTruthy();
    expect(screen.getByText(/The server holds it/)).toBeTruthy();
    act(() => press('Enter'));
    await waitFor(() => expect(inputsOf(rendered, 'registration.get').at(-1)).toMatchObject({ documentId: '00000000-0000-4000-8000-000000001300' }));
    act(() => press('Escape'));
    expect((await screen.findByRole('grid', { name: 'To be sent' })).getAttribute('aria-activedescendant')).toBe('waiting-0');
  });

  it('shows each row with what, about what, who, when and its state', async () => {
    // The rows in sight are drawn, and jsdom lays nothing out.
    const height = vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(1200);
    try {
      await openView('waiting', { link: 'offline', waitingOperations: 30 });
      const grid = await screen.findByRole('grid', { name: 'To be sent' });
      const rows = await waitFor(() => {
        const drawn = within(grid).getAllByRole('row');
        expect(drawn).toHaveLength(31);
        return drawn;
      });
      const cells = (at: number): (string | null)[] => within(rows[at] ?? grid).getAllByRole('gridcell').map((cell) => cell.textContent);
      expect(cells(2)).toEqual(['Signature checked', expect.stringContaining('№ 299/01-05'), 'the desk itself', '05.03.2026 06:01', 'at the server']);
      expect(cells(6)[4]).toBe('no effect');
      expect(cells(4)[4]).toBe('not sent');
    } finally {
      height.mockRestore();
    }
  });

  it.each([
    { link: 'online' as const, says: 'Everything that was done here is with the server.' },
    { link: 'standalone' as const, says: /^Nothing is lacking/ },
  ])('says so where nothing waits: $link', async ({ link, says }) => {
    await openView('waiting', { link });
    expect(await screen.findByText('Nothing waits')).toBeTruthy();
    expect(screen.getByText(says)).toBeTruthy();
  });
});

describe('the act on missing numbers', () => {
  it('is made for a journal and year, and can be printed and saved', async () => {
    const rendered = await openView('gapAct', { link: 'online' });
    fireEvent.change(await screen.findByLabelText('Journal'), { target: { value: 'outgoing' } });
    fireEvent.change(screen.getByLabelText('Year'), { target: { value: '2026' } });
    fireEvent.click(screen.getByRole('button', { name: 'Make the act' }));
    expect(await screen.findByText('As of 05.03.2026. Missing numbers: 17.')).toBeTruthy();
    expect(inputsOf(rendered, 'sync.gapAct')).toEqual([{ journalId: 'outgoing', serialYear: 2026 }]);
    fireEvent.click(screen.getByRole('button', { name: 'Save the file' }));
    await waitFor(() => expect(rendered.desk.calls.some(({ method }) => method.startsWith('files.'))).toBe(true));
    expect(screen.getByRole('button', { name: /Print/ })).toBeTruthy();
  });

  it('says when it cannot be made now, and that a desk alone needs none', async () => {
    await openView('gapAct', { link: 'offline' });
    expect(await screen.findByText(/^There is no link to the server now/)).toBeTruthy();
    cleanup();
    await openView('gapAct', {});
    expect(await screen.findByText(/^The act needs a server/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Make the act' })).toBeNull();
  });
});
