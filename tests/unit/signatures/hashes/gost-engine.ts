import { execFileSync, spawnSync } from 'node:child_process';

/** OpenSSL's GOST engine, an implementation by other hands. */
export const enginePresent = spawnSync('openssl', ['engine', 'gost', '-t']).stdout?.toString('utf8').includes('[ available ]') ?? false;
export const engineSuffix = enginePresent ? '' : ' (skipped: no GOST engine of openssl)';

/** Runs openssl with the engine over the input. */
export function engine([command = '', ...options]: readonly string[], input: Uint8Array, parameterSet?: string): Buffer {
  const env = parameterSet === undefined ? process.env : { ...process.env, CRYPT_PARAMS: parameterSet };
  return execFileSync('openssl', [command, '-engine', 'gost', ...options], { input, env, stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 2 ** 26 });
}

/** A hash of the engine, hexadecimal. */
export function engineHash(name: 'md_gost94' | 'md_gost12_256' | 'md_gost12_512', input: Uint8Array): string {
  return engine(['dgst', `-${name}`, '-binary'], input).toString('hex');
}
