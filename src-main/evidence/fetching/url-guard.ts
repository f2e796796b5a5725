import { isIP } from 'node:net';
import { isPublicAddress } from './address-guard.ts';
import { FetchRefused } from './failure.ts';

const URL_LIMIT = 2048;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
const USUAL_PORTS = new Set(Object.values(DEFAULT_PORTS));

/** Host, and port where one is named, that the administrator allows even in a private network. */
export interface AllowedHost {
  readonly host: string;
  readonly port: number | null;
}

/** A URL that was looked at; `host` without brackets. */
export interface CheckedUrl {
  readonly url: URL;
  readonly host: string;
  readonly port: number;
  /** The administrator allows it: its addresses may be private ones. */
  readonly allowed: boolean;
}

function bare(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname.replace(/\.$/, '');
}

/** Reads `host` or `host:port`; null where it is neither. */
export function parseAllowedHost(text: string): AllowedHost | null {
  if (/[/?#@*\\\s]/.test(text) || !URL.canParse(`http://${text}`)) return null;
  const { hostname, port } = new URL(`http://${text}`);
  // The URL parser drops the port of its own scheme.
  const named = port !== '' ? Number(port) : /(^|[^:\]]|\]):80$/.test(text) ? 80 : null;
  if (hostname === '' || named === 0) return null;
  return { host: bare(hostname).toLowerCase(), port: named };
}

/** Address of a proxy: `http://host:port`, nothing else in it; null where it is none. */
export function parseProxy(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.protocol === 'http:' && url.username === '' && url.password === '' && url.pathname === '/' && url.search === '' && url.hash === '' && url.hostname !== '';
  return plain ? url : null;
}

/**
 * Looks at an address before anything is asked: http and https only, no credentials, ports 80 and 443
 * unless the administrator names another, and no literal address outside the public Internet. The URL
 * parser turns decimal, octal and hexadecimal spellings of IPv4 into the usual one first.
 *
 * @throws FetchRefused `forbiddenUrl`, `forbiddenAddress`
 */
export function checkUrl(text: string, allowedHosts: readonly AllowedHost[]): CheckedUrl {
  if (text.length > URL_LIMIT || !URL.canParse(text)) throw new FetchRefused('forbiddenUrl', 'not an address, or too long');
  const url = new URL(text);
  const defaultPort = DEFAULT_PORTS[url.protocol];
  if (defaultPort === undefined) throw new FetchRefused('forbiddenUrl', `scheme ${url.protocol} is not asked`);
  if (url.username !== '' || url.password !== '') throw new FetchRefused('forbiddenUrl', 'an address with credentials is not asked');
  url.hash = '';
  const host = bare(url.hostname).toLowerCase();
  const port = url.port === '' ? defaultPort : Number(url.port);
  const allowed = allowedHosts.some((entry) => entry.host === host && (entry.port === null ? USUAL_PORTS.has(port) : entry.port === port));
  if (!allowed && !USUAL_PORTS.has(port)) throw new FetchRefused('forbiddenUrl', `port ${port} is not asked`);
  if (!allowed && isIP(host) !== 0 && !isPublicAddress(host)) throw new FetchRefused('forbiddenAddress', `${host} is not a public address`);
  return { url, host, port, allowed };
}
