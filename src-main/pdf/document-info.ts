import { createHash } from 'node:crypto';
import { PDFHexString, PDFName, PDFString, type PDFContext, type PDFDict, type PDFObject } from 'pdf-lib';

/** Information dictionary entries of a copy. */
export interface DocumentInfo {
  readonly title: string;
  /** ISO 8601 instant. */
  readonly createdAt: string;
}

/** Name that copies state as their producer. */
export const PRODUCER = 'Chancery';

/** Writes the information dictionary, keeping what else stands in `existing`. @throws RangeError for an instant that is none. */
export function infoDict(context: PDFContext, info: DocumentInfo, existing?: PDFDict): PDFDict {
  const dict = existing?.clone(context) ?? context.obj({});
  const instant = new Date(info.createdAt);
  const date = PDFString.fromDate(new Date(instant.toISOString()));
  dict.set(PDFName.of('Title'), PDFHexString.fromText(info.title));
  dict.set(PDFName.of('Producer'), PDFHexString.fromText(PRODUCER));
  dict.set(PDFName.of('CreationDate'), date);
  dict.set(PDFName.of('ModDate'), date);
  return dict;
}

/**
 * File identifier (ISO 32000-1, 14.4) from a hash of what the file is made of: the same request gives the same
 * bytes. The first half names the document and stays the original's, where it has one.
 */
export function fileId(context: PDFContext, parts: readonly (Uint8Array | string)[], first?: PDFObject): PDFObject {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\u0000');
  const own = PDFHexString.of(hash.digest('hex').slice(0, 32));
  return context.obj([first ?? own, own]);
}

/** A request as text for `fileId`; bytes count by their hash, a file by the hash that is stated beside it. */
export function requestDigest(request: object): string {
  return JSON.stringify(request, function digested(this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
    if (key === 'file') return undefined;
    // Read through the holder: Buffer's toJSON runs before this function and would write out every byte.
    const original = this[key];
    return original instanceof Uint8Array ? createHash('sha256').update(original).digest('hex') : value;
  });
}
