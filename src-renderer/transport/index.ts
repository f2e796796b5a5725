import type { Transport } from '#shared/rpc/transport.ts';
import { createLoopbackTransport } from './loopback.ts';
import { createPreloadTransport } from './preload.ts';

/** The transport of this window: the preload's bridge inside Electron, the loopback host elsewhere. */
export function createTransport(): Transport {
  return window.chancery === undefined ? createLoopbackTransport(window.location.origin) : createPreloadTransport(window.chancery);
}
