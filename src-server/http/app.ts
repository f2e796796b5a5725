import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, PULL_OPERATIONS } from '#shared/sync/wire.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Server } from '../server.ts';
import { fileRoutes } from './file-routes.ts';
import type { Files } from '../blobs/files.ts';
import type { Segments } from '../segments/segments.ts';
import { HeadEvents } from './head-events.ts';
import { Metrics } from './metrics.ts';
import type { TlsFiles } from './own-certificate.ts';
import { sendProblem } from './problems.ts';
import { segmentRoutes } from './segment-routes.ts';

/** Most bytes of a request: bodies of operations are texts within a text. */
const PUSH_BODY_BYTES = 1024 * 1024;
const SMALL_BODY_BYTES = 256 * 1024;

const REQUEST_MILLISECONDS = 60_000;
const KEEP_ALIVE_MILLISECONDS = 65_000;
/** Smaller answers are not worth compressing. */
const COMPRESSED_BYTES = 2048;
const BROTLI_QUALITY = 4;

/** Requests a minute: of one desk, of one address without a token (an office may stand behind one), of codes tried. */
export interface RateLimits {
  readonly desk: number;
  readonly address: number;
  readonly enrolment: number;
  /** Parts of files, counted apart, so that a large file takes nothing from operations. */
  readonly files: number;
}
const RATE_LIMITS: RateLimits = { desk: 1200, address: 1200, enrolment: 20, files: 12_000 };

const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};

export interface HttpOptions {
  readonly tls: TlsFiles;
  readonly log: FastifyBaseLogger;
  /** Left out: the node carries operations only. */
  readonly files?: Files;
  /** Sealed parts of the log; left out: desks read it page by page. */
  readonly segments?: Segments;
  readonly limits?: Partial<RateLimits>;
}

/** The server over HTTPS: reads a request, asks the {@link Server}, writes its answer. Nothing is decided here. */
export async function createHttpApp(server: Server, { tls, log, files, segments, limits }: HttpOptions): Promise<FastifyInstance> {
  const perMinute = { ...RATE_LIMITS, ...limits };
  const metrics = new Metrics(server, files ?? null);
  const events = new HeadEvents(server);
  const app: FastifyInstance = fastify({
    https: { key: tls.key, cert: tls.certificate, minVersion: 'TLSv1.2' },
    loggerInstance: log,
    // One line of our own: the usual ones hold addresses with their queries and come twice.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: SMALL_BODY_BYTES,
    requestTimeout: REQUEST_MILLISECONDS,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    forceCloseConnections: 'idle',
  });
  app.setErrorHandler<Error>((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => sendProblem(new RequestRefused('notFound', 'there is no such address'), request, reply));
  // Plain text is a message of nobody.
  app.removeContentTypeParser('text/plain');
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
    events.close();
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({ ...SECURITY_HEADERS, [PROTOCOL_HEADER]: PROTOCOL_VERSION });
    // A connection that is kept open after its last answer would hold the stop up for as long as it may be idle.
    if (isClosing) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.answered(route, reply.statusCode, reply.elapsedTime);
    request.log.info({ method: request.method, route, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime), address: request.ip, desk: deskOf(server, request) }, 'answered');
  });
  await app.register(compress, { globalDecompression: false, threshold: COMPRESSED_BYTES, encodings: ['br', 'gzip'], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } } });
  await app.register(rateLimit, {
    timeWindow: '1 minute',
    max: (request: FastifyRequest) => (deskOf(server, request) === null ? perMinute.address : perMinute.desk),
    keyGenerator: (request: FastifyRequest) => deskOf(server, request) ?? `address ${request.ip}`,
  });

  await app.register(async (protocol) => {
    protocol.addHook('onRequest', async (request) => {
      if (request.headers[PROTOCOL_HEADER] !== String(PROTOCOL_VERSION)) throw new RequestRefused('malformed', `the server speaks version ${PROTOCOL_VERSION} of the protocol`);
    });
    protocol.get('/v1/challenge', () => server.challenge());
    protocol.post<{ Body: Parameters<Server['enrol']>[0] }>('/v1/enroll', { config: { rateLimit: { max: perMinute.enrolment, keyGenerator: (request: FastifyRequest) => `enrolment ${request.ip}` } } }, ({ body }) => server.enrol(body));
    protocol.post<{ Body: Parameters<Server['hello']>[0] }>('/v1/hello', ({ body }) => server.hello(body));
    protocol.post<{ Body: Parameters<Server['renew']>[0] }>('/v1/renew', ({ body }) => server.renew(body));
    protocol.post<{ Body: Parameters<Server['push']>[1] }>('/v1/push', { bodyLimit: PUSH_BODY_BYTES }, (request) => counted(server.push(tokenOf(request), request.body), (answer) => metrics.pushed(answer)));
    protocol.get<{ Querystring: { after?: string; limit?: string; beside?: string } }>('/v1/pull', (request) => {
      const { after = '0', limit = String(PULL_OPERATIONS), beside } = request.query;
      return counted(server.pull(tokenOf(request), { after: Number(after), limit: Number(limit), besideSegmentUntil: beside === undefined ? null : Number(beside) }), (answer) => metrics.pulled(answer));
    });
    protocol.get<{ Querystring: { operation?: string; place?: string } }>('/v1/held', (request) => server.holds(tokenOf(request), request.query.operation ?? '', Number(request.query.place ?? Number.NaN)));
    protocol.get('/v1/events', (request, reply) => events.answer(tokenOf(request), request, reply));
    protocol.get<{ Querystring: { stream?: string; after?: string; until?: string; limit?: string } }>('/v1/backlog', (request) => {
      const { stream = '', after = '0', until = '0', limit = String(PULL_OPERATIONS) } = request.query;
      return server.backlog(tokenOf(request), { stream, after: Number(after), until: Number(until), limit: Number(limit) });
    });
    protocol.get('/v1/desks', (request) => server.desks(tokenOf(request)));
    protocol.get<{ Querystring: { journal?: string; year?: string } }>('/v1/gaps', (request) => server.gaps(tokenOf(request), request.query.journal ?? '', Number(request.query.year ?? Number.NaN)));
    protocol.post<{ Body: Parameters<Server['giveBack']>[1] }>('/v1/recovery', { bodyLimit: PUSH_BODY_BYTES }, (request) => server.giveBack(tokenOf(request), request.body));
    protocol.post<{ Body: Parameters<Server['lease']>[1] }>('/v1/leases', (request) => server.lease(tokenOf(request), request.body));
    protocol.post<{ Body: Parameters<Server['reconcile']>[1] }>('/v1/leases/reconcile', (request) => server.reconcile(tokenOf(request), request.body));
    if (segments !== undefined) segmentRoutes(protocol, segments, (request) => server.goodDesk(tokenOf(request)));
    if (files !== undefined) await fileRoutes(protocol, { files, metrics, deskOf: (request) => server.goodDesk(tokenOf(request)), requestsOfDesk: perMinute.files });
  });

  app.get('/health', { config: { rateLimit: false } }, async () => {
    try {
      await server.ping();
    } catch (error) {
      throw new RequestRefused('busy', 'the store does not answer', { cause: error, retryAfterSeconds: 5 });
    }
    return { status: 'ok' };
  });
  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    // Figures are for a collector on this machine.
    if (!isLoopback(request.ip)) throw new RequestRefused('notFound', 'there is no such address');
    return reply.type(metrics.contentType).send(await metrics.text());
  });
  return app;
}

async function counted<Value>(answer: Promise<Value>, count: (value: Value) => void): Promise<Value> {
  const value = await answer;
  count(value);
  return value;
}

function tokenOf(request: FastifyRequest): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined) throw new RequestRefused('unauthorised', 'a token is needed');
  return token;
}

/** The desk that a good token names; a made-up token must not get a limit of its own. */
function deskOf(server: Server, request: FastifyRequest): string | null {
  const [, token] = (request.headers.authorization ?? '').split(' ');
  return token === undefined ? null : server.deskOfToken(token);
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.');
}
