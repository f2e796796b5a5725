import type { z } from 'zod';
import type { Right } from '../domain/rights.ts';

/**
 * What a caller must be to use a method: anyone at this desk's window, a person who has signed in, or a
 * person with a right.
 */
export type Access = 'anyone' | 'signed-in' | Right;

/** One thing that a window may ask. */
export interface Method<Input extends z.ZodType, Output extends z.ZodType> {
  readonly access: Access;
  readonly input: Input;
  readonly output: Output;
  /** True where the work is a job: it reports progress and can be cancelled while the request waits. */
  readonly long: boolean;
}

export type AnyMethod = Method<z.ZodType, z.ZodType>;
export type Room = Readonly<Record<string, AnyMethod>>;

export function method<Input extends z.ZodType, Output extends z.ZodType>(
  access: Access,
  input: Input,
  output: Output,
  options: { readonly long?: boolean } = {},
): Method<Input, Output> {
  return { access, input, output, long: options.long ?? false };
}

/** What a caller hands over, before defaults of the schema are filled in. */
export type InputOf<M> = M extends Method<infer Input, z.ZodType> ? z.input<Input> : never;
/** What a room receives: checked and complete. */
export type CheckedInputOf<M> = M extends Method<infer Input, z.ZodType> ? z.output<Input> : never;
export type OutputOf<M> = M extends Method<z.ZodType, infer Output> ? z.output<Output> : never;
