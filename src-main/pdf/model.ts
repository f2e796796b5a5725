import type { Verdict } from '#shared/domain/signature-indications.ts';
import type { ByteSource } from './reading/byte-source.ts';

/** TrueType files of the one family that is drawn; both must hold every letter of the five languages. */
export interface FontFiles {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/**
 * What a copy is made of. Pages of a PDF are taken over, of a `pdf-file` without reading more of it than is touched: its
 * SHA-256 tells it from others, since nobody hashes it here; an image becomes one page;
 * `other` has no visual form here and is represented by a sheet that names the file.
 */
export type CopySource =
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | { readonly kind: 'pdf-file'; readonly file: ByteSource; readonly sha256: string }
  | { readonly kind: 'image'; readonly format: 'png' | 'jpeg'; readonly bytes: Uint8Array }
  | { readonly kind: 'other'; readonly title: string; readonly lines: readonly string[] };

/** What every visible mark about a signature bears, whatever its kind (requirements C.4). */
interface BlockFrame {
  /** Names the kind of signature truthfully. */
  readonly title: string;
  /** Place in the order of signing, where blocks are parted by kind; null: they stand in that order. */
  readonly order: ProtocolRow | null;
  /** Small print, e.g. that the mark shows the state at the time of the check; empty: none. */
  readonly note: string;
  /** Payload of the QR code at the block's side, which leads to the original; null: none, as where every page bears one. */
  readonly code: string | null;
}

/** An electronic signature or seal that was checked with its certificate. */
export interface ElectronicBlock extends BlockFrame {
  /** Never more than the check showed: a signature that did not pass is `undetermined`. */
  readonly regime: 'qualified' | 'advanced' | 'undetermined';
  /** Certificate, owner, validity, time of signing. */
  readonly rows: readonly ProtocolRow[];
  readonly verdict: Exclude<Verdict, 'unsigned'>;
  /** The verdict's word and the time of the check. */
  readonly verdictText: string;
}

/**
 * A simple signature or a confirmation by password or code (SIGN-10, SIGN-12): there is no certificate and nothing was
 * checked, so that it bears the evidence that was recorded and no verdict.
 */
export interface SimpleBlock extends BlockFrame {
  readonly regime: 'simple';
  readonly evidence: {
    readonly signer: ProtocolRow;
    /** Position and unit of the signer. */
    readonly details: readonly ProtocolRow[];
    readonly time: ProtocolRow;
    /** By what the signer was told: password, code. */
    readonly means: ProtocolRow;
    /** SHA-256 of what was signed. */
    readonly documentHash: ProtocolRow;
    /** Agreement by which it counts (SIGN-15); null: none is known. */
    readonly agreement: ProtocolRow | null;
  };
}

/** A signature by hand on the paper original, and who recorded it (SIGN-14); the mark shows a record and is none of a check. */
export interface HandwrittenBlock extends BlockFrame {
  readonly regime: 'handwritten';
  readonly record: {
    readonly signer: ProtocolRow;
    readonly details: readonly ProtocolRow[];
    /** That the original is on paper, signed by hand. */
    readonly original: ProtocolRow;
    readonly recordedBy: ProtocolRow;
    readonly recordedAt: ProtocolRow;
  };
}

/** What is copied is itself the electronic copy of a paper original (REG-06): where that is kept. */
export interface PaperOriginalBlock extends BlockFrame {
  readonly regime: 'paper-original';
  readonly rows: readonly ProtocolRow[];
}

/** A signature that is being made: nobody has checked it yet. */
export interface UncheckedBlock extends BlockFrame {
  readonly regime: 'being-made';
  readonly rows: readonly ProtocolRow[];
}

/** A visible mark about one signature, one per signer in signing order. It is a mark, not a signature; its regime says what it may claim. */
export type SignatureBlock = ElectronicBlock | SimpleBlock | HandwrittenBlock | PaperOriginalBlock | UncheckedBlock;

/** Registration stamp (KhAI 3.6, NUM-01): office, number, date and what else the journal asks for. */
export interface RegistrationStamp {
  readonly office: string;
  readonly title: string;
  readonly registrationIndex: string;
  readonly date: string;
  readonly rows: readonly ProtocolRow[];
}

/** A label for a paper document, in millimetres. */
export interface LabelRequest {
  readonly fonts: FontFiles;
  readonly stamp: RegistrationStamp;
  readonly qrPayload: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export interface ProtocolRow {
  readonly label: string;
  readonly value: string;
}

export interface ProtocolSection {
  readonly heading: string;
  readonly verdict: Verdict | null;
  readonly verdictText: string | null;
  readonly rows: readonly ProtocolRow[];
  /** Steps inwards: a counter-signature stands below and inside what it signs; none where absent. */
  readonly depth?: number;
  /** Questions and answers below the rows. */
  readonly table?: { readonly heading: string; readonly rows: readonly ProtocolRow[] };
}

/** Protocol of the signature check as it is printed (VER-06). */
export interface ProtocolDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly ProtocolSection[];
  readonly notes: readonly string[];
}

/** Signatures of one kind, in signing order; heading and note say what the kind means, and are empty where there is one kind alone. */
export interface SignatureGroup {
  readonly heading: string;
  readonly note: string;
  readonly blocks: readonly SignatureBlock[];
}

/** List of signatures, printed between the document's pages and the protocol; a group for each kind of signature (SIGN-10, SIGN-14). */
export interface SignatureSheet {
  readonly title: string;
  /** What is said before the groups; empty where there is one alone. */
  readonly intro: string;
  readonly groups: readonly SignatureGroup[];
}

/** Footer of every page of a paper copy. `pageOf` holds the places {page} and {pages}. */
export interface FooterTexts {
  readonly documentId: string;
  readonly copyOfElectronicDocument: string;
  readonly pageOf: string;
  /** Payload of the QR code: version, document id, truncated SHA-256. */
  readonly qrPayload: string;
}

/** Where the upper left corner of a mark goes, in points of the page as it is seen, upright, from its lower left corner. */
export interface MarkPlace {
  /** Counted from 1. */
  readonly page: number;
  readonly left: number;
  readonly top: number;
}

/** Place of a group of blocks: how many of them, from the first, stand there, and side by side in how many columns. */
export interface BlocksPlace extends MarkPlace {
  readonly count: number;
  readonly columns: 1 | 2;
}

/** Somebody who looked at the pages gave the mark a sheet of its own. */
export const ON_A_SHEET = 'sheet';

/** Places that somebody chose, who saw what is there; a mark without one goes where the page is certainly free. */
export interface ChosenPlaces {
  readonly stamp?: MarkPlace | typeof ON_A_SHEET | undefined;
  /** Without count and columns: all of them, one below the other. */
  readonly blocks?: BlocksPlace | MarkPlace | typeof ON_A_SHEET | undefined;
}

/** One mark of a stamped copy before it is made: where it would go, how large it is and how it looks. */
export interface PreviewedMark {
  readonly mark: 'stamp' | 'blocks';
  /** Null: no place on the pages is certainly free, so that it would go onto a sheet. */
  readonly place: MarkPlace | null;
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** How many blocks the group holds, and in how many columns; 1 and 1 for the stamp. */
  readonly count: number;
  readonly columns: 1 | 2;
  /** A PDF of one page of the mark's size that shows it as it will be drawn. */
  readonly picture: Uint8Array;
}

export interface MarkPreview {
  readonly pages: number;
  readonly marks: readonly PreviewedMark[];
  /** The pages themselves, where the source is no PDF and they were made of it; null: they are the source's own. */
  readonly made: Uint8Array | null;
}

export interface StampedCopyRequest {
  readonly source: CopySource;
  readonly fonts: FontFiles;
  readonly stamp: RegistrationStamp | null;
  readonly blocks: readonly SignatureBlock[];
  readonly places?: ChosenPlaces | undefined;
  /** Document information dictionary of the copy. */
  readonly title: string;
  /** Instant written as the copy's creation date (ISO 8601, UTC). */
  readonly createdAt: string;
}

/** A mark on a page of the original; lengths in points of the page as it is seen, whose size is `pageWidth` by `pageHeight`. */
export interface DrawnMark extends MarkPlace {
  readonly width: number;
  readonly height: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
}

/** What a stamped copy consists of. */
export type StampedCopyContent =
  /** The original's bytes are its beginning, and `tail` is all that follows: a few kilobytes, whatever the original weighs. */
  | { readonly method: 'incremental'; readonly tail: Uint8Array }
  /** The file was written anew, because its own structure does not bear an update. */
  | { readonly method: 'full-save'; readonly bytes: Uint8Array };

/** A stamped copy and how it was made. */
export type StampedCopyResult = StampedCopyContent & {
  /** Sheets after the original's pages, for marks that found no certain room on them. */
  readonly appendedSheets: number;
  /** Where the stamp went; null: none was asked for. */
  readonly stampOn: 'page' | 'sheet' | null;
  /** Blocks, from the first, on the original's last page; the others are on the sheets. */
  readonly blocksOnPage: number;
  /** What was drawn on the original's pages: outside of these boxes they look as they did. */
  readonly drawn: readonly DrawnMark[];
  /** Why pages were not searched or an update was not taken; for the log, never for people. */
  readonly doubts: readonly string[];
};

export interface PaperCopyResult {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** Certification of a paper copy (PAP-02), to be signed by hand. */
export interface CertificationMark {
  /** The mark of the country's rules, e.g. «Згідно з оригіналом». */
  readonly title: string;
  /** Number of the copy, with its word. */
  readonly number: string;
  /** That the copy is an extract, and of which pages; null: the whole document. */
  readonly extract: string | null;
  readonly position: string;
  readonly name: string;
  readonly date: string;
  /** What stands below the line for the handwritten signature. */
  readonly signatureCaption: string;
  /** Marks the place of the seal. */
  readonly seal: string;
  /** Where the original is kept, and under which number. */
  readonly rows: readonly ProtocolRow[];
}

export interface PaperCopyRequest extends Omit<StampedCopyRequest, 'blocks' | 'places'> {
  readonly footer: FooterTexts;
  readonly signatures: SignatureSheet;
  readonly protocol: ProtocolDocument;
  /** Legal sentences for the foot of the first page, from the rule pack. */
  readonly legalSentences: readonly string[];
  /** Makes it a certified copy. */
  readonly certification?: CertificationMark | undefined;
  /** Pages of an extract, counted from 1, in rising order; all where absent. */
  readonly pages?: readonly number[] | undefined;
}

/** The protocol as a document of its own, archival by ISO 19005-1 level B (PDF/A-1b). */
export interface ProtocolPdfRequest {
  readonly protocol: ProtocolDocument;
  readonly fonts: FontFiles;
  /** Title in the information dictionary and in the metadata. */
  readonly title: string;
  /** Language of the texts, ISO 639-1. */
  readonly language: string;
  /** Holds the places {page} and {pages}. */
  readonly pageOf: string;
  /** Instant written as the creation date (ISO 8601, UTC). */
  readonly createdAt: string;
}

export interface ProtocolPdfResult {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** A plain letter, set here from its text. */
export interface TextPdfRequest {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly fonts: FontFiles;
  /** Instant written as the creation date (ISO 8601, UTC). */
  readonly createdAt: string;
  /** Lines of the letterhead, the organisation's name first. */
  readonly letterhead?: readonly string[];
  /** Line with number and date, as it is to be read. */
  readonly numberAndDate?: string;
  readonly addressee?: readonly string[];
  readonly signature?: { readonly position: string; readonly name: string };
  /** Line about attachments. */
  readonly attachments?: string;
  /** Both edges straight; true unless stated. */
  readonly justified?: boolean;
}

/**
 * What a certification signature permits afterwards (ISO 32000-1 table 254): 1 nothing, 2 filling in forms and signing,
 * 3 annotations too.
 */
export type CertificationLevel = 1 | 2 | 3;

/** A place on a page that somebody chose. */
export interface ChosenPlace {
  /** Counted from 1. */
  readonly page: number;
  /** In points of the page as it is seen, upright, from its lower left corner. */
  readonly box: { readonly left: number; readonly bottom: number; readonly right: number; readonly top: number };
}

/** A signature field with room for a signature (ISO 32000-1, 12.7.4.5 and 12.8; EN 319 142-1). */
export interface SignatureFieldRequest {
  readonly source: Uint8Array;
  readonly fonts: FontFiles;
  /** What the field shows; null makes an invisible one, whatever `place` says. */
  readonly block: SignatureBlock | null;
  readonly place: 'free-space' | ChosenPlace;
  /** Partial name of the field, without a full stop. One that is taken, or none, is made unique by a number. */
  readonly fieldName?: string;
  /** Written as /M: EN 319 142-1 clause 6.3 has the claimed time there and not in the CMS. */
  readonly signingTime: Date;
  /** Not together with a commitment in the CMS (EN 319 142-1 clause 6.3 (d)). */
  readonly reason?: string;
  /** Not together with a signer location in the CMS (EN 319 142-1 clause 6.3 (m)). */
  readonly location?: string;
  readonly subFilter: 'ETSI.CAdES.detached';
  /** Room for the signature value in bytes, 32 KiB unless stated, so that a timestamp fits in later. */
  readonly contentsBytes?: number;
  /** Makes it the certification signature of the document; none unless stated. */
  readonly lock?: CertificationLevel | null;
}

/** A file that is ready to be hashed and signed. */
export interface PreparedSignature {
  /** The source and an update behind it; the signature value is all zeros. */
  readonly bytes: Uint8Array;
  /** Offset and length of the two signed parts (ISO 32000-1, 12.8.1): everything but the signature value. */
  readonly byteRange: readonly [number, number, number, number];
  /** The signature value in the file, hexadecimal between angle brackets, which are part of `length`. */
  readonly contents: { readonly start: number; readonly length: number };
  /** Name under which the field stands in the document. */
  readonly fieldName: string;
  /** Where the block is seen: on a page of the document, on a sheet behind it, or nowhere. */
  readonly placedOn: 'page' | 'sheet' | 'none';
  /** Page that carries the field, counted from 1, the sheet included. */
  readonly page: number;
  /** Why the block is not where it was to go, and what else is odd; for the log, never for people. */
  readonly doubts: readonly string[];
}
