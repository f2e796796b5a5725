import { LimitExceededError, MAX_DEPTH, MAX_NODES } from '../limits.ts';
import { encodeLength } from './der.ts';
import { Asn1Error, readHeader } from './tlv.ts';

export interface Surveyed {
  /** The first element, every length definite. */
  readonly bytes: Uint8Array;
  /** Bytes after it. */
  readonly trailing: Uint8Array;
}

/**
 * Surveys one BER element before anything is built from it (depth, number of elements, lengths) and gives it
 * with definite lengths. Input without indefinite lengths comes back as the same bytes.
 *
 * @throws LimitExceededError past depth or count; Asn1Error for malformed bytes.
 */
export function toDefiniteLength(source: Uint8Array): Surveyed {
  const { end, indefinite } = survey(source);
  const trailing = source.subarray(end);
  if (!indefinite) return { bytes: source.subarray(0, end), trailing };
  return { bytes: Buffer.concat(convert(source, 0, end).pieces), trailing };
}

/** One pass with an explicit stack: hostile nesting must not reach the call stack. */
function survey(source: Uint8Array): { end: number; indefinite: boolean } {
  /** Ends of the open elements; -1 stands for an indefinite one. */
  const open: number[] = [];
  const bounds: number[] = [source.length];
  let at = 0;
  let nodes = 0;
  let indefinite = false;
  do {
    const bound = bounds.at(-1) ?? source.length;
    const header = readHeader(source, at, bound);
    nodes += 1;
    if (nodes > MAX_NODES) throw new LimitExceededError(`${MAX_NODES} elements`);
    if (header.tagClass === 0 && header.tagNumber === 0) {
      if (open.at(-1) !== -1 || header.length !== 0) throw new Asn1Error(`stray end of contents at byte ${at}`);
      open.pop();
      bounds.pop();
      at = header.contentStart;
    } else if (header.constructed) {
      if (open.length >= MAX_DEPTH) throw new LimitExceededError(`${MAX_DEPTH} levels`);
      at = header.contentStart;
      indefinite ||= header.length === null;
      open.push(header.length === null ? -1 : at + header.length);
      bounds.push(header.length === null ? bound : at + header.length);
    } else {
      at = header.contentStart + (header.length ?? 0);
    }
    while (open.length > 0 && open.at(-1) === at) {
      open.pop();
      bounds.pop();
    }
  } while (open.length > 0);
  return { end: at, indefinite };
}

interface Converted {
  readonly pieces: Uint8Array[];
  readonly length: number;
  readonly next: number;
  /** Whether an indefinite length was replaced inside. */
  readonly changed: boolean;
}

/** Recursion is safe here: `survey` has bounded the depth. */
function convert(source: Uint8Array, start: number, limit: number): Converted {
  const header = readHeader(source, start, limit);
  if (!header.constructed) {
    const next = header.contentStart + (header.length ?? 0);
    return { pieces: [source.subarray(start, next)], length: next - start, next, changed: false };
  }
  const inner: Uint8Array[] = [];
  let innerLength = 0;
  let changed = header.length === null;
  let at = header.contentStart;
  const end = header.length === null ? null : at + header.length;
  for (;;) {
    if (end === null) {
      if (source[at] === 0 && source[at + 1] === 0) break;
    } else if (at >= end) {
      break;
    }
    const child = convert(source, at, end ?? limit);
    for (const piece of child.pieces) inner.push(piece);
    innerLength += child.length;
    changed ||= child.changed;
    at = child.next;
  }
  const next = end ?? at + 2;
  // An element that changed nothing keeps its own bytes: what was signed inside it stays as it came.
  if (!changed) {
    return { pieces: [source.subarray(start, next)], length: next - start, next, changed };
  }
  const tagLength = tagBytes(source, start);
  const head = Buffer.concat([source.subarray(start, start + tagLength), encodeLength(innerLength)]);
  return { pieces: [head, ...inner], length: head.length + innerLength, next, changed };
}

function tagBytes(source: Uint8Array, start: number): number {
  if (((source[start] ?? 0) & 0x1f) !== 0x1f) return 1;
  let count = 2;
  while ((source[start + count - 1] ?? 0) & 0x80) count += 1;
  return count;
}
