import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { BLOBS_PATH, ERASURE_PATH, type ErasureAnswer, erasureAnswer, HELD_PROBLEM, TUS_VERSION, UPLOAD_CONTENT_TYPE, UPLOADS_PATH } from '#shared/sync/file-wire.ts';
import { problemDetails, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/sync/wire.ts';
import type { Bandwidth } from '../bandwidth.ts';
import { PinnedAgent } from '../pinned-agent.ts';
import { AnswerNotUnderstood, ServerRefused, ServerUnreachable } from '../server-link.ts';
import type { FileLink, PartWanted, UploadBegun } from './file-link.ts';

/** Nothing came or went for so long: the link is gone. What was written may still stand in front of a slow line. */
const SILENCE_MILLISECONDS = 60_000;
/** Bytes that are written at once, so that a limit of the bandwidth is kept evenly. */
const SLICE_BYTES = 16 * 1024;
/** Most bytes of a refusal. */
const PROBLEM_BYTES = 64 * 1024;
const PROBLEM_TYPE = /^urn:chancery:problem:(?<code>\w+)$/;

interface Question {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  readonly path: string;
  readonly token: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpsFileLinkOptions {
  readonly url: string;
  readonly certificate: string;
  readonly bandwidth: Bandwidth;
}

/**
 * Files over HTTPS: uploads by tus, reading by ranges, on a connection of their own beside that of operations. A
 * client of tus from elsewhere would know neither the pinned certificate nor encrypted files that are read in parts,
 * nor where the place of an upload is kept; what the protocol asks of a client is little.
 */
export class HttpsFileLink implements FileLink {
  readonly #options: HttpsFileLinkOptions;
  readonly #agent: PinnedAgent;

  constructor(options: HttpsFileLinkOptions) {
    this.#options = options;
    this.#agent = new PinnedAgent({ certificate: options.certificate, connections: 2, connectMilliseconds: SILENCE_MILLISECONDS });
  }

  async beginUpload(token: string, { sha256, size }: { readonly sha256: string; readonly size: number }, first: Uint8Array, signal?: AbortSignal): Promise<UploadBegun> {
    const headers = { 'upload-length': String(size), 'upload-metadata': `sha256 ${Buffer.from(sha256, 'latin1').toString('base64')}` };
    const response = await this.#send({ method: 'POST', path: UPLOADS_PATH, token, headers, ...(first.length === 0 ? {} : { body: first }), signal });
    if (response.statusCode !== 201) {
      const refusal = await refusalOf(response);
      if (refusal instanceof ServerRefused && refusal.code === HELD_PROBLEM) return { answer: 'held' };
      throw refusal;
    }
    response.resume();
    const place = response.headers.location;
    if (place === undefined) throw new AnswerNotUnderstood('an upload without a place');
    return { answer: 'begun', place: this.#pathOf(place), offset: offsetOf(response, first.length === 0 ? 0 : null) };
  }

  async uploadOffset(token: string, place: string, signal?: AbortSignal): Promise<number | null> {
    const response = await this.#send({ method: 'HEAD', path: place, token, signal });
    response.resume();
    if (response.statusCode === 404 || response.statusCode === 410) return null;
    if (response.statusCode !== 200) throw await refusalOf(response);
    return offsetOf(response, null);
  }

  async appendUpload(token: string, place: string, offset: number, bytes: Uint8Array, signal?: AbortSignal): Promise<number> {
    const response = await this.#send({ method: 'PATCH', path: place, token, headers: { 'upload-offset': String(offset) }, body: bytes, signal });
    if (response.statusCode !== 204) throw await refusalOf(response);
    response.resume();
    return offsetOf(response, null);
  }

  async readPart(token: string, { sha256, offset, length }: PartWanted, take: (piece: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<number | null> {
    const response = await this.#send({ method: 'GET', path: `${BLOBS_PATH}/${sha256}`, token, headers: { range: `bytes=${offset}-${offset + length - 1}` }, signal });
    if (response.statusCode === 404) {
      response.resume();
      return null;
    }
    // A file without a byte has no part that could be asked for.
    const empty = /^bytes \*\/(?<size>\d+)$/.exec(response.headers['content-range'] ?? '')?.groups?.['size'];
    if (response.statusCode === 416 && Number(empty) === offset) {
      response.resume();
      return offset;
    }
    if (response.statusCode !== 206) throw await refusalOf(response);
    const told = /^bytes (?<first>\d+)-\d+\/(?<size>\d+)$/.exec(response.headers['content-range'] ?? '')?.groups;
    if (told === undefined || Number(told['first']) !== offset) {
      response.destroy();
      throw new AnswerNotUnderstood('another part than the one that was asked for');
    }
    let left = length;
    try {
      for await (const piece of response as AsyncIterable<Buffer>) {
        if (piece.length > left) throw new AnswerNotUnderstood('more bytes than were asked for');
        left -= piece.length;
        await this.#options.bandwidth.take(piece.length, signal);
        await take(piece);
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (isConnectionError(error)) throw unreachable(error);
      throw error;
    }
    return Number(told['size']);
  }

  async removed(token: string, actId: string): Promise<ErasureAnswer['removed']> {
    const response = await this.#send({ method: 'GET', path: `${ERASURE_PATH}?act=${encodeURIComponent(actId)}`, token });
    if (response.statusCode !== 200) throw await refusalOf(response);
    const parts: Buffer[] = [];
    for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
    const answer = erasureAnswer.safeParse(parseJson(Buffer.concat(parts).toString('utf8')));
    if (!answer.success) throw new AnswerNotUnderstood('what was removed for an act');
    return answer.data.removed;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** The server names places as it sees itself; the desk goes to the server that it knows, whatever it says. */
  #pathOf(location: string): string {
    const { pathname } = new URL(location, this.#options.url);
    if (!pathname.startsWith(`${UPLOADS_PATH}/`)) throw new AnswerNotUnderstood(`an upload at ${pathname}`);
    return pathname;
  }

  #send({ method, path, token, headers = {}, body, signal }: Question): Promise<IncomingMessage> {
    signal?.throwIfAborted();
    const isUpload = path.startsWith(UPLOADS_PATH);
    const all = {
      [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
      authorization: `Bearer ${token}`,
      'accept-encoding': 'identity',
      ...(isUpload ? { 'tus-resumable': TUS_VERSION } : {}),
      ...(body === undefined ? (method === 'POST' ? { 'content-length': '0' } : {}) : { 'content-type': UPLOAD_CONTENT_TYPE, 'content-length': String(body.length) }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.#options.url), { method, headers: all, agent: this.#agent, timeout: SILENCE_MILLISECONDS, ...(signal === undefined ? {} : { signal }) }, resolve);
      asked.on('timeout', () => asked.destroy(new Error(`nothing came for ${SILENCE_MILLISECONDS / 1000} s`)));
      asked.on('error', (error) => reject(signal?.aborted === true ? (signal.reason as Error) : unreachable(error)));
      if (body === undefined) {
        asked.end();
        return;
      }
      this.#write(asked, body, signal).catch((error: unknown) => asked.destroy(error instanceof Error ? error : new Error(String(error))));
    });
  }

  async #write(asked: ReturnType<typeof request>, body: Uint8Array, signal?: AbortSignal): Promise<void> {
    for (let at = 0; at < body.length; at += SLICE_BYTES) {
      const slice = body.subarray(at, at + SLICE_BYTES);
      await this.#options.bandwidth.take(slice.length, signal);
      // The server may have refused before all was sent.
      if (asked.destroyed || asked.writableEnded) return;
      if (!asked.write(slice)) await goesOn(asked);
    }
    asked.end();
  }
}

/** Ends when more can be written, or no more has to be. */
function goesOn(asked: ReturnType<typeof request>): Promise<void> {
  return new Promise((resolve) => {
    const events = ['drain', 'close', 'response'] as const;
    const go = (): void => {
      for (const event of events) asked.off(event, go);
      resolve();
    };
    for (const event of events) asked.on(event, go);
  });
}

function offsetOf(response: IncomingMessage, unsaid: number | null): number {
  const said = response.headers['upload-offset'];
  const offset = said === undefined ? unsaid : Number(said);
  if (offset === null || !Number.isSafeInteger(offset) || offset < 0) throw new AnswerNotUnderstood(`an upload that stands at ${String(said)}`);
  return offset;
}

async function refusalOf(response: IncomingMessage): Promise<Error> {
  const status = response.statusCode ?? 0;
  const retryAfter = Number(response.headers['retry-after']);
  let text = '';
  try {
    for await (const part of response as AsyncIterable<Buffer>) if (text.length < PROBLEM_BYTES) text += part.toString('utf8');
  } catch (error) {
    return unreachable(error);
  }
  const problem = problemDetails.safeParse(parseJson(text));
  // An answer to HEAD has no words.
  const { title, detail, type } = problem.success ? problem.data : { title: 'no reason was given', detail: undefined, type: undefined };
  if (!problem.success && text !== '') return new AnswerNotUnderstood(`HTTP status ${status} without a problem of this protocol`);
  return new ServerRefused(status, detail === undefined ? title : `${title}: ${detail}`, Number.isFinite(retryAfter) ? retryAfter : null, PROBLEM_TYPE.exec(type ?? '')?.groups?.['code'] ?? null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Held to a schema by whoever asked: what is no JSON fits none.
    return undefined;
  }
}

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|ERR_STREAM|ERR_SSL|EHOST|ENET)/.test(error.code);
}

function unreachable(error: unknown): ServerUnreachable {
  if (error instanceof ServerUnreachable) return error;
  return new ServerUnreachable(error instanceof Error ? error.message : String(error), { cause: error });
}
