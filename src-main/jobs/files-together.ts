import { asicContainer, asicManifestOf, type DigestAlgorithm, SignatureCreationError } from '../signatures/index.ts';
import { readBlob } from '../store/blobs/blob-file.ts';
import type { SignJob } from './job-kinds.ts';
import { SigningRefused } from './signing-refused.ts';

/** Files that one signature binds: the list of their hashes, which is what is signed, and the container that holds all. */
export interface FilesTogether {
  readonly manifest: Uint8Array;
  readonly around: (signature: Uint8Array) => Uint8Array;
}

/**
 * The same for the same job, however often it is asked: a token is given the message first and hands over its value later.
 *
 * @param digest of the key
 * @returns null: the signature lies beside one file
 * @throws SigningRefused where names of the files cannot stand in a container
 */
export async function filesTogether({ together, now }: Pick<SignJob, 'together' | 'now'>, digest: DigestAlgorithm): Promise<FilesTogether | null> {
  if (together === null) return null;
  const files: { name: string; mediaType: string; bytes: Uint8Array }[] = [];
  for (const { fileName, mediaType, location } of together) files.push({ name: fileName, mediaType, bytes: await readBlob(location) });
  try {
    const manifest = asicManifestOf(files, digest);
    return { manifest, around: (signature) => asicContainer(files, manifest, signature, new Date(now)) };
  } catch (error) {
    if (error instanceof SignatureCreationError && error.fault === 'file-name') throw new SigningRefused('fileNames', error.message);
    throw error;
  }
}
