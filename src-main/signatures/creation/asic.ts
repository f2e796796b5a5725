import { ZipArchive } from '../formats/zip/archive.ts';
import { ZipFormatError } from '../formats/zip/errors.ts';
import { asicManifest } from './asic-manifest.ts';
import { requireSoundNames } from './asic-names.ts';
import { createCades } from './cades.ts';
import { SignatureCreationError } from './errors.ts';
import { timestampRequestFor, withSignatureTimestamp } from './signature-timestamp.ts';
import { replaceInZip } from './zip-replacement.ts';
import { writeZip } from './zip-writer.ts';
import type { ZipEntry } from '../formats/zip/central-directory.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { AsicFile } from './asic-manifest.ts';
import type { SigningKey } from './signing-key.ts';

export interface AsicRequest {
  /** At least one. */
  readonly files: readonly AsicFile[];
  readonly key: SigningKey;
  readonly signingTime: Date;
}

/** Name of the signature in a container of ours. */
export const ASIC_SIGNATURE_NAME = 'META-INF/signature001.p7s';
const MANIFEST_NAME = 'META-INF/ASiCManifest001.xml';
const MEDIA_TYPE = 'application/vnd.etsi.asic-e+zip';

/**
 * Manifest of a container of these files (EN 319 162-1 clause A.4), which is what its signature is laid over.
 *
 * @param digest of the key; SHA-256 stands in where no URI is known for it.
 * @throws SignatureCreationError `file-name` or `media-type`
 */
export function asicManifestOf(files: readonly AsicFile[], digest: DigestAlgorithm): Uint8Array {
  if (files.length === 0) throw new SignatureCreationError('file-name', 'no files');
  requireSoundNames(files.map(({ name }) => name));
  return asicManifest(files, digest, ASIC_SIGNATURE_NAME);
}

/**
 * ASiC-E with CAdES (EN 319 162-1 clause 4.4): the type mark first and stored (clause A.1), the files, their manifest and
 * the detached CAdES signature over it.
 *
 * @throws LimitExceededError
 */
export function asicContainer(files: readonly AsicFile[], manifest: Uint8Array, signature: Uint8Array, signingTime: Date): Uint8Array {
  const parts = [
    { name: 'mimetype', bytes: Buffer.from(MEDIA_TYPE, 'latin1'), isStored: true },
    ...files.map(({ name, bytes }) => ({ name, bytes })),
    { name: MANIFEST_NAME, bytes: manifest },
    { name: ASIC_SIGNATURE_NAME, bytes: signature },
  ];
  return writeZip(parts, signingTime);
}

/**
 * A container whose manifest is signed at CAdES-BASELINE-B.
 *
 * @throws SignatureCreationError `file-name`, `media-type` or `key`; LimitExceededError; what the key itself rejects
 * with passes.
 */
export async function createAsicE({ files, key, signingTime }: AsicRequest): Promise<Uint8Array> {
  const manifest = asicManifestOf(files, key.algorithm.digest);
  return asicContainer(files, manifest, await createCades({ form: 'detached', content: manifest, key, signingTime }), signingTime);
}

/** DER of a TimeStampReq over the signature value in a container. @throws as `withAsicTimestamp` */
export function asicTimestampRequest(container: Uint8Array, nonce: Uint8Array | null, signatureName = ASIC_SIGNATURE_NAME): Uint8Array {
  return timestampRequestFor(signatureIn(container, signatureName).cms, 0, nonce);
}

/**
 * Adds a signature-time-stamp to the CAdES signature in a container: level B becomes T. All other files keep their
 * bytes.
 *
 * @throws SignatureCreationError `malformed-container`, `malformed-signature`, `archived`, `unusable-timestamp` or
 * `other-timestamp`; LimitExceededError
 */
export function withAsicTimestamp(
  container: Uint8Array,
  tokenOrResponse: Uint8Array,
  nonce: Uint8Array | null,
  signatureName = ASIC_SIGNATURE_NAME,
): Uint8Array {
  const { entry, cms } = signatureIn(container, signatureName);
  return replaceInZip(container, entry, withSignatureTimestamp(cms, 0, tokenOrResponse, nonce));
}

function signatureIn(container: Uint8Array, name: string): { entry: ZipEntry; cms: Uint8Array } {
  try {
    const archive = new ZipArchive(container);
    const entry = archive.entries.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new ZipFormatError(`no ${name}`);
    return { entry, cms: archive.read(entry) };
  } catch (error) {
    if (error instanceof ZipFormatError) throw new SignatureCreationError('malformed-container', error.message, { cause: error });
    throw error;
  }
}
