import type { Page } from '@playwright/test';
import type { ContractError } from '#shared/contract/index.ts';
import type { Result } from '#shared/domain/result.ts';
import { type Client, createClient } from '#shared/rpc/client.ts';
import { createLoopbackTransport } from '../../src-renderer/transport/loopback.ts';

export const PASSWORD = 'Str0ng-pass!';

/** A client in the window's own session: what the page itself could ask. */
export async function clientOfPage(page: Page): Promise<Client> {
  const { origin } = new URL(page.url());
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const transport = createLoopbackTransport(origin, {
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, cookie, origin } }),
    openEvents: () => ({ close: () => undefined }),
  });
  return createClient(transport, () => crypto.randomUUID());
}

/** The value of a result; a typed error fails the test with its words. */
export function valueOf<Value>(result: Result<Value, ContractError>): Value {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.message} ${JSON.stringify(result.error.params)} ${JSON.stringify(result.error.issues)}`);
  return result.value;
}
