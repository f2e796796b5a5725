import { type Client, createClient } from '#shared/rpc/client.ts';
import type { Transport, TransportListener } from '#shared/rpc/transport.ts';
import type { FakeDesk } from './fake-desk.ts';

/** The fake desk in the same process, for tests without a browser. */
export function fakeTransport(desk: FakeDesk): Transport & { readonly setConnected: (connected: boolean) => void } {
  const listeners = new Set<TransportListener>();
  desk.onEvent((event) => {
    for (const listener of listeners) listener.event(event);
  });
  desk.onProgress((progress) => {
    for (const listener of listeners) listener.progress(progress);
  });
  return {
    request: ({ callId, method, input }) => desk.handle(method, input, callId),
    cancel: (callId) => desk.cancel(callId),
    subscribe: (listener) => {
      listeners.add(listener);
      listener.connection(true);
      return () => listeners.delete(listener);
    },
    setConnected: (connected) => {
      for (const listener of listeners) listener.connection(connected);
    },
  };
}

let calls = 0;

export function fakeClient(transport: Transport): Client {
  return createClient(transport, () => `call-${(calls += 1)}`);
}
