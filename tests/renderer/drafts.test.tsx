import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput, MethodName } from '#shared/contract/index.ts';
import type { RouteEvent } from '#shared/domain/routes/events.ts';
import { useDrafts } from '../../src-renderer/state/drafts.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeCards } from '../support/fake-desk/data.ts';
import type { FakeDeskOptions } from '../support/fake-desk/fake-desk.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { draftsOfOffice } from '../support/fake-desk/routing-scenes.ts';

afterEach(cleanup);

const OFFICE = draftsOfOffice('UA');
const [WAITS, BACK, FREE, SIGNED] = OFFICE.drafts.map(({ documentId }) => documentId);

const inputsOf = <Name extends MethodName>({ desk }: RenderedDesk, method: Name): MethodInput<Name>[] => desk.calls.filter((call) => call.method === method).map((call) => call.input as MethodInput<Name>);
const key = (code: string, init: KeyboardEventInit = {}): void => act(() => press(code, init));

async function openDraft(documentId: string | undefined, options: FakeDeskOptions = {}): Promise<RenderedDesk> {
  const rendered = renderDesk({ routing: OFFICE, ...options });
  await screen.findByRole('navigation', { name: 'Rooms' });
  act(() => usePlaces.getState().go({ room: 'start', view: 'drafts' }));
  act(() => usePlaces.getState().go({ room: 'start', view: 'draft', documentId: documentId ?? null }));
  return rendered;
}

function choose(name: RegExp | string, file: File): void {
  // The field that people see is a button; the one that takes files stands in the same form.
  const input = screen.getByLabelText(name).closest('form')?.querySelector('input[type="file"]') ?? null;
  if (input === null) throw new Error('no field for files');
  fireEvent.change(input, { target: { files: [file] } });
}

describe('the list of drafts', () => {
  it('[ROUTE-01] parts one’s own from those that came, and opens a line by keys alone', async () => {
    renderDesk({ routing: OFFICE });
    await screen.findByRole('navigation', { name: 'Rooms' });
    act(() => usePlaces.getState().go({ room: 'start', view: 'drafts' }));
    const list = await screen.findByRole('group', { name: 'Drafts' });
    expect(within(list).getAllByRole('row')).toHaveLength(5);
    expect(within(list).getByText('returned')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^Mine/ }));
    expect(within(list).getAllByRole('row')).toHaveLength(3);
    fireEvent.click(screen.getByRole('button', { name: /^All/ }));
    list.focus();
    key('KeyJ');
    key('Enter');
    await waitFor(() => expect(usePlaces.getState().place).toEqual({ room: 'start', view: 'draft', documentId: BACK }));
  });

  it('says what to do first where there is none, and begins one by Alt+N', async () => {
    renderDesk();
    await screen.findByRole('navigation', { name: 'Rooms' });
    act(() => usePlaces.getState().go({ room: 'start', view: 'drafts' }));
    expect(await screen.findByText('There are no drafts')).toBeTruthy();
    key('KeyN', { altKey: true });
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await waitFor(() => expect(document.activeElement).toBe(title));
  });
});

describe('a draft that is entered', () => {
  it('[ROUTE-01] asks for title, kind and file at their places, hands the file in, and leads to its page', async () => {
    const rendered = await openDraft(undefined);
    const title = await screen.findByRole('textbox', { name: 'Title' });
    fireEvent.keyDown(title, { key: 'Enter', ctrlKey: true });
    expect(await screen.findAllByText('Fill this in.')).toHaveLength(3);
    expect(inputsOf(rendered, 'routing.createDraft')).toHaveLength(0);
    fireEvent.change(title, { target: { value: 'Про відпустку' } });
    fireEvent.click(screen.getByRole('combobox', { name: 'Kind of document' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Service memo' }));
    choose(/^File of the draft/, new File(['text'], 'vidpustka.pdf', { type: 'application/pdf' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'finance' }));
    fireEvent.keyDown(title, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(inputsOf(rendered, 'routing.createDraft')[0]?.draft).toMatchObject({ title: 'Про відпустку', concerns: ['finance'], main: { fileName: 'vidpustka.pdf', size: 4 } }));
    await screen.findByRole('heading', { level: 1, name: 'Про відпустку' });
    act(() => void usePlaces.getState().back());
    expect(usePlaces.getState().place).toEqual({ room: 'start', view: 'drafts' });
  });

  it('[SEC-22] says that access is limited, is marked on its page and in the list, and keeps it', async () => {
    const rendered = await openDraft(undefined);
    fireEvent.change(await screen.findByRole('textbox', { name: 'Title' }), { target: { value: 'Про перевірку' } });
    fireEvent.click(screen.getByRole('combobox', { name: 'Kind of document' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Service memo' }));
    choose(/^File of the draft/, new File(['text'], 'perevirka.pdf', { type: 'application/pdf' }));
    const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Restricted use' });
    expect(box.checked).toBe(false);
    fireEvent.click(box);
    expect((await axe.run(rendered.container, { rules: { 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
    fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(inputsOf(rendered, 'routing.createDraft')[0]?.draft).toMatchObject({ restricted: true }));
    await screen.findByRole('heading', { level: 1, name: 'Про перевірку' });
    expect(screen.getByText('Restricted use')).toBeTruthy();
    await screen.findByRole('combobox', { name: 'Typical route' });
    key('F4');
    const stays = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Restricted use' });
    expect([stays.checked, stays.disabled]).toEqual([true, true]);
    act(() => usePlaces.getState().go({ room: 'start', view: 'drafts' }));
    const list = await screen.findByRole('group', { name: 'Drafts' });
    expect(within(list).getAllByRole('img', { name: 'Restricted use' })).toHaveLength(1);
  });

  it('keeps what was typed when the person goes back and returns', async () => {
    await openDraft(undefined);
    fireEvent.change(await screen.findByRole('textbox', { name: 'Title' }), { target: { value: 'Про преміювання' } });
    // The first step back leaves the field.
    key('Escape');
    key('Escape');
    await screen.findByRole('group', { name: 'Drafts' });
    key('KeyN', { altKey: true });
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Title' })).value).toBe('Про преміювання');
  });
});

describe('a draft before its route', () => {
  it('[ROUTE-06] shows whom the steps of a typical route mean and what is left out, and goes with Ctrl+Enter', async () => {
    const rendered = await openDraft(FREE);
    const template = await screen.findByRole('combobox', { name: 'Typical route' });
    key('Enter', { ctrlKey: true });
    expect(inputsOf(rendered, 'routing.start')).toHaveLength(0);
    fireEvent.change(template, { target: { value: 'country' } });
    const picture = await screen.findByRole('list', { name: 'To whom the draft will go' });
    expect(within(picture).getByText('Гнатюк Ігор Степанович')).toBeTruthy();
    expect(screen.getByText('the draft does not touch these questions')).toBeTruthy();
    expect(screen.getByText('the draft names nobody')).toBeTruthy();
    key('Enter', { ctrlKey: true });
    await screen.findByRole('list', { name: 'Route' });
    expect(inputsOf(rendered, 'routing.start')[0]).toMatchObject({ documentId: FREE, templateId: 'country' });
  });

  it('[ROUTE-08] names the steps that find nobody, and is not sent', async () => {
    const [, , free] = OFFICE.drafts;
    if (free === undefined) throw new Error('no draft');
    const rendered = await openDraft(FREE, { routing: { ...OFFICE, drafts: [{ ...free, draft: { ...free.draft, signerPersonId: null } }] } });
    fireEvent.change(await screen.findByRole('combobox', { name: 'Typical route' }), { target: { value: 'country' } });
    expect((await screen.findByText('The route cannot begin: some steps find no person')).closest('[role="status"]')?.textContent).toContain('Підписання: nobody was found');
    key('Enter', { ctrlKey: true });
    expect(inputsOf(rendered, 'routing.start')).toHaveLength(0);
  });

  it('is changed with F4, and its file stays where no other is chosen', async () => {
    const rendered = await openDraft(FREE);
    await screen.findByRole('combobox', { name: 'Typical route' });
    key('F4');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Title' }), { target: { value: 'Інша назва' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('heading', { level: 1, name: 'Інша назва' });
    expect(inputsOf(rendered, 'routing.changeDraft')[0]?.draft).toMatchObject({ title: 'Інша назва', main: { fileName: 'project.pdf' } });
  });
});

describe('a draft on its route', () => {
  it('is drawn as stages in order with parallel steps beneath each other: who, when, how, and what is left out', async () => {
    await openDraft(WAITS);
    const [, second] = (await screen.findByRole('list', { name: 'Route' })).children;
    expect(second?.getAttribute('aria-current')).toBe('step');
    expect(second?.querySelectorAll('li')).toHaveLength(3);
    const signed = second?.querySelector('li');
    expect(signed?.textContent).toContain('Шевчук Анна Олексіївна');
    expect(signed?.textContent).toContain('Approved');
    expect(signed?.textContent).toContain('by an electronic signature');
    expect(signed?.textContent).toContain('could not be checked whole');
    expect(screen.getByText('today')).toBeTruthy();
    expect(screen.getByText('the draft names nobody')).toBeTruthy();
  });

  it('[ROUTE-10] the action is chosen by Ctrl+Enter and confirmed, and only then entered', async () => {
    const rendered = await openDraft(WAITS);
    await screen.findByRole('region', { name: 'Your turn' });
    key('Enter', { ctrlKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Approved' });
    expect(inputsOf(rendered, 'routing.decide')).toHaveLength(0);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(inputsOf(rendered, 'routing.decide')[0]).toMatchObject({ stepId: 'office', means: 'action', evidence: null, password: null }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Your turn' })).toBeNull());
  });

  it('a container that was signed outside is handed in as the evidence of the step', async () => {
    const rendered = await openDraft(WAITS);
    await screen.findByRole('region', { name: 'Your turn' });
    fireEvent.click(screen.getByRole('button', { name: 'Signature file made elsewhere' }));
    const dialog = await screen.findByRole('dialog', { name: 'Approved' });
    const submit = within(dialog).getByRole('button', { name: 'Approved' });
    fireEvent.click(submit);
    expect(await within(dialog).findByText('Choose the file')).toBeTruthy();
    choose(/File of the signature/, new File(['container'], 'project.asice'));
    fireEvent.click(submit);
    await waitFor(() => expect(inputsOf(rendered, 'routing.decide')[0]).toMatchObject({ means: 'signature', evidence: { fileName: 'project.asice' } }));
  });

  it('[ROUTE-02] is returned with a reason only, by Alt+R', async () => {
    const rendered = await openDraft(WAITS);
    await screen.findByRole('region', { name: 'Your turn' });
    key('KeyR', { altKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Return with a reason' });
    const send = within(dialog).getByRole('button', { name: 'Return with a reason' });
    fireEvent.click(send);
    expect(inputsOf(rendered, 'routing.returnDraft')).toHaveLength(0);
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'Немає кошторису' } });
    fireEvent.click(send);
    expect(await screen.findByText('Returned because: Немає кошторису')).toBeTruthy();
  });

  it('tells in plain words why the machine refused, and keeps the dialog with what was typed', async () => {
    await openDraft(WAITS, { refuse: { 'routing.decide': { code: 'conflict', message: 'error.route.contentChanged', params: {}, issues: [] } } });
    await screen.findByRole('region', { name: 'Your turn' });
    key('Enter', { ctrlKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Approved' });
    fireEvent.change(within(dialog).getByRole('textbox', { name: /^Note/ }), { target: { value: 'без зауважень' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Confirm' }));
    expect(await within(dialog).findByText(/The content was replaced meanwhile/)).toBeTruthy();
    expect(within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: /^Note/ }).value).toBe('без зауважень');
  });

  it('that came back goes on with a mended file or as it is, and is withdrawn with a reason', async () => {
    const rendered = await openDraft(BACK);
    expect(await screen.findByText(/Returned because: Немає обґрунтування/)).toBeTruthy();
    key('KeyT', { altKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Replace the content' });
    expect(within(dialog).getByText(/goes on from the stage where it stopped/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    key('KeyA', { altKey: true });
    fireEvent.click(within(await screen.findByRole('dialog', { name: 'Begin again' })).getByRole('button', { name: 'Begin again' }));
    await waitFor(() => expect(inputsOf(rendered, 'routing.restart')[0]).toMatchObject({ round: 1, chosenStepIds: [] }));
    expect(await screen.findByText('on its route')).toBeTruthy();
    key('KeyW', { altKey: true });
    const last = await screen.findByRole('dialog', { name: 'Withdraw from its route' });
    fireEvent.change(within(last).getByRole('textbox'), { target: { value: 'Не на часі' } });
    fireEvent.click(within(last).getByRole('button', { name: 'Withdraw from its route' }));
    await waitFor(() => expect(inputsOf(rendered, 'routing.withdraw')[0]).toMatchObject({ reason: 'Не на часі' }));
  });

  it('that has ended offers nothing and shows its history', async () => {
    await openDraft(SIGNED);
    const history = await screen.findByRole('region', { name: 'History of the route' });
    expect(within(history).getAllByRole('listitem')).toHaveLength(7);
    expect(screen.queryByRole('region', { name: 'Your turn' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Withdraw/ })).toBeNull();
  });

  it('[SIGN-01] a step that is taken by the password sends it with the decision and keeps it nowhere', async () => {
    const [waits] = OFFICE.drafts;
    if (waits === undefined) throw new Error('no draft');
    const byPassword = waits.events.map((event) => (event.type === 'started' ? { ...event, route: { ...event.route, stages: event.route.stages.map((stage) => ({ ...stage, steps: stage.steps.map((step) => (step.stepId === 'office' ? { ...step, means: ['password'] as const } : step)) })) } } : event));
    const rendered = await openDraft(WAITS, { routing: { ...OFFICE, drafts: [{ ...waits, events: byPassword }] } });
    await screen.findByRole('region', { name: 'Your turn' });
    key('Enter', { ctrlKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Approved' });
    const field = within(dialog).getByLabelText(/Your password/);
    fireEvent.change(field, { target: { value: 'right' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Approved' }));
    await waitFor(() => expect(inputsOf(rendered, 'routing.decide')[0]).toMatchObject({ means: 'password', password: 'right' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('a signed draft and its card', () => {
  const CARD = { documentId: fakeCards(3)[0]?.documentId ?? '', registrationIndex: '14-ОД', registrationDate: '2026-03-05', counts: true };
  const [, , , signed] = OFFICE.drafts;
  const PAPER = fakeCards(6).find(({ medium }) => medium === 'paper');
  if (signed === undefined || PAPER === undefined) throw new Error('no draft');
  /** The last step is a registrar's, and waits for the person at the window. */
  const waiting = signed.events.flatMap((event): RouteEvent[] =>
    event.type === 'started'
      ? [{ ...event, route: { ...event.route, stages: event.route.stages.map((stage, at) => (at === 3 ? { ...stage, steps: stage.steps.map((step) => ({ ...step, role: 'registrar' as const, personId: 'person-0' })) } : stage)) } }]
      : event.type === 'decided' && event.stepId === 'executor' ? [] : [event],
  );

  it('[ROUTE-18] opens the registration card filled in by the draft with Ctrl+Enter, and registers with the step that waits', async () => {
    const rendered = await openDraft(SIGNED, { routing: { ...OFFICE, drafts: [{ ...signed, events: waiting }] } });
    await screen.findByRole('region', { name: 'Your turn' });
    // Until it is known which journals there are, the key does nothing.
    await waitFor(() => expect(screen.getByRole('button', { name: /^Register.*Ctrl/ }).hasAttribute('disabled')).toBe(false));
    key('Enter', { ctrlKey: true });
    const subject = await screen.findByDisplayValue('Про преміювання працівників');
    expect(screen.getByDisplayValue('Литвинов Олександр Вікторович')).toBeTruthy();
    expect(usePlaces.getState().place).toEqual({ room: 'registration', view: 'letters' });
    const draft = Object.values(useDrafts.getState().drafts).find(({ signedDraft }) => signedDraft !== null);
    // A memo goes to the head; the registrar may make a list of executors instead (ROUTE-17).
    expect(draft?.signedDraft).toMatchObject({ stepId: 'executor', round: 1, execution: { by: 'review' } });
    await chooseTheList();
    expect(draft?.requisites).toMatchObject({ kindId: 'memo', direction: 'internal', medium: 'electronic' });
    // Opened once more it is the same card, with what was typed.
    fireEvent.change(subject, { target: { value: 'Про преміювання' } });
    act(() => usePlaces.getState().go({ room: 'start', view: 'draft', documentId: SIGNED ?? null }));
    await waitFor(() => expect(screen.getByRole('button', { name: /^Register.*Ctrl/ }).hasAttribute('disabled')).toBe(false));
    fireEvent.click(screen.getByRole('button', { name: /^Register.*Ctrl/ }));
    expect(await screen.findByDisplayValue('Про преміювання')).toBeTruthy();
    // A card that was kept without its draft would be a card of nothing.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(inputsOf(rendered, 'drafts.keep').flatMap(({ drafts }) => drafts)).toEqual([]);
  });

  it('[ROUTE-18] whose route names no registrar stands on the start page of registrars, and is registered from there by keys', async () => {
    renderDesk({ routing: OFFICE, resolutions: { waiting: 14 } });
    await screen.findByRole('navigation', { name: 'Rooms' });
    act(() => usePlaces.getState().go({ room: 'start', view: 'mine' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Register the signed draft/ }));
    const list = await screen.findByRole('group', { name: 'What waits' });
    await waitFor(() => expect(within(list).getAllByRole('row')).toHaveLength(2));
    expect(within(list).getByRole('button', { name: 'Draft' })).toBeTruthy();
    list.focus();
    key('Enter');
    await waitFor(() => expect(usePlaces.getState().place).toEqual({ room: 'start', view: 'draft', documentId: SIGNED }));
    const part = await screen.findByRole('region', { name: 'Register the signed draft' });
    await waitFor(() => expect(within(part).getByRole('button').hasAttribute('disabled')).toBe(false));
    expect((await axe.run(part, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    key('Enter', { ctrlKey: true });
    expect(await screen.findByDisplayValue('Про преміювання працівників')).toBeTruthy();
    const draft = Object.values(useDrafts.getState().drafts).find(({ signedDraft }) => signedDraft !== null);
    expect(draft?.signedDraft).toMatchObject({ stepId: null, round: 1, contentSha256: signed.draft.main.sha256 });
  });

  it('[X5] beside a paper original that goes its way already it is registered for nobody, also where its route demands a list', async () => {
    const { desk } = await openDraft(SIGNED, { cards: 6 });
    await waitFor(() => expect(screen.getByRole('button', { name: /^Register.*Ctrl/ }).hasAttribute('disabled')).toBe(false));
    key('Enter', { ctrlKey: true });
    const part = await screen.findByRole('group', { name: 'Whom the document reaches' });
    expect(within(part).queryByRole('radio', { name: 'To nobody yet' })).toBeNull();
    fireEvent.change(within(part).getByRole('textbox', { name: /^Paper original of equal force/ }), { target: { value: PAPER.registrationIndex } });
    await within(part).findByRole('button', { name: new RegExp(`№ ${PAPER.registrationIndex}`) });
    fireEvent.keyDown(within(part).getByRole('textbox', { name: /^Paper original of equal force/ }), { key: 'Enter' });
    await within(part).findByText(`Original of equal force: № ${PAPER.registrationIndex}`);
    fireEvent.click(within(part).getByRole('radio', { name: 'To nobody yet' }));
    expect((await axe.run(part, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    const draft = Object.values(useDrafts.getState().drafts).find(({ signedDraft }) => signedDraft !== null);
    expect(draft).toMatchObject({ equalTo: PAPER.documentId, signedDraft: { execution: null } });
    fireEvent.click(within(part).getByRole('button', { name: 'Remove the original' }));
    expect(await within(part).findByRole('textbox', { name: /^Paper original of equal force/ })).toBeTruthy();
    expect(desk.calls.some(({ method }) => method === 'search.page')).toBe(true);
  });

  it('once registered, or before whoever may not register, offers no registration', async () => {
    await openDraft(SIGNED, { routing: { ...OFFICE, drafts: [{ ...signed, cards: [CARD] }] } });
    await screen.findByRole('button', { name: /^Registered: № 14-ОД/ });
    expect(screen.queryByRole('region', { name: 'Register the signed draft' })).toBeNull();
    cleanup();
    await openDraft(SIGNED, { roles: ['executor'] });
    await screen.findByRole('region', { name: 'Signatures and protocols of their check' });
    expect(screen.queryByRole('region', { name: 'Register the signed draft' })).toBeNull();
  });

  it('[SEC-22] the card of a restricted draft is proposed as restricted', async () => {
    await openDraft(SIGNED, { routing: { ...OFFICE, drafts: [{ ...signed, draft: { ...signed.draft, restricted: true }, events: waiting }] } });
    await waitFor(() => expect(screen.getByRole('button', { name: /^Register.*Ctrl/ }).hasAttribute('disabled')).toBe(false));
    key('Enter', { ctrlKey: true });
    await screen.findByDisplayValue('Про преміювання працівників');
    expect(Object.values(useDrafts.getState().drafts).find(({ signedDraft }) => signedDraft !== null)?.requisites.restricted).toBe(true);
  });

  async function chooseTheList(): Promise<void> {
    const part = await screen.findByRole('group', { name: 'Whom the document reaches' });
    expect(within(part).getByRole<HTMLInputElement>('radio', { name: 'To a resolution' }).checked).toBe(true);
    expect((await axe.run(part, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    fireEvent.click(within(part).getByRole('radio', { name: 'To executors, by a list' }));
    // The draft names one executor already; another is added.
    fireEvent.click(within(part).getByRole('button', { name: 'Add an executor' }));
    const empty = within(part).getAllByRole<HTMLInputElement>('combobox', { name: 'Executor' }).find(({ value }) => value === '');
    if (empty === undefined) throw new Error('no row');
    fireEvent.click(empty);
    const person = await waitFor(() => {
      const options = document.getElementById(empty.getAttribute('aria-controls') ?? '')?.querySelectorAll<HTMLElement>('[role="option"]') ?? [];
      if (options.length === 0) throw new Error('nobody to choose');
      return options[0];
    });
    if (person === undefined) throw new Error('nobody to choose');
    fireEvent.click(person);
    expect(empty.value).not.toBe('');
    expect(within(part).getAllByRole('listitem')).toHaveLength(2);
    const [main, second] = within(part).getAllByRole<HTMLSelectElement>('combobox', { name: /^Role:/ });
    expect([main?.value, second?.value]).toEqual(['main', 'co']);
    if (second === undefined) throw new Error('no second executor');
    fireEvent.change(second, { target: { value: 'information' } });
    fireEvent.change(within(part).getByRole('textbox', { name: 'What is to be done' }), { target: { value: 'Виплатити до кінця місяця' } });
    expect((await axe.run(part, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    const sent = Object.values(useDrafts.getState().drafts).find(({ signedDraft }) => signedDraft !== null)?.signedDraft?.execution;
    expect(sent).toMatchObject({ by: 'list', text: 'Виплатити до кінця місяця', executors: [{ role: 'main' }, { role: 'information' }] });
  }

  it('shows the number on the draft, and a second card of two desks as a conflict', async () => {
    const cards = [CARD, { ...CARD, documentId: fakeCards(3)[1]?.documentId ?? '', registrationIndex: '15-ОД', counts: false }];
    await openDraft(SIGNED, { routing: { ...OFFICE, drafts: [{ ...signed, cards }] } });
    const number = await screen.findByRole('button', { name: /^Registered: № 14-ОД/ });
    expect(screen.getByText(/registered once more at another desk.*15-ОД/).closest('[role="alert"]')).not.toBeNull();
    fireEvent.click(number);
    await waitFor(() => expect(usePlaces.getState().place).toEqual({ room: 'start', view: 'document', documentId: CARD.documentId }));
  });

  it('shows on the document who approved and signed, and leads to the draft', async () => {
    renderDesk({ cards: 3, routing: { ...OFFICE, drafts: [{ ...signed, cards: [CARD] }] } });
    await screen.findByRole('navigation', { name: 'Rooms' });
    act(() => usePlaces.getState().go({ room: 'search', view: 'document', documentId: CARD.documentId }));
    const route = await screen.findByRole('region', { name: 'How it was approved and signed' });
    expect(within(route).getByText('Литвинов Олександр Вікторович')).toBeTruthy();
    expect(within(route).getAllByText(/^ ?Signed/).length).toBeGreaterThan(0);
    fireEvent.click(within(route).getByRole('button', { name: 'Open the draft' }));
    await waitFor(() => expect(usePlaces.getState().place).toEqual({ room: 'start', view: 'draft', documentId: SIGNED }));
  });
});

describe('signatures on the page of a draft', () => {
  it('[VER-07] tells whose, when and with what result, makes the protocol of each by keys, and passes axe', async () => {
    const rendered = await openDraft(SIGNED);
    const part = await screen.findByRole('region', { name: 'Signatures and protocols of their check' });
    const [, row] = within(part).getAllByRole('row');
    expect(row?.textContent).toContain('Литвинов Олександр Вікторович');
    expect(row?.textContent).toContain('Passed');
    expect(row?.textContent).not.toContain('by the protocol');
    const print = within(part).getByRole('button', { name: /^Print: Литвинов/ });
    print.focus();
    fireEvent.click(print);
    await waitFor(() => expect(inputsOf(rendered, 'routing.makeProtocol')).toMatchObject([{ documentId: SIGNED, eventId: expect.any(String) as string }]));
    await waitFor(() => expect(within(part).getAllByRole('row')[1]?.textContent).toContain('by the protocol'));
    expect(within(part).getByRole('button', { name: /: Validation_Report_1.pdf$/ })).toBeTruthy();
    const { violations } = await axe.run(part, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
  });

  it('are no part of a draft that nobody signed', async () => {
    await openDraft(FREE);
    await screen.findByRole('combobox', { name: 'Typical route' });
    expect(screen.queryByRole('region', { name: 'Signatures and protocols of their check' })).toBeNull();
  });
});

describe('annexes of a draft', () => {
  const ESTIMATE = { sha256: 'b'.repeat(64), size: 10, fileName: 'koshtorys.xlsx' };
  const withAnnex = (at: number): FakeDeskOptions => ({ routing: { ...OFFICE, drafts: OFFICE.drafts.map((one, index) => (index === at ? { ...one, draft: { ...one.draft, annexes: [ESTIMATE] }, events: one.events.map((event) => (event.type === 'started' || event.type === 'decided' || event.type === 'returned' ? { ...event, annexes: [ESTIMATE] } : event)) } : one)) } });

  it('[ROUTE-10] stand beside the content, are told where a step is decided, and go with the decision', async () => {
    const rendered = await openDraft(WAITS, withAnnex(0));
    await screen.findByRole('list', { name: 'Route' });
    expect(within(screen.getByRole('region', { name: 'About the draft' })).getByText('koshtorys.xlsx')).toBeTruthy();
    key('Enter', { ctrlKey: true });
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('note').textContent).toContain('koshtorys.xlsx');
    fireEvent.keyDown(within(dialog).getByRole('textbox'), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(inputsOf(rendered, 'routing.decide')[0]).toMatchObject({ annexes: [ESTIMATE] }));
  });

  it('[ROUTE-02] are exchanged alone with a new version of a draft that came back, and the dialog passes axe', async () => {
    const rendered = await openDraft(BACK, withAnnex(1));
    await screen.findByRole('list', { name: 'Route' });
    key('KeyT', { altKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Replace the content' });
    fireEvent.submit(within(dialog).getByRole('list', { name: 'Annexes that stay' }).closest('form') ?? dialog);
    expect(inputsOf(rendered, 'routing.replaceContent')).toHaveLength(0);
    const { violations } = await axe.run(dialog, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take out: koshtorys.xlsx' }));
    fireEvent.submit(within(dialog).getByLabelText(/^Annexes/).closest('form') ?? dialog);
    await waitFor(() => expect(inputsOf(rendered, 'routing.replaceContent')[0]).toMatchObject({ content: { fileName: 'project.pdf' }, annexes: [] }));
  });
});
