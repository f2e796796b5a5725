import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { succeed } from '#shared/domain/result.ts';
import { ClientProvider } from '../../src-renderer/app/client-context.tsx';
import { useAsk } from '../../src-renderer/app/use-ask.ts';
import { useDesk } from '../../src-renderer/state/desk.ts';
import { FakeDesk } from '../support/fake-desk/fake-desk.ts';
import { fakeClient, fakeTransport } from '../support/fake-desk/transport.ts';

afterEach(cleanup);

/** A question whose answers wait until they are let go. */
function heldQuestion() {
  const asked: { readonly key: string; readonly signal: AbortSignal | undefined; readonly answer: (value: string) => void }[] = [];
  const client = fakeClient(fakeTransport(new FakeDesk()));
  const wrapper = ({ children }: { readonly children: ReactNode }) => <ClientProvider client={client}>{children}</ClientProvider>;
  const hook = renderHook(
    ({ key }: { readonly key: string }) =>
      useAsk(key, (_client, { signal }) => new Promise<ReturnType<typeof succeed<string>>>((resolve) => void asked.push({ key, signal, answer: (value) => resolve(succeed(value)) })), ['letters']),
    { wrapper, initialProps: { key: 'a' } },
  );
  const change = (): void => act(() => useDesk.getState().receive({ event: 'changed', topics: ['letters'] }));
  return { asked, hook, change };
}

describe('a screen that reads again when something changes', () => {
  it('asks once more after an answer that was under way, however many changes came meanwhile', async () => {
    const { asked, hook, change } = heldQuestion();
    for (let time = 0; time < 100; time += 1) change();
    expect(asked).toHaveLength(1);
    expect(asked[0]?.signal?.aborted).toBe(false);
    act(() => asked[0]?.answer('before the changes'));
    await waitFor(() => expect(hook.result.current.value).toBe('before the changes'));
    await waitFor(() => expect(asked).toHaveLength(2));
    act(() => asked[1]?.answer('after the changes'));
    await waitFor(() => expect(hook.result.current.value).toBe('after the changes'));
    expect(asked).toHaveLength(2);
    change();
    await waitFor(() => expect(asked).toHaveLength(3));
  });

  it('gives up what was asked about something else, at once', async () => {
    const { asked, hook } = heldQuestion();
    hook.rerender({ key: 'b' });
    expect(asked.map(({ key, signal }) => [key, signal?.aborted])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    act(() => asked[0]?.answer('of a'));
    act(() => asked[1]?.answer('of b'));
    await waitFor(() => expect(hook.result.current.value).toBe('of b'));
  });
});
