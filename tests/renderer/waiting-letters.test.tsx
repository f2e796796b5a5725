import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { translate } from '#shared/i18n/translate.ts';
import { fakeLetters } from '../support/fake-desk/data.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const opened = ({ desk }: RenderedDesk): unknown[] => desk.calls.filter(({ method }) => method === 'intake.get').map(({ input }) => input);

describe('letters that wait', () => {
  it('only the one in hand is read with its files and what its check found', async () => {
    const rendered = renderDesk();
    const [first, second] = fakeLetters();
    await screen.findByRole('heading', { name: first?.files[0]?.fileName ?? '' });
    await waitFor(() => expect(opened(rendered)).toEqual([{ letterId: first?.letterId }]));
    const panel = screen.getByRole('region', { name: 'Electronic signatures' });
    await waitFor(() => expect(within(panel).getAllByText(first?.reports[0]?.signatures[0]?.signer?.commonName ?? '?').length).toBeGreaterThan(0));
    act(() => press('ArrowRight', { altKey: true }));
    await screen.findByRole('heading', { name: second?.files[0]?.fileName ?? '' });
    await waitFor(() => expect(opened(rendered)).toEqual([{ letterId: first?.letterId }, { letterId: second?.letterId }]));
  });

  it('where its reports cannot be read, the list stands, the card is filled in, and the pane says so', async () => {
    renderDesk({ refuse: { 'intake.get': { code: 'internal', message: 'error.internal', params: { reference: '7f3a' }, issues: [] } } });
    expect((await screen.findByRole('alert')).textContent).toContain('7f3a');
    expect(within(screen.getByRole('listbox', { name: translate('en', 'registration.letters') })).getAllByRole('option')).toHaveLength(fakeLetters().length);
    expect(screen.getByRole('form', { name: 'Registration card' })).toBeTruthy();
    expect(screen.getByRole('button', { name: translate('en', 'requisite.takeSuggestion', { value: 'Міністерство освіти і науки України' }) })).toBeTruthy();
  });

  it('one that was taken over from a package says from which, and offers number and date of its sender', async () => {
    const [first] = fakeLetters();
    if (first === undefined) throw new Error('no letter');
    const suggestions = { ...first.suggestions, correspondentNumber: '112/01-05', correspondentDate: '2025-11-04' };
    renderDesk({ letters: [{ ...first, suggestions, fromPackage: { packageId: 'p', fileName: 'передача-2024.tar', organisation: 'Обласний ліцей' } }] });
    expect(await screen.findByText('Taken over from the received package передача-2024.tar (Обласний ліцей)')).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: translate('en', 'requisite.takeSuggestion', { value: '112/01-05' }) }));
    await waitFor(() => expect(document.querySelector<HTMLInputElement>('[data-card] [data-field="correspondentNumber"]')?.value).toBe('112/01-05'));
  });
});
