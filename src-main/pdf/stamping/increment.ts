import { PDFCrossRefSection, PDFCrossRefStream, PDFName, PDFNumber, type PDFContext, type PDFDict, type PDFObject, type PDFRef } from 'pdf-lib';
import { joined } from '../reading/byte-source.ts';
import type { CrossReference } from '../reading/cross-reference.ts';

export interface Increment {
  readonly root: PDFRef;
  /** Information dictionary; undefined: the file has none. */
  readonly info: PDFObject | undefined;
  readonly id: PDFObject;
  /** Objects of the original that were changed, and all new ones. */
  readonly objects: readonly PDFRef[];
}

/** What stands behind the original. */
export interface Tail {
  readonly bytes: Uint8Array;
  /** Where in the whole file the body of each written object begins, behind the line `n g obj`. */
  readonly bodies: ReadonlyMap<PDFRef, number>;
}

/**
 * Writes what continues a file of `size` bytes by an incremental update (ISO 32000-1, 7.5.6): the original bytes stay
 * as they are, and what follows costs only what it adds. The new cross-reference is of the kind that the original ends
 * with.
 */
export function writeIncrement(size: number, context: PDFContext, crossReference: CrossReference, increment: Increment): Tail {
  const parts: Uint8Array[] = [];
  const bodies = new Map<PDFRef, number>();
  let offset = size;
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    offset += bytes.length;
  };
  add(Buffer.from('\n', 'latin1'));
  const offsets: [PDFRef, number][] = [];
  const addObject = (ref: PDFRef, object: PDFObject) => {
    offsets.push([ref, offset]);
    add(Buffer.from(`${ref.objectNumber} ${ref.generationNumber} obj\n`, 'latin1'));
    bodies.set(ref, offset);
    add(serialized(object));
    add(Buffer.from('\nendobj\n', 'latin1'));
  };
  for (const ref of [...new Set(increment.objects)].sort((a, b) => a.objectNumber - b.objectNumber)) {
    const object = context.lookup(ref);
    if (object === undefined) throw new Error(`object ${ref.tag} is not there to be written`);
    addObject(ref, object);
  }
  const start = crossReference.isStream
    ? addStream(context, crossReference, increment, offsets, () => offset, addObject)
    : addTable(context, crossReference, increment, offsets, offset, add);
  add(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
  return { bytes: joined(parts), bodies };
}

function addTable(context: PDFContext, crossReference: CrossReference, increment: Increment, offsets: readonly [PDFRef, number][], start: number, add: (bytes: Uint8Array) => void): number {
  const section = PDFCrossRefSection.createEmpty();
  for (const [ref, offset] of offsets) section.addEntry(ref, offset);
  const trailer = trailerDict(context, crossReference, increment);
  add(Buffer.from(`${section.toString()}trailer\n`, 'latin1'));
  add(serialized(trailer));
  add(Buffer.from('\n', 'latin1'));
  return start;
}

function addStream(context: PDFContext, crossReference: CrossReference, increment: Increment, offsets: readonly [PDFRef, number][], here: () => number, addObject: (ref: PDFRef, object: PDFObject) => void): number {
  const ref = context.nextRef();
  const start = here();
  const stream = PDFCrossRefStream.create(trailerDict(context, crossReference, increment), true);
  for (const [object, offset] of offsets) stream.addUncompressedEntry(object, offset);
  stream.addUncompressedEntry(ref, start);
  addObject(ref, stream);
  return start;
}

function trailerDict(context: PDFContext, { startXref }: CrossReference, { root, info, id }: Increment): PDFDict {
  const dict = context.obj({ Size: context.largestObjectNumber + 1, Root: root, Prev: PDFNumber.of(startXref) });
  if (info !== undefined) dict.set(PDFName.of('Info'), info);
  dict.set(PDFName.of('ID'), id);
  return dict;
}

function serialized(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return bytes;
}
