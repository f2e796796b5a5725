import type { Verdict } from '#shared/domain/signature-indications.ts';

/** TrueType files of the one family that is drawn; both must hold every letter of the five languages. */
export interface FontFiles {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/**
 * What a copy is made of. `pdf` pages are taken over; an image becomes one page;
 * `other` has no visual form here and is represented by a sheet that names the file.
 */
export type CopySource =
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | { readonly kind: 'image'; readonly format: 'png' | 'jpeg'; readonly bytes: Uint8Array }
  | { readonly kind: 'other'; readonly title: string; readonly lines: readonly string[] };

/**
 * A visible mark about one signature, one per signer in signing order. It is a mark, not a signature,
 * and its title names the kind of signature truthfully (requirements C.4).
 */
export interface SignatureBlock {
  readonly title: string;
  readonly verdict: Exclude<Verdict, 'unsigned'>;
  readonly verdictText: string;
  readonly rows: readonly ProtocolRow[];
  /** Small print, e.g. that the mark shows the state at the time of the check. */
  readonly note: string;
}

/** Registration stamp (KhAI 3.6, NUM-01): office, number, date and what else the journal asks for. */
export interface RegistrationStamp {
  readonly office: string;
  readonly title: string;
  readonly registrationIndex: string;
  readonly date: string;
  readonly rows: readonly ProtocolRow[];
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

/** List of signatures, printed between the document's pages and the protocol. */
export interface SignatureSheet {
  readonly title: string;
  readonly blocks: readonly SignatureBlock[];
}

/** Footer of every page of a paper copy. `pageOf` holds the places {page} and {pages}. */
export interface FooterTexts {
  readonly documentId: string;
  readonly copyOfElectronicDocument: string;
  readonly pageOf: string;
  /** Payload of the QR code: version, document id, truncated SHA-256. */
  readonly qrPayload: string;
}

export interface StampedCopyRequest {
  readonly source: CopySource;
  readonly fonts: FontFiles;
  readonly stamp: RegistrationStamp | null;
  readonly blocks: readonly SignatureBlock[];
  /** Document information dictionary of the copy. */
  readonly title: string;
  /** Instant written as the copy's creation date (ISO 8601, UTC). */
  readonly createdAt: string;
}

/** A stamped copy and how it was made. */
export interface StampedCopyResult {
  readonly bytes: Uint8Array;
  /** `incremental`: the original's bytes are the beginning of the copy; `full-save`: the file was written anew. */
  readonly method: 'incremental' | 'full-save';
  /** Sheets after the original's pages, for marks that found no certain room on them. */
  readonly appendedSheets: number;
  /** Where the stamp went; null: none was asked for. */
  readonly stampOn: 'page' | 'sheet' | null;
  /** Blocks, from the first, on the original's last page; the others are on the sheets. */
  readonly blocksOnPage: number;
  /** Why pages were not searched or an update was not taken; for the log, never for people. */
  readonly doubts: readonly string[];
}

export interface PaperCopyResult {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

export interface PaperCopyRequest extends Omit<StampedCopyRequest, 'blocks'> {
  readonly footer: FooterTexts;
  readonly signatures: SignatureSheet;
  readonly protocol: ProtocolDocument;
  /** Legal sentences for the foot of the first page, from the rule pack. */
  readonly legalSentences: readonly string[];
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
