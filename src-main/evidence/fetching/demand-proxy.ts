import { FetchRefused } from './failure.ts';
import { parseProxy } from './url-guard.ts';

/** The administrator's proxy. @throws FetchRefused where it cannot be read: that must not turn into direct connections. */
export function demandProxy(text: string): URL {
  const proxy = parseProxy(text);
  if (proxy === null) throw new FetchRefused('forbiddenUrl', 'the proxy is not an address');
  return proxy;
}
