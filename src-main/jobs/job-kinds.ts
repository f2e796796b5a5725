import type { SaidOfDocument, TakeRefusal } from '#shared/domain/package-documents.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { CertificateIdentity } from '#shared/domain/signature-holdings.ts';
import type { Inspection, PackageDocument } from '#shared/contract/packages.ts';
import type { OfferedKey, TimestampProblem } from '#shared/contract/signing.ts';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import type { FetchResult, FetchRun } from '../evidence/fetching/fetch-evidence.ts';
import type { LabelRequest, MarkPreview, PaperCopyRequest, ProtocolPdfRequest, StampedCopyRequest } from '../pdf/model.ts';
import type { ExtractedText } from '../extraction/index.ts';
import type { MailParty, MailRefusal } from '../mail/index.ts';
import type { PackagePlan, PackageResult } from '../packages/index.ts';
import type { FormPdfRequest, FormPdfResult } from '../pdf/forms/model.ts';
import type { SendMailJob, SendMailResult } from '../notifications/mail/send-mail.ts';
import type { TablePdfRequest, TablePdfResult } from '../pdf/tables/model.ts';
import type { EvidenceDigest, TokenFacts, ValidationPolicy, Verifiability } from '../signatures/index.ts';
import type { NcalayerLocale, NcalayerProgram } from '../signing/ncalayer/index.ts';
import type { TokenDigest } from '../signing/tokens/index.ts';
import type { Table, TableLimits, TableRefusal } from '../spreadsheets/index.ts';
import type { BlobLocation } from '../store/blobs/blob-file.ts';

/** A file of the desk as a job sees it: it reads the sealed bytes itself. */
export interface JobFile {
  readonly fileName: string;
  readonly location: BlobLocation;
}

/** Evidence as a job sees it; `fileName` is the address where it was fetched. */
export interface JobEvidence extends JobFile {
  /** When the office obtained it (ISO 8601); null for what an administrator handed in. */
  readonly obtainedAt: string | null;
}

/** Evidence that is kept beside the files of a document. */
export interface JobPackage {
  readonly manifest: JobFile;
  readonly record: JobFile;
  readonly pieces: readonly JobFile[];
}

export interface VerifyJob {
  readonly files: readonly JobFile[];
  /** The oldest first. */
  readonly preserved: readonly JobPackage[];
  readonly now: string;
  readonly at: string | null;
  readonly trustAnchors: readonly JobFile[];
  readonly trustLists: readonly JobFile[];
  readonly intermediates: readonly JobFile[];
  readonly crls: readonly JobEvidence[];
  readonly ocspResponses: readonly JobEvidence[];
  /** Null: the engine's own. */
  readonly policy: ValidationPolicy | null;
}

/** What a check says now, and what it will lack when the evidence at hand ends; where it does not pass, what it lacks now. */
export interface ProofResult extends Verifiability {
  readonly reports: readonly ValidationReport[];
  readonly lacking: readonly MissingEvidence[];
}

export interface FetchEvidenceJob extends FetchRun {
  /** Places for what is obtained; each is written once or not at all. */
  readonly outputs: readonly BlobLocation[];
}

export interface DescribeJob {
  readonly file: JobFile;
  readonly mediaType: string;
  /** Where the content of an attached signature is written, if there is one. */
  readonly contentOutput: BlobLocation;
}

export interface DescribeResult {
  /** Pages of the document; null where it has none or cannot be read. */
  readonly pages: number | null;
  /** Title that the file itself states. */
  readonly title: string | null;
  /** Content of an attached signature as it was written; null where the file is no such signature. */
  readonly content: { readonly sha256: string; readonly size: number; readonly mediaType: string } | null;
}

/** Texts of a copy without its source and fonts, which the job reads itself. */
export type StampedCopyTexts = Omit<StampedCopyRequest, 'source' | 'fonts'>;
export type PaperCopyTexts = Omit<PaperCopyRequest, 'source' | 'fonts'>;
export type ProtocolPdfTexts = Omit<ProtocolPdfRequest, 'fonts'>;

export interface CopyJob {
  readonly source: JobFile & { readonly sha256: string };
  readonly mediaType: string;
  readonly fontsDirectory: string;
  readonly output: BlobLocation;
  readonly form:
    | { readonly kind: 'stamped'; readonly texts: StampedCopyTexts }
    | { readonly kind: 'paper'; readonly texts: PaperCopyTexts }
    /** Made from the reports alone: the source is not read. */
    | { readonly kind: 'protocol'; readonly texts: ProtocolPdfTexts };
  /** Sheet that stands for a file which has no visual form here. */
  readonly otherSheet: { readonly title: string; readonly lines: readonly string[] };
}

/** Marks of a stamped copy before it is made; the result is null where what is copied has no pages of its own. */
export interface MarkPreviewJob extends Pick<CopyJob, 'source' | 'mediaType' | 'fontsDirectory'> {
  readonly texts: Omit<StampedCopyTexts, 'places'>;
}

/** A label without its fonts, which the job reads itself. */
export interface LabelJob extends Omit<LabelRequest, 'fonts'> {
  readonly fontsDirectory: string;
}

/** `sha256` and `size` are of what was written. */
export interface CopyResult {
  readonly sha256: string;
  readonly size: number;
  readonly method: 'incremental' | 'full-save';
  /** True: what was written is only what follows the bytes of the source. */
  readonly continuesSource: boolean;
}

/** A key file with its password; neither is kept, and both are gone with the job. */
export interface KeyFileJob {
  readonly container: Uint8Array;
  readonly password: string;
  /** Certificate files beside it. */
  readonly certificates: readonly Uint8Array[];
  /** ISO 8601. */
  readonly now: string;
}

/** All that one container binds, the file that is signed first; null: the signature lies beside the file. */
type FilesOfContainer = readonly (JobFile & { readonly mediaType: string })[] | null;

export interface SignJob extends KeyFileJob {
  /** SHA-256 of the certificate whose key signs. */
  readonly certificate: string;
  readonly file: JobFile;
  readonly together: FilesOfContainer;
  readonly output: BlobLocation;
}

/** What a key on a token is asked for; the value itself is the token's, whose driver has a process of its own. */
export interface TokenMessageJob {
  /** DER, as it lies on the token. */
  readonly certificate: Uint8Array;
  readonly file: JobFile;
  readonly together: FilesOfContainer;
  /** ISO 8601. */
  readonly now: string;
}

export interface TokenMessage {
  readonly message: Uint8Array;
  readonly digest: TokenDigest;
}

export interface TokenSignatureJob extends TokenMessageJob {
  /** The token's answer to the message of the same request. */
  readonly value: Uint8Array;
  readonly output: BlobLocation;
}

export interface NcalayerJob {
  readonly file: JobFile;
  readonly together: FilesOfContainer;
  /** ISO 8601. */
  readonly now: string;
  readonly locale: NcalayerLocale;
  readonly program: NcalayerProgram;
  readonly output: BlobLocation;
}

export interface SignResult extends CertificateIdentity {
  /** SHA-256 of the signer's certificate. */
  readonly certificate: string;
  readonly sha256: string;
  readonly size: number;
  readonly signer: string;
}

export interface TimestampJob {
  /** CAdES file whose first signer has no timestamp yet, or a container with it. */
  readonly signature: JobFile;
  readonly isContainer: boolean;
  readonly authority: string;
  readonly allowedHosts: readonly string[];
  readonly proxy: string | null;
  readonly nonce: Uint8Array;
  readonly output: BlobLocation;
}

/** A file that evidence is made for, by the hash that names it; its bytes are read where another hash is asked for. */
export interface ListedFile extends JobFile {
  readonly sha256: string;
}

/** Makes evidence records for many documents under one time-stamp token (RFC 4998). */
export interface EvidenceRecordJob {
  readonly documents: readonly {
    /** All that the manifest lists, the original first. */
    readonly files: readonly ListedFile[];
    readonly recordName: string;
    readonly manifestOutput: BlobLocation;
    readonly recordOutput: BlobLocation;
  }[];
  readonly digest: EvidenceDigest;
  readonly authority: string;
  readonly allowedHosts: readonly string[];
  readonly proxy: string | null;
  readonly nonce: Uint8Array;
}

interface WrittenFile {
  readonly sha256: string;
  readonly size: number;
}

/** In the order of the documents. */
export type EvidenceRecordResult =
  | { readonly kind: 'made'; readonly token: TokenFacts; readonly packages: readonly { readonly manifest: WrittenFile; readonly record: WrittenFile }[] }
  /** `refused`: the authority answered without a token. */
  | { readonly kind: 'failed'; readonly problem: TimestampProblem | 'refused'; readonly detail: string };

export type TimestampResult =
  | { readonly kind: 'timestamped'; readonly sha256: string; readonly size: number }
  | { readonly kind: 'failed'; readonly problem: TimestampProblem; readonly detail: string };

export interface OpenMailJob {
  readonly file: JobFile;
  /** Places for attachments; a message with more of them is refused. */
  readonly outputs: readonly BlobLocation[];
}

export interface OpenedAttachment {
  /** Which place it was written to. */
  readonly output: number;
  readonly fileName: string;
  /** A picture that the text of the message shows. */
  readonly inline: boolean;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  /** First bytes, for telling programs. */
  readonly start: Uint8Array;
}

export type OpenMailResult =
  | { readonly kind: 'opened'; readonly subject: string | null; readonly from: MailParty | null; readonly sentAt: string | null; readonly attachments: readonly OpenedAttachment[] }
  | { readonly kind: 'refused'; readonly code: MailRefusal; readonly detail: string };

export interface ExtractTextJob {
  readonly file: JobFile;
  readonly mediaType: string;
}

export interface ReadTableJob {
  readonly file: JobFile;
  readonly limits?: Partial<TableLimits>;
  /** Sheet of a workbook by name; the first where none is given. */
  readonly sheet?: string | null;
}

export type ReadTableResult =
  | { readonly kind: 'table'; readonly table: Table }
  /** `row`: where it was seen, the first being 1; null where it is the file as a whole. */
  | { readonly kind: 'refused'; readonly code: TableRefusal; readonly row: number | null; readonly detail: string };

/** Texts of a printed list without its fonts, which the job reads itself. */
export type TableTexts = Omit<TablePdfRequest, 'fonts'>;

export interface WindowTableJob {
  readonly texts: TableTexts;
  readonly fontsDirectory: string;
}

export type WindowTableResult = TablePdfResult;

export interface TableJob extends WindowTableJob {
  readonly output: BlobLocation;
}

export interface TableResult {
  readonly sha256: string;
  readonly size: number;
  readonly pages: number;
}

/** A form without its fonts, which the job reads itself. */
export interface FormJob extends Omit<FormPdfRequest, 'fonts'> {
  readonly fontsDirectory: string;
}

export type FormResult = FormPdfResult;

export interface FixityJob {
  readonly files: readonly { readonly sha256: string; readonly location: BlobLocation }[];
}

/** In the order of the files. `gone`: it was removed since the job was asked for. */
export type FixityResult = readonly { readonly sha256: string; readonly bytes: number; readonly found: 'intact' | 'changed' | 'unreadable' | 'gone' }[];

export interface MakePackageJob {
  readonly plan: PackagePlan;
  /** What each file is made of, by its part and path; a stamped copy has its original before it. */
  readonly locations: ReadonlyMap<string, readonly BlobLocation[]>;
  readonly output: BlobLocation;
}

/** `sha256` and `size` are of the package as a file. */
export interface MakePackageResult extends PackageResult {
  readonly sha256: string;
  readonly size: number;
}

export interface InspectPackageJob {
  readonly location: BlobLocation;
}

export type InspectPackageResult = Inspection;

export type ListPackageJob = InspectPackageJob;

/** `refused`: the stored bytes are no package. */
export type ListPackageResult = { readonly kind: 'listed'; readonly documents: readonly Omit<PackageDocument, 'taken'>[] } | { readonly kind: 'refused' };

export interface TakeFromPackageJob {
  readonly location: BlobLocation;
  /** Paths of records, each with as many places as its document has files. */
  readonly documents: readonly { readonly path: string; readonly outputs: readonly BlobLocation[] }[];
}

export type TakenFromPackage =
  | { readonly path: string; readonly kind: 'refused'; readonly reason: TakeRefusal }
  /** `output`: which of the document's places a file was written to. */
  | { readonly path: string; readonly kind: 'taken'; readonly said: SaidOfDocument; readonly files: readonly (DocumentFile & { readonly output: number })[] };

export type TakeFromPackageResult = { readonly kind: 'taken'; readonly documents: readonly TakenFromPackage[] } | { readonly kind: 'refused' };

/** What the pool can be asked to do, each in a process of its own: input and result by kind. */
export interface JobKinds {
  verify: { readonly input: VerifyJob; readonly result: readonly ValidationReport[] };
  /** How long the check of {@link VerifyJob} passes with this evidence. */
  verifiableUntil: { readonly input: VerifyJob; readonly result: ProofResult };
  describe: { readonly input: DescribeJob; readonly result: DescribeResult };
  /** Pages that an extract may be chosen from; null as in {@link DescribeResult}. */
  countPages: { readonly input: Pick<DescribeJob, 'file' | 'mediaType'>; readonly result: Pick<DescribeResult, 'pages'> };
  inspectKeyFile: { readonly input: KeyFileJob; readonly result: readonly OfferedKey[] };
  sign: { readonly input: SignJob; readonly result: SignResult };
  /** Keys of a token by its certificates (DER). */
  describeTokenKeys: { readonly input: { readonly certificates: readonly Uint8Array[]; readonly now: string }; readonly result: readonly OfferedKey[] };
  tokenMessage: { readonly input: TokenMessageJob; readonly result: TokenMessage };
  adoptTokenSignature: { readonly input: TokenSignatureJob; readonly result: SignResult };
  /** Speaks with a program on this machine, and waits for the person. */
  signThroughNcalayer: { readonly input: NcalayerJob; readonly result: SignResult };
  /** These jobs and `sendMail` use the network. */
  timestamp: { readonly input: TimestampJob; readonly result: TimestampResult };
  makeEvidence: { readonly input: EvidenceRecordJob; readonly result: EvidenceRecordResult };
  fetchEvidence: { readonly input: FetchEvidenceJob; readonly result: FetchResult };
  /** Gives a message to the office's mail server. */
  sendMail: { readonly input: SendMailJob; readonly result: SendMailResult };
  openMail: { readonly input: OpenMailJob; readonly result: OpenMailResult };
  extractText: { readonly input: ExtractTextJob; readonly result: ExtractedText };
  readTable: { readonly input: ReadTableJob; readonly result: ReadTableResult };
  copy: { readonly input: CopyJob; readonly result: CopyResult };
  previewMarks: { readonly input: MarkPreviewJob; readonly result: MarkPreview | null };
  label: { readonly input: LabelJob; readonly result: Uint8Array };
  /** Prints a list or a journal as a PDF. */
  table: { readonly input: TableJob; readonly result: TableResult };
  /** The same for one window; nothing is stored. */
  tableForWindow: { readonly input: WindowTableJob; readonly result: WindowTableResult };
  /** Sets a form to be filled in by hand; nothing is stored. */
  form: { readonly input: FormJob; readonly result: FormResult };
  /** Reads stored files again and compares them with their names. */
  checkFixity: { readonly input: FixityJob; readonly result: FixityResult };
  makePackage: { readonly input: MakePackageJob; readonly result: MakePackageResult };
  inspectPackage: { readonly input: InspectPackageJob; readonly result: InspectPackageResult };
  listPackage: { readonly input: ListPackageJob; readonly result: ListPackageResult };
  takeFromPackage: { readonly input: TakeFromPackageJob; readonly result: TakeFromPackageResult };
}
export type JobKind = keyof JobKinds;
