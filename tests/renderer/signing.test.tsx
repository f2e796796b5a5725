import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { KEY_FILE_LIMIT } from '#shared/contract/signing.ts';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { isMessageKey, translate } from '#shared/i18n/translate.ts';
import { OPERATION_KINDS } from '#shared/sync/operation-kinds.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeId, fakeLetters, PDF_SHA, TEXT_SHA } from '../support/fake-desk/data.ts';
import type { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { KEY_PASSWORD, KEYS } from '../support/fake-desk/signing.ts';

afterEach(cleanup);

const t = (key: Parameters<typeof translate>[1], params = {}): string => translate('en', key, params);
const [GOOD, EXPIRED, OTHER] = KEYS;
if (GOOD === undefined || EXPIRED === undefined || OTHER === undefined) throw new Error('the fake desk offers three keys');

function inputsOf<Input>(desk: FakeDesk, method: string): Input[] {
  return desk.calls.filter((call) => call.method === method).map(({ input }) => input as Input);
}

/** The registered document whose files are a letter and a signature. */
async function openDocument(options: Parameters<typeof renderDesk>[0] = {}): Promise<RenderedDesk> {
  const rendered = renderDesk(options);
  await waitFor(() => expect(usePlaces.getState().place).not.toBeNull());
  act(() => usePlaces.getState().go({ room: 'registration', view: 'document', documentId: fakeId(1300) }));
  await screen.findByRole('tab', { name: t('document.tab.signatures') });
  return rendered;
}

async function openDialog(): Promise<HTMLElement> {
  act(() => press('KeyS', { altKey: true }));
  return screen.findByRole('dialog', { name: t('signing.title') });
}

function input(selector: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(`[role="dialog"] ${selector}`);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

const password = (): HTMLInputElement => input('input[type="password"]');

function chooseKeyFile(file: File): void {
  fireEvent.change(input('input[type="file"]:not([multiple])'), { target: { files: [file] } });
}

const keyFile = (): File => new File([Uint8Array.of(48, 3, 2, 1, 3)], 'Key-6.dat');

/** Types the password and presses the key of the main action. */
function openKey(text: string = KEY_PASSWORD): void {
  fireEvent.input(password(), { target: { value: text } });
  act(() => press('Enter', { ctrlKey: true }));
}

const radios = (dialog: HTMLElement): Promise<HTMLElement[]> => within(dialog).findAllByRole('radio');

describe('signing a document with a key file', () => {
  it('opens the key, signs the main file and says that the timestamp is pending', async () => {
    const { desk } = await openDocument();
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    fireEvent.change(input('input[type="file"][multiple]'), { target: { files: [new File([Uint8Array.of(7)], 'mine.cer')] } });
    openKey();
    const [first] = await radios(dialog);
    expect((first as HTMLInputElement).checked).toBe(true);
    const keyFileInput = { container: Uint8Array.of(48, 3, 2, 1, 3), certificates: [Uint8Array.of(7)], password: KEY_PASSWORD };
    expect(inputsOf(desk, 'signing.inspectKeyFile')).toEqual([keyFileInput]);

    fireEvent.click(within(dialog).getByRole('button', { name: t('signing.action') }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf(desk, 'signing.sign')).toEqual([
      { subject: { documentId: fakeId(1300) }, file: PDF_SHA, fileName: 'Лист МОН № 1-9-214 від 04.03.2026.pdf', annexes: [], form: 'cades-detached', key: { by: 'keyFile', ...keyFileInput, certificate: GOOD.certificate } },
    ]);
    expect(await screen.findByText(`${t('signing.done', { signer: GOOD.holder })} ${t('signing.timestamp.pending')}.`)).toBeTruthy();

    fireEvent.click(screen.getByRole('tab', { name: t('document.tab.signatures') }));
    const made = await screen.findByRole('region', { name: t('signing.made') });
    expect(made.textContent).toContain(GOOD.holder);
    expect(made.querySelector('[data-timestamp="pending"]')?.textContent).toBe(t('signing.timestamp.pending'));
  });

  it('signs a letter that waits, and the file that was chosen among several', async () => {
    const [letter] = fakeLetters();
    if (letter === undefined) throw new Error('no letter');
    const attachment = { sha256: TEXT_SHA, fileName: 'додаток.txt', size: 3, mediaType: 'text/plain', role: 'attachment' } as const;
    const { desk } = renderDesk({ letters: [{ ...letter, files: [attachment, ...letter.files] }] });
    await screen.findByRole('form', { name: 'Registration card' });
    const dialog = await openDialog();
    const choice = within(dialog).getByLabelText<HTMLSelectElement>(t('signing.ofFile'));
    expect([...choice.options].map(({ text }) => text)).toEqual([t('signing.together', { count: 2 }), 'Лист МОН № 1-9-214 від 04.03.2026.pdf (document)', 'додаток.txt (attachment)']);
    expect(choice.selectedIndex).toBe(0);
    fireEvent.change(choice, { target: { value: choice.options[2]?.value } });
    chooseKeyFile(keyFile());
    openKey();
    await radios(dialog);
    act(() => press('Enter', { ctrlKey: true }));
    await waitFor(() => expect(inputsOf<MethodInput<'signing.sign'>>(desk, 'signing.sign')).toHaveLength(1));
    expect(inputsOf(desk, 'signing.sign')[0]).toMatchObject({ subject: { letterId: letter.letterId }, file: TEXT_SHA, fileName: 'додаток.txt', annexes: [], form: 'cades-detached' });
    expect(await screen.findByRole('region', { name: t('signing.made') })).toBeTruthy();
  });

  it('[CARD-08] a document with annexes is signed with all of them in one container, unless one file is chosen', async () => {
    const [letter] = fakeLetters();
    if (letter === undefined) throw new Error('no letter');
    const annex = { sha256: TEXT_SHA, fileName: 'додаток.txt', size: 3, mediaType: 'text/plain', role: 'attachment' } as const;
    const { desk } = renderDesk({ letters: [{ ...letter, files: [annex, ...letter.files] }] });
    await screen.findByRole('form', { name: 'Registration card' });
    const dialog = await openDialog();
    expect(within(dialog).getByText(t('signing.togetherHint'))).toBeTruthy();
    chooseKeyFile(keyFile());
    openKey();
    await radios(dialog);
    // What is signed stands above the choice of the key as well.
    expect(dialog.textContent).toContain('Лист МОН № 1-9-214 від 04.03.2026.pdf, додаток.txt');
    act(() => press('Enter', { ctrlKey: true }));
    await waitFor(() => expect(inputsOf<MethodInput<'signing.sign'>>(desk, 'signing.sign')).toHaveLength(1));
    expect(inputsOf(desk, 'signing.sign')[0]).toMatchObject({ file: PDF_SHA, annexes: [{ sha256: TEXT_SHA, fileName: 'додаток.txt' }], form: 'asic-e' });
  });

  it('[SIGN-04] the seal is laid by its own action, and is told as a seal and not as a signature', async () => {
    const { desk } = await openDocument();
    act(() => press('KeyL', { altKey: true }));
    const dialog = await screen.findByRole('dialog', { name: t('signing.seal.title') });
    chooseKeyFile(keyFile());
    openKey();
    await radios(dialog);
    fireEvent.click(within(dialog).getByRole('button', { name: t('signing.seal.action') }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf(desk, 'signing.seal')).toEqual([expect.objectContaining({ subject: { documentId: fakeId(1300) }, file: PDF_SHA, form: 'cades-detached' })]);
    expect(inputsOf(desk, 'signing.sign')).toEqual([]);
    fireEvent.click(screen.getByRole('tab', { name: t('document.tab.signatures') }));
    expect((await screen.findByRole('region', { name: t('signing.made') })).textContent).toContain(t('signing.kind.seal'));
  });

  it('a wrong password keeps the chosen file, clears the password and focuses it', async () => {
    const { desk } = await openDocument();
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    openKey('wrong');
    expect(await within(dialog).findByText(t('error.sign.wrongPassword'))).toBeTruthy();
    expect(within(dialog).getByText('Key-6.dat')).toBeTruthy();
    expect(password().value).toBe('');
    expect(document.activeElement).toBe(password());
    expect(password().getAttribute('aria-invalid')).toBe('true');
    openKey();
    await radios(dialog);
    expect(inputsOf(desk, 'signing.inspectKeyFile')).toHaveLength(2);
  });

  it('a password that fails only while signing leads back to it, and the old one is not kept', async () => {
    await openDocument({ refuse: { 'signing.sign': { code: 'refused', message: 'error.sign.wrongPassword', params: {}, issues: [] } } });
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    openKey();
    await radios(dialog);
    act(() => press('Enter', { ctrlKey: true }));
    expect(await within(dialog).findByText(t('error.sign.wrongPassword'))).toBeTruthy();
    expect(within(dialog).queryByRole('radio')).toBeNull();
    expect(password().value).toBe('');
    expect(document.activeElement).toBe(password());
  });

  it('keys that cannot sign are shown with the word and cannot be chosen', async () => {
    await openDocument();
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    openKey();
    const [good, expired, other] = (await radios(dialog)) as HTMLInputElement[];
    expect([good?.disabled, expired?.disabled, other?.disabled]).toEqual([false, true, true]);
    expect(expired?.closest('label')?.textContent).toContain(`${EXPIRED.holder}${EXPIRED.organization ?? ''}`);
    expect(expired?.closest('label')?.textContent).toContain(t('signing.keyProblem.expired'));
    expect(other?.closest('label')?.textContent).toContain(t('signing.keyProblem.notForSigning'));
    fireEvent.click(within(dialog).getByText(EXPIRED.holder));
    expect([good?.checked, expired?.checked]).toEqual([true, false]);
  });

  it('a file without a usable key offers no signing, only the way back', async () => {
    const { desk } = await openDocument({ keys: [EXPIRED] });
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    openKey();
    expect((await within(dialog).findByRole('alert')).textContent).toBe(t('signing.noUsableKey'));
    expect(within(dialog).queryByRole('button', { name: t('signing.action') })).toBeNull();
    expect(document.activeElement?.textContent).toBe(t('common.back'));
    act(() => press('Enter', { ctrlKey: true }));
    expect(inputsOf(desk, 'signing.sign')).toHaveLength(0);
  });

  it('of several usable keys none is taken unasked', async () => {
    const { desk } = await openDocument({ keys: [GOOD, { ...GOOD, certificate: '44'.repeat(32), holder: 'Асанова Бермет' }] });
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    openKey();
    expect((await radios(dialog)).map((radio) => (radio as HTMLInputElement).checked)).toEqual([false, false]);
    act(() => press('Enter', { ctrlKey: true }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe(t('signing.keyNeeded'));
    expect(inputsOf(desk, 'signing.sign')).toHaveLength(0);
    fireEvent.click(within(dialog).getByText('Асанова Бермет'));
    act(() => press('Enter', { ctrlKey: true }));
    await waitFor(() => expect(inputsOf<MethodInput<'signing.sign'>>(desk, 'signing.sign')[0]?.key).toMatchObject({ certificate: '44'.repeat(32) }));
  });

  it.each([
    ['no file', null, 'signing.keyFileNeeded'],
    ['a file that is too large', () => new File([new Uint8Array(KEY_FILE_LIMIT + 1)], 'film.mp4'), 'error.keyFileTooLarge'],
    ['a file that cannot be read', () => Object.assign(new File(['k'], 'Key-6.dat'), { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }), 'signing.fileUnreadable'],
  ] as const)('%s is said at the file, the password stays and the desk is not asked', async (_what, make, key) => {
    const { desk } = await openDocument();
    const dialog = await openDialog();
    if (make !== null) chooseKeyFile(make());
    openKey();
    expect(await within(dialog).findByText(t(key, { file: 'Key-6.dat' }))).toBeTruthy();
    expect(document.activeElement).toBe(within(dialog).getByLabelText(t('signing.keyFile')));
    expect(password().value).toBe(KEY_PASSWORD);
    expect(inputsOf(desk, 'signing.inspectKeyFile')).toHaveLength(0);
  });

  it('a refusal that speaks of no field stands in the dialog', async () => {
    await openDocument({ refuse: { 'signing.sign': { code: 'refused', message: 'error.sign.revoked', params: {}, issues: [] } } });
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    openKey();
    await radios(dialog);
    act(() => press('Enter', { ctrlKey: true }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe(t('error.sign.revoked'));
    expect(await radios(dialog)).toHaveLength(3);
  });
});

describe('the dialog of signing', () => {
  it('goes back step by step with Esc; the chosen file stays, the password does not', async () => {
    await openDocument();
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    openKey();
    await radios(dialog);
    act(() => press('Escape'));
    await waitFor(() => expect(within(dialog).queryByRole('radio')).toBeNull());
    expect(within(dialog).getByText('Key-6.dat')).toBeTruthy();
    expect(password().value).toBe('');
    act(() => press('Escape'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(within(await openDialog()).getByText('Key-6.dat')).toBeTruthy();
  });

  it('forgets the chosen key file once it has signed', async () => {
    await openDocument();
    const dialog = await openDialog();
    chooseKeyFile(keyFile());
    openKey();
    await radios(dialog);
    act(() => press('Enter', { ctrlKey: true }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(within(await openDialog()).queryByText('Key-6.dat')).toBeNull();
  });

  it('holds the password in no attribute and no text: while open, at the keys, after success, after closing', async () => {
    await openDocument();
    const anywhere = (): boolean => document.documentElement.outerHTML.includes(KEY_PASSWORD) || [...document.querySelectorAll('input')].some(({ value }) => value === KEY_PASSWORD) || JSON.stringify({ ...window.localStorage, ...window.sessionStorage }).includes(KEY_PASSWORD);
    let dialog = await openDialog();
    chooseKeyFile(keyFile());
    fireEvent.input(password(), { target: { value: KEY_PASSWORD } });
    expect(document.documentElement.outerHTML).not.toContain(KEY_PASSWORD);
    expect(anywhere()).toBe(true);
    act(() => press('Enter', { ctrlKey: true }));
    await radios(dialog);
    expect(anywhere()).toBe(false);
    act(() => press('Enter', { ctrlKey: true }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(anywhere()).toBe(false);

    dialog = await openDialog();
    fireEvent.input(password(), { target: { value: KEY_PASSWORD } });
    fireEvent.click(within(dialog).getByRole('button', { name: t('common.close') }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(anywhere()).toBe(false);
    await openDialog();
    expect(password().value).toBe('');
  });

  it('starts at the key file and is walked in the order of the eye', async () => {
    await openDocument();
    const dialog = await openDialog();
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByLabelText(t('signing.keyFile'))));
    const stops = [...dialog.querySelectorAll<HTMLElement>('form button, form input:not([type="file"]), form select')].filter(({ tabIndex }) => tabIndex >= 0);
    expect(stops.map((stop) => stop.dataset['signField'] ?? stop.textContent)).toEqual(['kind', 'container', 'certificates', 'password', t('common.cancel'), t('signing.open')]);
  });

  it('is offered to whoever may sign and to nobody else, and only where there is a file', async () => {
    await openDocument();
    expect(screen.getByRole('button', { name: t('signing.action') })).toBeTruthy();
    cleanup();
    await openDocument({ roles: ['administrator'] });
    expect(screen.queryByRole('button', { name: t('signing.action') })).toBeNull();
    cleanup();
    renderDesk();
    await waitFor(() => expect(usePlaces.getState().place).not.toBeNull());
    // Every sixth card of the fake desk has no files.
    act(() => usePlaces.getState().go({ room: 'registration', view: 'document', documentId: fakeId(1295) }));
    await screen.findByRole('tab', { name: t('document.tab.signatures') });
    expect(screen.queryByRole('button', { name: t('signing.action') })).toBeNull();
  });

  it.each(LANGUAGES)('shows words and no key of a message, in %s', async (language) => {
    renderDesk({ language });
    await waitFor(() => expect(usePlaces.getState().place).not.toBeNull());
    act(() => usePlaces.getState().go({ room: 'registration', view: 'document', documentId: fakeId(1300) }));
    await screen.findByRole('tab', { name: translate(language, 'document.tab.signatures') });
    act(() => press('KeyS', { altKey: true }));
    const dialog = await screen.findByRole('dialog', { name: translate(language, 'signing.title') });
    const keyLike = /\b(signing|error|common|document|evidence)\.[a-z][A-Za-z.]+|\{\w+\}/;
    expect(dialog.textContent).not.toMatch(keyLike);
    chooseKeyFile(new File(['k'], 'k.p12'));
    openKey();
    await radios(dialog);
    expect(dialog.textContent).not.toMatch(keyLike);
  });
});

it('everything that the history tells of signing has words', () => {
  const kinds = Object.keys(OPERATION_KINDS).filter((kind) => /^(signature|signing)\./.test(kind));
  expect(kinds.length).toBeGreaterThanOrEqual(3);
  expect([...kinds.map((kind) => `operation.${kind}`), 'document.field.signer', 'document.field.timestamp'].filter((key) => !isMessageKey(key))).toEqual([]);
});
