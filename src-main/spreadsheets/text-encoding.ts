/** Encodings that texts and tables of these offices come in. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'koi8-u' | 'ibm866';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  /** Told by the letters, not by a mark or by the bytes being valid in it. */
  readonly guessed: boolean;
}

/** Characters that tell the encoding; more of them change nothing. */
const SAMPLE_BYTES = 64 * 1024;
const ONE_BYTE_ENCODINGS = ['windows-1251', 'koi8-u', 'ibm866'] as const;

/** From the most frequent down, over Ukrainian, Russian, Kazakh and Kyrgyz together. */
const FREQUENT = 'оаинетрсвлкыдумпзгяьбчйхіжшюєїцщфэґё';

/**
 * Text of bytes in an encoding that nobody states. A byte order mark is believed, then valid UTF-8; what is left
 * is told by its letters, and said to be a guess. A text that is nearly all UTF-8 stays UTF-8, with U+FFFD where it is broken.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decode(bytes, 'utf-16le'), encoding: 'utf-16le', guessed: false };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decode(bytes, 'utf-16be'), encoding: 'utf-16be', guessed: false };
  const wide = wideEncodingOf(bytes.subarray(0, SAMPLE_BYTES));
  if (wide !== null) return { text: decode(bytes, wide), encoding: wide, guessed: true };
  const text = decode(bytes, 'utf-8');
  if (!text.includes('\ufffd') || isMostlyUtf8(text)) return { text, encoding: 'utf-8', guessed: false };
  const encoding = oneByteEncodingOf(bytes);
  return { text: decode(bytes, encoding), encoding, guessed: true };
}

function decode(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** UTF-16 without a mark: every other byte is 0 (Latin) or 4 (Cyrillic). */
function wideEncodingOf(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (sample.length < 4) return null;
  const high = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0 || byte === 4) high[at % 2] = (high[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = high.map((count) => count / (sample.length / 2));
  if (odd > 0.7 && even < 0.3) return 'utf-16le';
  return even > 0.7 && odd < 0.3 ? 'utf-16be' : null;
}

/** Text of another encoding has next to no valid sequences of UTF-8 in it. */
function isMostlyUtf8(text: string): boolean {
  let broken = 0;
  let sound = 0;
  for (const character of text) {
    if (character === '\ufffd') broken += 1;
    else if (character > '\u007f') sound += 1;
  }
  return sound > broken * 4;
}

function oneByteEncodingOf(bytes: Uint8Array): TextEncoding {
  // The beginning may be all Latin: the letters that tell are those above ASCII.
  const telling = bytes.findIndex((byte) => byte > 0x7f);
  const sample = bytes.subarray(Math.max(0, telling - 64), telling + SAMPLE_BYTES);
  const scored = ONE_BYTE_ENCODINGS.map((encoding) => ({ encoding, score: likeness(decode(sample, encoding)) }));
  return scored.reduce((best, other) => (other.score > best.score ? other : best)).encoding;
}

/** How much a text looks like one of the languages here: frequent letters, no capitals within words, no graphics. */
function likeness(text: string): number {
  let score = 0;
  let previous = '';
  for (const character of text) {
    const lower = character.toLowerCase();
    if (character > '\u007f') {
      const place = FREQUENT.indexOf(lower);
      if (place >= 0) score += 1 - place / FREQUENT.length + (character === lower ? 0.1 : 0);
      else if (!'«»№—–“”„’…§°ў\u00a0'.includes(character)) score -= 2;
      if (character !== lower && isLowerLetter(previous)) score -= 2;
    }
    previous = character;
  }
  return score;
}

function isLowerLetter(character: string): boolean {
  return character > '\u007f' && character !== character.toUpperCase();
}
