import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

function field(name: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(`[data-card] [data-field="${name}"]`);
  if (found === null) throw new Error(`no field ${name}`);
  return found;
}

const focusedField = (): string | undefined => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset['field'] : undefined);

async function registerPaper(number: string): Promise<void> {
  act(() => press('KeyN', { altKey: true }));
  await waitFor(() => expect(focusedField()).toBe('correspondent'));
  for (const [name, text] of [['correspondent', 'Соколова Ирина'], ['correspondentNumber', number], ['correspondentDate', '01.03.2026'], ['subject', 'Request'], ['sheets', '2']] as const) fireEvent.change(field(name), { target: { value: text } });
  act(() => field('caseId').focus());
  fireEvent.change(field('caseId'), { target: { value: '01-05' } });
  fireEvent.keyDown(field('caseId'), { key: 'Enter', code: 'Enter' });
  act(() => press('Enter', { ctrlKey: true }));
  await screen.findByText('№ 113/01-05');
}

describe('the hands stay on the keyboard', () => {
  it('Enter goes into the card from anywhere, a new card and the next one have the focus', async () => {
    renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    act(() => press('Enter'));
    expect(focusedField()).toBe('correspondent');
    act(() => press('ArrowRight', { altKey: true }));
    await waitFor(() => expect(focusedField()).toBe('correspondent'));
    act(() => press('KeyN', { altKey: true }));
    await waitFor(() => expect(field('medium').value).toBe('paper'));
    expect(focusedField()).toBe('correspondent');
  });

  it('a registered paper leads to its label, then to its scan; one key after, the next card', async () => {
    renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    await registerPaper('1');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Print the label'));
    fireEvent.click(screen.getByRole('button', { name: /Stamped by hand|by hand/ }));
    await waitFor(() => expect(document.activeElement?.textContent).toContain('F2'));
    act(() => press('Enter', { ctrlKey: true }));
    await waitFor(() => expect(focusedField()).toBe('correspondent'));
  });

  it('"same as previous" leaves what lies on the table a paper, and Enter leaves the case that stands there', async () => {
    renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    await registerPaper('1');
    act(() => press('KeyN', { altKey: true }));
    await waitFor(() => expect(focusedField()).toBe('correspondent'));
    fireEvent.change(field('medium'), { target: { value: 'electronic' } });
    act(() => press('KeyD', { ctrlKey: true, shiftKey: true }));
    await waitFor(() => expect(field('correspondent').value).toBe('Соколова Ирина'));
    expect(field('medium').value).toBe('electronic');
    const filed = field('caseId').value;
    expect(filed).toContain('01-05');
    act(() => field('caseId').focus());
    fireEvent.click(field('caseId'));
    const option = await screen.findByRole('option', { name: filed });
    fireEvent.click(option);
    expect(field('caseId').value).toBe(filed);
  });

  it('rare lists are behind "more" and in the palette, which shows no key for them', async () => {
    renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    const row = screen.getByRole('navigation', { name: 'Lists of registration' });
    expect(within(row).queryByRole('button', { name: 'Import' })).toBeNull();
    fireEvent.click(within(row).getByRole('button', { name: /More/ }));
    expect(await screen.findByRole('menuitem', { name: 'Import' })).toBeTruthy();
    act(() => press('KeyK', { ctrlKey: true }));
    fireEvent.change(await screen.findByPlaceholderText('A command or a part of a card’s number'), { target: { value: 'Returned' } });
    const found = await screen.findByRole('button', { name: 'Returned' });
    expect(found.querySelector('kbd')).toBeNull();
    fireEvent.click(found);
    await waitFor(() => expect(within(row).getByRole('button', { name: /Returned/ }).getAttribute('aria-current')).toBe('page'));
  });

  it('F4 corrects the document that is open', async () => {
    renderDesk();
    await screen.findByRole('form', { name: 'Registration card' });
    act(() => press('ArrowRight', { altKey: true }));
    act(() => press('ArrowRight', { altKey: true }));
    fireEvent.click(await screen.findByRole('button', { name: '№ 1/01-05' }));
    await screen.findByRole('heading', { level: 1, name: /№/ });
    act(() => press('F4'));
    await waitFor(() => expect(focusedField()).toBe('correspondent'));
  });
});
