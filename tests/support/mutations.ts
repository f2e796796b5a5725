/** Random changes of bytes and of XML, with a seed: a run that fails can be repeated. */
export type Random = (below: number) => number;

/** mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

/** One change: a bit, a piece cut out, doubled, written over another place, the end cut off, or something behind it. */
export function mutatedBytes(original: Buffer, random: Random, longest = 40): Buffer {
  const at = random(original.length);
  const length = 1 + random(longest);
  const piece = original.subarray(random(original.length)).subarray(0, length);
  switch (random(6)) {
    case 0: {
      const bytes = Buffer.from(original);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      return bytes;
    }
    case 1:
      return Buffer.concat([original.subarray(0, at), original.subarray(at + length)]);
    case 2:
      return Buffer.concat([original.subarray(0, at), piece, original.subarray(at)]);
    case 3:
      return Buffer.concat([original.subarray(0, at), piece, original.subarray(at + piece.length)]);
    case 4:
      return random(20) === 0 ? original.subarray(0, at) : Buffer.concat([original, piece]);
    default: {
      const bytes = Buffer.from(original);
      bytes[at] = random(256);
      return bytes;
    }
  }
}

const INSERTED = ['<!-- x -->', '<?x y?>', '<evil/>', '&#13;', ' ', '<![CDATA[]]>', '9000', '<item>9000</item>'];
const ATTRIBUTES = [' xmlns="urn:evil"', ' xmlns:q="urn:evil"', ' Id="part"', ' Id="signature"', ' id="signature-properties"', ' xml:lang="xx"', ' URI=""', ' Target="#other"'];

/** One change of the text of a document: as bytes, or an element moved, doubled or removed, or something put into it. */
export function mutatedXml(original: Buffer, random: Random): Buffer {
  const source = original.toString('utf8');
  const written = (text: string): Buffer => Buffer.from(text, 'utf8');
  const tag = (): number => source.indexOf('<', random(source.length));
  switch (random(7)) {
    case 0:
    case 1: {
      const found = randomElement(source, random);
      if (found === null) return original;
      const rest = source.slice(0, found.start) + source.slice(found.end);
      const place = rest.indexOf('<', random(rest.length));
      return place < 0 ? original : written(rest.slice(0, place) + source.slice(found.start, found.end) + rest.slice(place));
    }
    case 2: {
      const found = randomElement(source, random);
      const place = tag();
      return found === null || place < 0 ? original : written(source.slice(0, place) + source.slice(found.start, found.end) + source.slice(place));
    }
    case 3: {
      const found = randomElement(source, random);
      return found === null ? original : written(source.slice(0, found.start) + source.slice(found.end));
    }
    case 4: {
      const place = source.indexOf('>', random(source.length)) + 1;
      return written(source.slice(0, place) + (INSERTED[random(INSERTED.length)] ?? '') + source.slice(place));
    }
    case 5: {
      const name = /<[\w:]+/g;
      name.lastIndex = random(source.length);
      const end = (name.exec(source)?.index ?? -1) < 0 ? 0 : name.lastIndex;
      return end === 0 ? original : written(source.slice(0, end) + (ATTRIBUTES[random(ATTRIBUTES.length)] ?? '') + source.slice(end));
    }
    default:
      return mutatedBytes(original, random);
  }
}

/** From a start tag to its end tag; the first element that begins at or behind a random place. */
function randomElement(source: string, random: Random): { readonly start: number; readonly end: number } | null {
  const tag = /<([\w:]+)(?: [^>]*)?>/g;
  tag.lastIndex = random(source.length);
  const match = tag.exec(source);
  if (match === null) return null;
  if (match[0].endsWith('/>')) return { start: match.index, end: match.index + match[0].length };
  const close = `</${match[1]}>`;
  const end = source.indexOf(close, match.index);
  return end < 0 ? null : { start: match.index, end: end + close.length };
}
