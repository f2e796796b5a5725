/** The information about the scheme stands at the beginning of a list (ETSI TS 119 612 clause 5.3). */
const SCHEME_BYTES = 1024 * 1024;

/**
 * Territory, sequence number and dates of a trust list, for the person who imports it; null where the file
 * is none. It only tells which file it is: whether the list counts is decided by its signature at each check.
 */
export function describeTrustList(bytes: Uint8Array): string | null {
  const start = new TextDecoder('utf-8').decode(bytes.subarray(0, SCHEME_BYTES));
  if (!/^\uFEFF?\s*</.test(start) || start.includes('<!DOCTYPE') || !/<(?:\w{1,20}:)?TrustServiceStatusList[\s>]/.test(start)) return null;
  const element = (name: string): string | null => valueOf(start, new RegExp(`<(?:\\w{1,20}:)?${name}>([^<]{1,100})</`));
  const nextUpdate = valueOf(start, /<(?:\w{1,20}:)?NextUpdate>\s{0,20}<(?:\w{1,20}:)?dateTime>([^<]{1,100})</) ?? '';
  const number = element('TSLSequenceNumber');
  const issued = element('ListIssueDateTime');
  if (number === null || issued === null) return null;
  return `${element('SchemeTerritory') ?? '—'} · ${number} · ${issued} – ${nextUpdate}`.trimEnd();
}

/** Patterns here are bounded everywhere: the file is foreign and this thread writes for everybody. */
function valueOf(text: string, pattern: RegExp): string | null {
  return pattern.exec(text)?.[1]?.trim() ?? null;
}
