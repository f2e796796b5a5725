import type { DeskEvent } from '#shared/contract/index.ts';
import type { CallEnvelope, CallProgress, CallResult, Transport, TransportListener } from '#shared/rpc/transport.ts';
import { decodeWire, encodeWire } from '#shared/rpc/wire.ts';

const JSON_TYPE = 'application/json';

/** What the transport needs of the network; the browser's own where a page uses it. */
export interface LoopbackNetwork {
  fetch(url: string, init: { readonly method: 'POST'; readonly headers: Record<string, string>; readonly body: string }): Promise<Response>;
  openEvents(url: string, listener: StreamListener): { close(): void };
}

/** What is heard of the stream of server-sent events. */
export interface StreamListener {
  readonly message: (text: string) => void;
  readonly connection: (connected: boolean) => void;
}

const browserNetwork: LoopbackNetwork = {
  fetch: (url, init) => fetch(url, init),
  openEvents: (url, { message, connection }) => {
    const source = new EventSource(url);
    source.addEventListener('message', (event: MessageEvent<string>) => message(event.data));
    source.addEventListener('open', () => connection(true));
    source.addEventListener('error', () => connection(false));
    return source;
  },
};

/** One thing that the event stream carries. */
type StreamMessage = { readonly type: 'event'; readonly event: DeskEvent } | { readonly type: 'progress'; readonly progress: CallProgress };

/** Transport to the loopback host: `POST /rpc`, `POST /cancel` and server-sent events at `/events`. */
export function createLoopbackTransport(origin: string, network: LoopbackNetwork = browserNetwork): Transport {
  const listeners = new Set<TransportListener>();
  let stream: { close(): void } | undefined;
  let connected = true;

  function openStream(): void {
    stream ??= network.openEvents(`${origin}/events`, {
      connection: tell,
      message: (text) => {
        const content = decodeWire(text) as StreamMessage;
        for (const listener of listeners) {
          if (content.type === 'event') listener.event(content.event);
          else listener.progress(content.progress);
        }
      },
    });
  }

  function tell(now: boolean): void {
    if (connected === now) return;
    connected = now;
    for (const listener of listeners) listener.connection(now);
  }

  async function post(path: string, content: unknown): Promise<Response> {
    return network.fetch(`${origin}${path}`, { method: 'POST', headers: { 'content-type': JSON_TYPE }, body: encodeWire(content) });
  }

  return {
    async request(envelope: CallEnvelope): Promise<CallResult> {
      const response = await post('/rpc', envelope);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return decodeWire(await response.text()) as CallResult;
    },
    cancel(callId) {
      // A cancel that cannot be sent leaves the call running; the call itself then reports the broken link.
      post('/cancel', { callId }).catch(() => tell(false));
    },
    subscribe(listener) {
      listeners.add(listener);
      listener.connection(connected);
      openStream();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stream?.close();
        stream = undefined;
      };
    },
  };
}
