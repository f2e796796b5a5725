import { get } from 'node:http';
import type { StreamListener } from '../../src-renderer/transport/loopback.ts';

/** Server-sent events for tests under Node, with the headers that a browser would send by itself. */
export function openEventStream(url: string, headers: Record<string, string>, listener: StreamListener): { close(): void } {
  const request = get(url, { headers: { ...headers, 'sec-fetch-site': 'same-origin' } }, (response) => {
    let text = '';
    listener.connection(true);
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const message = text.slice(0, end);
        text = text.slice(end + 2);
        if (message.startsWith('data: ')) listener.message(message.slice(6));
      }
    });
    response.on('close', () => listener.connection(false));
  });
  request.on('error', () => listener.connection(false));
  return { close: () => void request.destroy() };
}
