import type { DeskEvent } from '#shared/contract/events.ts';
import type { CallEnvelope, CallProgress, CallResult } from '#shared/rpc/transport.ts';
import type { JobFailure, JobPriority } from '../jobs/job-runner.ts';
import type { TokenAnswer, TokenCalls } from '../signing/tokens/token-messages.ts';
import type { Audience } from './events.ts';

/** What the desk thread is started with. */
export interface DeskThreadData {
  readonly dataDirectory: string;
  readonly resourcesDirectory: string;
  readonly host: 'electron' | 'loopback';
  readonly version: string;
  /** `system`: the main thread seals and opens the desk key (Electron safeStorage). */
  readonly keyStore: 'passphrase' | 'plain' | 'system';
  readonly passphrase: string | null;
  readonly demonstration: boolean;
  /** Folder of the witness of registration numbers, outside the data directory; null: the desk joins no server. */
  readonly witnessDirectory: string | null;
  /** Entry of the threads that search; null: the one of the checkout. */
  readonly searchThread: string | null;
}

/** Main thread → desk thread. */
export type ToDesk =
  | { readonly type: 'call'; readonly connection: string; readonly envelope: CallEnvelope }
  | { readonly type: 'cancel'; readonly connection: string; readonly callId: string }
  | { readonly type: 'forget'; readonly connection: string }
  | { readonly type: 'openFile'; readonly path: string }
  | { readonly type: 'jobProgress'; readonly jobId: number; readonly progress: number | null }
  | { readonly type: 'jobDone'; readonly jobId: number; readonly result: unknown }
  | { readonly type: 'jobFailed'; readonly jobId: number; readonly failure: JobFailure; readonly detail: string; readonly errorName: string; readonly errorCode: string }
  | { readonly type: 'tokenAnswer'; readonly callId: number; readonly answer: TokenAnswer<unknown> }
  | { readonly type: 'keyAnswer'; readonly requestId: number; readonly answer: unknown; readonly error: string | null }
  | { readonly type: 'close' };

/** Why the desk could not be opened; `detail` is for the log. */
export type OpenFailure = 'in-use' | 'newer-database' | 'rule-pack' | 'key' | 'other';

/** Desk thread → main thread. */
export type FromDesk =
  | { readonly type: 'opened' }
  | { readonly type: 'openFailed'; readonly failure: OpenFailure; readonly detail: string }
  | { readonly type: 'preparing'; readonly what: 'pki' | 'documents' | 'register'; readonly progress: number }
  | { readonly type: 'answer'; readonly connection: string; readonly callId: string; readonly result: CallResult }
  | { readonly type: 'progress'; readonly connection: string; readonly progress: CallProgress }
  | { readonly type: 'event'; readonly event: DeskEvent; readonly audience: Audience; readonly signedIn: readonly string[] }
  | { readonly type: 'runJob'; readonly jobId: number; readonly kind: string; readonly input: unknown; readonly limits: unknown; readonly priority: JobPriority }
  | { readonly type: 'cancelJob'; readonly jobId: number }
  | { readonly type: 'askToken'; readonly sourceId: number; readonly driverPath: string; readonly callId: number; readonly kind: keyof TokenCalls; readonly input: unknown }
  | { readonly type: 'closeToken'; readonly sourceId: number }
  | { readonly type: 'keyRequest'; readonly requestId: number; readonly ask: 'seal' | 'open'; readonly value: unknown }
  /** Everything of the desk was removed; the thread ends with that. */
  | { readonly type: 'wiped' }
  | { readonly type: 'closed' };
