import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { RequestRefused } from '../request-refused.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not understood',
  401: 'The desk is not known',
  403: 'Not allowed',
  404: 'There is no such thing here',
  409: 'It is taken already',
  410: 'It is no more here',
  413: 'The request is too large',
  415: 'Only JSON is understood',
  416: 'There is no such part',
  422: 'The message is not what the protocol allows',
  429: 'Too many requests',
  500: 'The server failed',
  503: 'The server is busy',
  507: 'The disk of the server is full',
};

/** RFC 9457 problem details of whatever went wrong; what is not the other side's fault says nothing of its cause. */
export function sendProblem(error: FastifyError | RequestRefused | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error instanceof RequestRefused ? error.status : clientFault(error);
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  if (error instanceof RequestRefused && error.retryAfterSeconds !== null) reply.header('retry-after', error.retryAfterSeconds);
  const code = error instanceof RequestRefused ? error.code : status === 429 ? 'tooManyRequests' : 'http';
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: `urn:chancery:problem:${code}`, title: TITLES[status] ?? 'The request failed', status, ...(status < 500 || error instanceof RequestRefused ? { detail: error.message } : {}) }));
}

function clientFault(error: Error): number {
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  return status >= 400 && status < 500 ? status : 500;
}

/** A refusal of the tus protocol, which comes as a status and a line of text, in the form of all others. */
export function sendProblemText(reply: FastifyReply, status: number, detail: string): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'urn:chancery:problem:upload', title: TITLES[status] ?? 'The request failed', status, detail: detail.trim().slice(0, 500) }));
}
