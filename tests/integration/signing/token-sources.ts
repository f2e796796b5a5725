import path from 'node:path';
import { spawnNodeProcess } from '../../../src-main/jobs/node-processes.ts';
import { openTokenSource, TokenError, type TokenLimits, type TokenSource } from '../../../src-main/signing/tokens/index.ts';

const ENTRY = path.resolve(import.meta.dirname, '..', '..', '..', 'src-main', 'signing', 'tokens', 'node-token-process.ts');

/** Sources with the real token process, all closed at once after a test. */
export function tokenSources() {
  const opened: TokenSource[] = [];
  return {
    source: (driverPath: string, limits: Partial<TokenLimits> = {}): TokenSource => {
      const source = openTokenSource({ driverPath, spawn: spawnNodeProcess(ENTRY), limits });
      opened.push(source);
      return source;
    },
    closeAll: (): void => {
      for (const source of opened.splice(0)) source.close();
    },
  };
}

/** What a call was refused with. */
export async function errorOf(work: Promise<unknown>): Promise<TokenError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TokenError)) throw new Error(`expected TokenError, got ${String(error)}`);
  return error;
}
