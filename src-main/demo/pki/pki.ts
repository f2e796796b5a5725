import { randomBytes } from 'node:crypto';

import { basicConstraints, extension, extKeyUsage, issueCertificate, keyUsage, qcCompliance } from './certificates.ts';
import { nothing } from './der.ts';
import { createKeyPair } from './keys.ts';
import { SIGNER_NAMES, TEST_AUTHORITY } from './names.ts';
import { crl, ocspResponse } from './revocation.ts';
import type { CertificateRequest, Holder, PartyName } from './certificates.ts';
import type { TestSigner } from './cms.ts';
import type { KeyType } from './keys.ts';
import type { SignerId } from './names.ts';
import type { Revocation } from './revocation.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

export interface TestPkiOptions {
  /** Instant around which everything is valid (ISO 8601). */
  readonly now: string;
  /** Source of serial numbers; keys always come from the system. */
  readonly random?: (size: number) => Uint8Array;
}

/** A whole authority for demonstration and tests. Every certificate says TEST in its organisation. */
export interface TestPki {
  readonly now: Date;
  readonly root: Holder;
  readonly intermediate: Holder;
  readonly ocspResponder: Holder;
  readonly timestampAuthority: TestSigner;
  readonly signers: Readonly<Record<SignerId, TestSigner>>;
  readonly revoked: readonly Revocation[];
  /** Lists of the root and of the intermediate, in force for a week from an hour ago. */
  readonly rootCrl: Uint8Array;
  readonly intermediateCrl: Uint8Array;
  /** Issues a further certificate under the intermediate. */
  issue(name: PartyName, keyType: KeyType, change?: Partial<CertificateRequest>): Promise<TestSigner>;
}

export async function createTestPki({ now, random = randomBytes }: TestPkiOptions): Promise<TestPki> {
  const instant = new Date(now);
  const at = (offset: number): Date => new Date(Math.floor((instant.getTime() + offset) / 1000) * 1000);
  const serialNumber = (): Uint8Array => Buffer.concat([Uint8Array.of(0x5a), random(15)]);

  const root = issueCertificate({
    name: TEST_AUTHORITY.root,
    keys: await createKeyPair('p-384'),
    serialNumber: serialNumber(),
    notBefore: at(-6 * YEAR),
    notAfter: at(14 * YEAR),
    issuer: null,
    extensions: [basicConstraints(-1), keyUsage(5, 6)],
  });
  const intermediate = issueCertificate({
    name: TEST_AUTHORITY.intermediate,
    keys: await createKeyPair('rsa-3072'),
    serialNumber: serialNumber(),
    notBefore: at(-5 * YEAR),
    notAfter: at(8 * YEAR),
    issuer: root,
    extensions: [basicConstraints(0), keyUsage(5, 6)],
  });
  const issue: TestPki['issue'] = async (name, keyType, change = {}) => ({
    ...issueCertificate({
      name,
      keys: await createKeyPair(keyType),
      serialNumber: serialNumber(),
      notBefore: at(-YEAR),
      notAfter: at(2 * YEAR),
      issuer: intermediate,
      extensions: [basicConstraints(null), keyUsage(0, 1)],
      ...change,
    }),
    issuer: intermediate,
    chain: [intermediate.certificate],
  });

  const ocspResponder = await issue(TEST_AUTHORITY.ocsp, 'p-256', {
    extensions: [
      basicConstraints(null),
      keyUsage(0),
      extKeyUsage(false, '1.3.6.1.5.5.7.3.9'),
      extension('1.3.6.1.5.5.7.48.1.5', false, nothing()),
    ],
  });
  const timestampAuthority = await issue(TEST_AUTHORITY.tsa, 'p-256', {
    notBefore: at(-4 * YEAR),
    extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')],
  });
  const qualified = { extensions: [basicConstraints(null), keyUsage(0, 1), qcCompliance()] };
  const expired = { notBefore: at(-3 * YEAR), notAfter: at(-YEAR) };
  const signers = {
    director: await issue(SIGNER_NAMES.director, 'rsa-2048', qualified),
    clerk: await issue(SIGNER_NAMES.clerk, 'p-256', qualified),
    citizen: await issue(SIGNER_NAMES.citizen, 'p-256'),
    partner: await issue(SIGNER_NAMES.partner, 'rsa-3072'),
    auditor: await issue(SIGNER_NAMES.auditor, 'p-384'),
    revoked: await issue(SIGNER_NAMES.revoked, 'rsa-2048'),
    expired: await issue(SIGNER_NAMES.expired, 'p-256', expired),
  };
  const revoked = [{ serialNumber: signers.revoked.serialNumber, revokedAt: at(-30 * DAY), reason: 1 }];
  const window = { thisUpdate: at(-HOUR), nextUpdate: at(7 * DAY) };
  return {
    now: instant,
    root,
    intermediate,
    ocspResponder,
    timestampAuthority,
    signers,
    revoked,
    rootCrl: crl({ issuer: root, revoked: [], ...window }),
    intermediateCrl: crl({ issuer: intermediate, revoked, ...window }),
    issue,
  };
}

/** The responder's answer about a certificate of the intermediate, in force for a day from an hour ago. */
export function ocspFor(pki: TestPki, certificate: Holder): Uint8Array {
  const serial = Buffer.from(certificate.serialNumber);
  const entry = pki.revoked.find(({ serialNumber }) => serial.equals(serialNumber));
  return ocspResponse({
    certificate,
    issuer: pki.intermediate,
    responder: pki.ocspResponder,
    revokedAt: entry?.revokedAt ?? null,
    thisUpdate: new Date(pki.now.getTime() - HOUR),
    nextUpdate: new Date(pki.now.getTime() + DAY),
  });
}
