import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CertificateHolder, IdentityCode } from '#shared/domain/certificate-holder.ts';
import { CODE_KINDS, HOLDER_KINDS, HOLDER_ROLES, KEY_PURPOSES } from '#shared/domain/certificate-holder.ts';
import { LANGUAGES } from '#shared/domain/languages.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import { capacityText, signerNameText } from '#shared/i18n/holder-text.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import { usePreferences } from '../../src-renderer/state/preferences.ts';
import { SignaturePanel } from '../../src-renderer/ui/signatures/signature-panel.tsx';
import { lendBrowserParts } from '../support/fake-desk/render-desk.tsx';
import { PASSED, report, SEALED } from '../support/fake-desk/reports.ts';

beforeAll(lendBrowserParts);
beforeEach(() => usePreferences.setState({ language: 'en' }));
afterEach(cleanup);

const SHA = 'd'.repeat(64);
const signer = PASSED.signer ?? SEALED.signer;
if (signer === null) throw new Error('the samples name no signer');

function identity(kind: IdentityCode['kind'], value: string, change: Partial<IdentityCode> = {}): IdentityCode {
  return { kind, country: 'KZ', value, written: `${kind}${value}`, check: 'consistent', ...change };
}

const HEAD: CertificateHolder = {
  profile: 'kazakhstan',
  kind: 'employee',
  person: { name: 'ИВАНОВ ИВАН ИВАНОВИЧ', surname: 'ИВАНОВ', givenNames: 'ИВАН ИВАНОВИЧ', codes: [identity('IIN', '791028302728')] },
  organization: { name: 'Университет', codes: [identity('BIN', '940140000385')], unit: 'Кафедра', position: 'Ректор' },
  roles: ['legal-entity', 'first-head', 'financial-signing-right'],
  purpose: 'signature',
  claim: { level: 'digital-signature', statements: ['1.2.398.3.3.2.1'], onQualifiedDevice: false },
};

const named = (change: Partial<CertificateHolder>) => ({ ...signer, commonName: 'ИВАНОВ ИВАН', organization: 'Университет', holder: { ...HEAD, ...change } });
const said = (change: Partial<CertificateHolder>, language: (typeof LANGUAGES)[number] = 'en'): string => capacityText(named(change), language);

function panel(change: Partial<CertificateHolder>, of: SignatureReport = PASSED): string {
  const { container } = render(
    <MantineProvider env="test">
      <SignaturePanel verdict="passed" reports={[report('letter.p7s', SHA, [{ ...of, signer: named(change) }])]} problem={null} recheck={null} />
    </MantineProvider>,
  );
  return container.textContent;
}

describe('who signed, and in what capacity', () => {
  it('position, granted capacity, organisation with its code, code of the person', () => {
    expect(said({}, 'ru')).toBe('Ректор — первый руководитель, лицо с правом подписи финансовых документов · Университет (БИН 940140000385), Кафедра · ИИН 791028302728');
    expect(said({}, 'kk')).toContain('бірінші басшы');
    expect(signerNameText(named({}))).toBe('ИВАНОВ ИВАН ИВАНОВИЧ');
  });

  it('marks a code that does not fit, and never drops it', () => {
    expect(said({ person: { name: 'A', surname: null, givenNames: null, codes: [identity('IIN', '123456789011', { check: 'inconsistent' }), identity('IIN', '791028302728')] } })).toContain('IIN 123456789011 — not well formed, IIN 791028302728');
  });

  it('says what kind of holder it is where no position is stated', () => {
    expect(said({ kind: 'person', organization: null, roles: ['individual'] })).toBe('natural person · IIN 791028302728');
    expect(said({ roles: ['legal-entity'], organization: { name: 'Университет', codes: [], unit: null, position: null } })).toBe('person of an organisation · Университет · IIN 791028302728');
    expect(said({ kind: null, person: null, organization: null, roles: [] })).toBe('The certificate states no position or organisation');
  });

  it('names the organisation of a seal once', () => {
    const seal = { ...signer, commonName: 'Університет', holder: { ...HEAD, profile: 'ukraine', kind: 'seal', person: null, roles: [], organization: { name: 'Університет', codes: [identity('EDRPOU', '43220851', { country: 'UA' })], unit: null, position: null } } as const };
    expect(capacityText(seal, 'uk')).toBe('електронна печатка установи · ЄДРПОУ 43220851');
  });

  it('tells the country of a number that many countries have, and leaves out the issuer’s own number', () => {
    const codes = [identity('national-number', '38001085718', { country: 'EE' }), identity('issuer-number', '401065', { country: null })];
    expect(said({ person: { name: null, surname: null, givenNames: null, codes }, organization: null, roles: [], kind: 'person' })).toBe('natural person · national number EE 38001085718');
  });

  it('stands in the panel, with the claim marked as a claim', () => {
    const text = panel({});
    for (const part of ['ИВАНОВ ИВАН ИВАНОВИЧ', 'Ректор — first head', 'Университет (BIN 940140000385), Кафедра', 'Purpose of the keysigning documents', 'Claimed by the certificate (no finding of the check)digital signature certificate of Kazakhstan’s national authority (1.2.398.3.3.2.1)']) expect(text).toContain(part);
    expect(text).not.toContain('Purpose of the key: ');
  });

  it.each(['authentication', 'encryption', 'infrastructure'] as const)('says at once that a key is for %s and not for signing', (purpose) => {
    expect(panel({ purpose })).toMatch(/Purpose of the key: .*, not signing documents/);
  });

  it('a claim of the certificate changes no word of the legal level', () => {
    const unsure: SignatureReport = { ...PASSED, legalLevel: 'undetermined' };
    const text = panel({ claim: { level: 'qualified', statements: ['0.4.0.1862.1.1'], onQualifiedDevice: true } }, unsure);
    expect(text).toContain('Level of the signature not determined.');
    expect(text).not.toContain('Qualified signature');
  });

  it.each(LANGUAGES)('leaves no hole in any sentence (%s)', (language) => {
    const keys = [...HOLDER_KINDS.map((kind) => `holder.kind.${kind}`), ...HOLDER_ROLES.map((role) => `holder.role.${role}`), ...CODE_KINDS.map((kind) => `holder.code.${kind}`), ...KEY_PURPOSES.map((purpose) => `holder.purpose.${purpose}`)];
    expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
    usePreferences.setState({ language });
    const codes = CODE_KINDS.map((kind) => identity(kind, '1', { check: 'inconsistent' }));
    expect(panel({ roles: [...HOLDER_ROLES], purpose: 'authentication', person: { name: 'A', surname: null, givenNames: null, codes } })).not.toMatch(/\{\w+\}|undefined|\[object|null/);
  });
});
