import type {
  ChallengeAnswer,
  DeskStanding,
  Enrolment,
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
} from '#shared/sync/wire.ts';
import type { FileLink } from './files/file-link.ts';

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
  lease(token: string, request: LeaseRequest): Promise<LeaseAnswer>;
  reconcile(token: string, leases: LeaseReconciliation): Promise<LeaseReconciliationAnswer>;
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

/** The answer is not one of this protocol. */
export class AnswerNotUnderstood extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`the server's answer is not understood: ${detail}`, options);
    this.name = 'AnswerNotUnderstood';
  }
}
