import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeConflicts } from '../support/fake-desk/conflicts.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const settled = ({ desk }: RenderedDesk): MethodInput<'sync.settle'>[] => desk.calls.filter(({ method }) => method === 'sync.settle').map(({ input }) => input as MethodInput<'sync.settle'>);

const FIRST_OF = { field: 0, duplicate: 1, number: 2, command: 3 } as const;

/** Opens the conflicts and goes to one by keys. */
async function hold(at: number, options: Parameters<typeof renderDesk>[0] = {}): Promise<RenderedDesk> {
  const rendered = renderDesk({ link: 'online', ...options });
  await screen.findByRole('navigation', { name: 'Rooms' });
  act(() => usePlaces.getState().go({ room: 'exchange', view: 'conflicts', settled: false }));
  const list = await screen.findByRole('listbox', { name: 'Conflicts' });
  act(() => list.focus());
  for (let step = 0; step < at; step += 1) act(() => press('KeyJ'));
  await waitFor(() => expect(list.getAttribute('aria-activedescendant')).toBe(`conflict-${at}`));
  return rendered;
}

/** What has the focus is typed into, as the hands would. */
function type(text: string): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('no text has the focus');
  fireEvent.change(field, { target: { value: text } });
}

const write = (): void => act(() => press('Enter', { ctrlKey: true }));

describe('two values of one field', () => {
  it('both stand side by side with who, when and at which desk', async () => {
    await hold(FIRST_OF.field);
    const earlier = await screen.findByRole('region', { name: 'Earlier value' });
    const later = screen.getByRole('region', { name: 'Later value' });
    await waitFor(() => expect(earlier.textContent).toContain('Про погодження номенклатури справ на 2026 рік'));
    expect(earlier.textContent).toContain('Коваленко Олена Петрівна');
    expect(earlier.textContent).toContain('05.03.2026 09:55 · this desk');
    expect(later.textContent).toContain('stands now');
    expect(later.textContent).toContain('05.03.2026 10:12 · desk 3');
  });

  it('by keys alone: the later one is kept without a reason', async () => {
    const rendered = await hold(FIRST_OF.field);
    act(() => press('Digit1', { key: '1' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reason (may be left out)')));
    write();
    await waitFor(() => expect(settled(rendered)).toEqual([{ conflictId: 'o1:subject', decision: 'later', reason: '', voidDocumentId: null }]));
    expect(await screen.findByText('The decision was written.')).toBeTruthy();
  });

  it('by keys alone: the earlier one is put back, with a reason only', async () => {
    const rendered = await hold(FIRST_OF.field);
    expect(screen.getByText('A correction in your name writes “Про погодження номенклатури справ на 2026 рік” into the card again.')).toBeTruthy();
    act(() => press('Digit2', { key: '2' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reason')));
    write();
    expect(await screen.findByText('Write the reason: it stays in the history.')).toBeTruthy();
    expect(settled(rendered)).toEqual([]);
    type('The subject of the letter is this one');
    write();
    await waitFor(() => expect(settled(rendered)).toEqual([{ conflictId: 'o1:subject', decision: 'earlier', reason: 'The subject of the letter is this one', voidDocumentId: null }]));
  });

  it('afterwards the next one is in hand and the keys go on in the list', async () => {
    await hold(FIRST_OF.field);
    act(() => press('Digit1', { key: '1' }));
    await screen.findByLabelText('Reason (may be left out)');
    write();
    const list = screen.getByRole('listbox', { name: 'Conflicts' });
    await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(5));
    expect(within(list).getByRole('option', { selected: true }).textContent).toContain('Document registered twice');
    expect(document.activeElement).toBe(list);
  });

  it('Esc goes one step back and loses no text; a figure in the reason is a figure', async () => {
    const rendered = await hold(FIRST_OF.field);
    act(() => press('Digit2', { key: '2' }));
    const reason = await screen.findByLabelText('Reason');
    await waitFor(() => expect(document.activeElement).toBe(reason));
    type('Letter of 1 March');
    act(() => press('Digit1', { key: '1' }));
    expect(document.activeElement).toBe(reason);
    act(() => press('Escape', { key: 'Escape' }));
    await screen.findByRole('button', { name: /Keep the later value/ });
    act(() => press('Digit2', { key: '2' }));
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Reason')).value).toBe('Letter of 1 March');
    expect(settled(rendered)).toEqual([]);
    expect(usePlaces.getState().place).toEqual({ room: 'exchange', view: 'conflicts', settled: false });
  });
});

describe('a document registered twice', () => {
  it('by keys alone: both stay', async () => {
    const rendered = await hold(FIRST_OF.duplicate);
    act(() => press('Digit2', { key: '2' }));
    await screen.findByLabelText('Reason (may be left out)');
    write();
    await waitFor(() => expect(settled(rendered)).toMatchObject([{ conflictId: 'o3=d', decision: 'bothStay', voidDocumentId: null }]));
  });

  it('by keys alone: one number is voided, the later one unless another is chosen, with a reason', async () => {
    const rendered = await hold(FIRST_OF.duplicate);
    act(() => press('Digit1', { key: '1' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reason')));
    expect(screen.getByText(/This cannot be undone/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '№ 300/01-05 · Registered later' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: '№ 271/01-05 · Registered earlier' }));
    act(() => screen.getByLabelText('Reason').focus());
    write();
    expect(settled(rendered)).toEqual([]);
    type('Came by post and by e-mail');
    write();
    await waitFor(() => expect(settled(rendered)).toEqual([{ conflictId: 'o3=d', decision: 'oneVoided', reason: 'Came by post and by e-mail', voidDocumentId: '00000000-0000-4000-8000-000000001271' }]));
  });

  it.each([
    { name: 'Enter opens the one', init: {}, documentId: '00000000-0000-4000-8000-000000001300' },
    { name: 'Shift+Enter the other', init: { shiftKey: true }, documentId: '00000000-0000-4000-8000-000000001271' },
  ])('$name, and Esc comes back to the same conflict', async ({ init, documentId }) => {
    const { desk } = await hold(FIRST_OF.duplicate);
    act(() => press('Enter', init));
    await waitFor(() => expect(desk.calls.filter(({ method }) => method === 'registration.get').at(-1)?.input).toMatchObject({ documentId }));
    await screen.findByRole('heading', { level: 1, name: /№/ });
    act(() => press('Escape', { key: 'Escape' }));
    const list = await screen.findByRole('listbox', { name: 'Conflicts' });
    expect(within(list).getByRole('option', { selected: true }).textContent).toContain('Document registered twice');
  });
});

describe('a number given twice', () => {
  it('says which paper needs which letter beside its stamp; by keys alone it is noted', async () => {
    const rendered = await hold(FIRST_OF.number);
    expect(screen.getByText('On the paper of № 285/01-05 write the letter “а” beside the number of the stamp.')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Registered earlier' }).textContent).toContain('№ 285/01-05');
    act(() => press('Digit1', { key: '1' }));
    await screen.findByLabelText('Reason (may be left out)');
    write();
    await waitFor(() => expect(settled(rendered)).toMatchObject([{ conflictId: 'o5#', decision: 'noted' }]));
  });
});

describe('a number that is void already', () => {
  it('by keys alone: the decision is written with its reason, and voids nothing more', async () => {
    const conflicts = fakeConflicts().map((one) => (one.conflictId === 'o3=d' && one.document !== null ? { ...one, document: { ...one.document, void: true }, decisions: ['oneVoided' as const] } : one));
    const rendered = await hold(FIRST_OF.duplicate, { conflicts });
    act(() => press('Digit1', { key: '1' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reason')));
    expect(screen.getByText('One number is void already; only the decision is written here.')).toBeTruthy();
    expect(screen.queryByRole('radio')).toBeNull();
    type('Voided by hand');
    write();
    await waitFor(() => expect(settled(rendered)).toEqual([{ conflictId: 'o3=d', decision: 'oneVoided', reason: 'Voided by hand', voidDocumentId: null }]));
  });
});

describe('a step without effect', () => {
  it('says why, and what came first', async () => {
    await hold(FIRST_OF.command);
    expect(screen.getByText('Reason: another desk had changed it first, and that was not seen here yet.')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'What came first' }).textContent).toContain('Number voided');
    expect(screen.getByRole('region', { name: 'The step without effect' }).textContent).toContain('Passed to primary review');
  });

  it.each([
    { figure: '1', decision: 'noted' },
    { figure: '2', decision: 'repeated' },
  ])('by keys alone: $decision', async ({ figure, decision }) => {
    const rendered = await hold(FIRST_OF.command);
    act(() => press(`Digit${figure}`, { key: figure }));
    await screen.findByLabelText('Reason (may be left out)');
    write();
    await waitFor(() => expect(settled(rendered)).toMatchObject([{ conflictId: 'o6', decision }]));
  });

  it('about no document, it still says whose step it was and why', async () => {
    await hold(4);
    expect(screen.getByText('Not about a document')).toBeTruthy();
    expect(screen.getByText('Reason: the person had been locked or had lost the right by then.')).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'What came first' })).toBeNull();
  });
});

describe('conflicts', () => {
  it('where another was faster, his name is said and the text is kept', async () => {
    await hold(FIRST_OF.field, { refuse: { 'sync.settle': { code: 'refused', message: 'error.conflictSettled', params: { by: 'Асанова' }, issues: [] } } });
    act(() => press('Digit2', { key: '2' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reason')));
    type('Mine');
    write();
    expect((await screen.findByRole('alert')).textContent).toContain('Асанова');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe('Mine');
  });

  it('a person who corrects no cards reads them and is told who decides', async () => {
    await hold(FIRST_OF.field, { roles: ['official'] });
    expect(screen.getByText('A registrar settles conflicts. You can read them.')).toBeTruthy();
    act(() => press('Digit1', { key: '1' }));
    expect(screen.queryByRole('button', { name: /Keep the later value|Write the decision/ })).toBeNull();
  });

  it('settled ones tell who decided what, when and why', async () => {
    renderDesk({ link: 'online' });
    await screen.findByRole('navigation', { name: 'Rooms' });
    act(() => usePlaces.getState().go({ room: 'exchange', view: 'conflicts', settled: true }));
    await screen.findByRole('listbox', { name: 'Settled' });
    const decision = screen.getByRole('region', { name: 'Decision' });
    expect(decision.textContent).toContain('One number was voided');
    expect(decision.textContent).toContain('Коваленко Олена Петрівна, 02.03.2026 14:00');
    expect(decision.textContent).toContain('Той самий лист надійшов');
    expect(screen.queryByRole('button', { name: /Write the decision/ })).toBeNull();
  });

  it('where there are none, the page says what would stand here', async () => {
    renderDesk({ link: 'online', conflicts: [] });
    await screen.findByRole('navigation', { name: 'Rooms' });
    act(() => usePlaces.getState().go({ room: 'exchange', view: 'conflicts', settled: false }));
    expect(await screen.findByText('No conflicts')).toBeTruthy();
  });

  it('the list of keys shows what can be decided', async () => {
    await hold(FIRST_OF.duplicate);
    act(() => press('Slash', { key: '?', shiftKey: true }));
    const dialog = await screen.findByRole('dialog', { name: 'Keys of this screen' });
    for (const name of ['Both stay', 'Void one number', 'Open the other document', 'Exchange now']) expect(within(dialog).getByText(name)).toBeTruthy();
    const shown = [...dialog.querySelectorAll('kbd')].map((key) => key.textContent);
    for (const key of ['1', '2', 'J', 'K', 'Enter', 'Shift+Enter', 'F9']) expect(shown).toContain(key);
  });
});
