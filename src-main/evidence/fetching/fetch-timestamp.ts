import { type Connect, type Resolve, systemConnect, systemResolve } from './connection.ts';
import { demandProxy } from './demand-proxy.ts';
import { FETCH_LIMITS } from './fetch-evidence.ts';
import { guardedRequest } from './guarded-request.ts';
import { type AllowedHost, parseAllowedHost } from './url-guard.ts';

/** A token with the authority's certificates. */
const MAX_RESPONSE_BYTES = 256 * 1024;

export interface TimestampQuestion {
  /** As the administrator wrote it; the address is looked at like one that came from a certificate. */
  readonly authority: string;
  /** DER of a TimeStampReq. */
  readonly request: Uint8Array;
  readonly allowedHosts: readonly string[];
  readonly proxy: string | null;
}

export interface TimestampPorts {
  readonly resolve?: Resolve;
  readonly connect?: Connect;
}

/**
 * Asks a time-stamping authority over HTTP (RFC 3161 clause 3.4).
 *
 * @returns TimeStampResp as it came; whether it fits is the signature room's to say.
 * @throws FetchRefused
 */
export function fetchTimestamp({ authority, request, allowedHosts, proxy }: TimestampQuestion, { resolve = systemResolve, connect = systemConnect }: TimestampPorts = {}): Promise<Uint8Array> {
  const { redirects, connectMilliseconds, silenceMilliseconds, requestMilliseconds } = FETCH_LIMITS;
  return guardedRequest(
    { url: authority, method: 'POST', body: request, contentType: 'application/timestamp-query', accept: 'application/timestamp-reply', maxBytes: MAX_RESPONSE_BYTES },
    {
      allowedHosts: allowedHosts.map(parseAllowedHost).filter((host): host is AllowedHost => host !== null),
      proxy: proxy === null ? null : demandProxy(proxy),
      resolve,
      connect,
      redirects,
      connectMilliseconds,
      silenceMilliseconds,
      totalMilliseconds: requestMilliseconds,
      signal: AbortSignal.timeout(requestMilliseconds),
      onRequest: () => undefined,
    },
  );
}
