import { act, type BoundFunctions, cleanup, fireEvent, type queries, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ContractError } from '#shared/contract/index.ts';
import type { RemovableDrive } from '#shared/contract/stick.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { ANSWER, ANSWERED_STICK, EARLIER_ANSWER, OTHER_STICK, STICK } from '../support/fake-desk/stick.ts';

afterEach(cleanup);

type Part = BoundFunctions<typeof queries>;

const refusal = (message: MessageKey): ContractError => ({ code: 'refused', message, params: {}, issues: [] });
const inputsOf = ({ desk }: RenderedDesk, method: 'stick.list' | 'stick.write' | 'stick.read' | 'sync.readBundle'): unknown[] => desk.calls.filter((call) => call.method === method).map(({ input }) => input);

/** The part of the Exchange room that is about sticks, at a desk without a link. */
async function openPart(options: Parameters<typeof renderDesk>[0]): Promise<RenderedDesk & { readonly part: Part }> {
  const rendered = renderDesk({ link: 'offline', waitingOperations: 40, ...options });
  await screen.findByRole('navigation', { name: 'Rooms' });
  act(() => usePlaces.getState().go({ room: 'exchange', view: 'state' }));
  const part = within(await screen.findByRole('region', { name: 'Exchange by a stick' }));
  await part.findByRole('button', { name: 'Look again' });
  return { ...rendered, part };
}

/** Lines that were told of the last writing or reading. */
async function toldIn(part: Part, first: RegExp): Promise<(string | null)[]> {
  const told = (await part.findByText(first)).closest('[role=status]');
  return [...(told?.children ?? [])].map(({ textContent }) => textContent);
}

const WRITE = 'Write the bundle to the stick';

describe('without a stick', () => {
  it('says that none is seen; looking again finds one', async () => {
    const drives: RemovableDrive[] = [];
    const { part } = await openPart({ stick: { drives } });
    expect(part.getByText('No stick is seen. Plug one in and look again.')).toBeTruthy();
    expect(part.queryByRole('button', { name: WRITE })).toBeNull();
    drives.push(STICK);
    fireEvent.click(part.getByRole('button', { name: 'Look again' }));
    expect((await part.findByRole<HTMLInputElement>('radio', { name: /^KINGSTON/ })).checked).toBe(true);
    expect(part.queryByText(/No stick is seen/)).toBeNull();
  });

  it('looks by itself when the window comes to the front', async () => {
    const drives: RemovableDrive[] = [];
    const { part } = await openPart({ stick: { drives } });
    drives.push(STICK);
    fireEvent.focus(window);
    expect(await part.findByRole('radio', { name: /^KINGSTON/ })).toBeTruthy();
  });

  it('says why sticks cannot be looked for, and looks again', async () => {
    const rendered = renderDesk({ link: 'offline', refuse: { 'stick.list': refusal('error.stick.unreadable') } });
    await screen.findByRole('navigation', { name: 'Rooms' });
    act(() => usePlaces.getState().go({ room: 'exchange', view: 'state' }));
    const part = within(await screen.findByRole('region', { name: 'Exchange by a stick' }));
    const note = await part.findByRole('alert');
    expect(note.textContent).toContain('The stick cannot be read');
    fireEvent.click(within(note).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(inputsOf(rendered, 'stick.list')).toHaveLength(2));
    expect(part.getByRole('button', { name: 'Save the bundle as a file' })).toBeTruthy();
  });

  it('a bundle is saved as a file, without files of documents, and its answer read; what came of it is said', async () => {
    const rendered = await openPart({});
    const { part } = rendered;
    expect(part.getByText(/Files of documents do not go with it/)).toBeTruthy();
    fireEvent.click(part.getByRole('button', { name: 'Save the bundle as a file' }));
    expect(await part.findByText('The bundle was written, entries: 35. Carry it to the server.')).toBeTruthy();
    chooseFile(new File([new Uint8Array(200)], 'answer.bundle'));
    expect(await part.findByText(/^The answer was read\. Entries received: 214, taken by the server: 35\. The server has more/)).toBeTruthy();
    expect(inputsOf(rendered, 'sync.readBundle')).toEqual([{ bytes: new Uint8Array(200) }]);
  });

  it('a file that is no answer is refused in words', async () => {
    const { part } = await openPart({});
    chooseFile(new File([], 'letter.pdf'));
    expect((await part.findByRole('alert')).textContent).toContain('This is no exchange bundle');
  });

  function chooseFile(file: File): void {
    const input = document.querySelector<HTMLInputElement>('main input[type=file]');
    if (input === null) throw new Error('no field for the answer');
    fireEvent.change(input, { target: { files: [file] } });
  }
});

describe('which stick', () => {
  it('the only one is chosen already; the other way is folded away', async () => {
    const { part, container } = await openPart({ stick: { drives: [STICK] } });
    expect(part.getByRole<HTMLInputElement>('radio', { name: 'KINGSTON · 14.6 GB free' }).checked).toBe(true);
    expect(part.getByRole<HTMLButtonElement>('button', { name: WRITE }).disabled).toBe(false);
    expect(part.getByText('No answer of the server lies on this stick.')).toBeTruthy();
    expect(container.querySelector<HTMLDetailsElement>('main details')?.open).toBe(false);
  });

  it('of two one is chosen before anything is written, by one group that arrows move through', async () => {
    const rendered = await openPart({ stick: { drives: [ANSWERED_STICK, OTHER_STICK] } });
    const { part } = rendered;
    const [first, second] = part.getAllByRole<HTMLInputElement>('radio');
    if (first === undefined || second === undefined) throw new Error('two sticks were expected');
    expect([first.checked, second.checked]).toEqual([false, false]);
    expect(part.getByRole<HTMLButtonElement>('button', { name: WRITE }).disabled).toBe(true);
    expect(part.getByRole('radio', { name: 'KINGSTON · 14.6 GB free · answers: 2' })).toBe(first);
    expect(part.getByRole('radio', { name: 'TRANSCEND · free space unknown' })).toBe(second);
    // The browser moves the choice by arrows within one name; jsdom does not, a click stands for the key.
    expect(first.name).toBe(second.name);
    act(() => second.focus());
    fireEvent.click(second);
    fireEvent.click(part.getByRole('button', { name: WRITE }));
    await waitFor(() => expect(inputsOf(rendered, 'stick.write')).toEqual([{ drive: OTHER_STICK.id }]));
  });

  it('sticks of one name are told apart by their places', async () => {
    const { part } = await openPart({ stick: { drives: [STICK, { ...STICK, id: '/media/clerk/KINGSTON1' }] } });
    expect(part.getByRole('radio', { name: 'KINGSTON · 14.6 GB free /media/clerk/KINGSTON1' })).toBeTruthy();
  });

  it('one that was taken out is chosen no more, and what was told of it stays', async () => {
    const drives: RemovableDrive[] = [STICK];
    const { part } = await openPart({ stick: { drives } });
    fireEvent.click(part.getByRole('button', { name: WRITE }));
    await part.findByText(/^The bundle was written to the stick/);
    drives.pop();
    fireEvent.focus(window);
    expect(await part.findByText(/No stick is seen/)).toBeTruthy();
    expect(part.getByText(/^The bundle was written to the stick/)).toBeTruthy();
  });
});

describe('writing to a stick', () => {
  it('tells what was written, what found no room, and that the stick may be taken out', async () => {
    const rendered = await openPart({ stick: { drives: [STICK], written: { left: 3 } } });
    const { part } = rendered;
    fireEvent.click(part.getByRole('button', { name: WRITE }));
    expect(await toldIn(part, /^The bundle was written to the stick/)).toEqual([
      'The bundle was written to the stick: chancery-desk-2-2026-03-05.bundle (3.4 GB). Entries: 35, files of documents: 12.',
      'Files that found no room: 3. They go next time.',
      'The stick may be taken out now. Carry it to the server.',
    ]);
    // The room on it is another one now.
    await waitFor(() => expect(inputsOf(rendered, 'stick.list')).toHaveLength(2));
  });

  it('tells nothing of room where all files found it', async () => {
    const { part } = await openPart({ stick: { drives: [STICK] } });
    fireEvent.click(part.getByRole('button', { name: WRITE }));
    expect(await toldIn(part, /^The bundle was written to the stick/)).toHaveLength(2);
  });

  it('shows how far it is, locks everything else, leaves the stick alone, and can be stopped', async () => {
    const rendered = await openPart({ stick: { drives: [ANSWERED_STICK] }, stays: { 'stick.write': 0.4 } });
    const { part } = rendered;
    fireEvent.click(part.getByRole('button', { name: WRITE }));
    const label = 'The bundle is being written to the stick. Do not take it out.';
    expect((await part.findByRole('progressbar', { name: label })).getAttribute('aria-valuenow')).toBe('40');
    for (const name of [WRITE, 'Look again', `Read the answer: ${ANSWER.fileName}`]) expect(part.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true);
    fireEvent.focus(window);
    expect(inputsOf(rendered, 'stick.list')).toHaveLength(1);
    fireEvent.click(part.getByRole('button', { name: 'Stop' }));
    expect(await part.findByText('Writing was stopped. Nothing half-written was left on the stick.')).toBeTruthy();
    expect(part.queryByRole('progressbar')).toBeNull();
    expect(part.getByRole<HTMLButtonElement>('button', { name: WRITE }).disabled).toBe(false);
    // The Stop button went with the work; keys go on from what was told.
    expect(document.activeElement?.textContent).toContain('Writing was stopped');
  });

  it.each([
    ['error.stick.gone', 'The stick is not there any more. Nothing at this desk is lost; plug the stick in again and repeat.'],
    ['error.stick.full', 'There is not enough room on the stick. Nothing was left on it; free space or take a larger stick.'],
    ['error.stick.unwritable', 'The stick cannot be written: it is protected or damaged. Nothing is lost; take off the protection from writing or take another stick.'],
    ['error.stick.busy', 'An exchange by a stick is running already. No second one was begun; wait for the end of the first.'],
  ] as const)('says what is wrong and looks anew: %s', async (message, text) => {
    const rendered = await openPart({ stick: { drives: [STICK] }, refuse: { 'stick.write': refusal(message) } });
    const { part } = rendered;
    fireEvent.click(part.getByRole('button', { name: WRITE }));
    expect((await part.findByRole('alert')).textContent).toBe(text);
    await waitFor(() => expect(inputsOf(rendered, 'stick.list')).toHaveLength(2));
  });
});

describe('reading from a stick', () => {
  it('lists the answers, the newest first, and tells what came and what is left at the server', async () => {
    const rendered = await openPart({ stick: { drives: [ANSWERED_STICK], read: { left: 7 } } });
    const { part } = rendered;
    expect(within(part.getByRole('list', { name: 'Answers on the stick' })).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining(`${ANSWER.fileName}214 MB · 05.03.2026 11:12`),
      expect.stringContaining(`${EARLIER_ANSWER.fileName}47.1 KB · 19.02.2026 15:40`),
    ]);
    fireEvent.click(part.getByRole('button', { name: `Read the answer: ${EARLIER_ANSWER.fileName}` }));
    expect(await toldIn(part, /^The answer was read/)).toEqual([
      'The answer was read. Entries received: 214, taken by the server: 35.',
      'Files received: 41, taken by the server: 12.',
      'Files for this desk that are left at the server: 7.',
      'The server has more: write a new bundle and carry it once more.',
    ]);
    expect(inputsOf(rendered, 'stick.read')).toEqual([{ drive: ANSWERED_STICK.id, fileName: EARLIER_ANSWER.fileName }]);
  });

  it('tells of more entries without files; of nothing more where all has come', async () => {
    const { part } = await openPart({ stick: { drives: [ANSWERED_STICK], read: { more: true } } });
    fireEvent.click(part.getByRole('button', { name: `Read the answer: ${ANSWER.fileName}` }));
    expect((await toldIn(part, /^The answer was read/)).at(-1)).toMatch(/^The server has more/);
    cleanup();
    const { part: again } = await openPart({ stick: { drives: [ANSWERED_STICK] } });
    fireEvent.click(again.getByRole('button', { name: `Read the answer: ${ANSWER.fileName}` }));
    expect(await toldIn(again, /^The answer was read/)).toHaveLength(2);
  });

  it('can be stopped; what came is kept', async () => {
    const { part } = await openPart({ stick: { drives: [ANSWERED_STICK] }, stays: { 'stick.read': null } });
    fireEvent.click(part.getByRole('button', { name: `Read the answer: ${ANSWER.fileName}` }));
    expect(await part.findByRole('progressbar', { name: 'The answer is being read. Do not take the stick out.' })).toBeTruthy();
    fireEvent.click(part.getByRole('button', { name: 'Stop' }));
    expect(await part.findByText('Reading was stopped. What came is kept; read the answer once more to go on.')).toBeTruthy();
  });

  it.each([
    ['error.stick.noSuchAnswer', /^This answer is not on the stick/],
    ['error.stick.unreadable', /^The stick cannot be read\. What had been taken before is kept/],
    ['error.bundle.forSomebodyElse', /^This bundle is meant for another desk/],
  ] as const)('says what is wrong: %s', async (message, text) => {
    const { part } = await openPart({ stick: { drives: [ANSWERED_STICK] }, refuse: { 'stick.read': refusal(message) } });
    fireEvent.click(part.getByRole('button', { name: `Read the answer: ${ANSWER.fileName}` }));
    expect((await part.findByRole('alert')).textContent).toMatch(text);
  });
});
