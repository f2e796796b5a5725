import type { Dispatch } from '#shared/rpc/dispatcher.ts';
import type { AccountsRoom } from '../accounts/accounts-room.ts';
import type { ActExecution } from '../archive/destruction/act-execution.ts';
import type { Erasure } from '../archive/erasure/erasure.ts';
import type { CorrespondentsRoom } from '../correspondents/correspondents-room.ts';
import type { Environment } from '../environment.ts';
import type { EvidenceRoom } from '../evidence/evidence-room.ts';
import type { ExtractionRoom } from '../extraction/extraction-room.ts';
import type { FixityRoom } from '../archive/fixity/fixity-room.ts';
import type { PreservationRoom } from '../archive/preservation/preservation-room.ts';
import type { FolderWatch } from '../intake/folder/folder-watch.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { Uploads } from '../intake/uploads.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { PaperIntakeRoom } from '../paper-intake/paper-intake-room.ts';
import type { PrintQueue } from '../printing/print-queue.ts';
import type { PrintSystem } from '../printing/print-system.ts';
import type { NoticeMailRoom } from '../notifications/mail/notice-mail-room.ts';
import type { NotificationsRoom } from '../notifications/notifications-room.ts';
import type { Directories } from '../registration/directories.ts';
import type { RegistrationRoom } from '../registration/registration-room.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ReviewRoom } from '../review/review-room.ts';
import type { KeyStore } from '../store/keys/key-store.ts';
import type { Store } from '../store/store.ts';
import type { StructureRoom } from '../structure/structure-room.ts';
import type { SyncHost, Synchronisation } from '../sync/synchronisation.ts';
import type { NcalayerProgram } from '../signing/ncalayer/index.ts';
import type { ValidationPolicy } from '../signatures/index.ts';
import type { SigningRoom } from '../signing/signing-room.ts';
import type { OpenTokenSource } from '../signing/tokens/index.ts';
import type { TrustRoom } from '../trust/trust-room.ts';
import type { Verification } from '../verification/verification.ts';
import type { Events } from './events.ts';
import type { Logger } from './logger.ts';

export interface DeskOptions {
  readonly dataDirectory: string;
  /** Folder with `rule-packs/` and `fonts/`. */
  readonly resourcesDirectory: string;
  readonly host: 'electron' | 'loopback';
  readonly version: string;
  readonly environment: Environment;
  readonly keyStore: KeyStore;
  /** Opens the desk at start without a question; null: a window asks. */
  readonly passphrase: string | null;
  readonly jobs: JobRunner;
  /** Starts the processes of tokens' drivers; left out: no token can be used. */
  readonly tokens?: OpenTokenSource;
  /** Where NCALayer is asked; left out: where it listens. */
  readonly ncalayer?: NcalayerProgram;
  readonly logger: Logger;
  /** Levels of constraints and ends of algorithms; left out: the signature engine's own. */
  readonly signaturePolicy?: ValidationPolicy;
  /** Entry of the threads that search; left out: the one of the checkout. */
  readonly searchThread?: string;
  /** What prints on this machine; left out: its own print system. */
  readonly printing?: PrintSystem;
  /** How a server is reached, and what tells this machine from others; left out: the desk works alone. */
  readonly sync?: SyncHost;
  /** The desk was wiped and has to end; what is left goes then. */
  readonly onWiped?: () => void;
  /** Told how much of the register is read anew after a change of version, 0…1. */
  readonly onRebuild?: (done: number) => void;
  /** Work factor of password hashes; lower only in tests. */
  readonly scryptCost?: number;
}

/** A desk at work: what hosts see of it. */
export interface Desk {
  readonly dispatch: Dispatch;
  readonly events: Events;
  /** Whether somebody is signed in at a window: some events are for these only. */
  isSignedIn(connection: string): boolean;
  /** A window is gone: its session ends. */
  forget(connection: string): void;
  /** Takes in a file that was handed over by the operating system and tells the windows. */
  openFile(filePath: string): Promise<void>;
  close(): Promise<void>;
}

/** Rooms of an opened desk, for the demonstration office and for tests. */
export interface DeskRooms {
  readonly store: Store;
  readonly accounts: AccountsRoom;
  readonly registration: RegistrationRoom;
  readonly intake: IntakeRoom;
  readonly uploads: Uploads;
  readonly directories: Directories;
  readonly trust: TrustRoom;
  readonly verification: Verification;
  readonly evidence: EvidenceRoom;
  readonly signing: SigningRoom;
  readonly paperIntake: PaperIntakeRoom;
  readonly searchIndex: SearchIndex;
  readonly correspondents: CorrespondentsRoom;
  readonly review: ReviewRoom;
  readonly structure: StructureRoom;
  readonly notifications: NotificationsRoom;
  readonly noticeMail: NoticeMailRoom;
  readonly extraction: ExtractionRoom;
  readonly folder: FolderWatch;
  readonly printQueue: PrintQueue;
  readonly erasure: Erasure;
  readonly actExecution: ActExecution;
  readonly fixity: FixityRoom;
  readonly preservation: PreservationRoom;
  /** Null where no server can be reached from this start. */
  readonly sync: Synchronisation | null;
}
