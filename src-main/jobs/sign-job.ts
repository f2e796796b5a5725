import { randomBytes } from 'node:crypto';
import type { OfferedKey } from '#shared/contract/signing.ts';
import { type Certificate, createCades, createSignatureValidator, describeOffer, type KeyContainer, KeyContainerError, type KeyOffer, keyOffers, openKeyContainer, signingKeyOf, streamDigest, summaryOf } from '../signatures/index.ts';
import { streamBlob, writeBlob } from '../store/blobs/blob-file.ts';
import { filesTogether } from './files-together.ts';
import type { KeyFileJob, SignJob, SignResult } from './job-kinds.ts';
import { SigningRefused } from './signing-refused.ts';
import { contentOf } from './verify-job.ts';

function openWith({ container, password }: KeyFileJob): KeyContainer {
  try {
    return openKeyContainer(container, password);
  } catch (error) {
    // Only the problem's name crosses the border of the process.
    if (error instanceof KeyContainerError) throw new SigningRefused(error.problem, error.message);
    throw error;
  }
}

function offersOf(job: KeyFileJob): KeyOffer[] {
  const opened = openWith(job);
  const offers = keyOffers(opened, job.certificates, Date.parse(job.now));
  if (offers.length === 0) throw new SigningRefused('noCertificate', `${opened.keys.length} keys and none of their certificates`);
  return offers;
}

/** Overwrites the secrets that were opened. Copies that the engine made are beyond reach; the process ends with its pool. */
function wipe(offers: readonly KeyOffer[]): void {
  for (const { key } of offers) key.privateKeyInfo.fill(0);
}

/** Whose keys a key file holds. @throws SigningRefused */
export function inspectKeyFile(job: KeyFileJob): Promise<readonly OfferedKey[]> {
  const offers = offersOf(job);
  wipe(offers);
  return Promise.resolve(offers.map(describeOffer));
}

/**
 * Signs a file (CAdES-BASELINE-B, detached), or files together in a container (ASiC-E), and verifies what was made before
 * it is handed over: a value that our own engine does not take for good never leaves the job.
 *
 * @throws SigningRefused
 */
export async function signFile(job: SignJob): Promise<SignResult> {
  const offers = offersOf(job);
  try {
    const { signature, ...made } = await signWith(offers, job);
    await demandIntact(signature, job);
    return { ...(await writeBlob(job.output, signature)), ...made };
  } finally {
    wipe(offers);
  }
}

async function signWith(offers: readonly KeyOffer[], job: SignJob): Promise<Omit<SignResult, 'sha256' | 'size'> & { readonly signature: Uint8Array }> {
  const offer = offers.find(({ certificate }) => certificate.sha256 === job.certificate);
  if (offer === undefined) throw new SigningRefused('noCertificate', 'the key file does not hold the chosen certificate');
  if (offer.problem !== null) throw new SigningRefused(offer.problem, offer.certificate.serialNumber);
  const key = signingKeyOf(offer.key, randomBytes);
  const together = await filesTogether(job, key.algorithm.digest);
  const content = together?.manifest ?? { digest: await streamDigest(key.algorithm.digest, streamBlob(job.file.location)) };
  const signature = await createCades({ form: 'detached', content, key, signingTime: new Date(job.now) });
  return { signature: together?.around(signature) ?? signature, ...signerOf(offer.certificate) };
}

/** Who signed with the key of this certificate. */
export function signerOf(certificate: Certificate): Omit<SignResult, 'sha256' | 'size'> {
  const { issuer, serialNumber } = summaryOf(certificate);
  return { certificate: certificate.sha256, signer: describeOffer({ certificate, problem: null }).holder, serial: serialNumber, issuer: { commonName: issuer.commonName, distinguishedName: issuer.distinguishedName } };
}

/** @throws SigningRefused where our own engine does not take the signature for good, or where it binds not all of the files */
export async function demandIntact(bytes: Uint8Array, { file, together, now }: Pick<SignJob, 'file' | 'together' | 'now'>): Promise<void> {
  const detachedContents = together === null ? [await contentOf(file)] : [];
  const report = await createSignatureValidator().validate({ fileName: together === null ? 'signature.p7s' : 'signature.asice', bytes, detachedContents }, { now, trustAnchors: [] });
  const [signature] = report.signatures;
  const bound = signature?.signedObjects.filter(({ status }) => status === 'intact').length ?? 0;
  if (together !== null && (bound !== together.length || report.unsignedFiles.length > 0)) throw new SigningRefused('notVerified', `${bound} of ${together.length} files are bound`);
  if (signature?.signatureIntact !== true || signature.dataIntact !== true) throw new SigningRefused('notVerified', signature?.reasons[0]?.key ?? 'no signature');
}
