import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { writeCopyCode } from '#shared/domain/copy-code.ts';
import type { Verdict } from '#shared/domain/signature-indications.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeId, PDF_SHA } from '../support/fake-desk/data.ts';
import { press, renderDesk } from '../support/fake-desk/render-desk.tsx';

afterEach(cleanup);

const SLOW = { timeout: 10_000 };
/** A card of the fake desk that passed its check. */
const PASSED = fakeId(1296);

async function scan(code: string): Promise<void> {
  renderDesk();
  const field = await screen.findByLabelText(translate('en', 'frame.searchLabel'), {}, SLOW);
  fireEvent.change(field, { target: { value: code } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await screen.findByRole('heading', { name: translate('en', 'search.copy.title') }, SLOW);
}

const codeOf = (verdict: Verdict, sha256 = PDF_SHA, documentId: string | null = PASSED): string => writeCopyCode({ documentId, sha256, verdict });

describe('a scanned copy', () => {
  it('that agrees is answered calmly, with the document one key away', async () => {
    await scan(codeOf('passed'));
    const answer = await screen.findByText(translate('en', 'search.copy.agrees'), {}, SLOW);
    expect(answer.closest('[role]')?.getAttribute('role')).toBe('status');
    act(() => press('Enter', { ctrlKey: true }));
    await screen.findByRole('tab', { name: translate('en', 'document.tab.copies') }, SLOW);
  });

  it.each([
    ['says another verdict than the newest check', codeOf('failed'), 'verdict'],
    ['is of another file', codeOf('passed', 'd'.repeat(64)), 'hash'],
  ])('that %s is told in an alert, and the line that differs is marked', async (_name, code, line) => {
    await scan(code);
    const alert = await screen.findByRole('alert', {}, SLOW);
    expect(alert.textContent).toBe(translate('en', 'search.copy.differs'));
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.dataset['state'])).toEqual(line === 'hash' ? ['differs', 'agrees'] : ['agrees', 'differs']);
  });

  it('that is the label of a paper leads to the document and claims no agreement', async () => {
    await scan(`CH1:${PASSED}`);
    expect(await screen.findByText(translate('en', 'search.copy.nothingStated'), {}, SLOW)).toBeTruthy();
    expect(screen.queryByText(translate('en', 'search.copy.agrees'))).toBeNull();
  });

  it('whose document is not here says so, and where it may be', async () => {
    await scan(codeOf('passed', PDF_SHA, '019c0000-0000-7000-8000-00000000ffff'));
    expect(await screen.findByText(translate('en', 'search.copy.none'), {}, SLOW)).toBeTruthy();
    expect(screen.getByText(translate('en', 'search.copy.noneHint'))).toBeTruthy();
  });

  it('is read from the keys of a Cyrillic layout', async () => {
    await scan(codeOf('passed').toLowerCase().replaceAll('c', 'с').replaceAll('h', 'р').replaceAll(':', 'Ж').replaceAll('a', 'ф').replaceAll('p', 'з'));
    expect(await screen.findByText(translate('en', 'search.copy.agrees'), {}, SLOW)).toBeTruthy();
  });
});
