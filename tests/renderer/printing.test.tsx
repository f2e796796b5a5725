import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { MOST_PRINTED } from '#shared/contract/printing.ts';
import { translate } from '#shared/i18n/translate.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeId } from '../support/fake-desk/data.ts';
import type { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import type { FakePrinting } from '../support/fake-desk/printing.ts';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const SLOW = { timeout: 10_000 };
const LINE = { documentId: fakeId(1), registrationIndex: '01-07/214', subject: 'План', form: 'paper', printer: 'Reception', copies: 1, enteredAt: '2026-03-05T10:00:00Z' } as const;
const QUEUE: FakePrinting = {
  state: { system: 'queue', printers: [{ name: 'other', description: 'Other', isDefault: false, accepting: true }, { name: 'Reception', description: 'Reception desk', isDefault: true, accepting: true }] },
  items: [
    { ...LINE, itemId: fakeId(9501), state: 'printed', problem: null },
    { ...LINE, itemId: fakeId(9502), state: 'failed', problem: { message: 'printing.problem.stopped', params: { printer: 'Reception', detail: 'no toner' } } },
  ],
};

async function pressPrint(printing: FakePrinting): Promise<FakeDesk> {
  const { desk } = renderDesk({ printing });
  fireEvent.click(await screen.findByRole('button', { name: translate('en', 'frame.short.search') }, SLOW));
  await screen.findByRole('grid', {}, SLOW);
  fireEvent.click(screen.getByRole('button', { name: translate('en', 'printing.printDots') }));
  return desk;
}

describe('printing what was found', () => {
  it('enters all of it, up to a batch, for the standard printer, and shows the queue with its reasons', async () => {
    const desk = await pressPrint(QUEUE);
    const dialog = await screen.findByRole('dialog', { name: translate('en', 'printing.printCount', { count: '300' }) }, SLOW);
    fireEvent.change(within(dialog).getByRole('combobox', { name: translate('en', 'printing.what') }), { target: { value: 'protocol' } });
    fireEvent.change(within(dialog).getByRole('combobox', { name: translate('en', 'printing.sides') }), { target: { value: 'two-sided-long-edge' } });
    fireEvent.click(within(dialog).getByRole('button', { name: translate('en', 'printing.print') }));
    const queue = await screen.findByRole('dialog', { name: translate('en', 'printing.title') }, SLOW);
    const entered = desk.calls.filter(({ method }) => method === 'printing.enqueue').map(({ input }) => input as MethodInput<'printing.enqueue'>);
    expect(entered).toHaveLength(1);
    expect(entered[0]?.options).toEqual({ printer: 'Reception', copies: 1, sides: 'two-sided-long-edge' });
    expect(new Set(entered[0]?.items.map(({ documentId }) => documentId)).size).toBe(300);
    expect(entered[0]?.items.every(({ form }) => form === 'protocol')).toBe(true);

    await within(queue).findByText(translate('en', 'printing.problem.stopped', { printer: 'Reception', detail: 'no toner' }), {}, SLOW);
    fireEvent.click(within(queue).getByRole('button', { name: translate('en', 'printing.actionOf', { action: translate('en', 'common.again'), index: '01-07/214' }) }));
    await within(queue).findByText(translate('en', 'printing.state.waiting'), {}, SLOW);
    fireEvent.click(within(queue).getByRole('button', { name: translate('en', 'printing.actionOf', { action: translate('en', 'common.cancel'), index: '01-07/214' }) }));
    await within(queue).findByText(translate('en', 'printing.state.cancelled'), {}, SLOW);
    fireEvent.click(within(queue).getByRole('button', { name: translate('en', 'printing.clear') }));
    await within(queue).findByText(translate('en', 'printing.empty'), {}, SLOW);
  });

  it('says that a computer prints through its own dialog alone, and enters nothing', async () => {
    const desk = await pressPrint({});
    await screen.findByText(translate('en', 'printing.system.dialog'), {}, SLOW);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.calls.some(({ method }) => method === 'printing.enqueue')).toBe(false);
  });
});

async function openSearch(printing: FakePrinting = QUEUE, cards?: number): Promise<{ desk: FakeDesk; grid: HTMLElement }> {
  const { desk } = renderDesk({ printing, ...(cards === undefined ? {} : { cards }) });
  fireEvent.click(await screen.findByRole('button', { name: translate('en', 'frame.short.search') }, SLOW));
  const grid = await screen.findByRole('grid', {}, SLOW);
  return { desk, grid };
}

function enqueued(desk: FakeDesk): MethodInput<'printing.enqueue'>[] {
  return desk.calls.filter(({ method }) => method === 'printing.enqueue').map(({ input }) => input as MethodInput<'printing.enqueue'>);
}

const markedCount = (): number => usePlaces.getState().marked['search']?.size ?? 0;
const printMarked = (count: number): string => translate('en', 'printing.printMarked', { count: String(count) });

describe('printing single documents of a list', () => {
  it('marks rows by keys, says how many, and prints these alone in that order', async () => {
    const { desk, grid } = await openSearch();
    grid.focus();
    act(() => press('KeyX'));
    await screen.findByRole('button', { name: printMarked(1) });
    fireEvent.keyDown(grid, { key: 'ArrowDown', shiftKey: true });
    await screen.findByRole('button', { name: printMarked(2) });
    act(() => press('KeyX'));
    await screen.findByRole('button', { name: printMarked(1) });
    act(() => press('KeyJ'));
    act(() => press('KeyX'));
    await screen.findByRole('button', { name: printMarked(2) });
    const chosen = [...(usePlaces.getState().marked['search']?.keys() ?? [])];

    act(() => press('KeyP', { ctrlKey: true }));
    const dialog = await screen.findByRole('dialog', { name: translate('en', 'printing.printCount', { count: '2' }) }, SLOW);
    for (const index of usePlaces.getState().marked['search']?.values() ?? []) expect(dialog.textContent).toContain(`№ ${index}`);
    fireEvent.click(within(dialog).getByRole('button', { name: translate('en', 'printing.print') }));
    await screen.findByRole('dialog', { name: translate('en', 'printing.title') }, SLOW);
    expect(enqueued(desk).map(({ items }) => items)).toEqual([chosen.map((documentId) => ({ form: 'paper', documentId }))]);
  });

  it('Ctrl+A marks what is shown, up to a batch, and in a field stays what it is there; Shift+X unmarks', async () => {
    const { grid } = await openSearch(QUEUE, 700);
    const field = screen.getByLabelText('Search cards');
    expect(fireEvent.keyDown(field, { key: 'a', code: 'KeyA', ctrlKey: true })).toBe(true);
    expect(markedCount()).toBe(0);
    expect(fireEvent.keyDown(grid, { key: 'ф', code: 'KeyA', ctrlKey: true })).toBe(false);
    expect(markedCount()).toBeGreaterThanOrEqual(100);
    await screen.findByRole('button', { name: printMarked(markedCount()) });
    // All that was found can be printed still.
    expect(screen.getByRole('button', { name: translate('en', 'printing.printFound') })).toBeDefined();
    grid.focus();
    act(() => press('KeyX', { shiftKey: true }));
    expect(markedCount()).toBe(0);
    await waitFor(() => expect(screen.queryByRole('button', { name: /Print what is marked/ })).toBeNull());
  });

  it('takes no more marks than a batch has, and says so', async () => {
    const { grid } = await openSearch();
    act(() => usePlaces.getState().setMarked('search', new Map(Array.from({ length: MOST_PRINTED }, (_, at) => [`other ${at}`, `${at}`]))));
    grid.focus();
    act(() => press('KeyX'));
    await screen.findByText(translate('en', 'document.list.marksFull', { limit: '300' }), {}, SLOW);
    expect(markedCount()).toBe(MOST_PRINTED);
  });

  it('keeps the marks while one of the documents is looked at, and forgets them with the person', async () => {
    const { grid } = await openSearch();
    grid.focus();
    act(() => press('KeyX'));
    act(() => press('Enter'));
    await screen.findByRole('tab', { name: 'Copies' }, SLOW);
    act(() => press('Escape'));
    await screen.findByRole('button', { name: printMarked(1) }, SLOW);
    act(() => usePlaces.getState().handOver());
    expect(markedCount()).toBe(0);
  });

  it('names its keys in the list of keys', async () => {
    const { grid } = await openSearch();
    grid.focus();
    act(() => press('KeyX'));
    await screen.findByRole('button', { name: printMarked(1) });
    act(() => press('Slash', { key: '?', shiftKey: true }));
    const dialog = await screen.findByRole('dialog', { name: 'Keys of this screen' });
    const shown = [...dialog.querySelectorAll('kbd')].map((key) => key.textContent);
    for (const key of ['X', 'Shift+X', 'Ctrl+A', 'Shift+↓', 'Ctrl+P', 'Ctrl+Shift+P']) expect(shown).toContain(key);
  });

  it('prints what is marked in a journal too', async () => {
    const { desk } = renderDesk({ printing: QUEUE });
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'direction.incoming') }, SLOW));
    const grid = await screen.findByRole('grid', {}, SLOW);
    grid.focus();
    // The numbers are read as they come into sight.
    await waitFor(() => {
      fireEvent.keyDown(grid, { key: 'Home' });
      fireEvent.keyDown(grid, { key: 'ArrowDown', shiftKey: true });
      expect(usePlaces.getState().marked['incoming']?.size).toBe(2);
    }, SLOW);
    fireEvent.click(await screen.findByRole('button', { name: printMarked(2) }));
    const dialog = await screen.findByRole('dialog', { name: translate('en', 'printing.printCount', { count: '2' }) }, SLOW);
    fireEvent.click(within(dialog).getByRole('button', { name: translate('en', 'printing.print') }));
    await waitFor(() => expect(enqueued(desk)[0]?.items).toHaveLength(2));
  });
});

async function openCopies(printing: FakePrinting): Promise<FakeDesk> {
  const { desk, grid } = await openSearch(printing);
  grid.focus();
  act(() => press('Enter'));
  fireEvent.click(await screen.findByRole('tab', { name: 'Copies' }, SLOW));
  fireEvent.click(await screen.findByRole('button', { name: translate('en', 'document.copy.make', { form: translate('en', 'document.copy.stamped') }) }, SLOW));
  await screen.findByRole('button', { name: translate('en', 'document.print') }, SLOW);
  return desk;
}

describe('printing a kept copy', () => {
  it('asks for the printer where the computer has queues, and enters that very copy once', async () => {
    const desk = await openCopies(QUEUE);
    fireEvent.click(screen.getByRole('button', { name: translate('en', 'document.print') }));
    const dialog = await screen.findByRole('dialog', { name: translate('en', 'printing.printCopy') }, SLOW);
    expect(within(dialog).queryByRole('combobox', { name: translate('en', 'printing.what') })).toBeNull();
    fireEvent.change(within(dialog).getByRole('combobox', { name: translate('en', 'printing.sides') }), { target: { value: 'two-sided-short-edge' } });
    fireEvent.click(within(dialog).getByRole('button', { name: translate('en', 'printing.print') }));
    await screen.findByText(translate('en', 'printing.copyEntered'), {}, SLOW);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [entered, ...more] = enqueued(desk);
    expect(more).toEqual([]);
    expect(entered?.options).toEqual({ printer: 'Reception', copies: 1, sides: 'two-sided-short-edge' });
    expect(entered?.items).toEqual([{ form: 'stored', documentId: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  it('Ctrl+P prints the newest copy the same way', async () => {
    await openCopies(QUEUE);
    act(() => press('KeyP', { ctrlKey: true }));
    const dialog = await screen.findByRole('dialog', { name: translate('en', 'printing.printCopy') }, SLOW);
    expect(dialog.textContent).toContain(translate('en', 'document.copy.stamped'));
  });

  it.each([{ name: 'has its own dialog alone', printing: {} }, { name: 'has queues without a printer', printing: { state: { system: 'queue' as const, printers: [] } } }, { name: 'has queues that do not answer', printing: { state: { system: 'silent' as const, printers: [] } } }])('hands it to the system where the computer $name', async ({ printing }) => {
    const print = vi.fn<(sha256: string) => Promise<{ ok: true; value: Record<string, never> }>>(async () => ({ ok: true as const, value: {} }));
    const desk = await openCopies(printing);
    vi.stubGlobal('chancery', { print });
    try {
      fireEvent.click(screen.getByRole('button', { name: translate('en', 'document.print') }));
      await waitFor(() => expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^[0-9a-f]{64}$/)));
      expect(screen.queryByRole('dialog')).toBeNull();
      expect(enqueued(desk)).toEqual([]);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('says why nothing was asked where the desk does not answer', async () => {
    const { desk } = renderDesk({ printing: QUEUE, refuse: { 'printing.state': { code: 'internal', message: 'error.internal', params: { reference: 'abc' }, issues: [] } } });
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'frame.short.search') }, SLOW));
    (await screen.findByRole('grid', {}, SLOW)).focus();
    act(() => press('Enter'));
    fireEvent.click(await screen.findByRole('tab', { name: 'Copies' }, SLOW));
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'document.copy.make', { form: translate('en', 'document.copy.stamped') }) }, SLOW));
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'document.print') }, SLOW));
    await screen.findByText(translate('en', 'error.internal', { reference: 'abc' }), {}, SLOW);
    expect(enqueued(desk)).toEqual([]);
  });
});

describe('the print queue in the bottom line', () => {
  it('says what is to be printed and what was not, and opens the queue', async () => {
    renderDesk({ printing: QUEUE });
    const foot = await screen.findByRole('contentinfo', {}, SLOW);
    const button = await within(foot).findByRole('button', { name: translate('en', 'printing.notPrinted', { count: '1' }) }, SLOW);
    fireEvent.click(button);
    const part = await screen.findByRole('region', { name: translate('en', 'printing.queueShort') }, SLOW);
    expect(part.textContent).toContain(translate('en', 'printing.toPrint', { count: '0' }));
    expect(part.textContent).toContain(translate('en', 'printing.done', { count: '1' }));
    fireEvent.click(within(part).getByRole('button', { name: translate('en', 'printing.openQueue') }));
    await screen.findByRole('dialog', { name: translate('en', 'printing.title') }, SLOW);
  });

  it('is not there where nothing runs or waits', async () => {
    renderDesk({ printing: { ...QUEUE, items: [{ ...LINE, itemId: fakeId(9501), state: 'printed', problem: null }] } });
    await screen.findByRole('contentinfo', {}, SLOW);
    await screen.findByRole('form', { name: 'Registration card' }, SLOW);
    expect(screen.queryByRole('button', { name: /To print|Not printed/ })).toBeNull();
  });

  it('prints what a copied desk held back at one word', async () => {
    const copied = { message: 'printing.problem.copied', params: {} };
    renderDesk({ printing: { ...QUEUE, items: [9501, 9502].map((id) => ({ ...LINE, itemId: fakeId(id), state: 'failed' as const, problem: copied })) } });
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'printing.notPrinted', { count: '2' }) }, SLOW));
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'printing.openQueue') }, SLOW));
    const queue = await screen.findByRole('dialog', { name: translate('en', 'printing.title') }, SLOW);
    fireEvent.click(await within(queue).findByRole('button', { name: translate('en', 'printing.release', { count: '2' }) }, SLOW));
    await waitFor(() => expect(within(queue).getAllByText(translate('en', 'printing.state.waiting'))).toHaveLength(2));
    expect(within(queue).queryByRole('button', { name: /Print those/ })).toBeNull();
  });
});
