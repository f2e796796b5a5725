import type {
  BacklogAnswer,
  ChallengeAnswer,
  DeskList,
  DeskStanding,
  Enrolment,
  GapList,
  GivenBack,
  GivenBackAnswer,
  HeldAnswer,
  Hello,
  HelloAnswer,
  LeaseAnswer,
  LeaseReconciliation,
  LeaseReconciliationAnswer,
  LeaseRequest,
  PullAnswer,
  Push,
  PushAnswer,
  Renewal,
  RenewalAnswer,
  SegmentList,
} from '#shared/sync/wire.ts';
import type { FileLink } from './files/file-link.ts';

/** Where a server is: its address and the SHA-256 of its certificate in hex. */
export interface ServerPlace {
  readonly url: string;
  readonly certificate: string;
}

/**
 * The questions that a desk asks its server, whatever carries them. Each may be asked again after a failure: the
 * server tells a repeated question from a new one.
 *
 * @throws ServerUnreachable, ServerRefused, AnswerNotUnderstood
 */
export interface ServerLink {
  challenge(): Promise<ChallengeAnswer>;
  enrol(enrolment: Enrolment): Promise<DeskStanding>;
  hello(hello: Hello): Promise<HelloAnswer>;
  renew(renewal: Renewal): Promise<RenewalAnswer>;
  push(token: string, push: Push): Promise<PushAnswer>;
  pull(token: string, after: number, limit: number): Promise<PullAnswer>;
  /** Operations beside a segment of the main stream, up to its end. */
  pullBeside(token: string, after: number, segmentEnd: number): Promise<PullAnswer>;
  /** Sealed parts of the main stream that end after a place. */
  segments(token: string, after: number): Promise<SegmentList>;
  segmentPart(token: string, part: { readonly last: number; readonly offset: number; readonly length: number }): Promise<Uint8Array>;
  /** @param part places of the stream after `after`, up to the place `until` of the organisation's order */
  backlog(token: string, part: { readonly stream: string; readonly after: number; readonly until: number }): Promise<BacklogAnswer>;
  lease(token: string, request: LeaseRequest): Promise<LeaseAnswer>;
  reconcile(token: string, leases: LeaseReconciliation): Promise<LeaseReconciliationAnswer>;
  held(token: string, operation: { readonly opId: string; readonly place: number }): Promise<HeldAnswer>;
  desks(token: string): Promise<DeskList>;
  /** Gives a server that was put back to an older copy what it does not hold. */
  giveBack(token: string, part: GivenBack): Promise<GivenBackAnswer>;
  gaps(token: string, journalId: string, serialYear: number): Promise<GapList>;
  /** Listens for the server's word that its log has grown. It ends by itself with the link or the token. @returns how to end it */
  watch(token: string, onHead: () => void, onEnd: () => void): () => void;
  /** Ends the connections that are kept open between two questions. */
  close(): void;
}

/** A link as a desk is given it. Without `files` it carries operations only. */
export type DeskLink = ServerLink & { readonly files?: FileLink };

/** No answer came: the link, the server, or the time allowed for it. What was asked may have been done. */
export class ServerUnreachable extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`the server does not answer: ${detail}`, options);
    this.name = 'ServerUnreachable';
  }
}

/** The server's certificate is not the one that this desk was told at its enrolment. */
export class WrongServer extends ServerUnreachable {
  constructor(found: string) {
    super(`its certificate is another one (${found})`);
    this.name = 'WrongServer';
  }
}

/** The server answered with a refusal. `status`: HTTP's, 401 where the token is no longer good. */
export class ServerRefused extends Error {
  readonly status: number;
  /** Seconds after which it may be asked again; null: it does not say. */
  readonly retryAfter: number | null;
  /** What the server calls the problem; null: it does not say. */
  readonly code: string | null;

  constructor(status: number, title: string, retryAfter: number | null = null, code: string | null = null) {
    super(`the server refuses (${status}): ${title}`);
    this.name = 'ServerRefused';
    this.status = status;
    this.retryAfter = retryAfter;
    this.code = code;
  }
}

/**
 * The server does not know the newest operations of this desk and would judge them by no rule: they wait until it is
 * renewed. What it holds is taken all the same.
 */
export class OlderServer extends Error {
  constructor(highest: number, own: number) {
    super(`the server knows operations up to version ${highest}, this desk writes version ${own}`);
    this.name = 'OlderServer';
  }
}

/**
 * The server does not hold what it had given to this desk: it was put back to an older state. Nothing is sent or taken,
 * or two desks would hold different operations in the same place.
 */
export class ServerBehind extends Error {
  constructor(place: number) {
    super(`the server does not hold what it gave to this desk at place ${place}`);
    this.name = 'ServerBehind';
  }
}

/** The server lost the newest part of its log and gathers it from the desks; this one has given what it holds. */
export class ServerRecovering extends ServerRefused {
  constructor() {
    super(503, 'the log is being recovered from the desks', 60);
    this.name = 'ServerRecovering';
  }
}

/** The answer is not one of this protocol. */
export class AnswerNotUnderstood extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`the server's answer is not understood: ${detail}`, options);
    this.name = 'AnswerNotUnderstood';
  }
}
