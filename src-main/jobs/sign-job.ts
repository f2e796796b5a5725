import { randomBytes } from 'node:crypto';
import type { OfferedKey } from '#shared/contract/signing.ts';
import { createAsicE, createCades, createSignatureValidator, describeOffer, type KeyContainer, KeyContainerError, type KeyOffer, keyOffers, openKeyContainer, SignatureCreationError, type SigningKey, signingKeyOf, streamDigest, summaryOf } from '../signatures/index.ts';
import { readBlob, streamBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { KeyFileJob, SignJob, SignResult } from './job-kinds.ts';
import { contentOf } from './verify-job.ts';

/** Nothing was signed; `code` is a message key below `error.sign.`. */
export class SigningRefused extends Error {
  override readonly name = 'SigningRefused';
  readonly code: string;

  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}

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
 * Signs a file (CAdES-BASELINE-B, detached), or files together in a container (ASiC-E), and verifies what was made before it is handed over: a value that our own
 * engine does not take for good never leaves the job.
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
  const signature = await signatureBy(key, job);
  const { issuer, serialNumber } = summaryOf(offer.certificate);
  return { signature, signer: describeOffer(offer).holder, serial: serialNumber, issuer: { commonName: issuer.commonName, distinguishedName: issuer.distinguishedName } };
}

/** The bytes of the signature, whosever key it is. @throws SigningRefused where names of the files cannot stand in a container */
async function signatureBy(key: SigningKey, { file, together, now }: Pick<SignJob, 'file' | 'together' | 'now'>): Promise<Uint8Array> {
  const signingTime = new Date(now);
  if (together === null) return createCades({ form: 'detached', content: { digest: await streamDigest(key.algorithm.digest, streamBlob(file.location)) }, key, signingTime });
  const files = [];
  for (const { fileName, mediaType, location } of together) files.push({ name: fileName, mediaType, bytes: await readBlob(location) });
  try {
    return await createAsicE({ files, key, signingTime });
  } catch (error) {
    if (error instanceof SignatureCreationError && error.fault === 'file-name') throw new SigningRefused('fileNames', error.message);
    throw error;
  }
}

async function demandIntact(bytes: Uint8Array, { file, together, now }: SignJob): Promise<void> {
  const detachedContents = together === null ? [await contentOf(file)] : [];
  const report = await createSignatureValidator().validate({ fileName: together === null ? 'signature.p7s' : 'signature.asice', bytes, detachedContents }, { now, trustAnchors: [] });
  const [signature] = report.signatures;
  const bound = signature?.signedObjects.filter(({ status }) => status === 'intact').length ?? 0;
  if (together !== null && (bound !== together.length || report.unsignedFiles.length > 0)) throw new SigningRefused('notVerified', `${bound} of ${together.length} files are bound`);
  if (signature?.signatureIntact !== true || signature.dataIntact !== true) throw new SigningRefused('notVerified', signature?.reasons[0]?.key ?? 'no signature');
}
