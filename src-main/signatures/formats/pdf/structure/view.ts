import { MAX_KEPT_OBJECTS } from '../budget.ts';
import { PdfFormatError } from '../errors.ts';
import { isDictionary, isReference, isStream, nameOf } from '../syntax/objects.ts';
import { Parser } from '../syntax/parser.ts';
import { readIndirectObject } from './indirect-object.ts';
import { readObjectStream } from './object-stream.ts';
import { rebuildTable } from './rebuilt-table.ts';
import { readXrefChain } from './xref-chain.ts';
import { unpackEntry } from './xref-section.ts';
import type { PdfDictionary, PdfObject } from '../syntax/objects.ts';
import type { PdfFile } from './file.ts';
import type { XrefChain } from './xref-chain.ts';
import type { XrefEntry } from './xref-section.ts';

/** An indirect object as one revision sees it. */
export interface LoadedObject {
  readonly number: number;
  readonly value: PdfObject;
  /** Place in the file; null for an object inside an object stream. */
  readonly offset: number | null;
  /** Whether it could not be read as every reader would read it. */
  readonly odd: boolean;
}

const MAX_REFERENCES = 32;
const EMPTY: PdfDictionary = { kind: 'dictionary', entries: new Map(), repeatedKeys: [], start: 0, end: 0 };

/** The document as the bytes before `limit` define it: one revision, or the file as it is now. */
export class PdfView {
  readonly file: PdfFile;
  readonly limit: number;
  readonly chain: XrefChain | null;
  readonly trailer: PdfDictionary;
  /** Whether the document is encrypted, so that object streams and strings cannot be read. */
  readonly encrypted: boolean;
  /** Numbers whose cross-reference entry does not lead to them. */
  readonly misplaced = new Set<number>();
  readonly #rebuilt: ReadonlyMap<number, number> | null;
  readonly #loaded = new Map<number, LoadedObject | null>();
  readonly #loading = new Set<number>();
  #rescued: ReadonlyMap<number, number> | null = null;
  #watched: ReadonlySet<number> = new Set();
  /** Objects asked for that could not be read as every reader would read them. */
  readonly uncertain = new Set<number>();
  /** Watched objects that were asked for. */
  readonly reached = new Set<number>();

  private constructor(file: PdfFile, limit: number, chain: XrefChain | null) {
    this.file = file;
    this.limit = limit;
    this.chain = chain;
    if (chain === null) {
      const { entries, trailer } = rebuildTable(file, limit);
      this.#rebuilt = entries;
      this.trailer = trailer ?? EMPTY;
    } else {
      this.#rebuilt = null;
      this.trailer = chain.sections.find(({ trailer }) => trailer.entries.has('Root'))?.trailer ?? EMPTY;
    }
    this.encrypted = this.resolve(this.trailer.entries.get('Encrypt') ?? null) !== null;
  }

  /** Reads the document before `limit`; where its table or catalog is damaged, from the objects themselves. */
  static open(file: PdfFile, limit: number): PdfView {
    try {
      const reading = { bytes: file.bytes, limit, budget: file.budget };
      const view = new PdfView(file, limit, readXrefChain(reading, file.headerOffset, file.sections));
      if (view.catalog() !== null) return view;
    } catch (error) {
      if (!(error instanceof PdfFormatError)) throw error;
    }
    return new PdfView(file, limit, null);
  }

  /** Whether the cross-reference table was unusable. */
  get rebuilt(): boolean {
    return this.#rebuilt !== null;
  }

  catalog(): PdfDictionary | null {
    const root = this.resolve(this.trailer.entries.get('Root') ?? null);
    return isDictionary(root) && root.entries.has('Pages') ? root : null;
  }

  /** The entry as one number, to be compared between revisions; null where the number is unknown. */
  packedEntry(number: number): number | null {
    if (this.#rebuilt !== null) return this.#rebuilt.get(number) ?? null;
    for (const { entries } of this.chain?.sections ?? []) {
      const packed = entries.get(number);
      if (packed !== undefined) return packed;
    }
    return null;
  }

  /** Generation that the cross-reference table gives the object; readers refuse a reference with another one. */
  generationOf(number: number): number {
    this.file.budget.spend(this.chain?.sections.length ?? 1);
    const section = this.chain?.sections.find(({ entries }) => entries.has(number));
    return section?.generations.get(number) ?? 0;
  }

  entry(number: number): XrefEntry | null {
    const packed = this.packedEntry(number);
    return packed === null ? null : unpackEntry(packed);
  }

  /** Place of an object in the file, bytes before the header counted; null for free and compressed ones. */
  offsetOf(number: number): number | null {
    const entry = this.entry(number);
    return entry?.type === 'offset' ? entry.offset + (this.chain?.base ?? 0) : null;
  }

  /** Object numbers that the cross-reference sections of this view name. */
  *numbers(): Generator<number> {
    if (this.#rebuilt !== null) yield* this.#rebuilt.keys();
    for (const { entries } of this.chain?.sections ?? []) yield* entries.keys();
  }

  /** Notes in `reached` which of these objects are asked for from now on. */
  watch(numbers: ReadonlySet<number>): void {
    this.#watched = numbers;
    this.reached.clear();
  }

  /** The object with that number; null where it is free, unknown or unreadable. */
  load(number: number): LoadedObject | null {
    if (this.#watched.has(number)) this.reached.add(number);
    const known = this.#loaded.get(number);
    if (known !== undefined) return known;
    if (this.#loading.has(number)) return null;
    this.#loading.add(number);
    try {
      const object = this.#read(number);
      if (this.#loaded.size >= MAX_KEPT_OBJECTS) this.#loaded.clear();
      this.#loaded.set(number, object);
      if (object?.odd === true) this.uncertain.add(number);
      return object;
    } finally {
      this.#loading.delete(number);
    }
  }

  /** Follows references; the null object for what they do not lead to. */
  readonly resolve = (value: PdfObject): PdfObject => {
    let current = value;
    for (let step = 0; isReference(current); step += 1) {
      if (step >= MAX_REFERENCES) return null;
      current = this.load(current.number)?.value ?? null;
    }
    return current;
  };

  get(dictionary: PdfDictionary, key: string): PdfObject {
    return this.resolve(dictionary.entries.get(key) ?? null);
  }

  dictionary(dictionary: PdfDictionary, key: string): PdfDictionary | null {
    const value = this.get(dictionary, key);
    return isDictionary(value) ? value : null;
  }

  name(dictionary: PdfDictionary, key: string): string | null {
    return nameOf(this.get(dictionary, key));
  }

  integer(dictionary: PdfDictionary, key: string): number | null {
    const value = this.get(dictionary, key);
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
  }

  #read(number: number): LoadedObject | null {
    const entry = this.entry(number);
    this.file.budget.spend(16 + (this.chain?.sections.length ?? 0));
    if (entry === null || entry.type === 'free') return null;
    try {
      return entry.type === 'offset' ? this.#readAt(number, entry.offset + (this.chain?.base ?? 0)) : this.#readCompressed(number, entry);
    } catch (error) {
      if (!(error instanceof PdfFormatError)) throw error;
      this.misplaced.add(number);
      return this.#rescue(number);
    }
  }

  #readAt(number: number, offset: number): LoadedObject {
    const lengthOf = (value: PdfObject): number | null => {
      const length = this.resolve(value);
      return typeof length === 'number' && Number.isSafeInteger(length) ? length : null;
    };
    const { bytes, budget } = this.file;
    const object = readIndirectObject({ bytes, limit: this.limit, budget, lengthOf }, offset);
    if (object.number !== number) throw new PdfFormatError(`object ${number} expected at byte ${offset}`);
    return { number, value: object.value, offset: object.start, odd: object.odd };
  }

  #readCompressed(number: number, entry: XrefEntry & { type: 'compressed' }): LoadedObject {
    const container = this.load(entry.container);
    // Object streams of an encrypted document are encrypted, and here is no key.
    if (this.encrypted || container === null || !isStream(container.value) || container.offset === null) {
      return { number, value: null, offset: null, odd: true };
    }
    const stream = container.value;
    const read = () => readObjectStream(stream, this.resolve, this.file.budget);
    const { bytes, numbers, offsets } = this.file.objectStream(stream, read);
    const start = offsets[entry.index];
    if (numbers[entry.index] !== number || start === undefined) throw new PdfFormatError(`object ${number} expected in an object stream`);
    const parser = new Parser(bytes, start, bytes.length);
    const value = parser.parse();
    this.file.budget.spend(parser.position - start + 16);
    return { number, value, offset: null, odd: parser.odd };
  }

  /** The last object of that number in the file, as a viewer finds it after rebuilding its table. */
  #rescue(number: number): LoadedObject | null {
    this.#rescued ??= this.#rebuilt ?? rebuildTable(this.file, this.limit).entries;
    const packed = this.#rescued.get(number);
    try {
      return packed !== undefined && packed >= 0 ? { ...this.#readAt(number, packed), odd: true } : { number, value: null, offset: null, odd: true };
    } catch (error) {
      if (error instanceof PdfFormatError) return { number, value: null, offset: null, odd: true };
      throw error;
    }
  }
}
