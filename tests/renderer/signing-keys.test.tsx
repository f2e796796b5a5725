import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { TokenModule } from '#shared/contract/signing.ts';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { fakeId } from '../support/fake-desk/data.ts';
import type { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { KEYS, TOKEN_PIN, TOKENS } from '../support/fake-desk/signing.ts';

afterEach(cleanup);

const t = (key: Parameters<typeof translate>[1], params = {}): string => translate('en', key, params);
const [LIBRARY, MISSING] = TOKENS;
const [TOKEN] = LIBRARY?.tokens ?? [];
if (LIBRARY === undefined || MISSING === undefined || TOKEN === undefined) throw new Error('the fake desk has a library with a token, and one without its file');
const CHOSEN = { module: LIBRARY.module, slot: TOKEN.slot, serialNumber: TOKEN.serialNumber };

const inputsOf = <Input,>(desk: FakeDesk, method: string): Input[] => desk.calls.filter((call) => call.method === method).map(({ input }) => input as Input);
const signings = (desk: FakeDesk): MethodInput<'signing.sign'>[] => inputsOf(desk, 'signing.sign');

async function openDialog(options: Parameters<typeof renderDesk>[0] = {}): Promise<{ readonly rendered: RenderedDesk; readonly dialog: HTMLElement }> {
  const language = options.language ?? 'en';
  const rendered = renderDesk(options);
  await waitFor(() => expect(usePlaces.getState().place).not.toBeNull());
  act(() => usePlaces.getState().go({ room: 'registration', view: 'document', documentId: fakeId(1300) }));
  await screen.findByRole('tab', { name: translate(language, 'document.tab.signatures') });
  return { rendered, dialog: await reopen(language) };
}

async function reopen(language: Parameters<typeof translate>[0] = 'en'): Promise<HTMLElement> {
  act(() => press('KeyS', { altKey: true }));
  return screen.findByRole('dialog', { name: translate(language, 'signing.title') });
}

function fieldIn(name: string): Element {
  const found = document.querySelector(`[role="dialog"] [data-sign-field="${name}"]`);
  if (found === null) throw new Error(`no field ${name}`);
  return found;
}
const field = (name: string): HTMLInputElement => fieldIn(name) as HTMLInputElement;
const selectField = (name: string): HTMLSelectElement => fieldIn(name) as HTMLSelectElement;

const choose = (kind: string): void => void fireEvent.change(selectField('kind'), { target: { value: kind } });
const submit = (): void => act(() => press('Enter', { ctrlKey: true }));

async function openToken(pin: string): Promise<void> {
  await waitFor(() => field('pin'));
  fireEvent.input(field('pin'), { target: { value: pin } });
  submit();
}

const faultsOf = async (dialog: HTMLElement): Promise<unknown[]> => {
  const { violations } = await axe.run(dialog, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
};

describe('signing with a token', () => {
  it('takes the one usable token, opens it with its PIN, signs with its key, and overwrites the PIN', async () => {
    const { rendered, dialog } = await openDialog();
    choose('token');
    const select = await waitFor(() => selectField('token'));
    await waitFor(() => expect(select.selectedOptions[0]?.text).toContain(TOKEN.label));
    expect([...select.options].map(({ disabled }) => disabled)).toEqual([false, true]);
    expect(within(dialog).getByText(MISSING.module)).toBeTruthy();
    expect(await faultsOf(dialog)).toEqual([]);
    await openToken(TOKEN_PIN);
    await within(dialog).findAllByRole('radio');
    expect(document.documentElement.outerHTML).not.toContain(TOKEN_PIN);
    const [opened] = inputsOf<MethodInput<'signing.inspectToken'>>(rendered.desk, 'signing.inspectToken');
    expect(opened).toMatchObject(CHOSEN);
    expect(opened === undefined ? '' : new TextDecoder().decode(opened.pin)).toBe(TOKEN_PIN);
    submit();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(signings(rendered.desk)).toMatchObject([{ key: { by: 'token', ...CHOSEN, certificate: KEYS[0]?.certificate } }]);
    const [{ key } = { key: null }] = signings(rendered.desk);
    expect(key?.by === 'token' && key.pin.length > 0 && key.pin.every((byte) => byte === 0)).toBe(true);
  });

  it('begins with a token again in this window', async () => {
    const { dialog } = await openDialog();
    choose('token');
    await waitFor(() => field('pin'));
    act(() => press('Escape'));
    await waitFor(() => expect(dialog.isConnected).toBe(false));
    await reopen();
    expect(selectField('kind').value).toBe('token');
    await waitFor(() => expect(document.activeElement).toBe(field('kind')));
  });

  it('a wrong PIN is told with what is left, is not tried again, and its field is empty and has the focus', async () => {
    const { rendered, dialog } = await openDialog();
    choose('token');
    await openToken('wrong');
    expect(await within(dialog).findByText(t('signing.token.wrong-pin-last'))).toBeTruthy();
    expect(field('pin').value).toBe('');
    expect(document.activeElement).toBe(field('pin'));
    expect(inputsOf(rendered.desk, 'signing.inspectToken')).toHaveLength(1);
    expect(signings(rendered.desk)).toEqual([]);
  });

  it('asks for the PIN before the desk is asked', async () => {
    const { rendered, dialog } = await openDialog();
    choose('token');
    await openToken('');
    expect(await within(dialog).findByText(t('signing.pinNeeded'))).toBeTruthy();
    expect(inputsOf(rendered.desk, 'signing.inspectToken')).toEqual([]);
  });

  it('a token that was pulled out while it was to sign leads back to the tokens, which are looked for anew', async () => {
    const { rendered, dialog } = await openDialog({ refuse: { 'signing.sign': { code: 'refused', message: 'signing.token.token-removed', params: {}, issues: [] } } });
    choose('token');
    await openToken(TOKEN_PIN);
    await within(dialog).findAllByRole('radio');
    submit();
    expect(await within(dialog).findByText(t('signing.token.token-removed'))).toBeTruthy();
    expect(document.activeElement).toBe(field('token'));
    expect(field('pin').value).toBe('');
    expect(inputsOf(rendered.desk, 'signing.tokens')).toHaveLength(2);
  });

  it.each([
    ['no library is set', [], 'signing.noModules'],
    ['nothing is plugged in', [{ ...LIBRARY, tokens: [] }], 'signing.noTokens'],
    ['the library does not open', [{ ...LIBRARY, name: null, problem: 'driver-not-loadable', tokens: [] }], 'signing.token.driver-not-loadable'],
  ] satisfies [string, TokenModule[], MessageKey][])('says so where %s, and looks again when asked', async (_what, tokens, key) => {
    const { rendered, dialog } = await openDialog({ tokens });
    choose('token');
    expect(await within(dialog).findByText(new RegExp(t(key).slice(0, 40)))).toBeTruthy();
    expect(await faultsOf(dialog)).toEqual([]);
    submit();
    expect(await within(dialog).findByText(t('signing.tokenNeeded'))).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: t('signing.findTokens') }));
    await waitFor(() => expect(inputsOf(rendered.desk, 'signing.tokens')).toHaveLength(2));
    expect(inputsOf(rendered.desk, 'signing.inspectToken')).toEqual([]);
  });
});

describe('signing through NCALayer', () => {
  it('is offered in Kazakhstan alone', async () => {
    const kinds = (): string[] => [...selectField('kind').options].map(({ value }) => value);
    await openDialog({ country: 'KZ' });
    expect(kinds()).toEqual(['keyFile', 'token', 'ncalayer']);
    cleanup();
    await openDialog({ country: 'UA' });
    expect(kinds()).toEqual(['keyFile', 'token']);
  });

  it('signs in one step, in the language of the window where NCALayer has it', async () => {
    const { rendered, dialog } = await openDialog({ country: 'KZ' });
    choose('ncalayer');
    expect(within(dialog).getByText(t('signing.ncalayer.explain'))).toBeTruthy();
    expect(await faultsOf(dialog)).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: t('signing.action') }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(signings(rendered.desk)).toMatchObject([{ key: { by: 'ncalayer', locale: 'ru' } }]);
    cleanup();
    const kazakh = await openDialog({ country: 'KZ', language: 'kk' });
    choose('ncalayer');
    submit();
    await waitFor(() => expect(signings(kazakh.rendered.desk)).toMatchObject([{ key: { by: 'ncalayer', locale: 'kk' } }]));
  });

  it.each(['signing.ncalayer.cancelledByUser', 'signing.ncalayer.notRunning', 'signing.ncalayer.notBelieved'] as const)('tells %s in the dialog, which stays, and forgets it with another key', async (message) => {
    const { dialog } = await openDialog({ country: 'KZ', refuse: { 'signing.sign': { code: 'refused', message, params: {}, issues: [] } } });
    choose('ncalayer');
    submit();
    expect((await within(dialog).findByRole('alert')).textContent).toBe(t(message));
    choose('keyFile');
    await waitFor(() => expect(within(dialog).queryByRole('alert')).toBeNull());
  });
});

it.each(LANGUAGES)('the three ways have words in %s', async (language) => {
  const { dialog } = await openDialog({ language, country: 'KZ' });
  const keyLike = /\b(signing|error|common|document)\.[a-z][A-Za-z.-]+|\{\w+\}/;
  for (const kind of ['token', 'ncalayer']) {
    choose(kind);
    if (kind === 'token') await waitFor(() => field('pin'));
    expect(dialog.textContent.replaceAll(MISSING.module, '')).not.toMatch(keyLike);
  }
});

describe('libraries of tokens', () => {
  it('are set by an administrator, who is told at the field what is no file here', async () => {
    const { desk } = renderDesk({ roles: ['administrator'] });
    await waitFor(() => expect(usePlaces.getState().place).not.toBeNull());
    act(() => usePlaces.getState().go({ room: 'administration', view: 'trust' }));
    const paths = await screen.findByRole('textbox', { name: t('signing.modules') });
    const save = (): void => void fireEvent.click(screen.getByRole('button', { name: t('signing.modulesSave') }));
    fireEvent.change(paths, { target: { value: 'driver.so' } });
    save();
    expect(await screen.findByText(t('error.tokenModuleMissing', { path: 'driver.so' }))).toBeTruthy();
    fireEvent.change(paths, { target: { value: ' /usr/lib/one.so \n\n/usr/lib/two.so' } });
    save();
    expect(await screen.findByText(t('signing.modulesSaved'))).toBeTruthy();
    expect(inputsOf(desk, 'signing.setTokenModules').at(-1)).toEqual({ modules: ['/usr/lib/one.so', '/usr/lib/two.so'] });
  });
});
