import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { z } from 'zod';
import {
  backlogAnswer,
  challengeAnswer,
  deskList,
  deskStanding,
  gapList,
  givenBackAnswer,
  heldAnswer,
  helloAnswer,
  leaseAnswer,
  leaseReconciliationAnswer,
  problemDetails,
  PROTOCOL_HEADER,
  PROTOCOL_VERSION,
  pullAnswer,
  pushAnswer,
  renewalAnswer,
  segmentList,
} from '#shared/sync/wire.ts';
import { Bandwidth } from './bandwidth.ts';
import { HttpsFileLink } from './files/https-file-link.ts';
import { PinnedAgent } from './pinned-agent.ts';
import { AnswerNotUnderstood, type DeskLink, type ServerLink, type ServerPlace, ServerRefused, ServerUnreachable } from './server-link.ts';

/** Nothing came or went for so long: the link is gone. A slow one that moves is waited for. */
const SILENCE_MILLISECONDS = 30_000;
/** The server says something at least so often while it has nothing to say. */
const WATCH_SILENCE_MILLISECONDS = 60_000;
/** Most bytes of an answer, packed and unpacked: a page of operations has at most about a tenth of it. */
const ANSWER_BYTES = 16 * 1024 * 1024;

const CONNECTIONS = 2;

const unpack = { br: promisify(brotliDecompress), gzip: promisify(gunzip) } as const;

interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly message?: unknown;
  readonly token?: string;
}

/** The protocol over HTTPS. The desk speaks with the server whose certificate it was told, and with no other. */
export class HttpsLink implements DeskLink {
  readonly #place: ServerPlace;
  readonly #agent: PinnedAgent;
  /** A line of its own: the others are for questions. */
  readonly #watching: PinnedAgent;
  readonly files: HttpsFileLink;

  /** @param bandwidth limit of files; operations are not held up by it */
  constructor(place: ServerPlace, bandwidth = new Bandwidth()) {
    this.#place = place;
    this.#agent = new PinnedAgent({ certificate: place.certificate, connections: CONNECTIONS, connectMilliseconds: SILENCE_MILLISECONDS });
    this.#watching = new PinnedAgent({ certificate: place.certificate, connections: 1, connectMilliseconds: SILENCE_MILLISECONDS });
    this.files = new HttpsFileLink({ ...place, bandwidth });
  }

  challenge: ServerLink['challenge'] = () => this.#ask(challengeAnswer, { method: 'GET', path: 'v1/challenge' });
  enrol: ServerLink['enrol'] = (message) => this.#ask(deskStanding, { method: 'POST', path: 'v1/enroll', message });
  hello: ServerLink['hello'] = (message) => this.#ask(helloAnswer, { method: 'POST', path: 'v1/hello', message });
  renew: ServerLink['renew'] = (message) => this.#ask(renewalAnswer, { method: 'POST', path: 'v1/renew', message });
  push: ServerLink['push'] = (token, message) => this.#ask(pushAnswer, { method: 'POST', path: 'v1/push', message, token });
  pull: ServerLink['pull'] = (token, after, limit) => this.#ask(pullAnswer, { method: 'GET', path: `v1/pull?after=${after}&limit=${limit}`, token });
  pullBeside: ServerLink['pullBeside'] = (token, after, segmentEnd) => this.#ask(pullAnswer, { method: 'GET', path: `v1/pull?after=${after}&beside=${segmentEnd}`, token });
  segments: ServerLink['segments'] = (token, after) => this.#ask(segmentList, { method: 'GET', path: `v1/segments?after=${after}`, token });
  segmentPart: ServerLink['segmentPart'] = async (token, { last, offset, length }) => {
    const response = await this.#send({ method: 'GET', path: `v1/segments/${last}?offset=${offset}&length=${length}`, token });
    const bytes = await readBytes(response);
    if (response.statusCode !== 200) throw refusalOf(response, bytes.toString('utf8'));
    return bytes;
  };
  backlog: ServerLink['backlog'] = (token, { stream, after, until }) => this.#ask(backlogAnswer, { method: 'GET', path: `v1/backlog?stream=${encodeURIComponent(stream)}&after=${after}&until=${until}`, token });
  lease: ServerLink['lease'] = (token, message) => this.#ask(leaseAnswer, { method: 'POST', path: 'v1/leases', message, token });
  reconcile: ServerLink['reconcile'] = (token, message) => this.#ask(leaseReconciliationAnswer, { method: 'POST', path: 'v1/leases/reconcile', message, token });

  held: ServerLink['held'] = (token, { opId, place }) => this.#ask(heldAnswer, { method: 'GET', path: `v1/held?operation=${encodeURIComponent(opId)}&place=${place}`, token });
  desks: ServerLink['desks'] = (token) => this.#ask(deskList, { method: 'GET', path: 'v1/desks', token });
  giveBack: ServerLink['giveBack'] = (token, message) => this.#ask(givenBackAnswer, { method: 'POST', path: 'v1/recovery', message, token });
  gaps: ServerLink['gaps'] = (token, journalId, serialYear) => this.#ask(gapList, { method: 'GET', path: `v1/gaps?journal=${encodeURIComponent(journalId)}&year=${serialYear}`, token });

  watch: ServerLink['watch'] = (token, onHead, onEnd) => {
    const asked = request(new URL('v1/events', this.#place.url), { method: 'GET', headers: { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), accept: 'text/event-stream', authorization: `Bearer ${token}` }, agent: this.#watching, timeout: WATCH_SILENCE_MILLISECONDS });
    const end = (): void => void asked.destroy();
    asked.on('response', (response) => {
      if (response.statusCode !== 200) return end();
      response.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('event: head')) onHead();
      });
      response.on('error', end);
    });
    asked.on('timeout', end);
    // Whatever ended it: the rounds go on as they would without it.
    asked.on('error', () => undefined);
    asked.on('close', onEnd);
    asked.end();
    return end;
  };

  close(): void {
    this.#watching.destroy();
    this.#agent.destroy();
    this.files.close();
  }

  async #ask<Schema extends z.ZodType>(schema: Schema, question: Question): Promise<z.output<Schema>> {
    const response = await this.#send(question);
    const text = await readAnswer(response);
    if (response.statusCode !== 200) throw refusalOf(response, text);
    const answer = schema.safeParse(parseJson(text));
    if (!answer.success) throw new AnswerNotUnderstood(`${question.path.split('?')[0]}: ${z.prettifyError(answer.error).slice(0, 500)}`);
    return answer.data;
  }

  #send({ method, path, message, token }: Question): Promise<IncomingMessage> {
    const body = message === undefined ? null : Buffer.from(JSON.stringify(message), 'utf8');
    const headers = {
      [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
      accept: 'application/json',
      'accept-encoding': 'br, gzip',
      ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': String(body.length) }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.#place.url), { method, headers, agent: this.#agent, timeout: SILENCE_MILLISECONDS }, resolve);
      asked.on('timeout', () => asked.destroy(new Error(`nothing came for ${SILENCE_MILLISECONDS / 1000} s`)));
      asked.on('error', (error) => reject(unreachable(error)));
      asked.end(body ?? undefined);
    });
  }
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  return (await readBytes(response)).toString('utf8');
}

async function readBytes(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > ANSWER_BYTES) throw new AnswerNotUnderstood(`it has more than ${ANSWER_BYTES} bytes`);
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof AnswerNotUnderstood ? error : unreachable(error);
  }
  const packed = Buffer.concat(parts);
  const encoding = response.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return packed;
  if (encoding !== 'br' && encoding !== 'gzip') throw new AnswerNotUnderstood(`it is packed as ${encoding}`);
  try {
    return await unpack[encoding](packed, { maxOutputLength: ANSWER_BYTES });
  } catch (cause) {
    throw new AnswerNotUnderstood('it cannot be unpacked', { cause });
  }
}

function refusalOf(response: IncomingMessage, text: string): Error {
  const status = response.statusCode ?? 0;
  const retryAfter = Number(response.headers['retry-after']);
  const problem = problemDetails.safeParse(parseJson(text));
  if (!problem.success) return new AnswerNotUnderstood(`HTTP status ${status} without a problem of this protocol`);
  const { title, detail } = problem.data;
  return new ServerRefused(status, detail === undefined ? title : `${title}: ${detail}`, Number.isFinite(retryAfter) ? retryAfter : null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Held to a schema by whoever asked: what is no JSON fits none.
    return undefined;
  }
}

function unreachable(error: unknown): ServerUnreachable {
  if (error instanceof ServerUnreachable) return error;
  return new ServerUnreachable(error instanceof Error ? error.message : String(error), { cause: error });
}
