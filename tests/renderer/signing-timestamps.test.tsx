import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TIMESTAMP_PROBLEMS } from '#shared/contract/signing.ts';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { wordsFor } from '../../src-renderer/app/use-text.ts';
import { requisiteText } from '../../src-renderer/screens/documents/requisite-value.ts';
import { usePlaces } from '../../src-renderer/state/places.ts';
import { CHOICES, fakeId, fakeLetters, PDF_SHA, TEXT_SHA } from '../support/fake-desk/data.ts';
import { press, type RenderedDesk, renderDesk } from '../support/fake-desk/render-desk.tsx';
import { pendingSignature } from '../support/fake-desk/signing.ts';

afterEach(cleanup);

const t = (key: Parameters<typeof translate>[1], params = {}): string => translate('en', key, params);

async function openSignatures(options: Parameters<typeof renderDesk>[0] = {}): Promise<RenderedDesk> {
  const rendered = renderDesk(options);
  await waitFor(() => expect(usePlaces.getState().place).not.toBeNull());
  act(() => usePlaces.getState().go({ room: 'registration', view: 'document', documentId: fakeId(1300) }));
  fireEvent.click(await screen.findByRole('tab', { name: t('document.tab.signatures') }));
  return rendered;
}

const madeHere = (): Promise<HTMLElement> => screen.findByRole('region', { name: t('signing.made') });

describe('timestamps of signatures made here', () => {
  it('a pending one is told by shape and word, with the reason and what happens by itself', async () => {
    await openSignatures({ made: [pendingSignature('timedOut', PDF_SHA)] });
    const made = await madeHere();
    const mark = made.querySelector('[data-timestamp]');
    expect(mark?.getAttribute('data-timestamp')).toBe('pending');
    expect(mark?.textContent).toBe(t('signing.timestamp.pending'));
    expect(mark?.querySelector('svg')?.getAttribute('data-shape')).toBe('dashed-clock');
    expect(mark?.querySelector('circle')?.getAttribute('stroke-dasharray')).not.toBeNull();
    expect(made.textContent).toContain(t('signing.timestampHint'));
    expect(made.textContent).toContain(t('signing.timestampProblem.fetch', { reason: t('evidence.failure.timedOut') }));
    expect(made.textContent).not.toContain('.pdf');
  });

  it.each(['noAuthority', 'fetchingOff'] as const)('does not promise that it comes by itself where nobody may be asked (%s)', async (problem) => {
    await openSignatures({ made: [pendingSignature(problem, PDF_SHA)] });
    const made = await madeHere();
    expect(made.textContent).toContain(t(`signing.timestampProblem.${problem}`));
    expect(made.textContent).not.toContain(t('signing.timestampHint'));
  });

  it('names the signed file where there are several', async () => {
    const [letter] = fakeLetters();
    if (letter === undefined) throw new Error('no letter');
    renderDesk({ letters: [{ ...letter, files: [...letter.files, { sha256: TEXT_SHA, fileName: 'додаток.txt', size: 3, mediaType: 'text/plain', role: 'attachment' }] }], made: [pendingSignature(null, TEXT_SHA)] });
    expect((await madeHere()).textContent).toContain(t('signing.signedFile', { file: 'додаток.txt' }));
  });

  it.each(TIMESTAMP_PROBLEMS)('the reason %s has words in every language', async (problem) => {
    for (const language of LANGUAGES) {
      renderDesk({ language, made: [pendingSignature(problem, PDF_SHA)] });
      const made = await screen.findByRole('region', { name: translate(language, 'signing.made') });
      const reason = made.querySelector('li > p:last-of-type')?.textContent ?? '';
      expect(reason.length).toBeGreaterThan(20);
      expect(reason).not.toMatch(/\{\w+\}|signing\.|evidence\./);
      cleanup();
    }
  });

  it('is asked for with one press; what came of it is said and shown', async () => {
    const { desk } = await openSignatures({ made: [pendingSignature(null, PDF_SHA)] });
    const ask = within(await madeHere()).getByRole('button', { name: t('signing.completeNow') });
    fireEvent.click(ask);
    expect(await screen.findByText(t('signing.stillPending', { count: 1 }))).toBeTruthy();
    await waitFor(async () => expect((await madeHere()).textContent).toContain(t('signing.timestampProblem.noAuthority')));

    await desk.handle('signing.setSettings', { timestampAuthority: 'http://tsp.example/' });
    await waitFor(() => expect(ask.hasAttribute('data-loading')).toBe(false));
    fireEvent.click(ask);
    expect(await screen.findByText(t('signing.completed'))).toBeTruthy();
    await waitFor(async () => expect((await madeHere()).querySelector('[data-timestamp]')?.textContent).toBe(t('signing.timestamp.present')));
    const made = await madeHere();
    expect(made.querySelector('svg')?.getAttribute('data-shape')).toBe('clock');
    expect(made.textContent).not.toContain(t('signing.timestampHint'));
    expect(within(made).queryByRole('button')).toBeNull();
  });

  it('appears by itself when the desk says that something has changed', async () => {
    const { desk } = await openSignatures({ made: [pendingSignature(null, PDF_SHA)] });
    await madeHere();
    await act(async () => {
      await desk.handle('signing.setSettings', { timestampAuthority: 'http://tsp.example/' });
      await desk.handle('signing.completeTimestamps', {});
    });
    await waitFor(async () => expect((await madeHere()).querySelector('[data-timestamp]')?.getAttribute('data-timestamp')).toBe('present'));
  });

  it('offers asking only to whoever may sign, and nothing at all where nothing was signed here', async () => {
    await openSignatures({ roles: ['administrator'], made: [pendingSignature(null, PDF_SHA)] });
    expect(within(await madeHere()).queryByRole('button')).toBeNull();
    cleanup();
    const { desk } = await openSignatures();
    await waitFor(() => expect(desk.calls.some(({ method }) => method === 'signing.made')).toBe(true));
    expect(screen.queryByRole('region', { name: t('signing.made') })).toBeNull();
  });

  it('the history says present and pending in words', () => {
    const words = wordsFor('uk', 'Europe/Kyiv');
    expect(requisiteText('timestamp', 'pending', CHOICES, words)).toBe(translate('uk', 'signing.timestamp.pending'));
    expect(requisiteText('timestamp', 'present', CHOICES, words)).toBe(translate('uk', 'signing.timestamp.present'));
  });
});

describe('signing that takes long', () => {
  it('shows that it runs; Esc stops it first and closes nothing', async () => {
    const { desk } = await openSignatures();
    const handle = desk.handle.bind(desk);
    let finish: () => void = () => undefined;
    vi.spyOn(desk, 'handle').mockImplementation(async (method, input) => {
      if (method === 'signing.inspectKeyFile') await new Promise<void>((done) => (finish = done));
      return method === 'signing.inspectKeyFile' ? { ok: false, error: { code: 'cancelled', message: 'error.cancelled', params: {}, issues: [] } } : handle(method, input);
    });
    act(() => press('KeyS', { altKey: true }));
    const dialog = await screen.findByRole('dialog', { name: t('signing.title') });
    fireEvent.change(dialog.querySelector('input[type="file"]') ?? dialog, { target: { files: [new File(['k'], 'Key-6.dat')] } });
    act(() => press('Enter', { ctrlKey: true }));
    expect((await within(dialog).findByRole('status')).textContent).toContain(t('signing.opening'));
    expect(within(dialog).getByRole('button', { name: t('common.stop') })).toBeTruthy();
    act(() => press('Escape'));
    expect(screen.getByRole('dialog', { name: t('signing.title') })).toBe(dialog);
    act(() => finish());
    await waitFor(() => expect(within(dialog).queryByRole('status')).toBeNull());
    expect(within(dialog).queryByRole('alert')).toBeNull();
    expect(within(dialog).getByText('Key-6.dat')).toBeTruthy();
  });
});

describe('the address of the time-stamping authority', () => {
  async function openTrust(options: Parameters<typeof renderDesk>[0] = {}): Promise<RenderedDesk & { readonly field: HTMLInputElement }> {
    const rendered = renderDesk(options);
    await waitFor(() => expect(usePlaces.getState().place).not.toBeNull());
    act(() => usePlaces.getState().go({ room: 'administration', view: 'trust' }));
    return { ...rendered, field: await screen.findByLabelText<HTMLInputElement>(t('signing.authority')) };
  }
  const given = (rendered: RenderedDesk): unknown[] => rendered.desk.calls.filter(({ method }) => method === 'signing.setSettings').map(({ input }) => input);

  it('is saved, and an empty one means none', async () => {
    const rendered = await openTrust();
    fireEvent.change(rendered.field, { target: { value: ' http://tsp.example/tsp ' } });
    fireEvent.click(screen.getByRole('button', { name: t('signing.authoritySave') }));
    expect(await screen.findByText(t('signing.authoritySaved'))).toBeTruthy();
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(t('signing.authority')).value).toBe('http://tsp.example/tsp'));
    fireEvent.change(screen.getByLabelText(t('signing.authority')), { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: t('signing.authoritySave') }));
    await waitFor(() => expect(given(rendered)).toEqual([{ timestampAuthority: 'http://tsp.example/tsp' }, { timestampAuthority: null }]));
  });

  it('a wrong one is refused at the field, and the text stays', async () => {
    const { field } = await openTrust();
    fireEvent.change(field, { target: { value: 'ftp://tsp.example' } });
    fireEvent.click(screen.getByRole('button', { name: t('signing.authoritySave') }));
    expect(await screen.findByText(t('error.timestampAuthorityWrong', { address: 'ftp://tsp.example' }))).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('ftp://tsp.example');
  });
});
