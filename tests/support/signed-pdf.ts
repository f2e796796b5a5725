import { deflateSync } from 'node:zlib';

import { signDetached, timestampToken } from '../../src-main/demo/pki/index.ts';
import type { SignOptions, TestSigner, TimestampRequest } from '../../src-main/demo/pki/index.ts';

/**
 * Signed PDF for tests, written byte by byte: revisions, fields, signatures, evidence, and room for attacks by hand.
 * Nothing here shares code with the reader that is tested.
 *
 * Object numbers of a new fixture: 1 catalog, 2 page tree, 3 first page, 4 its content, 5 font, 6 form, 7 information,
 * 8 text field "Name" with widget, 9 its appearance, 10 comment on the page; further pages after them.
 */
export interface FixtureOptions {
  /** One line of text for each page. */
  readonly pages?: readonly string[];
  readonly xref?: XrefForm;
  /** Objects without streams go into an object stream; needs `xref: 'stream'`. */
  readonly compress?: boolean;
  /** Further objects of the first revision by number. */
  readonly objects?: Readonly<Record<number, string>>;
  /** Further entries of every trailer. */
  readonly trailer?: string;
}

export type XrefForm = 'table' | 'stream';

export interface UpdateOptions {
  readonly xref?: XrefForm;
  readonly compress?: boolean;
  /** Object numbers to free. */
  readonly free?: readonly number[];
  /** Root of the trailer, where an attack names another one. */
  readonly root?: number;
  /** Objects that are written but not named by the table. */
  readonly hidden?: readonly number[];
  /** Places that the table names without an object being written there. */
  readonly places?: Readonly<Record<number, number>>;
  /** Further entries of the trailer. */
  readonly trailer?: string;
  /** Leaves out table, trailer and end. */
  readonly bare?: boolean;
}

export interface SignatureOptions extends Omit<SignOptions, 'timestamp'> {
  readonly signer: TestSigner;
  readonly fieldName?: string;
  /** Signs a field that is there instead of adding one. */
  readonly field?: number;
  readonly subFilter?: string;
  readonly reason?: string;
  readonly visible?: boolean;
  /** Makes it the certification signature. */
  readonly docMdp?: 1 | 2 | 3;
  /** Lock of the field: text of the dictionary's entries, e.g. `/Action /Include /Fields [(Name)]`. */
  readonly lock?: string;
  readonly timestamp?: TimestampRequest;
  /** Bytes reserved for the signature. */
  readonly reserve?: number;
  readonly xref?: XrefForm;
  readonly compress?: boolean;
  /** Makes the value of `/Contents` from the signed bytes; a detached CMS where absent. */
  readonly sign?: (content: Buffer) => Uint8Array;
  /** Further entries of the signature dictionary. */
  readonly entries?: string;
}

const FIXED = 10;
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const stream = (entries: string, data: string): string =>
  `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`;

/** Adds entries at the end of a dictionary's source. */
export function withEntries(source: string, entries: string): string {
  const end = source.lastIndexOf('>>');
  return `${source.slice(0, end)} ${entries} ${source.slice(end)}`;
}

/** One state of a PDF file. Every change gives a new one with further bytes at the end. */
export class PdfFixture {
  readonly bytes: Buffer;
  /** Source of every object as the newest revision has it. */
  readonly objects: ReadonlyMap<number, string>;
  readonly startxref: number;
  readonly nextNumber: number;
  readonly xref: XrefForm;
  /** Entries of every trailer. */
  readonly trailer: string;

  private constructor(state: Pick<PdfFixture, 'bytes' | 'objects' | 'startxref' | 'nextNumber' | 'xref' | 'trailer'>) {
    this.bytes = state.bytes;
    this.objects = state.objects;
    this.startxref = state.startxref;
    this.nextNumber = state.nextNumber;
    this.xref = state.xref;
    this.trailer = state.trailer;
  }

  static create({ pages = ['Order No. 1'], xref = 'table', compress = false, objects = {}, trailer = '' }: FixtureOptions = {}): PdfFixture {
    const all = firstObjects(pages);
    for (const [number, source] of Object.entries(objects)) all.set(Number(number), source);
    const next = Math.max(...all.keys()) + 1;
    const bytes = latin1('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
    const empty = new PdfFixture({ bytes, objects: new Map(), startxref: 0, nextNumber: next, xref, trailer });
    return empty.update(Object.fromEntries(all), { xref, compress });
  }

  source(number: number): string {
    const found = this.objects.get(number);
    if (found === undefined) throw new RangeError(`no object ${number}`);
    return found;
  }

  /** Appends a revision with these objects. */
  update(changed: Readonly<Record<number, string>>, options: UpdateOptions = {}): PdfFixture {
    const xref = options.xref ?? this.xref;
    const pieces: Buffer[] = [this.bytes];
    let length = this.bytes.length;
    const write = (piece: Buffer): void => {
      pieces.push(piece);
      length += piece.length;
    };
    const entries = new Map<number, Entry>();
    let next = Math.max(this.nextNumber, ...Object.keys(changed).map((key) => Number(key) + 1));
    const packed: [number, string][] = [];
    for (const [key, source] of Object.entries(changed)) {
      const number = Number(key);
      if (options.compress === true && !source.includes('stream\n') && !source.includes('/ByteRange')) {
        packed.push([number, source]);
        continue;
      }
      entries.set(number, { type: 1, second: length, third: 0 });
      write(latin1(`${number} 0 obj\n${source}\nendobj\n`));
    }
    if (packed.length > 0) {
      const container = next;
      next += 1;
      for (const [index, [number]] of packed.entries()) entries.set(number, { type: 2, second: container, third: index });
      entries.set(container, { type: 1, second: length, third: 0 });
      write(latin1(`${container} 0 obj\n${objectStream(packed)}\nendobj\n`));
    }
    for (const number of options.free ?? []) entries.set(number, { type: 0, second: 0, third: 1 });
    for (const [key, place] of Object.entries(options.places ?? {})) entries.set(Number(key), { type: 1, second: place, third: 0 });
    for (const number of options.hidden ?? []) entries.delete(number);
    const objects = new Map([...this.objects, ...Object.entries(changed).map(([key, source]): [number, string] => [Number(key), source])]);
    if (options.bare === true) return this.#next({ bytes: Buffer.concat(pieces), objects, nextNumber: next, xref });
    const startxref = length;
    const first = this.startxref === 0 ? '' : ` /Prev ${this.startxref}`;
    const common = `/Root ${options.root ?? 1} 0 R /Info 7 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]${first} ${this.trailer} ${options.trailer ?? ''}`;
    if (this.startxref === 0) entries.set(0, { type: 0, second: 0, third: 65_535 });
    if (xref === 'stream') {
      const number = next;
      next += 1;
      entries.set(number, { type: 1, second: startxref, third: 0 });
      write(latin1(`${number} 0 obj\n${xrefStream(entries, next, common)}\nendobj\n`));
    } else {
      write(latin1(xrefTable(entries, next, common)));
    }
    write(latin1(`startxref\n${startxref}\n%%EOF\n`));
    return this.#next({ bytes: Buffer.concat(pieces), objects, startxref, nextNumber: next, xref });
  }

  /** Appends bytes as they are. */
  append(tail: string | Buffer): PdfFixture {
    return this.#next({ bytes: Buffer.concat([this.bytes, typeof tail === 'string' ? latin1(tail) : tail]) });
  }

  /** The same with other bytes of the same meaning, or a mutant. */
  withBytes(bytes: Buffer): PdfFixture {
    return this.#next({ bytes });
  }

  #next(state: Partial<Pick<PdfFixture, 'bytes' | 'objects' | 'startxref' | 'nextNumber' | 'xref'>>): PdfFixture {
    const { bytes, objects, startxref, nextNumber, xref, trailer } = this;
    return new PdfFixture({ bytes, objects, startxref, nextNumber, xref, trailer, ...state });
  }

  /** Appends a revision with a signature. */
  sign(options: SignatureOptions): PdfFixture {
    const dictionary = this.nextNumber;
    const field = options.field ?? dictionary + 1;
    const changed: Record<number, string> = { [dictionary]: signatureSource(options) };
    if (options.field === undefined) {
      const name = options.fieldName ?? `Signature${dictionary}`;
      const place = options.visible === true ? `/Rect [50 50 200 100] /AP << /N ${dictionary + 2} 0 R >>` : '/Rect [0 0 0 0]';
      const lock = options.lock === undefined ? '' : ` /Lock << /Type /SigFieldLock ${options.lock} >>`;
      changed[field] =
        `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /V ${dictionary} 0 R /F 132 /P 3 0 R ${place}${lock} >>`;
      if (options.visible === true) changed[dictionary + 2] = stream('/Type /XObject /Subtype /Form /BBox [0 0 150 50]', '0 0 150 50 re S');
      changed[3] = this.source(3).replace(/\/Annots \[/, `/Annots [${field} 0 R `);
      changed[6] = this.source(6).replace(/\/Fields \[/, `/Fields [${field} 0 R `).replace('/SigFlags 0', '/SigFlags 3');
    } else {
      changed[field] = withEntries(this.source(field), `/V ${dictionary} 0 R`);
    }
    if (options.docMdp !== undefined) changed[1] = withEntries(this.source(1), `/Perms << /DocMDP ${dictionary} 0 R >>`);
    const draft = this.update(changed, { ...(options.xref === undefined ? {} : { xref: options.xref }), compress: options.compress ?? false });
    const sign = options.sign ?? ((content: Buffer): Uint8Array => signDetached(content, options.signer, options));
    return draft.withBytes(fillSignature(draft.bytes, this.bytes.length, sign));
  }

  /** Appends a revision with a document timestamp (EN 319 142-1 clause 5.4.3). */
  timestamp(request: TimestampRequest, options: Partial<SignatureOptions> = {}): PdfFixture {
    return this.sign({
      signer: request.authority,
      subFilter: 'ETSI.RFC3161',
      ...options,
      entries: options.entries ?? '/Type /DocTimeStamp',
      sign: (content) => timestampToken(content, request),
    });
  }

  /** Appends a revision with a document security store. */
  addDss(evidence: { readonly certificates?: readonly Uint8Array[]; readonly crls?: readonly Uint8Array[]; readonly ocspResponses?: readonly Uint8Array[]; readonly vri?: string }): PdfFixture {
    const changed: Record<number, string> = {};
    let next = this.nextNumber;
    const add = (values: readonly Uint8Array[] = []): string =>
      values
        .map((value) => {
          const data = deflateSync(value).toString('latin1');
          changed[next] = stream('/Filter /FlateDecode', data);
          next += 1;
          return `${next - 1} 0 R`;
        })
        .join(' ');
    const [certificates, crls, ocsps] = [add(evidence.certificates), add(evidence.crls), add(evidence.ocspResponses)];
    const vri = evidence.vri === undefined ? '' : ` /VRI << /${evidence.vri} << /Cert [${certificates}] /CRL [${crls}] /OCSP [${ocsps}] /TU (D:20260310090000Z) >> >>`;
    changed[next] = `<< /Type /DSS /Certs [${certificates}] /CRLs [${crls}] /OCSPs [${ocsps}]${vri} >>`;
    const catalog = this.source(1).replace(/\/DSS \d+ 0 R/, '');
    changed[1] = withEntries(catalog, `/DSS ${next} 0 R`);
    return this.update(changed);
  }

  /** Appends a revision that fills the text field. */
  fillName(value: string): PdfFixture {
    const field = this.source(8).replace(/\/V \([^)]*\)/, `/V (${value})`);
    return this.update({ 8: field, 9: stream('/Type /XObject /Subtype /Form /BBox [0 0 200 20]', `BT /F1 12 Tf (${value}) Tj ET`) });
  }
}

interface Entry {
  readonly type: 0 | 1 | 2;
  readonly second: number;
  readonly third: number;
}

function firstObjects(pages: readonly string[]): Map<number, string> {
  const numbers = pages.map((_, index) => (index === 0 ? 3 : FIXED + 2 * index - 1));
  const objects = new Map<number, string>();
  for (const [index, line] of pages.entries()) {
    const page = numbers[index] ?? 3;
    const annotations = index === 0 ? '8 0 R 10 0 R' : '';
    objects.set(page, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents ${page + 1} 0 R /Annots [${annotations}] >>`);
    objects.set(page + 1, stream('', `BT /F1 24 Tf 72 720 Td (${line}) Tj ET`));
  }
  objects.set(1, '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>');
  objects.set(2, `<< /Type /Pages /Count ${pages.length} /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}] >>`);
  objects.set(5, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  objects.set(6, '<< /Fields [8 0 R] /SigFlags 0 /DA (/F1 12 Tf 0 g) /DR << /Font << /F1 5 0 R >> >> >>');
  objects.set(7, '<< /Producer (tests) /ModDate (D:20260101000000Z) >>');
  objects.set(8, '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Name) /V (nobody) /Rect [72 600 272 620] /F 4 /P 3 0 R /AP << /N 9 0 R >> >>');
  objects.set(9, stream('/Type /XObject /Subtype /Form /BBox [0 0 200 20]', 'BT /F1 12 Tf (nobody) Tj ET'));
  objects.set(10, '<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (a comment) /P 3 0 R >>');
  return objects;
}

function objectStream(objects: readonly (readonly [number, string])[]): string {
  let offset = 0;
  const header = objects.map(([number, source]) => {
    const entry = `${number} ${offset}`;
    offset += source.length + 1;
    return entry;
  });
  const head = `${header.join(' ')} `;
  const data = deflateSync(latin1(head + objects.map(([, source]) => `${source}\n`).join(''))).toString('latin1');
  return stream(`/Type /ObjStm /N ${objects.length} /First ${head.length} /Filter /FlateDecode`, data);
}

/** Runs of consecutive numbers, as both forms of the table want them. */
function runsOf(entries: ReadonlyMap<number, Entry>): { first: number; entries: Entry[] }[] {
  const runs: { first: number; entries: Entry[] }[] = [];
  for (const [number, entry] of [...entries].toSorted(([left], [right]) => left - right)) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.entries.length === number) last.entries.push(entry);
    else runs.push({ first: number, entries: [entry] });
  }
  return runs;
}

function xrefTable(entries: ReadonlyMap<number, Entry>, size: number, trailer: string): string {
  const lines = runsOf(entries).map(({ first, entries: run }) => {
    const rows = run.map(({ type, second, third }) => `${String(second).padStart(10, '0')} ${String(third).padStart(5, '0')} ${type === 0 ? 'f' : 'n'} \n`);
    return `${first} ${run.length}\n${rows.join('')}`;
  });
  return `xref\n${lines.join('')}trailer\n<< /Size ${size} ${trailer} >>\n`;
}

/** With the PNG predictor "up", as real writers do. */
function xrefStream(entries: ReadonlyMap<number, Entry>, size: number, trailer: string): string {
  const runs = runsOf(entries);
  const rows = runs.flatMap(({ entries: run }) =>
    run.map(({ type, second, third }) => {
      const row = Buffer.alloc(7);
      row[0] = type;
      row.writeUInt32BE(second, 1);
      row.writeUInt16BE(Math.min(third, 65_535), 5);
      return row;
    }),
  );
  const predicted = rows.map((row, index) => {
    const above = rows[index - 1];
    return Buffer.from([2, ...row.map((byte, column) => (byte - (above?.[column] ?? 0)) & 0xff)]);
  });
  const index = runs.map(({ first, entries: run }) => `${first} ${run.length}`).join(' ');
  const data = deflateSync(Buffer.concat(predicted)).toString('latin1');
  return stream(`/Type /XRef /Size ${size} /W [1 4 2] /Index [${index}] /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 7 >> ${trailer}`, data);
}

const NUMBER_WIDTH = 10;

function signatureSource(options: SignatureOptions): string {
  const { subFilter = 'ETSI.CAdES.detached', reserve = 8192, entries = '/Type /Sig', reason } = options;
  const range = `/ByteRange [0 ${'0'.repeat(NUMBER_WIDTH)} ${'0'.repeat(NUMBER_WIDTH)} ${'0'.repeat(NUMBER_WIDTH)}]`;
  const reference =
    options.docMdp === undefined
      ? ''
      : ` /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${options.docMdp} /V /1.2 >> >>]`;
  const why = reason === undefined ? '' : ` /Reason (${reason})`;
  return `<< ${entries} /Filter /Adobe.PPKLite /SubFilter /${subFilter} /M (D:20260310090000Z)${why} ${range} /Contents <${'0'.repeat(2 * reserve)}>${reference} >>`;
}

/** Writes range and signature into the first unsigned dictionary behind `from`. */
export function fillSignature(draft: Buffer, from: number, sign: (content: Buffer) => Uint8Array): Buffer {
  const bytes = Buffer.from(draft);
  const start = bytes.indexOf('/Contents <', from) + '/Contents '.length;
  const end = bytes.indexOf('>', start) + 1;
  const numbers = [start, end, bytes.length - end].map((value) => String(value).padEnd(NUMBER_WIDTH));
  bytes.write(`/ByteRange [0 ${numbers.join(' ')}]`, bytes.indexOf('/ByteRange [0 0000000000', from), 'latin1');
  const value = sign(Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]));
  if (2 * value.length > end - start - 2) throw new RangeError(`signature of ${value.length} bytes does not fit`);
  bytes.write(Buffer.from(value).toString('hex'), start + 1, 'latin1');
  return bytes;
}
