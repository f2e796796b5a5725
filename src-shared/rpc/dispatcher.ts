import {
  type Access,
  type Contract,
  type ContractError,
  type ErrorCode,
  type MethodCheckedInput,
  type MethodName,
  type MethodOutput,
  methods,
  Refusal,
  type RoomName,
} from '../contract/index.ts';
import { type Actor, hasRight } from '../domain/rights.ts';
import { fail, succeed } from '../domain/result.ts';
import type { CallEnvelope, CallResult } from './transport.ts';

/** What a handler knows of its call. `actor` is there wherever the method asks for a signed-in person. */
export interface CallContext<Who = Actor | null> {
  /** The window that asks; a session belongs to one. */
  readonly connection: string;
  readonly actor: Who;
  readonly signal: AbortSignal;
  /** 0…1, or null where the length is not known. */
  readonly progress: (progress: number | null) => void;
}

type AccessOf<R extends RoomName, M extends keyof Contract[R]> = Contract[R][M] extends { readonly access: infer A extends Access } ? A : never;
type WhoOf<A extends Access> = [A] extends ['anyone'] ? Actor | null : Actor;
type Handler<Name extends MethodName, Who> = (input: MethodCheckedInput<Name>, context: CallContext<Who>) => MethodOutput<Name> | Promise<MethodOutput<Name>>;

/** The handlers of one room: a function for each of its methods. */
export type RoomHandlers<R extends RoomName> = {
  readonly [M in keyof Contract[R] & string]: Handler<`${R}.${M}` & MethodName, WhoOf<AccessOf<R, M>>>;
};
export type Handlers = { readonly [R in RoomName]: RoomHandlers<R> };

/** Who is signed in at a window. */
export interface SessionDirectory {
  actorOf(connection: string): Actor | null;
  /** True while the issued password was not changed in time: nothing but the own session may be used (SEC-05). */
  isRestricted(connection: string): boolean;
}

export interface DispatcherOptions {
  readonly handlers: Handlers;
  readonly sessions: SessionDirectory;
  /** Writes an unexpected error to the log and gives the mark under which it is found there. */
  readonly logUnexpected: (method: string, error: unknown) => string;
  /** What a failure of the machine means to a person, such as a full disk; null: it is unexpected. */
  readonly refusalOfFailure?: (error: unknown) => Refusal | null;
  /** Why a call that is sound in itself is refused all the same, for what it names; null: it is not. */
  readonly refusalOfInput?: (method: string, input: unknown, actor: Actor | null) => Refusal | null;
}

export type Dispatch = (envelope: CallEnvelope, call: Pick<CallContext, 'connection' | 'signal' | 'progress'>) => Promise<CallResult>;

function refuse(code: ErrorCode, message: string, params: Record<string, string> = {}, issues: ContractError['issues'] = []): CallResult {
  return fail({ code, message, params, issues });
}

/**
 * The one place where a call is checked: method, person, right, input. What comes back is a value or a
 * typed error; it never throws.
 */
export function createDispatcher({ handlers, sessions, logUnexpected, refusalOfFailure, refusalOfInput }: DispatcherOptions): Dispatch {
  const byName = new Map<string, (input: unknown, context: CallContext) => unknown>(
    Object.entries(handlers).flatMap(([room, roomHandlers]) =>
      Object.entries(roomHandlers).map(([name, handler]) => [`${room}.${name}`, handler as (input: unknown, context: CallContext) => unknown] as const),
    ),
  );

  function refusalOfAccess(access: Access, connection: string, actor: Actor | null, method: string): CallResult | null {
    if (access === 'anyone') return null;
    if (actor === null) return refuse('not-signed-in', 'error.notSignedIn');
    if (sessions.isRestricted(connection) && !method.startsWith('session.')) return refuse('no-right', 'error.passwordChangeOverdue');
    if (access === 'signed-in' || hasRight(actor, access)) return null;
    return refuse('no-right', 'error.noRight', { right: access });
  }

  return async ({ method, input }, { connection, signal, progress }) => {
    const definition = methods.get(method);
    const handler = byName.get(method);
    if (definition === undefined || handler === undefined) return refuse('bad-input', 'error.unknownMethod', { method: method.slice(0, 100) });
    const actor = sessions.actorOf(connection);
    const refusal = refusalOfAccess(definition.access, connection, actor, method);
    if (refusal !== null) return refusal;
    const checked = definition.input.safeParse(input);
    if (!checked.success) {
      const issues = checked.error.issues.slice(0, 50).map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
      return refuse('bad-input', 'error.badInput', { fields: issues.map((issue) => issue.path).join(', ') }, issues);
    }
    try {
      const refused = refusalOfInput?.(method, checked.data, actor) ?? null;
      if (refused !== null) return fail(refused.error);
      return succeed(definition.output.parse(await handler(checked.data, { connection, actor, signal, progress })));
    } catch (error) {
      if (error instanceof Refusal) return fail(error.error);
      if (signal.aborted) return refuse('cancelled', 'error.cancelled');
      const failure = refusalOfFailure?.(error) ?? null;
      if (failure !== null) return fail(failure.error);
      return refuse('internal', 'error.internal', { reference: logUnexpected(method, error) });
    }
  };
}
