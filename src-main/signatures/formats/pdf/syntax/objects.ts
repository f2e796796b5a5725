/** PDF objects (ISO 32000-2 clause 7.3) as windows on the bytes they came in. */

export interface PdfName {
  readonly kind: 'name';
  /** Without the slash, `#xx` resolved, one character a byte. */
  readonly name: string;
}

export interface PdfString {
  readonly kind: 'string';
  readonly source: Uint8Array;
  /** Place of the token in `source`, delimiters included. */
  readonly start: number;
  readonly end: number;
  readonly hex: boolean;
}

export interface PdfReference {
  readonly kind: 'reference';
  readonly number: number;
  readonly generation: number;
}

export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfObject[];
  readonly start: number;
  readonly end: number;
}

export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfObject>;
  /** Keys written more than once: readers differ on which value counts. */
  readonly repeatedKeys: readonly string[];
  readonly start: number;
  readonly end: number;
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  readonly source: Uint8Array;
  readonly dataStart: number;
  readonly dataEnd: number;
}

/** A token that is no PDF object: broken numbers, stray words. */
export interface PdfOddity {
  readonly kind: 'oddity';
  readonly text: string;
}

export type PdfObject =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfArray
  | PdfDictionary
  | PdfStream
  | PdfOddity;

type Kind = Exclude<PdfObject, null | boolean | number>['kind'];

function isKind(value: PdfObject | undefined, kind: Kind): boolean {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

export function isReference(value: PdfObject | undefined): value is PdfReference {
  return isKind(value, 'reference');
}

export function isDictionary(value: PdfObject | undefined): value is PdfDictionary {
  return isKind(value, 'dictionary');
}

export function isStream(value: PdfObject | undefined): value is PdfStream {
  return isKind(value, 'stream');
}

export function isArray(value: PdfObject | undefined): value is PdfArray {
  return isKind(value, 'array');
}

export function isString(value: PdfObject | undefined): value is PdfString {
  return isKind(value, 'string');
}

export function nameOf(value: PdfObject | undefined): string | null {
  return isKind(value, 'name') ? (value as PdfName).name : null;
}

/** The dictionary itself or that of a stream. */
export function dictionaryOf(value: PdfObject | undefined): PdfDictionary | null {
  if (isDictionary(value)) return value;
  return isStream(value) ? value.dictionary : null;
}
