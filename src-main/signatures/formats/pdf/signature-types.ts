/** What is wrong with the way a signature stands in its file. Each of them makes the byte range unacceptable. */
export type PdfSignatureProblemKind =
  /** No `/ByteRange`, or its value is null (universal signature forgery). */
  | 'byte-range-missing'
  /** Not an array of exactly four plain non-negative integers. */
  | 'byte-range-malformed'
  /** The value stands outside the signature dictionary, where an update can replace it. */
  | 'byte-range-indirect'
  | 'byte-range-not-from-start'
  | 'byte-range-overlap'
  | 'byte-range-beyond-end'
  /** The gap holds more or something else than the `/Contents` string of this very dictionary (signature wrapping). */
  | 'byte-range-gap'
  | 'byte-range-shared'
  /** The signed bytes do not end where a revision of the document ends. */
  | 'range-ends-inside-revision'
  | 'contents-missing'
  | 'contents-indirect'
  | 'contents-not-hexadecimal'
  /** No BER or DER structure. */
  | 'contents-not-asn1'
  /** A key that decides what is checked is there twice; readers differ on which counts. */
  | 'repeated-key'
  /** It has no bytes of its own in the file, so no range can leave it out. */
  | 'dictionary-in-object-stream'
  /** Several fields name one signature dictionary. */
  | 'dictionary-shared'
  /** No signature field of the signed revision holds it. */
  | 'not-in-form'
  /** It was in the form when it was signed, and the document as it is now does not show it any more. */
  | 'removed-from-form'
  /** The revision that it covers cannot be read as a document. */
  | 'revision-unreadable';

export interface PdfSignatureProblem {
  readonly kind: PdfSignatureProblemKind;
  /** Numbers or names that show the problem; not for users' eyes as it is. */
  readonly detail: string;
}

/** What the signer wrote into the dictionary beside the signature itself: claims, never proofs. */
export interface SignatureDictionaryFacts {
  readonly name: string | null;
  readonly reason: string | null;
  readonly location: string | null;
  readonly contactInfo: string | null;
  /** `/M` as ISO 8601 in UTC. */
  readonly signingTime: string | null;
  /** `/Cert`: DER certificates of the old adbe.x509.rsa_sha1 form. */
  readonly certificates: readonly Uint8Array[];
}

/** Offsets and lengths of the two signed ranges: `[0, length, offset, length]`. */
export type ByteRange = readonly [number, number, number, number];

/** What a certification signature permits afterwards (ISO 32000-2 table 257). */
export type DocMdp = 1 | 2 | 3;

/** Fields that a signature locks (ISO 32000-2 table 259). */
export interface FieldMdp {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: readonly string[];
}

/** Left, bottom, right, top in user space units. */
export type Rectangle = readonly [number, number, number, number];

export type PdfChangeKind =
  | 'dss'
  | 'document-timestamp'
  | 'signature'
  | 'form-fill'
  | 'annotation'
  | 'page-added'
  | 'page-removed'
  | 'page-content'
  | 'metadata'
  | 'catalog'
  | 'fonts-or-resources'
  | 'other';

/** One thing that a later revision changed. */
export interface PdfChange {
  /** The revision that made it, counted from 1. */
  readonly revision: number;
  readonly kind: PdfChangeKind;
  /** Whether this signature permits it. Without a certification signing, form filling and annotations that draw nothing are permitted. */
  readonly allowed: boolean;
  /** What it is, in a fixed vocabulary of English words joined by hyphens. */
  readonly reason: string;
  /** Key of the dictionary or subtype of the annotation concerned. */
  readonly key: string | null;
  readonly objectNumber: number | null;
  readonly fieldName: string | null;
  /** Page, counted from 1. */
  readonly page: number | null;
}

export interface PdfSignature {
  readonly kind: 'signature' | 'document-timestamp';
  readonly fieldName: string | null;
  readonly subFilter: string | null;
  readonly filter: string | null;
  /** The signature itself without padding: CMS, a timestamp token, or an OCTET STRING in the old RSA form. */
  readonly contents: Uint8Array;
  /**
   * Bytes between `contents` and the last one of the padding that is not zero. Nobody signed them and nothing reads
   * them, so they do no harm; some signing software leaves them there.
   */
  readonly strayPadding: number;
  readonly byteRange: ByteRange | null;
  /** What was signed, as windows on the file; none where the range cannot be read. */
  readonly covered: { readonly chunks: readonly Uint8Array[] };
  readonly dictionary: SignatureDictionaryFacts;
  /** Page of its widget in the signed revision, counted from 1. */
  readonly page: number | null;
  readonly visible: boolean;
  readonly rectangle: Rectangle | null;
  /** `index` from 1; `endOffset` is where the signed bytes end. */
  readonly revision: { readonly index: number; readonly of: number; readonly endOffset: number };
  /** Whether nothing but white space follows the signed bytes. */
  readonly coversWholeFile: boolean;
  readonly problems: readonly PdfSignatureProblem[];
  /** Present where this is the certification signature of the document. */
  readonly certification: { readonly docMdp: DocMdp } | null;
  /** The strictest permission in force after it: its own, its lock's, or that of an earlier certification. */
  readonly permission: DocMdp | null;
  readonly fieldMdp: FieldMdp | null;
  readonly changesAfter: readonly PdfChange[];
}
