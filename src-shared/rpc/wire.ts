/**
 * Structured values as JSON text, for transports that carry text only. `Uint8Array` becomes
 * `{"$bytes": base64}`; an object that really has a single key `$bytes` cannot be carried and is refused.
 */
const MARK = '$bytes';

const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

function isMarked(value: unknown): value is { readonly $bytes: unknown } {
  return typeof value === 'object' && value !== null && MARK in value && Object.keys(value).length === 1;
}

/** Writes a value as text. Throws TypeError for an object that would be read back as bytes. */
export function encodeWire(value: unknown): string {
  return JSON.stringify(value, function replace(this: Readonly<Record<string, unknown>>, key: string, part: unknown) {
    // Read through the holder: Node's Buffer has a toJSON that runs before this function sees it.
    const original = this[key];
    if (original instanceof Uint8Array) return { [MARK]: toBase64(original) };
    if (isMarked(original)) throw new TypeError('a value with the single key $bytes cannot be carried');
    return part;
  });
}

/** Reads text written by {@link encodeWire}. Throws SyntaxError where it is not such text. */
export function decodeWire(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => {
    if (!isMarked(part)) return part;
    if (typeof part.$bytes !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(part.$bytes)) throw new SyntaxError('bytes are not base64');
    return fromBase64(part.$bytes);
  });
}
