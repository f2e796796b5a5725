import { describe, expect, it } from 'vitest';
import { isCertificateOf } from '#shared/domain/certificate-of-person.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import { PASSED } from '../../support/fake-desk/reports.ts';

function certificate(name: string, surname: string | null = null, givenNames: string | null = null): SignatureReport {
  if (PASSED.signer === null) throw new Error('a sample with a signer');
  const holder = { profile: 'kazakhstan', kind: 'employee', person: { name, surname, givenNames, codes: [] }, organization: null, roles: [], purpose: 'signature', claim: { level: null, statements: [], onQualifiedDevice: false } } as const;
  return { ...PASSED, signer: { ...PASSED.signer, commonName: name, holder } };
}

describe('whose certificate it is', () => {
  it.each([
    ['ӘБДІҚАДЫРОВА ҒАЛИЯ', 'Әбдіқадырова', 'Ғалия Һашімқызы', 'Әбдіқадырова Ғ. Һ.'],
    ['ӘБДІҚАДЫРОВА ҒАЛИЯ', 'Әбдіқадырова', 'Ғалия', 'Әбдіқадырова Ғалия Һашімқызы'],
    ['Ґудзь Євгенія Їжаківна', null, null, 'Євгенія ҐУДЗЬ'],
    ['Kovalenko Olena', 'Kovalenko', 'Olena', 'Коваленко Олена Петрівна'],
    ['Нечуй-Левицький Іван Семенович', 'Нечуй-Левицький', 'Іван Семенович', 'І. С. Нечуй-Левицький'],
  ] as const)('[SIGN-06] %s (%s, %s) is of %s', (name, surname, given, written) => {
    expect(isCertificateOf(certificate(name, surname, given), written)).toBe(true);
  });

  it.each([
    ['Коваленко Олена Сергіївна', 'Коваленко', 'Олена Сергіївна', 'Коваленко Олена Петрівна'],
    ['Коваленко Олена', 'Коваленко', 'Олена', 'Коваленко'],
    ['Коваленко', 'Коваленко', '', 'Коваленко Олена'],
    ['Нечуй-Левицький Іван', 'Нечуй-Левицький', 'Іван', 'Левицький Іван'],
    ['Олена Коваленко', 'Коваленко', 'Олена', 'Петренко Олена'],
    ['', null, null, 'Коваленко Олена'],
    ['Коваленко Олена', 'Коваленко', 'Олена', ''],
  ] as const)('[SIGN-06] %s (%s, %s) is not of %s', (name, surname, given, written) => {
    expect(isCertificateOf(certificate(name, surname, given), written)).toBe(false);
  });

  it('a seal is of no person', () => {
    expect(isCertificateOf({ ...certificate('Коваленко Олена', 'Коваленко', 'Олена'), signerKind: 'seal' }, 'Коваленко Олена')).toBe(false);
  });
});
