import { cleanNotifications } from '@mantine/notifications';
import { configure, render, type RenderResult } from '@testing-library/react';
import type { Language } from '#shared/domain/languages.ts';
import { Root } from '../../../src-renderer/app/root.tsx';
import { useCopyRegister } from '../../../src-renderer/state/copy-register.ts';
import { useDesk } from '../../../src-renderer/state/desk.ts';
import { useDrafts } from '../../../src-renderer/state/drafts.ts';
import { useKeyKind } from '../../../src-renderer/state/key-kind.ts';
import { usePlaces } from '../../../src-renderer/state/places.ts';
import { usePreferences } from '../../../src-renderer/state/preferences.ts';
import { useProvableList } from '../../../src-renderer/state/provable-list.ts';
import { useSearch } from '../../../src-renderer/state/search.ts';
import { useShortcuts } from '../../../src-renderer/state/shortcuts.ts';
import { useTermCalendar } from '../../../src-renderer/state/term-calendar.ts';
import { useUploads } from '../../../src-renderer/state/uploads.ts';
import { FakeDesk, type FakeDeskOptions } from './fake-desk.ts';
import { fakeClient, fakeTransport } from './transport.ts';

// A machine that runs other tests beside these draws slowly; how fast it draws is not what they ask.
configure({ asyncUtilTimeout: 8_000 });

class NoLayoutObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

/** Browser parts that jsdom has not and that the window asks for; none of them does anything here. */
export function lendBrowserParts(): void {
  window.matchMedia = (query) => ({ matches: false, media: query, onchange: null, addListener: () => undefined, removeListener: () => undefined, addEventListener: () => undefined, removeEventListener: () => undefined, dispatchEvent: () => false });
  Object.assign(window, { ResizeObserver: NoLayoutObserver, IntersectionObserver: NoLayoutObserver });
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.scrollTo = () => undefined;
}

interface Resettable<State> {
  getInitialState(): State;
  setState(state: State, replace: true): void;
}

function reset<State>(store: Resettable<State>): void {
  store.setState(store.getInitialState(), true);
}

export interface RenderedDesk extends RenderResult {
  readonly desk: FakeDesk;
  readonly setConnected: (connected: boolean) => void;
}

/** The whole window on a fake desk, with every store as at the first start. */
export function renderDesk(options: FakeDeskOptions & { readonly language?: Language } = {}): RenderedDesk {
  lendBrowserParts();
  window.localStorage.clear();
  reset(useCopyRegister);
  reset(useDesk);
  reset(useDrafts);
  reset(useKeyKind);
  reset(usePlaces);
  reset(usePreferences);
  reset(useProvableList);
  reset(useSearch);
  reset(useShortcuts);
  reset(useTermCalendar);
  reset(useUploads);
  cleanNotifications();
  usePreferences.setState({ language: options.language ?? 'en', panes: { registration: { closed: ['viewer'], sizes: {} } } });
  const desk = new FakeDesk(options);
  const transport = fakeTransport(desk);
  const rendered = render(<Root client={fakeClient(transport)} nonce="" env="test" />);
  return { ...rendered, desk, setConnected: transport.setConnected };
}

/** Presses a key where the focus is, as a keyboard does. */
export function press(code: string, init: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { code, key: init.key ?? code.replace(/^Key/, ''), bubbles: true, cancelable: true, ...init }));
}
