import { Budget } from './budget.ts';
import { ElementIds } from './element-ids.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { TransformContext } from './transforms/context.ts';
import type { Document, Element } from '@xmldom/xmldom';

/** A document that is too large to be held, or whose digests are known already. */
export interface DigestSource {
  /** Null where the algorithm cannot be computed. */
  digest(algorithm: DigestAlgorithm): Uint8Array | null;
  /** For transforms, which need the octets themselves; null where they cannot be had. */
  bytes(): Uint8Array | null;
}

/**
 * Finds what a reference names outside the document. `uri` is percent-decoded, `written` is as it stands in the
 * file; both null for a Reference without URI. Null: not there.
 */
export type ResolveReference = (uri: string | null, written: string | null) => Uint8Array | DigestSource | null;

/** One file with what was learnt of it and what its reading has cost so far. */
export interface ReadingSession extends TransformContext {
  readonly document: Document;
  readonly resolve: ResolveReference;
  /** Signatures that have been read, counter-signatures among them. */
  readonly read: Set<Element>;
}

export function createSession(document: Document, resolve: ResolveReference): ReadingSession {
  const ids = new ElementIds();
  return { document, resolve, read: new Set(), budget: new Budget(), elementsById: (within, id) => ids.elements(within, id) };
}
