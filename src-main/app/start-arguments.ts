import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDirectory } from '../cli/paths.ts';

/** Files that one start hands over; as many as one call of the intake takes. */
export const FILES_LIMIT = 50;

export interface StartArguments {
  readonly dataDirectory: string;
  readonly demonstration: boolean;
  /** Absolute paths. */
  readonly files: readonly string[];
}

export class BadStartArguments extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'BadStartArguments';
  }
}

/**
 * Reads `[--data DIR] [--demo] [FILE…]`. Switches of Chromium stand among the arguments of every start
 * and are passed over.
 *
 * @param given arguments after the executable and, in a checkout, after the folder of the program
 * @throws BadStartArguments
 */
export function readStartArguments(given: readonly string[], workingDirectory: string): StartArguments {
  const { values, positionals } = parseArgs({ args: [...given], options: { data: { type: 'string' }, demo: { type: 'boolean' } }, allowPositionals: true, strict: false });
  if (values.data !== undefined && (typeof values.data !== 'string' || values.data === '')) throw new BadStartArguments('--data DIR');
  if (positionals.length > FILES_LIMIT) throw new BadStartArguments(`${positionals.length} > ${FILES_LIMIT}`);
  const demonstration = values.demo === true;
  return {
    dataDirectory: values.data === undefined ? defaultDataDirectory(demonstration) : path.resolve(workingDirectory, values.data),
    demonstration,
    files: positionals.map((file) => path.resolve(workingDirectory, file)),
  };
}

/** Arguments meant for the program: in a checkout Electron's own come first, up to the folder of the program. */
export function ownArguments(argv: readonly string[], programFolder: string | null): readonly string[] {
  if (programFolder === null) return argv.slice(1);
  const at = argv.findIndex((argument, index) => index > 0 && path.resolve(argument) === programFolder);
  return argv.slice(at === -1 ? 2 : at + 1);
}
