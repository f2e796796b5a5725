import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { DOCUMENT_CHANGES } from '#shared/domain/signature-evidence.ts';
import { VERDICT_REASON_KEYS, type VerdictReason } from '#shared/domain/verdict-reasons.ts';
import { reasonText } from '#shared/i18n/reason-text.ts';

const english = { language: 'en', instant: (text: string) => `<${text}>` } as const;

describe('reasons in words', () => {
  it.each(LANGUAGES)('no reason leaves a hole where the check gave no parameters (%s)', (language) => {
    for (const key of VERDICT_REASON_KEYS) {
      const text = reasonText({ key }, { ...english, language });
      expect(text).not.toMatch(/[{}\u0000]|\( *\)|: *\./);
      expect(text.length).toBeGreaterThan(10);
    }
  });

  it('writes instants as people read them and names the certificate in question', () => {
    expect(reasonText({ key: 'verdict.expired', params: { notAfter: '2026-01-02T00:00:00.000Z', certificate: 'CA One' } }, english)).toBe('The certificate expired on <2026-01-02T00:00:00.000Z> (CA One).');
  });

  it('says kinds of changes in words, each of them in every language', () => {
    for (const language of LANGUAGES) {
      const text = reasonText({ key: 'verdict.changedAfterSigning', params: { changes: DOCUMENT_CHANGES.join(', ') } }, { ...english, language });
      for (const change of DOCUMENT_CHANGES.filter((one) => one.includes('-'))) expect(text).not.toContain(change);
    }
    expect(reasonText({ key: 'verdict.changedAfterSigning', params: { changes: 'page-added, __proto__' } }, english)).toContain('a page was added, __proto__');
  });

  it('names files that could not be read', () => {
    expect(reasonText({ key: 'verdict.noTrustAnchors', params: { unreadable: 'root.cer' } }, english)).toContain('Files that could not be read: root.cer.');
  });

  it('shows the reason of a newer engine by its key', () => {
    const stored: VerdictReason = JSON.parse('{"key":"verdict.fromTomorrow"}') as VerdictReason;
    expect(reasonText(stored, english)).toContain('verdict.fromTomorrow');
  });
});
