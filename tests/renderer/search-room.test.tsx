import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(() => {
  cleanup();
  for (const height of ['clientHeight', 'offsetHeight']) Reflect.deleteProperty(HTMLElement.prototype, height);
});

const SLOW = { timeout: 10_000 };

async function openSearch(options: Parameters<typeof renderDesk>[0] = {}): Promise<FakeDesk> {
  const { desk } = renderDesk(options);
  fireEvent.click(await screen.findByRole('button', { name: translate('en', 'frame.short.search') }, SLOW));
  await screen.findByRole('grid', {}, SLOW);
  return desk;
}

const asked = <Name extends 'search.page' | 'search.facets'>(desk: FakeDesk, method: Name): MethodInput<Name>[] => desk.calls.filter((call) => call.method === method).map((call) => call.input as MethodInput<Name>);

describe('search room', () => {
  it('asks for the page first and for the counts when it is there', async () => {
    const desk = await openSearch();
    await screen.findByText(translate('en', 'search.found', { count: '300' }), {}, SLOW);
    const methods = desk.calls.map(({ method }) => method);
    expect(methods.indexOf('search.facets')).toBeGreaterThan(methods.indexOf('search.page'));
  });

  it('narrows by a filter and widens again, and says how many there are', async () => {
    const desk = await openSearch();
    const filters = screen.getByRole('region', { name: translate('en', 'search.filters') });
    const incoming = await within(filters).findByRole('checkbox', { name: new RegExp(`^${translate('en', 'direction.incoming')}`) }, SLOW);
    fireEvent.click(incoming);
    await screen.findByText(translate('en', 'search.found', { count: '100' }), {}, SLOW);
    expect(asked(desk, 'search.page').at(-1)?.filters?.directions).toEqual(['incoming']);
    expect(asked(desk, 'search.facets').at(-1)?.filters?.directions).toEqual(['incoming']);
    fireEvent.click(within(filters).getByRole('button', { name: translate('en', 'document.list.clear') }));
    await screen.findByText(translate('en', 'search.found', { count: '300' }), {}, SLOW);
  });

  it('marks what lies in the archive or was destroyed, and narrows to it', async () => {
    // Without a layout no row would be in sight.
    for (const height of ['clientHeight', 'offsetHeight']) Object.defineProperty(HTMLElement.prototype, height, { configurable: true, get: () => 320 });
    const [first, second] = fakeCards(300);
    if (first === undefined || second === undefined) throw new Error('no cards');
    const desk = await openSearch({ archived: { [first.documentId]: 'closed', [second.documentId]: 'destroyed' } });
    await screen.findByRole('img', { name: 'In the archive' }, SLOW);
    const [, one, other, third] = screen.getAllByRole('row');
    const marks = (row: HTMLElement | undefined) => within(row ?? document.body).queryAllByRole('img', { name: /archive|Destroyed/ }).map((mark) => mark.getAttribute('aria-label'));
    expect([marks(one), marks(other), marks(third)]).toEqual([['In the archive'], ['Destroyed'], []]);
    fireEvent.click(await screen.findByRole('checkbox', { name: /^In the archive/ }, SLOW));
    await screen.findByText(translate('en', 'search.found', { count: '1' }), {}, SLOW);
    expect(asked(desk, 'search.page').at(-1)?.filters?.archive).toEqual(['closed']);
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2), SLOW);
  });

  it('searches as one types, in the chosen order', async () => {
    const desk = await openSearch();
    fireEvent.change(screen.getByRole('combobox', { name: translate('en', 'search.sort') }), { target: { value: 'relevance' } });
    act(() => press('Slash', { key: '/' }));
    expect(document.activeElement).toBe(screen.getByLabelText(translate('en', 'frame.searchLabel')));
    fireEvent.change(screen.getByLabelText(translate('en', 'frame.searchLabel')), { target: { value: 'план' } });
    await waitFor(() => expect(asked(desk, 'search.page').at(-1)).toMatchObject({ text: 'план', sort: 'relevance' }), SLOW);
  });

  it('keeps a search under a name, as a tab, and lets it go again', async () => {
    const desk = await openSearch();
    fireEvent.click(await screen.findByRole('checkbox', { name: new RegExp(`^${translate('en', 'direction.outgoing')}`) }, SLOW));
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'search.saved.save') }, SLOW));
    fireEvent.change(await screen.findByRole('textbox', { name: translate('en', 'search.saved.name') }, SLOW), { target: { value: 'Outgoing' } });
    fireEvent.click(screen.getByRole('button', { name: translate('en', 'common.save') }));
    const tab = await screen.findByRole('button', { name: 'Outgoing' }, SLOW);
    expect(tab.getAttribute('aria-current')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: translate('en', 'search.saved.everything') }));
    await waitFor(() => expect(asked(desk, 'search.page').at(-1)?.filters?.directions).toEqual([]), SLOW);
    fireEvent.click(screen.getByRole('button', { name: 'Outgoing' }));
    await waitFor(() => expect(asked(desk, 'search.page').at(-1)?.filters?.directions).toEqual(['outgoing']), SLOW);
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'search.saved.forget', { name: 'Outgoing' }) }, SLOW));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Outgoing' })).toBeNull(), SLOW);
  });

  it('says when nothing was found', async () => {
    await openSearch();
    fireEvent.change(screen.getByLabelText(translate('en', 'frame.searchLabel')), { target: { value: 'щщщщ' } });
    expect(await screen.findByText(translate('en', 'document.list.nothing'), {}, SLOW)).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
  });

  it('offers export to those with the right only', async () => {
    await openSearch({ roles: ['official'] });
    expect(screen.queryByRole('button', { name: translate('en', 'search.export') })).toBeNull();
    cleanup();
    await openSearch({ roles: ['registrar'] });
    expect(screen.getByRole('button', { name: translate('en', 'search.export') })).toBeTruthy();
  });
});
