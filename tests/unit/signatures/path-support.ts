import { basicConstraints, issueCertificate, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { createKeyPair } from '../../../src-main/demo/pki/keys.ts';
import { parseCertificate } from '../../../src-main/signatures/certificates/certificate.ts';
import { validatePath } from '../../../src-main/signatures/path-validation/validate-path.ts';
import { DAY, later, NOW } from './support.ts';
import type { CertificateRequest, Holder, PartyName } from '../../../src-main/demo/pki/certificates.ts';
import type { KeyPair } from '../../../src-main/demo/pki/keys.ts';
import type { Certificate } from '../../../src-main/signatures/certificates/certificate.ts';
import type { PathQuestion, PathVerdict } from '../../../src-main/signatures/path-validation/path-question.ts';

export const YEAR = 365 * DAY;
export const NOW_MS = Date.parse(NOW);

export const party = (commonName: string, organization = 'TEST'): PartyName => ({ country: 'KZ', organization, commonName });

const keys = new Map<string, KeyPair>();

/** One key for each name of a file's tests: making keys is what takes the time. */
export async function keyOf(name: string): Promise<KeyPair> {
  const known = keys.get(name) ?? (await createKeyPair('p-256'));
  keys.set(name, known);
  return known;
}

let serial = 0x5000;
export function nextSerial(): Uint8Array {
  serial += 1;
  return Uint8Array.of(0x5a, serial >> 8, serial & 0xff);
}

/** Issues a certificate for the holder of a name; self-signed where no issuer is given. */
export async function issue(
  name: string,
  issuer: Holder | null,
  extensions: readonly Uint8Array[],
  change: Partial<CertificateRequest> = {},
): Promise<Holder> {
  return issueCertificate({
    name: party(name),
    keys: await keyOf(name),
    serialNumber: nextSerial(),
    notBefore: later(-YEAR),
    notAfter: later(YEAR),
    issuer,
    extensions,
    ...change,
  });
}

export const caExtensions = (pathLength = -1): Uint8Array[] => [basicConstraints(pathLength), keyUsage(5, 6)];
export const endExtensions = (): Uint8Array[] => [basicConstraints(null), keyUsage(0, 1)];

export const issueRoot = (name = 'Root', ...extensions: readonly Uint8Array[]): Promise<Holder> =>
  issue(name, null, [...caExtensions(), ...extensions]);
export const issueCa = (name: string, issuer: Holder, ...extensions: readonly Uint8Array[]): Promise<Holder> =>
  issue(name, issuer, [...caExtensions(), ...extensions]);
export const issueEnd = (name: string, issuer: Holder, ...extensions: readonly Uint8Array[]): Promise<Holder> =>
  issue(name, issuer, [...endExtensions(), ...extensions]);

const parsed = new WeakMap<Holder, Certificate>();
export function read(holder: Holder): Certificate {
  const known = parsed.get(holder) ?? parseCertificate(holder.certificate);
  parsed.set(holder, known);
  return known;
}

/** Path validation of the first holder with the others as pool and the last one as anchor. */
export function validateHolders(holders: readonly Holder[], change: Partial<PathQuestion> = {}): PathVerdict {
  const [end, ...issuers] = holders.map(read);
  const anchor = issuers.at(-1);
  if (end === undefined || anchor === undefined) throw new Error('an end and an anchor are needed');
  return validatePath({
    end,
    use: 'document-signature',
    pool: issuers.slice(0, -1),
    anchors: [anchor],
    unreadableTrustFiles: [],
    validationTime: NOW_MS,
    judgeEndValidity: true,
    ...change,
  });
}

/** What the verdict says: `trusted`, or the keys of its findings. */
export const outcome = ({ trusted, findings }: PathVerdict): string =>
  trusted && findings.length === 0 ? 'trusted' : findings.map(({ reason }) => reason.key.replace('verdict.', '')).join(' ');

export const details = ({ findings }: PathVerdict): string => findings.map(({ reason }) => reason.params?.['detail'] ?? '').join(' ');
