import { PassThrough, Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BLOBS_PATH, ERASURE_PATH, type ErasureAnswer, UPLOAD_CONTENT_TYPE, UPLOADS_PATH } from '#shared/sync/file-wire.ts';
import type { Files } from '../blobs/files.ts';
import { isPlainId } from '../parse-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { DeskRow } from '../stores/store.ts';
import type { Metrics } from './metrics.ts';
import { readRange } from './byte-range.ts';
import { sendProblemText } from './problems.ts';

/** All that the tus protocol reads of a request; nothing else of it reaches the library. */
const TUS_HEADERS = ['tus-resumable', 'upload-length', 'upload-metadata', 'upload-offset', 'upload-defer-length', 'upload-concat', 'content-type', 'content-length'];

export interface FileRouteParts {
  readonly files: Files;
  readonly metrics: Metrics;
  /** @throws RequestRefused */
  readonly deskOf: (request: FastifyRequest) => Promise<DeskRow>;
  /** Requests for parts of files that a desk may make in a minute, counted apart from all others. */
  readonly requestsOfDesk: number;
}

/** Uploads by tus, files by ranges. */
export async function fileRoutes(app: FastifyInstance, { files, metrics, deskOf, requestsOfDesk }: FileRouteParts): Promise<void> {
  const config = { rateLimit: { max: requestsOfDesk } };
  // The bytes go straight to the disk.
  app.addContentTypeParser(UPLOAD_CONTENT_TYPE, (_request, _body, done) => done(null));

  const upload = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const desk = await deskOf(request);
    const before = request.raw.socket.bytesRead;
    const body = bodyOf(request);
    const response = await files.uploads.handle(desk, webRequest(request, body)).finally(() => drain(request, body));
    metrics.filesReceived(request.raw.socket.bytesRead - before);
    if (response.status >= 400) return sendProblemText(reply, response.status, await response.text());
    for (const [name, value] of response.headers) if (!name.startsWith('access-control-') && name !== 'content-length') reply.header(name, value);
    return reply.code(response.status).send(response.body === null ? undefined : await response.text());
  };
  for (const url of [UPLOADS_PATH, `${UPLOADS_PATH}/:id`]) app.route({ method: ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'], url, compress: false, config, handler: upload });

  app.route<{ Querystring: { act?: string } }>({
    method: 'GET',
    url: ERASURE_PATH,
    handler: async (request): Promise<ErasureAnswer> => {
      const { organisation } = await deskOf(request);
      const { act = '' } = request.query;
      if (!isPlainId(act)) throw new RequestRefused('malformed', 'an act is needed');
      return { removed: await files.erasure.ofAct(organisation, act) };
    },
  });

  app.route<{ Params: { sha256: string } }>({
    method: ['HEAD', 'GET'],
    url: `${BLOBS_PATH}/:sha256`,
    // A part of packed bytes is no part of the file.
    compress: false,
    config,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const desk = await deskOf(request);
      const { sha256 } = request.params;
      const size = await files.find(desk, sha256);
      const etag = `"${sha256}"`;
      reply.headers({ etag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      const ifRange = request.headers['if-range'];
      const range = readRange(ifRange === undefined || ifRange === etag ? request.headers.range : undefined, size);
      if (range === 'none') {
        reply.header('content-range', `bytes */${size}`);
        throw new RequestRefused('noSuchRange', `the file has ${size} bytes`);
      }
      const { first, last } = range === 'whole' ? { first: 0, last: size - 1 } : range;
      reply.code(range === 'whole' ? 200 : 206).header('content-length', last - first + 1);
      if (range !== 'whole') reply.header('content-range', `bytes ${first}-${last}/${size}`);
      if (request.method === 'HEAD') return reply.send();
      metrics.filesSent(last - first + 1);
      return reply.send(await files.read(sha256, { first, last }));
    },
  });
}

/** The bytes that come with a request, apart from it: the library may end its reading, and the connection stays good. */
function bodyOf({ raw, method }: FastifyRequest): PassThrough | null {
  if (method !== 'PATCH' && method !== 'POST') return null;
  const body = new PassThrough();
  raw.pipe(body);
  raw.once('error', (error) => body.destroy(error));
  raw.once('close', () => {
    if (!raw.complete) body.destroy(new Error('the connection was closed'));
  });
  return body;
}

/** What was refused before all of it came is still read: else the next request of the connection would wait behind it. */
function drain({ raw }: FastifyRequest, body: PassThrough | null): void {
  if (body === null || raw.readableEnded) return;
  raw.unpipe(body);
  raw.resume();
}

function webRequest({ method, headers, url }: FastifyRequest, body: PassThrough | null): Request {
  const kept = TUS_HEADERS.flatMap((name): [string, string][] => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  // Only the path counts; the library wants a whole address.
  const target = new URL(url, 'https://server.invalid');
  const stream: unknown = body === null ? null : Readable.toWeb(body);
  return new Request(target, { method, headers: kept, ...(stream === null ? {} : { body: stream as ReadableStream<Uint8Array>, duplex: 'half' }) });
}
