import { get, type IncomingMessage } from 'node:http';

/** The little of EventSource that the loopback transport uses, for tests under Node: it sends the cookie. */
export class TestEventSource {
  onmessage: ((message: { readonly data: string }) => void) | null = null;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #request;

  constructor(url: string, headers: Record<string, string>) {
    this.#request = get(url, { headers: { ...headers, 'sec-fetch-site': 'same-origin' } }, (response) => this.#read(response));
    this.#request.on('error', () => this.onerror?.());
  }

  close(): void {
    this.#request.destroy();
  }

  #read(response: IncomingMessage): void {
    let text = '';
    this.onopen?.();
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const message = text.slice(0, end);
        text = text.slice(end + 2);
        if (message.startsWith('data: ')) this.onmessage?.({ data: message.slice(6) });
      }
    });
    response.on('close', () => this.onerror?.());
  }
}
