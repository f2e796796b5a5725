import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import type { Result } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { type Topic, useDesk } from '../state/desk.ts';
import { useClient } from './client-context.tsx';
import { oneAtATime } from './one-at-a-time.ts';

export interface Answer<Value> {
  /** The newest value; stays while it is read again. */
  readonly value: Value | null;
  readonly error: ContractError | null;
  /** True until the first answer to this question. */
  readonly loading: boolean;
  readonly again: () => void;
}

type Ask<Value> = (client: Client, options: CallOptions) => Promise<Result<Value, ContractError>>;

interface Held<Value> {
  readonly key: string | null;
  readonly value: Value | null;
  readonly error: ContractError | null;
}

/**
 * Reads from the desk and reads again when one of the topics changes. While an answer is under way, any number of
 * changes ask for it once more, not once each: a desk that takes in hundreds of letters is not asked hundreds of times.
 *
 * @param key names what is read; another key forgets the old value. Null: nothing is read.
 */
export function useAsk<Value>(key: string | null, ask: Ask<Value>, topics: readonly Topic[] = []): Answer<Value> {
  const client = useClient();
  const version = useDesk((desk) => topics.map((topic) => desk.versions[topic]).join(','));
  const [round, setRound] = useState(0);
  const [held, setHeld] = useState<Held<Value>>({ key: null, value: null, error: null });
  const askNewest = useEffectEvent(ask);

  const read = useRef<(() => void) | null>(null);

  useEffect(() => {
    if (key === null) return undefined;
    const stop = new AbortController();
    read.current = oneAtATime(async () => {
      if (stop.signal.aborted) return;
      const result = await askNewest(client, { signal: stop.signal });
      if (stop.signal.aborted) return;
      if (result.ok) return setHeld({ key, value: result.value, error: null });
      noticeEndedSession(result.error);
      setHeld((before) => ({ key, value: before.key === key ? before.value : null, error: result.error }));
    });
    return () => {
      stop.abort();
      read.current = null;
    };
  }, [client, key]);

  useEffect(() => read.current?.(), [client, key, version, round]);

  const again = useCallback(() => setRound((before) => before + 1), []);
  const current = held.key === key;
  return { value: current ? held.value : null, error: current ? held.error : null, loading: key !== null && !current, again };
}

/** A call that finds no session tells the window that its person is signed out. */
export function noticeEndedSession(error: ContractError): void {
  if (error.code === 'not-signed-in' && useDesk.getState().person !== null) useDesk.getState().sessionEnded('stopped');
}
