import type { LoopbackNetwork } from '../../src-renderer/transport/loopback.ts';
import { openEventStream } from './event-source.ts';

/** Opens the one-time address as a browser does and answers what a page of that origin can use. */
export async function enterAsBrowser(address: string): Promise<LoopbackNetwork & { readonly headers: Record<string, string> }> {
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`no cookie: HTTP ${entered.status}`);
  const headers = { cookie, origin: new URL(address).origin };
  return {
    headers,
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...headers } }),
    openEvents: (url, listener) => openEventStream(url, headers, listener),
  };
}
