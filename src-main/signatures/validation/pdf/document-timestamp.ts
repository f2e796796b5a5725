import { SignedContent } from '../signed-content.ts';
import type { PdfSignature } from '../../formats/pdf/index.ts';
import type { TimestampSubject } from '../subject.ts';
import type { SecurityStore } from './security-store.ts';

/**
 * A document timestamp (EN 319 142-1 clause 5.4.3): covers every byte of the file up to its own end.
 *
 * @param others the document timestamps of the list that it stands in, behind `earlier`.
 * @param earlier tokens before those in the list, all of which it covers.
 */
export function documentTimestamp(
  stamp: PdfSignature,
  others: readonly PdfSignature[],
  earlier: readonly TimestampSubject[],
  store: SecurityStore,
): TimestampSubject {
  const before = others.flatMap((other, index) => (endOf(other) < endOf(stamp) ? [earlier.length + index] : []));
  // Bytes that a reader may see otherwise than the range says prove nothing.
  const isSound = stamp.problems.length === 0;
  return {
    kind: 'document',
    token: stamp.contents,
    imprints: (digest) => {
      if (!isSound) return [];
      const value = coveredBy(stamp).digest(digest);
      return value === null ? null : [value];
    },
    covers: {
      signature: false,
      timestamps: [...earlier.keys(), ...before],
      evidence: store.heldBy(stamp.revision.index),
    },
  };
}

const contents = new WeakMap<PdfSignature, SignedContent>();

/** Hashed once, however many signatures it speaks for. */
function coveredBy(stamp: PdfSignature): SignedContent {
  const known = contents.get(stamp) ?? SignedContent.ofPieces(stamp.covered.chunks);
  contents.set(stamp, known);
  return known;
}

function endOf({ revision }: PdfSignature): number {
  return revision.endOffset;
}
