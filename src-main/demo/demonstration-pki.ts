import { type DemonstrationOffice, type DemonstrationSigner, signerIdentity, type SigningPlan } from './office/index.ts';
import { crl, createTestPki, exportTrust, type PartyName, type TestPki, type TestSigner, type TrustFiles } from './pki/index.ts';

const DAY = 24 * 60 * 60 * 1000;
/** The demonstration's lists stay fresh for a year: it must still show passed signatures next month. */
const LISTS_VALID_DAYS = 365;
/** Before the oldest document: its signatures are checked with the clock of the day on which it came. */
const LISTS_ISSUED_DAYS = 200;

const REVOKED_DAYS = 210;

/** A test authority with a certificate for everybody who signs in the demonstration. */
export interface DemonstrationPki {
  readonly trust: TrustFiles;
  readonly authority: TestPki;
  signerFor(signer: DemonstrationSigner, plan: SigningPlan['plan']): TestSigner;
}

function keyOf(signer: DemonstrationSigner, plan: SigningPlan['plan']): string {
  const who = signer.of === 'office' ? signer.personId : signer.correspondentId;
  return `${signer.of}/${who}/${plan === 'revoked' || plan === 'untrusted' ? plan : 'good'}`;
}

function nameOf(office: DemonstrationOffice, signer: DemonstrationSigner): PartyName {
  const { commonName, position, organization, country } = signerIdentity(office, signer, 'kk');
  return { commonName, country, organization: organization === null ? 'ТЕСТ' : `ТЕСТ ${organization}`, ...(position === null ? {} : { position }) };
}

/** Issues certificates for all signers of the office; the same person has one of each kind that is needed. */
export async function createDemonstrationPki(office: DemonstrationOffice, now: string): Promise<DemonstrationPki> {
  const authority = await createTestPki({ now });
  const stranger = await createTestPki({ now });
  const signers = new Map<string, TestSigner>();
  const revoked = [...authority.revoked];
  for (const { signing } of office.documents) {
    if (signing.plan === 'none') continue;
    for (const signer of signing.signers) {
      const key = keyOf(signer, signing.plan);
      if (signers.has(key)) continue;
      const issued = await (signing.plan === 'untrusted' ? stranger : authority).issue(nameOf(office, signer), signers.size % 2 === 0 ? 'p-256' : 'rsa-2048');
      signers.set(key, issued);
      if (signing.plan === 'revoked') revoked.push({ serialNumber: issued.serialNumber, revokedAt: new Date(Date.parse(now) - REVOKED_DAYS * DAY), reason: 1 });
    }
  }
  const lists = { thisUpdate: new Date(Date.parse(now) - LISTS_ISSUED_DAYS * DAY), nextUpdate: new Date(Date.parse(now) + LISTS_VALID_DAYS * DAY) };
  return {
    authority,
    trust: {
      ...exportTrust(authority),
      crls: [
        { fileName: 'test-root.crl', bytes: crl({ issuer: authority.root, revoked: [], ...lists }) },
        { fileName: 'test-issuing.crl', bytes: crl({ issuer: authority.intermediate, revoked, ...lists }) },
      ],
    },
    signerFor: (signer, plan) => {
      const found = signers.get(keyOf(signer, plan));
      if (found === undefined) throw new RangeError(`no certificate for ${keyOf(signer, plan)}`);
      return found;
    },
  };
}
