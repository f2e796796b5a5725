import type { PreloadBridge } from '#shared/rpc/bridge.ts';
import type { Transport } from '#shared/rpc/transport.ts';

declare global {
  interface Window {
    readonly chancery?: PreloadBridge;
  }
}

/** Transport over the preload's bridge. The desk's process lives as long as the window: always connected. */
export function createPreloadTransport(bridge: PreloadBridge): Transport {
  return {
    request: (envelope) => bridge.request(envelope),
    cancel: (callId) => bridge.cancel(callId),
    subscribe: ({ event, progress, connection }) => {
      connection(true);
      const stopEvents = bridge.onEvent(event);
      const stopProgress = bridge.onProgress(progress);
      return () => {
        stopEvents();
        stopProgress();
      };
    },
  };
}
