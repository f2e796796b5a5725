import { LimitExceededError } from '../../../limits.ts';
import { XmlFormatError } from '../errors.ts';
import { MAX_XML_BYTES } from '../limits.ts';

const MIB = 1024 * 1024;
const DECLARATION_BYTES = 512;
const ENCODING = /^<\?xml[ \t\r\n][^>]{0,300}?encoding[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/u;

interface Detected {
  readonly label: string;
  /** Bytes of the byte order mark. */
  readonly skip: number;
}

/**
 * The text of a document in its own encoding (XML 1.0 clause 4.3.3 and appendix F).
 * @throws XmlFormatError for an encoding that is unknown or that the bytes do not keep to.
 * @throws LimitExceededError
 */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes.length > MAX_XML_BYTES) throw new LimitExceededError(`${MAX_XML_BYTES / MIB} MiB of XML`);
  const { label, skip } = detectEncoding(bytes);
  if (label === 'iso-8859-1' || label === 'latin1' || label === 'us-ascii') return decodeBytewise(bytes, label);
  const decoder = decoderFor(label);
  try {
    return decoder.decode(bytes.subarray(skip));
  } catch (error) {
    if (error instanceof TypeError) {
      throw new XmlFormatError('encoding', `bytes that are not ${label}`, { cause: error });
    }
    throw error;
  }
}

/** `TextDecoder` reads these labels as windows-1252, which puts other characters at 0x80 to 0x9F. */
function decodeBytewise(bytes: Uint8Array, label: string): string {
  if (label === 'us-ascii' && bytes.some((byte) => byte > 0x7f)) throw new XmlFormatError('encoding', 'bytes that are not us-ascii');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new XmlFormatError('encoding', `unknown encoding ${label.slice(0, 40)}`, { cause: error });
    }
    throw error;
  }
}

function detectEncoding(bytes: Uint8Array): Detected {
  const [b0, b1, b2, b3] = bytes;
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return { label: 'utf-8', skip: 3 };
  if (b0 === 0xff && b1 === 0xfe) return { label: 'utf-16le', skip: 2 };
  if (b0 === 0xfe && b1 === 0xff) return { label: 'utf-16be', skip: 2 };
  if (b0 === 0x3c && b1 === 0 && b2 !== 0 && b3 === 0) return { label: 'utf-16le', skip: 0 };
  if (b0 === 0 && b1 === 0x3c && b2 === 0 && b3 !== 0) return { label: 'utf-16be', skip: 0 };
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const match = ENCODING.exec(head);
  const declared = (match?.[1] ?? match?.[2])?.toLowerCase();
  if (declared === undefined) return { label: 'utf-8', skip: 0 };
  // Bytes that begin with an ASCII "<?xml" cannot be in a 16-bit encoding: a label that says so is a second reading.
  if (/^(?:utf-?16|ucs-2|iso-10646-ucs-2|unicode)/u.test(declared)) {
    throw new XmlFormatError('encoding', `declared as ${declared}, written in 8-bit units`);
  }
  // Encodings in which ASCII bytes do not always mean ASCII characters let one text be read as two.
  if (/^(?:iso-2022|hz-|utf-7|replacement)/u.test(declared)) {
    throw new XmlFormatError('encoding', `encoding ${declared.slice(0, 40)} is not taken`);
  }
  return { label: declared, skip: 0 };
}
