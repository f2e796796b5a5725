import type { ContractError, DeskEvent } from '../contract/index.ts';
import type { Result } from '../domain/result.ts';

/** One call on its way to the desk. `callId` lets a waiting caller cancel it. */
export interface CallEnvelope {
  readonly callId: string;
  readonly method: string;
  readonly input: unknown;
}

export type CallResult = Result<unknown, ContractError>;

/** Progress of a long call, 0…1; null where the length is not known. */
export interface CallProgress {
  readonly callId: string;
  readonly progress: number | null;
}

/**
 * The way between a window and its desk. Implementations carry structured values with `Uint8Array`
 * inside; they know nothing of methods.
 */
export interface Transport {
  /** Resolves with the desk's answer; rejects only when the desk cannot be reached. */
  request(envelope: CallEnvelope): Promise<CallResult>;
  /** Asks that a call be given up; the call itself answers `cancelled` or its result, whichever comes first. */
  cancel(callId: string): void;
  /** Events of the desk and progress of own calls, until the returned function is called. */
  subscribe(listener: TransportListener): () => void;
}

export interface TransportListener {
  readonly event: (event: DeskEvent) => void;
  readonly progress: (progress: CallProgress) => void;
  /** The link to the desk's process broke or came back; calls fail while it is broken. */
  readonly connection: (connected: boolean) => void;
}
