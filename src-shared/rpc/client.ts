import { type Contract, type ContractError, contract, type MethodInput, type MethodName, type MethodOutput, type RoomName } from '../contract/index.ts';
import { fail, type Result } from '../domain/result.ts';
import type { Transport, TransportListener } from './transport.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: number | null) => void;
}

type Call<Name extends MethodName> = (input: MethodInput<Name>, options?: CallOptions) => Promise<Result<MethodOutput<Name>, ContractError>>;

/** The typed client: `client.registration.register(input)`. */
export type Client = {
  readonly [R in RoomName]: { readonly [M in keyof Contract[R] & string]: Call<`${R}.${M}` & MethodName> };
} & {
  /** Events of the desk; progress of calls goes to the calls' own listeners. */
  readonly subscribe: (listener: Omit<TransportListener, 'progress'>) => () => void;
  /** Hears no progress of calls any more: the desk is gone for good. */
  readonly close: () => void;
};

const unreachable: ContractError = { code: 'not-ready', message: 'error.deskUnreachable', params: {}, issues: [] };

/** Builds the typed client over a transport. A desk that cannot be reached is a typed error as well. */
export function createClient(transport: Transport, newCallId: () => string): Client {
  const progressListeners = new Map<string, (progress: number | null) => void>();
  const close = transport.subscribe({
    event: () => undefined,
    connection: () => undefined,
    progress: ({ callId, progress }) => progressListeners.get(callId)?.(progress),
  });

  async function call(method: string, input: unknown, options: CallOptions = {}): Promise<Result<unknown, ContractError>> {
    const callId = newCallId();
    const cancel = (): void => transport.cancel(callId);
    if (options.signal?.aborted === true) return fail({ code: 'cancelled', message: 'error.cancelled', params: {}, issues: [] });
    options.signal?.addEventListener('abort', cancel, { once: true });
    if (options.onProgress) progressListeners.set(callId, options.onProgress);
    try {
      return await transport.request({ callId, method, input });
    } catch (cause) {
      return fail({ ...unreachable, params: { detail: cause instanceof Error ? cause.message : String(cause) } });
    } finally {
      options.signal?.removeEventListener('abort', cancel);
      progressListeners.delete(callId);
    }
  }

  const rooms = Object.fromEntries(
    Object.entries(contract).map(([room, roomMethods]) => [
      room,
      Object.fromEntries(Object.keys(roomMethods).map((name) => [name, (input: unknown, options?: CallOptions) => call(`${room}.${name}`, input, options)])),
    ]),
  );
  return {
    ...rooms,
    close,
    subscribe: (listener: Omit<TransportListener, 'progress'>) => transport.subscribe({ ...listener, progress: () => undefined }),
  } as Client;
}
