import { createHash, timingSafeEqual } from 'node:crypto';
import type { FetchedKind, FetchFailure } from '#shared/contract/evidence.ts';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import { type Connect, type Resolve, systemConnect, systemResolve } from './connection.ts';
import { demandProxy } from './demand-proxy.ts';
import { type EvidenceFacts, type EvidenceReader, factsOf } from './evidence-reader.ts';
import { FetchRefused } from './failure.ts';
import { type AskedResource, guardedRequest, type GuardedRequestOptions } from './guarded-request.ts';
import { type Alternative, type Question, questionsOf } from './questions.ts';
import { type AllowedHost, parseAllowedHost } from './url-guard.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of the requests for one letter. */
export interface FetchLimits {
  readonly bytes: Readonly<Record<FetchedKind, number>>;
  readonly bytesTogether: number;
  readonly requests: number;
  readonly requestsPerHost: number;
  readonly atOnce: number;
  readonly redirects: number;
  readonly connectMilliseconds: number;
  readonly silenceMilliseconds: number;
  readonly requestMilliseconds: number;
  readonly runMilliseconds: number;
}

export const FETCH_LIMITS: FetchLimits = {
  bytes: { crl: 64 * MIB, ocsp: MIB, issuer: 256 * KIB },
  bytesTogether: 320 * MIB,
  requests: 32,
  requestsPerHost: 12,
  atOnce: 4,
  redirects: 3,
  connectMilliseconds: 10_000,
  silenceMilliseconds: 15_000,
  requestMilliseconds: 90_000,
  runMilliseconds: 180_000,
};

export interface FetchRun {
  readonly missing: readonly MissingEvidence[];
  /** Requests that are not to be made now, see {@link Alternative.request}. */
  readonly blocked: readonly string[];
  /** As the administrator wrote them. */
  readonly allowedHosts: readonly string[];
  readonly proxy: string | null;
  /** 32 random bytes, from which the nonces of OCSP are made. */
  readonly randomness: Uint8Array;
}

export interface FetchPorts {
  readonly reader: EvidenceReader;
  /** Keeps what was obtained; called for bytes that the signature room could read. */
  readonly keep: (bytes: Uint8Array) => Promise<{ readonly output: number; readonly sha256: string; readonly size: number }>;
  readonly limits?: Partial<FetchLimits>;
  readonly resolve?: Resolve;
  readonly connect?: Connect;
}

export interface ObtainedPiece extends EvidenceFacts {
  readonly kind: FetchedKind;
  readonly url: string;
  readonly request: string;
  readonly certificate: string | null;
  /** Number of the place that it was written to. */
  readonly output: number;
  readonly sha256: string;
  readonly size: number;
}

/** One address that was asked, or could not be. */
export interface Attempted {
  readonly request: string;
  readonly url: string;
  /** Null: it succeeded. */
  readonly failure: FetchFailure | null;
  /** For the log. */
  readonly detail: string;
}

export interface FetchResult {
  readonly obtained: readonly ObtainedPiece[];
  readonly attempts: readonly Attempted[];
}

const ACCEPT: Readonly<Record<FetchedKind, string>> = {
  crl: 'application/pkix-crl, */*',
  ocsp: 'application/ocsp-response',
  issuer: 'application/pkix-cert, application/pkcs7-mime, */*',
};

/** Asks for what is missing, within bounds; whatever fails is told with its reason and stops nothing else. */
export async function fetchEvidence(run: FetchRun, ports: FetchPorts): Promise<FetchResult> {
  return new Fetching(run, ports).all();
}

class Fetching {
  readonly #run: FetchRun;
  readonly #ports: FetchPorts;
  readonly #limits: FetchLimits;
  readonly #options: GuardedRequestOptions;
  readonly #asked = new Map<string, Promise<boolean>>();
  readonly #obtained: ObtainedPiece[] = [];
  readonly #attempts: Attempted[] = [];
  readonly #requestsOf = new Map<string, number>();
  #requests = 0;
  #bytes = 0;

  constructor(run: FetchRun, ports: FetchPorts) {
    this.#run = run;
    this.#ports = ports;
    this.#limits = { ...FETCH_LIMITS, ...ports.limits };
    const { redirects, connectMilliseconds, silenceMilliseconds, requestMilliseconds, runMilliseconds } = this.#limits;
    this.#options = {
      allowedHosts: run.allowedHosts.map(parseAllowedHost).filter((host): host is AllowedHost => host !== null),
      proxy: run.proxy === null ? null : demandProxy(run.proxy),
      resolve: ports.resolve ?? systemResolve,
      connect: ports.connect ?? systemConnect,
      redirects,
      connectMilliseconds,
      silenceMilliseconds,
      totalMilliseconds: requestMilliseconds,
      signal: AbortSignal.timeout(runMilliseconds),
      onRequest: (host) => this.#count(host),
    };
  }

  async all(): Promise<FetchResult> {
    const blocked = new Set(this.#run.blocked);
    const waiting = questionsOf(this.#run.missing).map((question) => question.filter(({ request }) => !blocked.has(request)));
    const work = async (): Promise<void> => {
      for (let question = waiting.shift(); question !== undefined; question = waiting.shift()) await this.#answer(question);
    };
    await Promise.all(Array.from({ length: this.#limits.atOnce }, work));
    return { obtained: this.#obtained, attempts: this.#attempts };
  }

  async #answer(question: Question): Promise<void> {
    for (const alternative of question) {
      const asked = this.#asked.get(alternative.request) ?? this.#ask(alternative);
      this.#asked.set(alternative.request, asked);
      if (await asked) return;
    }
  }

  async #ask(alternative: Alternative): Promise<boolean> {
    const { request, url } = alternative;
    try {
      this.#obtained.push(await this.#obtain(alternative));
      this.#attempts.push({ request, url, failure: null, detail: '' });
      return true;
    } catch (error) {
      if (!(error instanceof FetchRefused)) throw error;
      this.#attempts.push({ request, url, failure: error.failure, detail: error.message });
      return false;
    }
  }

  async #obtain({ kind, url, certificate, ocsp, request }: Alternative): Promise<ObtainedPiece> {
    const { reader, keep } = this.#ports;
    const nonce = createHash('sha256').update(this.#run.randomness).update(request).digest();
    const maxBytes = this.#limits.bytes[kind];
    if (this.#bytes + maxBytes > this.#limits.bytesTogether) throw new FetchRefused('limit', `more than ${this.#limits.bytesTogether} bytes together`);
    this.#bytes += maxBytes;
    let spent = 0;
    try {
      const asked: AskedResource = ocsp === null ? { url, method: 'GET', accept: ACCEPT[kind], maxBytes } : { url, method: 'POST', body: question(reader, ocsp, nonce), contentType: 'application/ocsp-request', accept: ACCEPT.ocsp, maxBytes };
      const body = await guardedRequest(asked, this.#options);
      spent = body.length;
      const description = reader.describe(kind, body);
      if (description === null) throw new FetchRefused('unreadable', `no ${kind}`);
      const repeated = ocsp === null ? null : reader.ocspNonce(body);
      if (repeated !== null && !(repeated.length === nonce.length && timingSafeEqual(repeated, nonce))) throw new FetchRefused('nonceMismatch', 'the answer is to another question');
      return { kind, url, request, certificate, ...factsOf(kind, description), ...(await keep(body)) };
    } catch (error) {
      if (error instanceof FetchRefused && error.failure === 'tooLarge') spent = maxBytes;
      throw error;
    } finally {
      // Until the length is known the whole bound counts, so that parallel answers cannot pass it together.
      this.#bytes -= maxBytes - spent;
    }
  }

  #count(host: string): void {
    const ofHost = (this.#requestsOf.get(host) ?? 0) + 1;
    if (this.#requests >= this.#limits.requests) throw new FetchRefused('limit', `more than ${this.#limits.requests} requests`);
    if (ofHost > this.#limits.requestsPerHost) throw new FetchRefused('limit', `more than ${this.#limits.requestsPerHost} requests to ${host}`);
    this.#requests += 1;
    this.#requestsOf.set(host, ofHost);
  }
}

/** A certificate that no question can be made of is as good as no address. */
function question(reader: EvidenceReader, ocsp: NonNullable<Alternative['ocsp']>, nonce: Uint8Array): Uint8Array {
  try {
    return reader.ocspRequest(ocsp.certificate, ocsp.issuer, nonce);
  } catch (cause) {
    throw new FetchRefused('unreadable', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
