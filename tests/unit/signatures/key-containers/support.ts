import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { KeyContainerError, openKeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';
import { element, oidContent } from '../../../../src-main/signatures/asn1/encode.ts';
import type { KeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';

export const PASSWORD = 'Otter 42';

/** A folder with a key and a chain of certificates, where other programs make containers. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'chancery-keys-'));

  constructor() {
    this.openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', '/CN=Authority', '-keyout', 'ca.key', '-out', 'ca.pem');
    this.openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=Signer', '-keyout', 'key.pem', '-out', 'request.pem');
    this.openssl('x509', '-req', '-in', 'request.pem', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30', '-out', 'cert.pem');
  }

  openssl(...parameters: readonly string[]): Buffer {
    return this.run('openssl', parameters);
  }

  keytool(...parameters: readonly string[]): Buffer {
    return this.run('keytool', parameters);
  }

  run(program: string, parameters: readonly string[]): Buffer {
    return execFileSync(program, parameters, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** `openssl pkcs12 -export` of the signer's key with its certificate and what else is asked for. */
  pkcs12(password: string, ...parameters: readonly string[]): Buffer {
    this.openssl('pkcs12', '-export', '-inkey', 'key.pem', '-in', 'cert.pem', '-passout', `pass:${password}`, '-out', 'out.p12', ...parameters);
    return this.read('out.p12');
  }

  read(name: string): Buffer {
    return readFileSync(join(this.folder, name));
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(join(this.folder, name), content);
  }

  certificate(name: string): Uint8Array {
    return Uint8Array.from(new X509Certificate(this.read(name)).raw);
  }

  /** PKCS#8 of a key as the engine writes it. */
  privateKeyInfo(name: string): Uint8Array {
    return Uint8Array.from(createPrivateKey(this.read(name)).export({ format: 'der', type: 'pkcs8' }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export const keytoolPresent = spawnSync('keytool', ['-help'], { stdio: 'ignore' }).error === undefined;

/** Makes JKS stores of any keys; runs where Java brings its compiler. */
export const STORE_KEYS = join(import.meta.dirname, 'StoreKeys.java');
export const storeKeysPresent = runsSources();

function runsSources(): boolean {
  const { stdout, error } = spawnSync('java', ['--list-modules'], { encoding: 'utf8' });
  return error === undefined && stdout.includes('jdk.compiler');
}

/** Why it is not opened. @throws where it opens, or where it fails in another way than it promises. */
export function refusal(bytes: Uint8Array, password: string): KeyContainerError {
  const outcome = openOrRefuse(bytes, password);
  if (outcome instanceof KeyContainerError) return outcome;
  throw new Error('it opens');
}

/** @throws what is no KeyContainerError. */
export function openOrRefuse(bytes: Uint8Array, password: string): KeyContainer | KeyContainerError {
  try {
    return openKeyContainer(bytes, password);
  } catch (error) {
    if (error instanceof KeyContainerError) return error;
    throw error;
  }
}

export const plain = (bytes: Uint8Array | undefined): Uint8Array => Uint8Array.from(bytes ?? []);

/** DER for containers that no program would make. */
export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => element(0x30, ...parts);
export const octets = (...parts: readonly Uint8Array[]): Uint8Array => element(0x04, ...parts);
export const tagged = (...parts: readonly Uint8Array[]): Uint8Array => element(0xa0, ...parts);
export const oid = (dots: string): Uint8Array => element(0x06, oidContent(dots));
export const integer = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt32BE(value, 1);
  const start = bytes.findIndex((byte, at) => byte !== 0 || at === 4);
  return element(0x02, bytes.subarray((bytes[start] ?? 0) > 0x7f ? start - 1 : start));
};
export const data = (content: Uint8Array): Uint8Array => sequence(oid('1.2.840.113549.1.7.1'), tagged(octets(content)));
/** A PFX without a code over it. */
export const pfx = (...safes: readonly Uint8Array[]): Uint8Array => sequence(integer(3), data(sequence(...safes)));
