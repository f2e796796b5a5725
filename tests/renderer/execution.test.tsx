import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeResolutionsOptions } from '../support/fake-desk/resolutions.ts';
import { renderDesk } from '../support/fake-desk/render-desk.tsx';
import { usePlaces } from '../../src-renderer/state/places.ts';

afterEach(cleanup);

const press = (code: string): void => void fireEvent.keyDown(document.activeElement ?? document.body, { code });

async function startPage(options: FakeResolutionsOptions) {
  const { desk } = renderDesk({ cards: 20, resolutions: options });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'start', view: 'mine' });
  return desk;
}

async function resolutionsOf(options: FakeResolutionsOptions) {
  const { desk } = renderDesk({ cards: 20, resolutions: options });
  await screen.findByRole('button', { name: 'Directories' });
  usePlaces.getState().go({ room: 'start', view: 'document', documentId: fakeCards(20)[0]?.documentId ?? '' });
  fireEvent.click(await screen.findByRole('tab', { name: 'Resolutions' }));
  return desk;
}

describe('the start page', () => {
  it('[CTRL-09] [CTRL-10] counts what waits, marks what is overdue in words, and opens a line by keys alone', async () => {
    const desk = await startPage({ waiting: 14 });
    const list = await screen.findByRole('group', { name: 'What waits' });
    expect(screen.getByRole('heading', { name: 'Documents that wait for you: 14' })).toBeTruthy();
    expect(screen.getByText('overdue: 2')).toBeTruthy();
    expect(within(list).getAllByText('overdue')).toHaveLength(2);
    expect(within(list).getAllByRole('row')).toHaveLength(15);
    list.focus();
    press('KeyJ');
    press('KeyJ');
    press('KeyK');
    press('Enter');
    await waitFor(() => expect(usePlaces.getState().place).toMatchObject({ room: 'start', view: 'document' }));
    expect(desk.calls.some(({ method }) => method === 'registration.get')).toBe(true);
  });

  it('narrows to one action, and keeps the counts of the others', async () => {
    const desk = await startPage({ waiting: 16 });
    fireEvent.click(await screen.findByRole('button', { name: /^Review/ }));
    await waitFor(() => expect(within(screen.getByRole('group', { name: 'What waits' })).getAllByRole('row')).toHaveLength(3));
    expect(desk.calls.findLast(({ method }) => method === 'startPage.mine')?.input).toMatchObject({ action: 'review' });
    expect(screen.getByRole('button', { name: /^All/ }).textContent).toBe('All16');
  });

  it('says what to do where nothing waits, and where nobody knows whose the account is', async () => {
    await startPage({});
    expect(await screen.findByText('Nothing waits for you')).toBeTruthy();
    cleanup();
    await startPage({ unknownPerson: true });
    expect(await screen.findByText('Your account is not tied to a person of the office')).toBeTruthy();
  });
});

describe('resolutions of a document', () => {
  it('[RES-04] stand as a tree: what follows from an assignment hangs below it, what was superseded stays to be read', async () => {
    await resolutionsOf({ tree: true });
    const tree = await screen.findByRole('list', { name: 'Tree of resolutions' });
    const [past, standing] = [...tree.children];
    expect(past?.textContent).toContain('superseded');
    expect(past?.querySelectorAll('button')).toHaveLength(0);
    const below = standing?.querySelector('li li');
    expect(below?.textContent).toContain('laid on the official’s behalf by Шевчук Анна');
  });

  it('[RES-01] [RES-02] are laid with F8 and Ctrl+Enter: one main executor stands ready, the units of the executors take part by themselves', async () => {
    const desk = await resolutionsOf({});
    await screen.findByRole('button', { name: /Lay a resolution/ });
    press('F8');
    const text = await screen.findByRole('textbox', { name: 'Text of the resolution' });
    expect(document.activeElement).toBe(text);
    fireEvent.change(text, { target: { value: 'Підготувати відповідь' } });
    fireEvent.click(screen.getByRole('combobox', { name: 'Executor' }));
    fireEvent.click(await screen.findByRole('option', { name: /Шевчук Анна/ }));
    // A teacher is an exception for the rector (RES-08): it has to be confirmed.
    const confirm = screen.getByRole('checkbox', { name: /I confirm as an exception: Шевчук Анна/ });
    fireEvent.click(confirm);
    fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true });
    await screen.findByText('Підготувати відповідь');
    expect(desk.calls.find(({ method }) => method === 'resolutions.issue')?.input).toMatchObject({ text: 'Підготувати відповідь', source: 'pass', executors: [{ personId: 'person-4', role: 'main', dueOn: null }], unitIds: ['unit-4'], exceptionsConfirmed: true, supersedes: null });
  });

  it('[RES-16] a report is sent back with a reason only, and accepted with one press', async () => {
    const desk = await resolutionsOf({ tree: true });
    fireEvent.click(await screen.findByRole('button', { name: 'Send back' }));
    const form = screen.getByRole('textbox', { name: 'Reason' });
    fireEvent.keyDown(form, { key: 'Enter', ctrlKey: true });
    expect(screen.getByText(/Write the reason/)).toBeTruthy();
    expect(desk.calls.some(({ method }) => method === 'resolutions.decideReport')).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Accept the report' }));
    await waitFor(() => expect(desk.calls.find(({ method }) => method === 'resolutions.decideReport')?.input).toMatchObject({ accepted: true }));
  });
});

describe('the control board', () => {
  it('[CTRL-01] [CTRL-05] shows what is overdue at a press, as of a moment, and discipline by unit and executor', async () => {
    renderDesk({ cards: 20 });
    await screen.findByRole('button', { name: 'Directories' });
    usePlaces.getState().go({ room: 'start', view: 'control' });
    fireEvent.click(await screen.findByRole('button', { name: /^Overdue/ }));
    const list = await screen.findByRole('group', { name: 'Control of execution' });
    await waitFor(() => expect(within(list).getAllByRole('row')).toHaveLength(4));
    expect(within(list).getAllByText('overdue')).toHaveLength(3);
    expect(screen.getByText(/^as of 05\.03\.2026/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Discipline of execution' }));
    const units = await screen.findByRole('table', { name: 'By unit' });
    expect(within(units).getAllByRole('row')).toHaveLength(4);
  });
});

describe('the memo about those who were late', () => {
  it('[CTRL-11] shows who was late of which unit, and is saved or printed from there', async () => {
    const { desk } = renderDesk({ cards: 20 });
    await screen.findByRole('button', { name: 'Directories' });
    usePlaces.getState().go({ room: 'start', view: 'control' });
    fireEvent.click(await screen.findByRole('button', { name: /^Late ones/ }));
    const table = await screen.findByRole('table', { name: 'Late ones' });
    expect(within(table).getAllByRole('row')).toHaveLength(7);
    expect(within(table).getAllByText('not executed')).toHaveLength(3);
    fireEvent.change(screen.getByRole('combobox', { name: 'Unit' }), { target: { value: 'unit-0' } });
    await waitFor(() => expect(within(screen.getByRole('table', { name: 'Late ones' })).getAllByRole('row')).toHaveLength(3));
    fireEvent.click(screen.getByRole('button', { name: 'Save as a file' }));
    await waitFor(() => expect(desk.calls.findLast(({ method }) => method === 'executionControl.lateMemo')?.input).toMatchObject({ unitId: 'unit-0', language: 'en' }));
  });
});
