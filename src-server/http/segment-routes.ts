import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Segments } from '../segments/segments.ts';
import type { DeskRow } from '../stores/store.ts';

/** Most bytes of a segment that one answer brings. */
const PART_BYTES = 1024 * 1024;

/** Sealed parts of the log: which there are, and their bytes in parts. */
export function segmentRoutes(app: FastifyInstance, segments: Segments, deskOf: (request: FastifyRequest) => Promise<DeskRow>): void {
  app.route<{ Querystring: { after?: string } }>({
    method: 'GET',
    url: '/v1/segments',
    handler: async (request) => segments.list(await deskOf(request), Number(request.query.after ?? '0')),
  });
  app.route<{ Params: { last: string }; Querystring: { offset?: string; length?: string } }>({
    method: 'GET',
    url: '/v1/segments/:last',
    // It is packed already.
    compress: false,
    handler: async (request, reply) => {
      const { offset = '0', length = String(PART_BYTES) } = request.query;
      const bytes = await segments.read(await deskOf(request), Number(request.params.last), Number(offset), Math.min(Number(length), PART_BYTES));
      return reply.type('application/octet-stream').send(bytes);
    },
  });
}
