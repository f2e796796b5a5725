import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import type { Result } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { useClient } from './client-context.tsx';
import { noticeEndedSession } from './use-ask.ts';

export interface RunningCall<Input, Value> {
  /** Starts the call; null where it failed or was given up (the error is kept in `error`). */
  readonly run: (input: Input) => Promise<Value | null>;
  readonly running: boolean;
  /** 0…1; null where the length is not known. */
  readonly progress: number | null;
  readonly error: ContractError | null;
  readonly cancel: () => void;
  readonly clear: () => void;
}

type Call<Input, Value> = (client: Client, input: Input, options: CallOptions) => Promise<Result<Value, ContractError>>;

/** A call that changes something: running state, progress, cancelling and a typed error. */
export function useCall<Input, Value>(call: Call<Input, Value>): RunningCall<Input, Value> {
  const client = useClient();
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const stop = useRef<AbortController | null>(null);
  const mounted = useRef(true);
  const newestCall = useRef(call);
  useLayoutEffect(() => {
    newestCall.current = call;
  });

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(
    async (input: Input): Promise<Value | null> => {
      const own = new AbortController();
      stop.current = own;
      setRunning(true);
      setProgress(null);
      setError(null);
      const result = await newestCall.current(client, input, {
        signal: own.signal,
        onProgress: (now) => {
          if (mounted.current) setProgress(now);
        },
      });
      if (mounted.current) setRunning(false);
      if (result.ok) return result.value;
      noticeEndedSession(result.error);
      // A call that the person gave up is no error to them.
      if (mounted.current && result.error.code !== 'cancelled') setError(result.error);
      return null;
    },
    [client],
  );
  const cancel = useCallback(() => stop.current?.abort(), []);
  const clear = useCallback(() => setError(null), []);
  return { run, running, progress, error, cancel, clear };
}
