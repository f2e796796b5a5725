import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LANGUAGES } from '#shared/domain/languages.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { translate } from '#shared/i18n/translate.ts';
import { usePreferences } from '../../src-renderer/state/preferences.ts';
import { worstFirst } from '../../src-renderer/ui/signatures/report-section.tsx';
import { remediesFor, whatSettles } from '../../src-renderer/ui/signatures/settle.ts';
import { SignaturePanel } from '../../src-renderer/ui/signatures/signature-panel.tsx';
import { lendBrowserParts } from '../support/fake-desk/render-desk.tsx';
import { CHANGED_AFTER, crowdedReport, FAILED, mixedReport, PASSED, report, SEALED, UNDETERMINED, UNTRUSTED, WITHOUT_DOCUMENT } from '../support/fake-desk/reports.ts';

beforeAll(lendBrowserParts);
beforeEach(() => usePreferences.setState({ language: 'en' }));
afterEach(cleanup);

const SHA = 'd'.repeat(64);

function panel(reports: readonly ValidationReport[], props: Partial<Parameters<typeof SignaturePanel>[0]> = {}): HTMLElement {
  const { container } = render(
    <MantineProvider env="test">
      <SignaturePanel verdict="undetermined" reports={reports} problem={null} recheck={null} {...props} />
    </MantineProvider>,
  );
  return container;
}

const one = (signature: SignatureReport): ValidationReport[] => [report('letter.pdf.p7s', SHA, [signature])];

describe('signature panel', () => {
  it('shows a verdict of its own for every signature, in words and in shape', () => {
    panel([report('letter.p7s', SHA, [PASSED, { ...FAILED, id: '2' }, { ...UNDETERMINED, id: '3' }])]);
    const entries = screen.getAllByRole('article');
    expect(entries.map((entry) => entry.dataset['verdict'])).toEqual(['passed', 'failed', 'undetermined']);
    expect(entries.map((entry) => entry.querySelector('svg[data-shape]')?.getAttribute('data-shape'))).toEqual(['shield', 'octagon', 'dashed-diamond']);
    expect(entries.map((entry) => within(entry).queryByText('Cannot be determined now') !== null)).toEqual([false, false, true]);
  });

  it('states position, organisation and codes as the certificate does', () => {
    const text = panel(one(PASSED)).textContent;
    for (const part of ['Коваленко Олена Петрівна', 'Директорка департаменту', 'Міністерство освіти і науки України', '1234567890', '38621185']) expect(text).toContain(part);
  });

  it('tells a seal from a person, and never calls qualified what did not pass', () => {
    expect(panel(one(PASSED)).textContent).toContain('Qualified signature.');
    cleanup();
    expect(panel(one(SEALED)).textContent).toContain('Qualified electronic seal.');
    cleanup();
    const failed = panel(one(FAILED)).textContent;
    expect(failed).not.toContain('Qualified');
    expect(failed).toContain(translate('en', 'signature.legal.undetermined'));
  });

  it('[VER-11] names an annex that was changed, is missing or was laid in later against the signed list of a container', () => {
    const bound = (name: string, sha256: string) => ({ name, status: 'intact', sha256 }) as const;
    const signature: SignatureReport = { ...PASSED, signedObjects: [bound('наказ.pdf', 'a'.repeat(64)), bound('додаток 1.pdf', 'b'.repeat(64)), bound('додаток 2.pdf', 'c'.repeat(64))] };
    const container = report('наказ.pdf.asice', SHA, [signature], { container: 'asic-e' });
    const file = (fileName: string, sha256: string, role: 'main' | 'attachment' | 'signature') => ({ fileName, sha256, role, size: 1, mediaType: 'application/pdf' });
    const whole = [file('наказ.pdf', 'a'.repeat(64), 'main'), file('додаток 1.pdf', 'b'.repeat(64), 'attachment'), file('додаток 2.pdf', 'c'.repeat(64), 'attachment'), file('наказ.pdf.asice', SHA, 'signature')];
    expect(panel([container], { files: whole }).textContent).not.toContain('Differences from the signed list of files');
    cleanup();
    const altered = [whole[0], file('додаток 1.pdf', 'e'.repeat(64), 'attachment'), file('додаток 3.pdf', 'f'.repeat(64), 'attachment'), whole[3]].filter((one) => one !== undefined);
    const { textContent } = panel([container], { files: altered });
    expect(textContent).toContain('Differences from the signed list of files: додаток 1.pdf — changed after signing; додаток 3.pdf — not in the signed list; додаток 2.pdf — signed, but the file is not there.');
  });

  it('tells proved time from claimed time', () => {
    const proved = panel(one(PASSED));
    expect(proved.querySelector('[data-proved="true"]')?.textContent).toContain('proved by a timestamp');
    cleanup();
    const claimed = panel(one(UNDETERMINED));
    expect(claimed.querySelector('[data-proved="false"]')?.textContent).toContain('not proved');
  });

  it('an authority that is not trusted does not look invalid', () => {
    const container = panel(one(UNTRUSTED));
    expect(container.querySelector('[data-verdict="failed"]')).toBeNull();
    expect(container.textContent).toContain('That does not make the signature invalid.');
  });

  it('answers every question of the check with a sign and a word', () => {
    panel(one(FAILED));
    const row = screen.getByRole('row', { name: /Is the signed content unchanged/ });
    expect(row.dataset['status']).toBe('failed');
    expect(row.textContent).toContain('✕no');
    expect(row.textContent).toContain(translate('en', 'verdict.hashMismatch'));
  });

  it('says from when and from where revocation data are', () => {
    const text = panel(one(PASSED)).textContent;
    expect(text).toMatch(/CRL of 03\.03\.2026 .*: not revoked; obtained .* ago from http:\/\/czo\.gov\.ua/);
    expect(text).toMatch(/OCSP of 04\.03\.2026 .*: not revoked; came with the signature/);
  });

  it('names what was changed after signing, the forbidden first', () => {
    const text = panel(one(CHANGED_AFTER)).textContent;
    expect(text).toContain('Changes that the signature does not allow were made after signing: the content of a page was changed, a page was added.');
    expect(text.indexOf('NOT ALLOWED')).toBeLessThan(text.indexOf('(allowed)'));
  });

  it('puts a counter-signature inside the one it signs, and names files that nobody signed', () => {
    const container = panel([mixedReport('letter.asice', SHA)]);
    const depths = [...container.querySelectorAll<HTMLElement>('[data-depth]')].map((entry) => entry.dataset['depth']);
    expect(depths).toEqual(['0', '1', '0', '0']);
    expect(container.textContent).toContain('confirms signature 1');
    expect(container.textContent).toContain('Files that are not signed: додаток (без підпису).xlsx.');
    expect(container.textContent).toContain('on the whole document');
  });

  it('stays usable with fifty signatures and hides none that did not pass behind those that did', () => {
    const crowd = crowdedReport('order.pdf', SHA, 50);
    const container = panel([crowd]);
    const lines = container.querySelectorAll('details[data-depth]');
    expect(lines).toHaveLength(6);
    expect([...lines].filter((line) => line.getAttribute('data-verdict') === 'failed')).toHaveLength(crowd.signatures.filter(({ indication }) => indication === 'TOTAL-FAILED').length);
    fireEvent.click(screen.getByRole('button', { name: 'Show all (50)' }));
    expect(container.querySelectorAll('details[data-depth]')).toHaveLength(50);
  });

  it('offers each remedy as one button, and only where it helps', () => {
    const actions = { fetch: vi.fn<() => void>(), document: vi.fn<() => void>(), trust: vi.fn<() => void>() };
    panel([report('a.p7s', SHA, [UNDETERMINED, { ...UNTRUSTED, id: '2' }])], { actions });
    fireEvent.click(screen.getByRole('button', { name: 'Try again now' }));
    fireEvent.click(screen.getByRole('button', { name: 'Open the trusted authorities' }));
    expect(actions.fetch).toHaveBeenCalledOnce();
    expect(actions.trust).toHaveBeenCalledOnce();
    expect(screen.queryByRole('button', { name: 'Add the document…' })).toBeNull();
    cleanup();
    panel(one(WITHOUT_DOCUMENT), { actions });
    expect(screen.getByRole('button', { name: 'Add the document…' })).not.toBeNull();
    cleanup();
    panel(one(FAILED), { actions, verdict: 'failed' });
    expect(screen.queryAllByRole('button')).toHaveLength(0);
  });

  it('sends to the administrator whoever may not change trust', () => {
    panel(one(UNTRUSTED), { actions: { fetch: null, document: null, trust: null } });
    expect(screen.queryByRole('button', { name: 'Open the trusted authorities' })).toBeNull();
    expect(screen.getByText('The administrator can add the certificate.')).not.toBeNull();
  });

  it('shows earlier checks with the newest first', () => {
    const entry = { changes: [], evidence: [], trigger: 'user' as const };
    const container = panel(one(PASSED), {
      history: [
        { ...entry, verificationId: 'a', checkedAt: '2026-03-01T10:00:00Z', verdict: 'undetermined' },
        { ...entry, verificationId: 'b', checkedAt: '2026-03-04T10:00:00Z', verdict: 'passed', changes: [{ fileName: 'a', signature: '1', signer: 'О. Коваленко', before: { indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }, after: { indication: 'TOTAL-PASSED', subIndication: null } }] },
      ],
    });
    const items = [...container.querySelectorAll('ol > li')].filter((item) => item.querySelector('[data-verdict]') !== null);
    expect(items.map((item) => item.querySelector('[data-verdict]')?.getAttribute('data-verdict'))).toEqual(['passed', 'undetermined']);
    expect(items[0]?.textContent).toContain('О. Коваленко: INDETERMINATE / TRY_LATER → TOTAL-PASSED');
  });

  it('shows the check that runs, the problem and the error, and that there is no signature', () => {
    const cancel = vi.fn<() => void>();
    panel([], { verdict: null, recheck: { run: vi.fn<() => void>(), running: true, progress: 0.4, error: null, cancel } });
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
    fireEvent.click(screen.getByRole('button', { name: translate('en', 'common.stop') }));
    expect(cancel).toHaveBeenCalledOnce();
    cleanup();
    panel([report('a.pdf', SHA, [])], { verdict: 'unsigned', problem: 'error.checkTimedOut' });
    expect(screen.getByText(translate('en', 'error.checkTimedOut'))).not.toBeNull();
    expect(screen.getByText(translate('en', 'signature.noSignature'))).not.toBeNull();
  });

  it.each(LANGUAGES)('leaves no hole in any sentence (%s)', (language) => {
    usePreferences.setState({ language });
    expect(panel([mixedReport('a.asice', SHA), report('b.p7s', 'e'.repeat(64), [CHANGED_AFTER])], { history: [] }).textContent).not.toMatch(/\{\w+\}|undefined|\[object/);
  });
});

describe('what settles a verdict', () => {
  const open = (key: SignatureReport['reasons'][number]['key'], missing: SignatureReport['missing'] = []): Pick<SignatureReport, 'indication' | 'reasons' | 'missing'> => ({ indication: 'INDETERMINATE', reasons: [{ key }], missing });
  const keys = (signature: Parameters<typeof whatSettles>[0]): string[] => whatSettles(signature).map(({ key }) => key);

  it('is said for an open verdict and for no other', () => {
    expect(keys(open('verdict.revocationStale'))).toEqual(['signature.settle.revocation']);
    expect(keys(open('verdict.dataNotFound'))).toEqual(['signature.settle.document']);
    expect(keys({ ...open('verdict.hashMismatch'), indication: 'TOTAL-FAILED' })).toEqual([]);
    expect(keys({ ...open('verdict.passed'), indication: 'TOTAL-PASSED' })).toEqual([]);
    expect(remediesFor([{ ...open('verdict.noChain'), indication: 'TOTAL-FAILED' }])).toEqual([]);
  });

  it('is said once, by the exact statement where the check gave one', () => {
    expect(keys(open('verdict.noChain', [{ kind: 'trust-anchor', issuer: 'CN=A' }]))).toEqual(['signature.missing.trust-anchor']);
    expect(keys(open('verdict.noChain', [{ kind: 'issuer', certificate: 'AA==', issuer: 'CN=A', issuerUrls: [] }]))).toEqual(['signature.missing.issuer']);
    expect(remediesFor([open('verdict.noChain', [{ kind: 'issuer', certificate: 'AA==', issuer: 'CN=A', issuerUrls: [] }])])).toEqual(['fetch', 'trust']);
    expect(remediesFor([open('verdict.unsupportedAlgorithm')])).toEqual([]);
  });

  it('a long list is first shown in part, in the order of the file', () => {
    const placed = crowdedReport('a', SHA, 24).signatures.map((signature) => ({ signature, depth: 0 }));
    const shown = worstFirst(placed);
    expect(shown).toHaveLength(6);
    expect(shown.filter(({ signature }) => signature.indication !== 'TOTAL-PASSED')).toHaveLength(6);
    expect(shown.map(({ signature }) => Number(signature.id))).toEqual(shown.map(({ signature }) => Number(signature.id)).toSorted((left, right) => left - right));
  });
});
