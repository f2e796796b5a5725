import type { AdmissionNote, AdmissionStatus } from '#shared/sync/admission.ts';
import type { ChainPlace, Fence, VoidReason } from '#shared/sync/wire.ts';
import type { Role } from '#shared/domain/rights.ts';
import type { RecoveryChange } from './recovery-change.ts';

/**
 * All that the server asks of a database. No dialect shows here: the same contract tests run on every implementation
 * (tests/integration/server/store-contract.ts).
 */

export interface Organisation {
  readonly organisation: string;
  readonly name: string;
  /** Place of its newest operation. */
  readonly seq: number;
  /** Id of the recovery from an older copy that is under way; null: none. */
  readonly recovery: string | null;
}

export type DeskState = 'active' | 'fenced' | 'revoked';
export interface DeskRow {
  readonly desk: string;
  readonly organisation: string;
  readonly epoch: number;
  readonly code: string;
  readonly founder: boolean;
  /** Last operation that a founder made before its enrolment; null until its first hello. */
  readonly foundingUntil: number | null;
  /** Raw Ed25519 public key in base64url. */
  readonly publicKey: string;
  readonly machine: string;
  readonly state: DeskState;
  /** Why it is fenced; null while active. */
  readonly fence: Fence | null;
  readonly predecessor: string | null;
  /** All identities before this one, the nearest first. */
  readonly family: readonly string[];
  readonly streams: readonly string[];
  readonly last: ChainPlace;
  readonly enrolledAt: number;
}

/** A desk as an administrator sees it. */
export interface DeskContact extends DeskRow {
  readonly seenAt: number | null;
  /** Place up to which it said that it holds the organisation's log. */
  readonly pulled: number;
}

export interface EnrolmentCode {
  readonly codeHash: string;
  readonly organisation: string;
  readonly wishedCode: string | null;
  readonly expiresAt: number;
  readonly usedBy: string | null;
}

/** An operation that stands, as later ones refer to it. */
export interface PlacedOperation {
  readonly opId: string;
  readonly seq: number;
  readonly hash: string;
  readonly status: AdmissionStatus;
  readonly note: AdmissionNote;
}

export interface StoredOperation extends PlacedOperation {
  readonly stream: string;
  readonly streamSeq: number;
  /** Identity that pushed it. */
  readonly desk: string;
  readonly epoch: number;
  readonly deskSeq: number;
  readonly prevHash: string;
  readonly kind: string;
  readonly v: number;
  readonly entity: string;
  readonly size: number;
  readonly body: string;
}

export type PageRow = Pick<StoredOperation, 'seq' | 'stream' | 'streamSeq' | 'opId' | 'prevHash' | 'hash' | 'status' | 'note' | 'body'>;
export interface PageQuery {
  readonly after: number;
  readonly limit: number;
  /** Most bytes of bodies; a first one that is larger comes alone. */
  readonly bytes: number;
  readonly streams: readonly string[];
  /** Identities whose operations are read in whatever stream. */
  readonly desks: readonly string[];
  /** Last place that is asked for; left out: the newest. */
  readonly until?: number;
}
export interface SegmentRow {
  readonly lastStreamSeq: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Bytes of the packed form, and their SHA-256. */
  readonly size: number;
  readonly sha256: string;
}

export interface StreamPageQuery {
  readonly stream: string;
  /** Place in the stream. */
  readonly after: number;
  /** Place in the organisation's order; later ones are not asked for. */
  readonly until: number;
  readonly limit: number;
  readonly bytes: number;
}
export interface Page {
  readonly operations: readonly PageRow[];
  /** Place of the newest operation, read before the rows: every row up to it was visible. */
  readonly head: number;
  /** Whether rows that the query asks for follow after the last one. */
  readonly more: boolean;
  /** As {@link Organisation.recovery}. */
  readonly recovery: string | null;
}

export interface ActorRow {
  readonly accountId: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
  /** Codes of the desks that take the person's passwords; null: these are in the stream of all. */
  readonly desks: readonly string[] | null;
}

export interface EntityHead {
  readonly entity: string;
  readonly seq: number;
}

/** Operation whose changes later ones may overlap. */
export interface EntityChange {
  readonly entity: string;
  readonly seq: number;
  readonly opId: string;
  readonly desk: string;
  readonly body: string;
}

export interface NumberKey {
  readonly journalId: string;
  readonly serialYear: number;
  /** Empty for the organisation's one run, else the code of the desk that counts alone. */
  readonly run: string;
  readonly number: number;
}
export const NUMBER_STATES = ['leased', 'used', 'void'] as const;
export type NumberState = (typeof NUMBER_STATES)[number];
/** `renewed`: its desk took a new identity. `skipped`: a higher number was used first. */
/** That a number was void before it was used by a late document. */
export interface NumberPast {
  readonly reason: VoidReason;
  readonly act: string | null;
}
export interface NumberRow extends NumberKey {
  readonly state: NumberState;
  readonly leaseId: string | null;
  readonly opId: string | null;
  readonly documentId: string | null;
  readonly voidReason: VoidReason | null;
  /** The act or, where it was skipped, the operation that made it void. */
  readonly voidAct: string | null;
  /** Documents that bear it; more than one is a conflict. */
  readonly uses: number;
  readonly history: readonly NumberPast[];
}
/** Numbers of the organisation's run that get the same state at once. */
export interface NumberRange {
  readonly journalId: string;
  readonly serialYear: number;
  readonly first: number;
  readonly last: number;
  readonly state: 'leased' | 'void';
  readonly leaseId: string | null;
  readonly voidReason: VoidReason | null;
  readonly voidAct: string | null;
}
export interface CounterRow {
  readonly journalId: string;
  readonly serialYear: number;
  /** Lowest number that was never leased, used or void. */
  readonly next: number;
}

export interface LeaseRow {
  readonly leaseId: string;
  readonly desk: string;
  readonly epoch: number;
  readonly requestId: string;
  readonly journalId: string;
  readonly serialYear: number;
  readonly first: number;
  readonly last: number;
  readonly expiresAt: number;
  readonly active: boolean;
}

/** Why numbers were made void, for the gap act. */
export interface VoidAct {
  readonly actId: string;
  readonly at: number;
  readonly reason: VoidReason;
  readonly desk: string;
}

export const NUMBER_CONFLICTS = ['used', 'farNumber', 'unreadable'] as const;
export type NumberConflictKind = (typeof NUMBER_CONFLICTS)[number];
export interface NumberConflict extends NumberKey {
  readonly opId: string;
  readonly kind: NumberConflictKind;
  readonly documentId: string;
  readonly suffix: string | null;
}
export interface FieldConflictRow {
  readonly opId: string;
  readonly field: string;
  readonly otherOpId: string;
  readonly entity: string;
}

export interface JournalNumbers extends CounterRow {
  readonly used: number;
  readonly leased: number;
  readonly void: number;
}

/** A number below the counter that no document bears. */
export interface MissingNumber {
  readonly number: number;
  readonly state: 'leased' | 'void';
  readonly voidReason: VoidReason | null;
  readonly voidAct: string | null;
  /** When it became void by an act. */
  readonly voidAt: number | null;
  readonly leaseId: string | null;
  readonly deskCode: string | null;
  readonly leaseExpiresAt: number | null;
}

/** That an accepted operation names a file: who may read it follows from stream and desk. */
export interface FileName {
  readonly sha256: string;
  readonly stream: string;
  /** Identity that pushed the operation. */
  readonly desk: string;
  /** Null where the operation does not say it. */
  readonly size: number | null;
}
export interface NewFileName extends FileName {
  readonly at: number;
}
/** A file of an organisation. `heldAt` null: named, and its bytes did not come yet. */
export interface FileRow {
  readonly sha256: string;
  readonly size: number | null;
  readonly namedAt: number;
  readonly heldAt: number | null;
  /** When it was destroyed with its document; while `heldAt` stands beside it, its bytes are still to be removed. */
  readonly erasedAt: number | null;
}
/** A document whose files the server removes, since a desk has said that it did. */
export interface ErasedDocument {
  readonly documentId: string;
  readonly caseId: string;
  readonly actId: string;
}
/** What the server has removed for an act. */
export interface ErasedAct {
  readonly actId: string;
  /** Cases whose documents had files. */
  readonly cases: number;
  readonly filesRemoved: number;
  readonly filesKept: number;
}
/** Which accepted operations are read: of these kinds, after a place up to another. */
export interface KindsQuery {
  readonly kinds: readonly string[];
  readonly after: number;
  readonly until: number;
  readonly limit: number;
}
/** What an organisation's operations name, and what of it is held. */
export interface FileTotals {
  readonly held: number;
  readonly bytes: number;
  readonly missing: number;
}
/** An operation as the log is read for files. */
export type LoggedBody = Pick<StoredOperation, 'seq' | 'stream' | 'desk' | 'status' | 'body'>;

/**
 * One transaction on one organisation. Its row was locked before anything was read, and is written last whatever the
 * work did: on every engine and at every isolation level the work sees all that was committed before.
 */
export interface Change {
  readonly organisation: Organisation;
  desks(ids: readonly string[]): Promise<DeskRow[]>;
  allDesks(): Promise<DeskRow[]>;
  saveDesks(rows: readonly DeskRow[]): Promise<void>;
  enrolmentCodes(): Promise<EnrolmentCode[]>;
  saveEnrolmentCode(row: EnrolmentCode): Promise<void>;

  operations(opIds: readonly string[]): Promise<PlacedOperation[]>;
  streamHeads(streams: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Rows in their order, `seq` and `streamSeq` going on from the heads; moves both. */
  insertOperations(rows: readonly StoredOperation[]): Promise<void>;
  entityHeads(entities: readonly string[]): Promise<EntityHead[]>;
  moveEntityHeads(rows: readonly EntityHead[]): Promise<void>;
  /** Accepted operations of the kinds on each entity after a place. */
  changesAfter(points: readonly EntityHead[], kinds: readonly string[]): Promise<EntityChange[]>;
  actors(accountIds: readonly string[]): Promise<ActorRow[]>;
  /** Persons who work at certain desks only. */
  enrolledActors(): Promise<ActorRow[]>;
  saveActors(rows: readonly ActorRow[]): Promise<void>;

  numbers(keys: readonly NumberKey[]): Promise<NumberRow[]>;
  saveNumbers(rows: readonly NumberRow[]): Promise<void>;
  /** Adds the numbers that have no row yet. */
  insertNumberRanges(ranges: readonly NumberRange[]): Promise<void>;
  /** Lowest number from one on that has a row; null: none. */
  firstNumberFrom(journalId: string, serialYear: number, from: number): Promise<number | null>;
  counters(keys: readonly Omit<CounterRow, 'next'>[]): Promise<CounterRow[]>;
  saveCounters(rows: readonly CounterRow[]): Promise<void>;
  leaseOfRequest(desk: string, epoch: number, requestId: string): Promise<LeaseRow | null>;
  leases(leaseIds: readonly string[]): Promise<LeaseRow[]>;
  activeLeasesOf(desk: string): Promise<LeaseRow[]>;
  saveLeases(rows: readonly LeaseRow[]): Promise<void>;
  /** Numbers that were leased to the desk and are neither used nor void. */
  outstanding(desk: string, journalId: string, serialYear: number): Promise<number>;
  /** Makes leased numbers void, of each lease from a number on. */
  voidLeased(parts: readonly { readonly leaseId: string; readonly from: number }[], act: VoidAct): Promise<void>;
  saveNumberConflicts(rows: readonly NumberConflict[]): Promise<void>;
  saveFieldConflicts(rows: readonly FieldConflictRow[]): Promise<void>;

  /** Adds what is not known yet. */
  saveFileNames(rows: readonly NewFileName[]): Promise<void>;
  /** How the log was read for files when that was last done; null: never. */
  filesReadAs(): Promise<string | null>;
  saveFilesReadAs(readAs: string): Promise<void>;
  /** Operations of any stream in their order, for reading the log for files. */
  bodiesAfter(seq: number, limit: number): Promise<LoggedBody[]>;

  /** Files that something new names are wanted again, unless it belongs to a document whose files are destroyed. */
  nameAgain(rows: readonly { readonly sha256: string; readonly documentId: string | null }[]): Promise<void>;
  /** Accepted operations of the kinds, in their order. */
  bodiesOfKinds(query: KindsQuery): Promise<LoggedBody[]>;
  /** Keeps what is destroyed, up to which place of the log it was found, and what is said of each act. */
  saveErasure(erasure: { readonly documents: readonly ErasedDocument[]; readonly files: readonly string[]; readonly acts: readonly ErasedAct[]; readonly through: number; readonly at: number }): Promise<void>;

  readonly recovery: RecoveryChange;
}

/** There is no such organisation. */
export class UnknownOrganisation extends Error {
  constructor(organisation: string) {
    super(`there is no organisation ${organisation}`);
    this.name = 'UnknownOrganisation';
  }
}

/** The database was written by a newer program; it was left as it is. */
export class NewerSchema extends Error {
  constructor(found: number, known: number) {
    super(`the server's database has schema version ${found}; this program knows up to ${known}`);
    this.name = 'NewerSchema';
  }
}

export interface Store {
  /**
   * Runs the work in one transaction on the organisation. It may run again after a conflict with another node, and
   * must therefore touch nothing but the transaction. @throws UnknownOrganisation
   */
  change<Value>(organisation: string, work: (change: Change) => Promise<Value>): Promise<Value>;
  /** The secret that all nodes share; the first proposal stays. */
  secret(proposal: string): Promise<string>;
  createOrganisation(organisation: string, name: string, at: number): Promise<void>;
  organisations(): Promise<Organisation[]>;
  desk(desk: string): Promise<DeskRow | null>;
  deskContacts(organisation: string): Promise<DeskContact[]>;
  /** Notes that a desk was there, outside the organisation's lock. `pulled` null: what it holds was not said. */
  noteContact(organisation: string, desk: string, at: number, pulled: number | null): Promise<void>;
  enrolmentCode(codeHash: string): Promise<EnrolmentCode | null>;
  page(organisation: string, query: PageQuery): Promise<Page>;
  /** Sealed parts of the main stream, in their order. */
  segments(organisation: string): Promise<SegmentRow[]>;
  /** The sealed part that ends with a place of the organisation's order. */
  segment(organisation: string, lastSeq: number): Promise<SegmentRow | null>;
  /** Where another node was first, its segment stays. */
  saveSegment(organisation: string, row: SegmentRow): Promise<void>;
  /** Place of an operation; null: it does not stand here. */
  placeOf(organisation: string, opId: string): Promise<number | null>;
  /** Operations of one stream after one of its places, up to a place of the organisation's order. */
  streamPage(organisation: string, query: StreamPageQuery): Promise<Omit<Page, 'head' | 'recovery'>>;
  journals(organisation: string): Promise<JournalNumbers[]>;
  numberConflicts(organisation: string): Promise<NumberConflict[]>;
  fieldConflicts(organisation: string): Promise<FieldConflictRow[]>;
  missingNumbers(organisation: string, journalId: string, serialYear: number): Promise<MissingNumber[]>;
  /** Active leases that expired before an instant, with their organisations. */
  leasesExpiredBefore(instant: number): Promise<{ readonly organisation: string; readonly leaseId: string; readonly desk: string }[]>;
  /** Numbers of all organisations that are leased and not used. */
  leasedNumbers(): Promise<number>;
  file(organisation: string, sha256: string): Promise<FileRow | null>;
  fileNames(organisation: string, sha256: string): Promise<FileName[]>;
  /** The bytes of a named file lie in the blob store now. */
  markHeld(organisation: string, sha256: string, size: number, at: number): Promise<void>;
  fileTotals(organisation: string): Promise<FileTotals>;
  /** As {@link Change.bodiesOfKinds}, of what is committed. */
  bodiesOfKinds(organisation: string, query: KindsQuery): Promise<LoggedBody[]>;
  /** Place up to which the log was read for what is destroyed. */
  erasureRead(organisation: string): Promise<number>;
  erasedAct(organisation: string, actId: string): Promise<ErasedAct | null>;
  /** Files that are destroyed and whose bytes are still to be removed. */
  filesToRemove(organisation: string, limit: number): Promise<string[]>;
  /** Whether any organisation holds the file for something that stays. */
  isHeldAnywhere(sha256: string): Promise<boolean>;
  /** The bytes of a destroyed file are gone. */
  markRemoved(organisation: string, sha256: string): Promise<void>;
  /** Files that are named and not held, the oldest first, with the desks whose operations name them. */
  missingFiles(organisation: string, limit: number): Promise<(FileRow & { readonly desks: readonly string[] })[]>;
  /** @throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
