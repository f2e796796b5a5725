import type { ByteRange } from '../blobs/blob-store.ts';

/**
 * Reads a `Range` header for a file of the size (RFC 9110, section 14.2). `whole`: there is none, it is not understood,
 * or it names several parts, which a server may ignore. `none`: it lies behind the end.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'whole' | 'none' {
  const match = /^bytes=(?<first>\d{0,15})-(?<last>\d{0,15})$/.exec(header?.trim() ?? '');
  const [first = '', last = ''] = [match?.groups?.['first'], match?.groups?.['last']];
  if (match === null || (first === '' && last === '')) return 'whole';
  if (first === '') return Number(last) === 0 || size === 0 ? 'none' : { first: Math.max(0, size - Number(last)), last: size - 1 };
  if (last !== '' && Number(last) < Number(first)) return 'whole';
  if (Number(first) >= size) return 'none';
  return { first: Number(first), last: Math.min(size - 1, last === '' ? size - 1 : Number(last)) };
}
