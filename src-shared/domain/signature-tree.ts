/** A signature with its distance from the document: 0 for its own, 1 for one that signs such a signature. */
export interface PlacedSignature<Signature> {
  readonly signature: Signature;
  readonly depth: number;
}

/** Ids beyond this depth are shown no further in: a hostile file must not push its lines out of sight. */
const DEEPEST = 5;

/**
 * Signatures with every counter-signature ("1.1") right below the one that it signs ("1"), whatever order the
 * report has; one whose parent is not there stands at the end.
 */
export function inTree<Signature extends { readonly id: string }>(signatures: readonly Signature[]): PlacedSignature<Signature>[] {
  const known = new Set(signatures.map(({ id }) => id));
  const children = new Map<string | null, Signature[]>();
  const orphans: Signature[] = [];
  for (const signature of signatures) {
    const parent = parentOf(signature.id);
    if (parent !== null && !known.has(parent)) {
      orphans.push(signature);
      continue;
    }
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [signature]);
    else siblings.push(signature);
  }
  const placed: PlacedSignature<Signature>[] = [];
  const waiting = [...(children.get(null) ?? []), ...orphans].toReversed();
  for (let signature = waiting.pop(); signature !== undefined; signature = waiting.pop()) {
    placed.push({ signature, depth: Math.min(signature.id.split('.').length - 1, DEEPEST) });
    const own = children.get(signature.id) ?? [];
    children.delete(signature.id);
    waiting.push(...own.toReversed());
  }
  return placed;
}

/** Id of the signature that a counter-signature signs; null for one on the document itself. */
export function parentOf(id: string): string | null {
  const dot = id.lastIndexOf('.');
  return dot === -1 ? null : id.slice(0, dot);
}
