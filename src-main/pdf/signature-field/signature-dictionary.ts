import { PDFHexString, PDFObject, PDFString } from 'pdf-lib';
import type { CertificationLevel, PreparedSignature } from '../model.ts';

/** What the dictionary says beside the signature itself. */
export interface SignatureEntries {
  readonly signingTime: Date;
  readonly reason?: string;
  readonly location?: string;
  readonly lock: CertificationLevel | null;
  /** Room for the signature value, in bytes. */
  readonly contentsBytes: number;
}

/** Digits of one number of the byte range: more than any file here is long. */
const NUMBER_WIDTH = 10;
const NO_NUMBER = '0'.repeat(NUMBER_WIDTH);

/**
 * A signature dictionary (ISO 32000-1, table 252) as literal text: /ByteRange and /Contents stand direct in it at
 * places that are known before it is written, so that nothing has to be searched for, and nothing that a text of
 * the dictionary says can be taken for them. /Cert and /Name stay away: the certificate in the CMS says it
 * (EN 319 142-1 clause 6.3).
 */
export class SignatureDictionary extends PDFObject {
  private readonly text: Buffer;
  private readonly rangeAt: number;
  private readonly contentsAt: number;

  constructor(entries: SignatureEntries) {
    super();
    const head = `${opening(entries)} /ByteRange `;
    const range = `[0 ${NO_NUMBER} ${NO_NUMBER} ${NO_NUMBER}]`;
    const between = `${head}${range} /Contents `;
    this.rangeAt = head.length;
    this.contentsAt = between.length;
    this.text = Buffer.from(`${between}<${'00'.repeat(entries.contentsBytes)}> >>`, 'latin1');
  }

  override toString(): string {
    return this.text.toString('latin1');
  }

  override sizeInBytes(): number {
    return this.text.length;
  }

  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    buffer.set(this.text, offset);
    return this.text.length;
  }

  /** Writes the byte range into a file that holds this dictionary at `offset`. */
  fillByteRange(file: Uint8Array, offset: number): Pick<PreparedSignature, 'byteRange' | 'contents'> {
    const start = offset + this.contentsAt;
    const length = this.text.length - this.contentsAt - ' >>'.length;
    const end = start + length;
    const numbers = [start, end, file.length - end] as const;
    const text = `[0 ${numbers.map((number) => String(number).padEnd(NUMBER_WIDTH)).join(' ')}]`;
    file.set(Buffer.from(text, 'latin1'), offset + this.rangeAt);
    return { byteRange: [0, ...numbers], contents: { start, length } };
  }
}

function opening({ signingTime, reason, location, lock }: SignatureEntries): string {
  const texts = [['Reason', reason], ['Location', location]] as const;
  const stated = texts.flatMap(([key, text]) => (text === undefined || text === '' ? [] : [` /${key} ${PDFHexString.fromText(text).toString()}`]));
  const certification =
    lock === null
      ? ''
      : ` /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${lock} /V /1.2 >> >>]`;
  return `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ${PDFString.fromDate(signingTime).toString()}${stated.join('')}${certification}`;
}
