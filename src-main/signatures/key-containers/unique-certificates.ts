/** Each of the certificates once, in the order of their first places. */
export function unique(certificates: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Map<string, Uint8Array>();
  for (const certificate of certificates) {
    const text = Buffer.from(certificate).toString('latin1');
    if (!seen.has(text)) seen.set(text, certificate);
  }
  return [...seen.values()];
}
