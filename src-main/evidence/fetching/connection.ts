import { lookup } from 'node:dns/promises';
import http from 'node:http';
import net, { isIP } from 'node:net';
import tls from 'node:tls';
import { isPublicAddress } from './address-guard.ts';
import { FetchRefused } from './failure.ts';
import type { CheckedUrl } from './url-guard.ts';

/** Looks a name up; rejects where there is none. */
export type Resolve = (host: string) => Promise<readonly string[]>;
/** Opens a connection to an address (never a name) or to the administrator's proxy. */
export type Connect = (target: { readonly host: string; readonly port: number }) => net.Socket;

export interface ConnectionOptions {
  readonly resolve: Resolve;
  readonly connect: Connect;
  /** The administrator's proxy; null: direct connections. Nothing is taken from the environment. */
  readonly proxy: URL | null;
  readonly connectMilliseconds: number;
}

/** A name with this many addresses is not tried further. */
const ADDRESSES_TRIED = 3;

/**
 * Names that are never public (RFC 6761, RFC 6762, RFC 8375 and the private-use `internal`): a proxy, which
 * resolves by itself, is not asked for them.
 */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$|^[^.]+$/;

export const systemResolve: Resolve = async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

export const systemConnect: Connect = ({ host, port }) => net.connect({ host, port, autoSelectFamily: false });

/**
 * The addresses that a connection may go to. All addresses of a name are looked at, and one that is not
 * public refuses the name: the connection is then made to an address from here, never to the name again,
 * so that a second answer of the name server (DNS rebinding) changes nothing.
 *
 * @throws FetchRefused `forbiddenAddress`, `unreachable`
 */
async function checkedAddresses({ host, allowed }: CheckedUrl, resolve: Resolve): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw new FetchRefused('unreachable', `${host} has no address`, { cause });
  });
  const refused = allowed ? undefined : addresses.find((address) => !isPublicAddress(address));
  if (refused !== undefined) throw new FetchRefused('forbiddenAddress', `${host} leads to ${refused}`);
  if (addresses.length === 0) throw new FetchRefused('unreachable', `${host} has no address`);
  return addresses.slice(0, ADDRESSES_TRIED);
}

/** Opens the way to the server: TCP to a checked address or through the proxy, and TLS where the URL says so. @throws FetchRefused */
export async function openConnection(target: CheckedUrl, options: ConnectionOptions, signal: AbortSignal): Promise<net.Socket> {
  const socket = options.proxy === null ? await openDirect(target, options, signal) : await openThroughProxy(target, options.proxy, options, signal);
  return target.url.protocol === 'https:' ? secure(socket, target.host, options, signal) : socket;
}

async function openDirect(target: CheckedUrl, options: ConnectionOptions, signal: AbortSignal): Promise<net.Socket> {
  let failure: unknown;
  for (const host of await checkedAddresses(target, options.resolve)) {
    try {
      return await opened(options.connect({ host, port: target.port }), 'connect', options.connectMilliseconds, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      failure = error;
    }
  }
  throw new FetchRefused(failure instanceof FetchRefused ? failure.failure : 'unreachable', detailOf(failure), { cause: failure });
}

/**
 * A proxy looks names up itself, and an office behind one often sees no names of the Internet. What can be
 * resolved here is checked as ever; the rest, private names aside, is left to the administrator's proxy.
 */
async function openThroughProxy(target: CheckedUrl, proxy: URL, options: ConnectionOptions, signal: AbortSignal): Promise<net.Socket> {
  try {
    await checkedAddresses(target, options.resolve);
  } catch (error) {
    if (!(error instanceof FetchRefused) || error.failure !== 'unreachable') throw error;
    if (PRIVATE_NAME.test(target.host)) throw new FetchRefused('forbiddenAddress', `${target.host} is a private name`, { cause: error });
  }
  const port = proxy.port === '' ? 80 : Number(proxy.port);
  const socket = await opened(options.connect({ host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'), port }), 'connect', options.connectMilliseconds, signal);
  return target.url.protocol === 'https:' ? tunnel(socket, `${target.url.hostname}:${target.port}`, options, signal) : socket;
}

/** HTTP CONNECT (RFC 9110 clause 9.3.6). */
async function tunnel(socket: net.Socket, authority: string, options: ConnectionOptions, signal: AbortSignal): Promise<net.Socket> {
  try {
    return await withTimeout(options.connectMilliseconds, signal, (settled) => {
      const request = http.request({ method: 'CONNECT', path: authority, headers: { host: authority }, setHost: false, createConnection: () => socket });
      request.once('connect', (response, connected, head) => {
        // Bytes before the handshake would be the proxy's own invention.
        if (response.statusCode === 200 && head.length === 0) settled.resolve(connected);
        else settled.reject(new FetchRefused('unreachable', `the proxy answered ${response.statusCode}`));
      });
      request.once('response', (response) => settled.reject(new FetchRefused('unreachable', `the proxy answered ${response.statusCode}`)));
      request.once('error', (error) => settled.reject(new FetchRefused('unreachable', error.message, { cause: error })));
      request.end();
    });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function secure(socket: net.Socket, host: string, options: ConnectionOptions, signal: AbortSignal): Promise<net.Socket> {
  const secured = tls.connect({ socket, host, servername: isIP(host) === 0 ? host : '', ALPNProtocols: ['http/1.1'] });
  try {
    return await opened(secured, 'secureConnect', options.connectMilliseconds, signal);
  } catch (error) {
    socket.destroy();
    if (error instanceof FetchRefused && error.failure === 'unreachable' && !isBrokenLink(error.cause)) throw new FetchRefused('tls', error.message, { cause: error });
    throw error;
  }
}

function isBrokenLink(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(String(error.code));
}

async function opened(socket: net.Socket, event: 'connect' | 'secureConnect', milliseconds: number, signal: AbortSignal): Promise<net.Socket> {
  // A socket that fails after its failure was told must not end the process.
  socket.on('error', () => undefined);
  try {
    return await withTimeout(milliseconds, signal, (settled) => {
      socket.once(event, () => settled.resolve(socket));
      socket.once('error', (error) => settled.reject(new FetchRefused('unreachable', error.message, { cause: error })));
      socket.once('close', () => settled.reject(new FetchRefused('unreachable', 'the connection was closed')));
    });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

interface Settled<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

function withTimeout<Value>(milliseconds: number, signal: AbortSignal, begin: (settled: Settled<Value>) => void): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const timer = setTimeout(() => settled.reject(new FetchRefused('timedOut', `no connection after ${milliseconds} ms`)), milliseconds);
    const abort = (): void => settled.reject(new FetchRefused('timedOut', 'no time was left'));
    const clear = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    const settled: Settled<Value> = {
      resolve: (value) => {
        clear();
        resolve(value);
      },
      reject: (error) => {
        clear();
        reject(error);
      },
    };
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    else begin(settled);
  });
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
