import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestPki } from '../../../src-main/demo/pki/index.ts';

const LIMIT_MILLISECONDS = 60_000;

export interface Answer {
  readonly accepts: boolean;
  readonly text: string;
}

/** A folder with the test authority as openssl reads it, and openssl in it. */
export class OpensslBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'chancery-signing-'));

  constructor(pki: TestPki) {
    this.write('root.pem', pem('CERTIFICATE', pki.root.certificate));
    this.write('issuing.pem', pem('CERTIFICATE', pki.intermediate.certificate));
  }

  write(name: string, content: Uint8Array | string): void {
    writeFileSync(join(this.folder, name), content);
  }

  /** Output of a run that must end well. */
  run(...parameters: readonly string[]): Buffer {
    return execFileSync('openssl', parameters, { cwd: this.folder, timeout: LIMIT_MILLISECONDS, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  ask(...parameters: readonly string[]): Answer {
    const { status, stdout, stderr, error } = spawnSync('openssl', parameters, { cwd: this.folder, timeout: LIMIT_MILLISECONDS });
    if (error !== undefined) throw error;
    return { accepts: status === 0, text: `${stdout.toString('utf8')}${stderr.toString('utf8')}` };
  }

  /** `openssl cms -verify` under the root of the authority, with the CAdES checks of the certificate reference. */
  verifyCms(cms: Uint8Array, content: Uint8Array | null, seconds: number, more: readonly string[] = []): Answer {
    this.write('signature.der', cms);
    if (content !== null) this.write('content', content);
    const trust = ['-CAfile', 'root.pem', '-purpose', 'any', '-attime', `${seconds}`];
    const beside = content === null ? [] : ['-content', 'content'];
    return this.ask('cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'signature.der', '-out', 'out', ...beside, ...trust, ...more);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function pem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
}

/** Whether openssl has an engine of that name that works. */
export function hasEngine(name: string): boolean {
  return spawnSync('openssl', ['engine', '-t', name], { encoding: 'utf8', timeout: LIMIT_MILLISECONDS }).stdout.includes('[ available ]');
}
