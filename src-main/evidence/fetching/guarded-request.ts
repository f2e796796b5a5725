import http, { type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type ConnectionOptions, openConnection } from './connection.ts';
import { FetchRefused } from './failure.ts';
import { type AllowedHost, type CheckedUrl, checkUrl } from './url-guard.ts';

/** What is asked, and of which kind the answer has to be. */
export interface AskedResource {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: Uint8Array;
  readonly contentType?: string;
  readonly accept: string;
  /** Bytes of the answer's body. */
  readonly maxBytes: number;
}

export interface GuardedRequestOptions extends ConnectionOptions {
  readonly allowedHosts: readonly AllowedHost[];
  readonly redirects: number;
  /** Longest silence of the server while it answers. */
  readonly silenceMilliseconds: number;
  /** For everything together, redirects included. */
  readonly totalMilliseconds: number;
  readonly signal: AbortSignal;
  /** Called before each request, redirected ones included; throws where a bound is reached. */
  readonly onRequest: (host: string) => void;
}

const HEADER_LIMIT = 16 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** A question that is sent goes on as a question only with these (RFC 9110 clause 15.4). */
const REDIRECTS_OF_POST = new Set([307, 308]);

/**
 * One request to an address that came from foreign bytes. Each redirect is looked at like a first address.
 * No cookies, no credentials, no compression (a small body must not unfold into a large one), no proxy but
 * the administrator's.
 *
 * @throws FetchRefused
 */
export async function guardedRequest(asked: AskedResource, options: GuardedRequestOptions): Promise<Buffer> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.totalMilliseconds)]);
  let url = asked.url;
  for (let hop = 0; hop <= options.redirects; hop += 1) {
    const target = checkUrl(url, options.allowedHosts);
    options.onRequest(target.host);
    const socket = await openConnection(target, options, signal);
    try {
      const answer = await exchange(asked, target, socket, options, signal);
      if (answer.redirect === null) return answer.body;
      if (!URL.canParse(answer.redirect, target.url.href)) throw new FetchRefused('forbiddenUrl', 'redirected to no address');
      url = new URL(answer.redirect, target.url).href;
    } finally {
      socket.destroy();
    }
  }
  throw new FetchRefused('tooManyRedirects', `more than ${options.redirects} redirects`);
}

type Answer = { readonly redirect: string } | { readonly redirect: null; readonly body: Buffer };

function exchange(asked: AskedResource, { url }: CheckedUrl, socket: Socket, options: GuardedRequestOptions, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      method: asked.method,
      // A proxy is told the whole address (RFC 9112 clause 3.2.2), unless there is a tunnel through it.
      path: options.proxy !== null && url.protocol === 'http:' ? url.href : `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        accept: asked.accept,
        'accept-encoding': 'identity',
        'user-agent': 'Chancery',
        connection: 'close',
        ...(asked.body === undefined ? {} : { 'content-type': asked.contentType, 'content-length': asked.body.length }),
      },
      setHost: false,
      maxHeaderSize: HEADER_LIMIT,
      // No agent: an agent could be told by the environment to use a proxy, and would look the name up again.
      createConnection: () => socket,
    });
    const fail = (error: Error): void => {
      clearTimeout(silence);
      signal.removeEventListener('abort', abort);
      request.destroy();
      reject(error);
    };
    const done = (answer: Answer): void => {
      clearTimeout(silence);
      signal.removeEventListener('abort', abort);
      resolve(answer);
    };
    const abort = (): void => fail(new FetchRefused('timedOut', `no whole answer after ${options.totalMilliseconds} ms`));
    const quiet = (): void => fail(new FetchRefused('timedOut', `silent for ${options.silenceMilliseconds} ms`));
    let silence = setTimeout(quiet, options.silenceMilliseconds);
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(quiet, options.silenceMilliseconds);
    };
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) return abort();

    request.once('error', (error) => fail(asRefused(error)));
    request.once('response', (response) => {
      heard();
      void (async () => {
        try {
          done(await receive(asked, response, heard));
        } catch (error) {
          fail(asRefused(error));
        }
      })();
    });
    request.end(asked.body);
  });
}

async function receive(asked: AskedResource, response: IncomingMessage, heard: () => void): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  if (REDIRECTS.has(status) && location !== undefined) {
    if (asked.method === 'POST' && !REDIRECTS_OF_POST.has(status)) throw new FetchRefused('httpStatus', `${status} to a question`);
    return { redirect: location };
  }
  if (status !== 200) throw new FetchRefused('httpStatus', String(status));
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new FetchRefused('unreadable', 'compressed, though that was not asked for');
  if (Number(response.headers['content-length'] ?? 0) > asked.maxBytes) throw new FetchRefused('tooLarge', `more than ${asked.maxBytes} bytes`);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      heard();
      size += part.length;
      if (size > asked.maxBytes) throw new FetchRefused('tooLarge', `more than ${asked.maxBytes} bytes`);
      parts.push(part);
    }
  } catch (error) {
    throw asRefused(error);
  }
  return { redirect: null, body: Buffer.concat(parts) };
}

function asRefused(error: unknown): FetchRefused {
  if (error instanceof FetchRefused) return error;
  const detail = error instanceof Error ? error.message : String(error);
  // Headers that are no HTTP, or too long.
  const malformed = error instanceof Error && 'code' in error && String(error.code).startsWith('HPE_');
  return new FetchRefused(malformed ? 'unreadable' : 'unreachable', detail, { cause: error });
}
