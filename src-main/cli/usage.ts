import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The arguments make no sense; the message is for the person at the terminal. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

/** Reads arguments strictly. @throws UsageError */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options, positionals: { readonly minimum: number; readonly maximum: number }) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const count = parsed.positionals.length;
    if (count < positionals.minimum || count > positionals.maximum) throw new UsageError(`${count} file names were given`);
    return parsed;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
