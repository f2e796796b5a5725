import { computeDigest, createHasher, digestByName } from '../algorithms/digests.ts';
import { LimitExceededError, MAX_STREAMED_BYTES } from '../limits.ts';
import type { DigestAlgorithm, Hasher } from '../algorithms/digests.ts';
import type { EvidenceFile, StreamedFile } from '../validator.ts';

/** The signed content with its digests, each computed once however many signers there are. */
export class SignedContent {
  readonly fileName: string | null;
  /** The bytes, in pieces that belong one after another; null for a content that was only hashed. */
  readonly pieces: readonly Uint8Array[] | null;
  readonly #digests: Map<string, Uint8Array | null>;

  private constructor(pieces: readonly Uint8Array[] | null, fileName: string | null, digests: Map<string, Uint8Array | null>) {
    this.pieces = pieces;
    this.fileName = fileName;
    this.#digests = digests;
  }

  static ofBytes(bytes: Uint8Array, fileName: string | null = null): SignedContent {
    return new SignedContent([bytes], fileName, new Map());
  }

  static ofPieces(pieces: readonly Uint8Array[]): SignedContent {
    return new SignedContent(pieces, null, new Map());
  }

  /**
   * Hashes a streamed file in one pass.
   * @throws LimitExceededError past the limit, whatever size the file claimed.
   */
  static async ofStream(file: StreamedFile, algorithms: readonly DigestAlgorithm[]): Promise<SignedContent> {
    const wanted = new Map([digestByName('SHA-256'), ...algorithms].map((algorithm) => [algorithm.oid, algorithm]));
    const hashers = [...wanted.values()].flatMap((algorithm): [string, Hasher][] => {
      const hasher = createHasher(algorithm);
      return hasher === null ? [] : [[algorithm.oid, hasher]];
    });
    let size = 0;
    for await (const piece of file.stream()) {
      size += piece.length;
      if (size > MAX_STREAMED_BYTES) throw new LimitExceededError(`${MAX_STREAMED_BYTES} bytes`);
      for (const [, hasher] of hashers) hasher.update(piece);
    }
    return new SignedContent(null, file.fileName, new Map(hashers.map(([oid, hasher]) => [oid, hasher.digest()])));
  }

  /** Null where the algorithm cannot be computed here, or was not asked for while the content went by. */
  digest(algorithm: DigestAlgorithm): Uint8Array | null {
    const known = this.#digests.get(algorithm.oid);
    if (known !== undefined || this.pieces === null) return known ?? null;
    const digest = computeDigest(algorithm, ...this.pieces);
    this.#digests.set(algorithm.oid, digest);
    return digest;
  }

  /** The whole content in one piece; null where it was only hashed. */
  bytes(): Uint8Array | null {
    const { pieces } = this;
    if (pieces === null) return null;
    return pieces.length === 1 ? (pieces[0] ?? null) : Buffer.concat(pieces);
  }

  sha256(): string {
    const digest = this.digest(digestByName('SHA-256'));
    if (digest === null) throw new Error('SHA-256 is always computed');
    return Buffer.from(digest).toString('hex');
  }
}

/** Contents for the given documents; large ones are read once, with every hash that a signature here asks for. */
export function loadContents(
  files: readonly (EvidenceFile | StreamedFile)[],
  algorithms: readonly DigestAlgorithm[],
): Promise<SignedContent[]> {
  return Promise.all(
    files.map(async (file) =>
      'bytes' in file ? SignedContent.ofBytes(file.bytes, file.fileName) : SignedContent.ofStream(file, algorithms),
    ),
  );
}
