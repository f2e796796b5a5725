import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { belongsToTarget, matchesKey } from '../../src-renderer/app/keys.ts';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const pressed = (code: string, key: string, held: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'shiftKey'>> = {}): Parameters<typeof matchesKey>[1] => ({ code, key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('keys', () => {
  it('answer by place, so that a Cyrillic layout changes nothing', () => {
    expect(matchesKey('Ctrl+K', pressed('KeyK', 'л', { ctrlKey: true }))).toBe(true);
    expect(matchesKey('J', pressed('KeyJ', 'о'))).toBe(true);
    expect(matchesKey('Ctrl+Shift+D', pressed('KeyD', 'В', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matchesKey('?', pressed('Slash', ',', { shiftKey: true }))).toBe(true);
    expect(matchesKey('?', pressed('Digit7', '?', { shiftKey: true }))).toBe(true);
  });

  it('need exactly the keys that are written', () => {
    expect(matchesKey('Ctrl+Enter', pressed('Enter', 'Enter'))).toBe(false);
    expect(matchesKey('J', pressed('KeyJ', 'j', { ctrlKey: true }))).toBe(false);
    expect(matchesKey('Ctrl+D', pressed('KeyD', 'd', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matchesKey('/', pressed('Slash', '?', { shiftKey: true }))).toBe(false);
  });

  it('never eat a letter that someone types', () => {
    for (const element of [document.createElement('input'), document.createElement('textarea'), document.createElement('select')]) {
      for (const key of ['J', 'K', '/', '?', 'Space']) expect(belongsToTarget(key, element)).toBe(true);
      for (const key of ['Ctrl+K', 'Alt+→', 'Esc', 'F2']) expect(belongsToTarget(key, element)).toBe(false);
    }
    expect(belongsToTarget('Space', document.createElement('button'))).toBe(true);
    expect(belongsToTarget('J', document.body)).toBe(false);
  });

  it('J in a text field stays a letter, in the list it moves on', async () => {
    renderDesk();
    const list = await screen.findByRole('listbox');
    const inHand = (): string | null => list.querySelector('[aria-selected="true"]')?.id ?? null;
    await waitFor(() => expect(inHand()).not.toBeNull());
    const first = inHand();
    screen.getByLabelText('Search cards').focus();
    act(() => press('KeyJ'));
    expect(inHand()).toBe(first);
    list.focus();
    act(() => press('KeyJ'));
    expect(inHand()).not.toBe(first);
  });

  it('the list of keys shows every key of the room', async () => {
    renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    act(() => press('Slash', { key: '?', shiftKey: true }));
    const dialog = await screen.findByRole('dialog', { name: 'Keys of this screen' });
    const shown = [...dialog.querySelectorAll('kbd')].map((key) => key.textContent);
    for (const key of ['Ctrl+K', '/', 'Ctrl+N', 'Ctrl+Enter', 'Alt+→', 'Alt+←', 'J', 'K', 'Space', 'Ctrl+Shift+D', '?', 'Esc', 'Enter']) expect(shown).toContain(key);
    expect(within(dialog).getAllByRole('term').every((name) => (name.textContent ?? '') !== '')).toBe(true);
  });

  it('Ctrl+P is there as soon as there is something to print', async () => {
    renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    act(() => press('ArrowRight', { altKey: true }));
    act(() => press('ArrowRight', { altKey: true }));
    fireEvent.click(await screen.findByRole('button', { name: '№ 1/01-05' }));
    fireEvent.click(await screen.findByRole('tab', { name: 'Copies' }));
    act(() => press('Slash', { key: '?', shiftKey: true }));
    const dialog = await screen.findByRole('dialog', { name: 'Keys of this screen' });
    expect([...dialog.querySelectorAll('kbd')].map((key) => key.textContent)).toContain('Ctrl+P');
  });

  it('Ctrl+K finds a card by a fragment of its number, Enter opens it', async () => {
    const { desk } = renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    act(() => press('KeyK', { ctrlKey: true }));
    fireEvent.change(await screen.findByPlaceholderText('A command or a part of a card’s number'), { target: { value: '300/' } });
    await screen.findByText(/№ 300\/01-05/);
    fireEvent.keyDown(screen.getByPlaceholderText('A command or a part of a card’s number'), { key: 'Enter', code: 'Enter' });
    await waitFor(() => expect(desk.calls.some((call) => call.method === 'registration.get')).toBe(true));
  });
  it('Ctrl+K: Enter that came before any card could be found opens the first one all the same', async () => {
    const { desk } = renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    act(() => press('KeyK', { ctrlKey: true }));
    const words = await screen.findByPlaceholderText('A command or a part of a card’s number');
    fireEvent.change(words, { target: { value: '300/' } });
    fireEvent.keyDown(words, { key: 'Enter', code: 'Enter' });
    await waitFor(() => expect(desk.calls.some((call) => call.method === 'registration.get')).toBe(true));
  });
});
