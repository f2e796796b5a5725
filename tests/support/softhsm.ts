import { execFileSync, spawnSync } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where Debian and Fedora put the library of SoftHSM. */
const LIBRARIES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm.so', '/usr/lib64/pkcs11/libsofthsm2.so'];

/** Library of SoftHSM, a token in software; null where it or the tools around it are missing. */
export function findSoftHsm(): string | null {
  const tools = ['softhsm2-util', 'pkcs11-tool'].every((tool) => spawnSync('which', [tool], { stdio: 'ignore' }).status === 0);
  return tools ? (LIBRARIES.find((library) => existsSync(library)) ?? null) : null;
}

/** A key pair and its certificate as they are put into a token. */
export interface SoftKey {
  /** CKA_ID, hexadecimal. */
  readonly id: string;
  readonly privateKey: KeyObject;
  /** DER; null: the key lies there without one. */
  readonly certificate: Uint8Array | null;
}

/**
 * Tokens in files below a folder that takes the place of the person's home until `close`: SoftHSM looks there for
 * its settings, and the token process is handed HOME and little else.
 */
export class SoftHsm {
  readonly #library: string;
  readonly #home: string;
  readonly #homeBefore = process.env['HOME'];

  constructor(library: string, home: string) {
    this.#library = library;
    this.#home = home;
    const settings = path.join(home, '.config', 'softhsm2');
    mkdirSync(path.join(home, 'tokens'), { recursive: true });
    mkdirSync(settings, { recursive: true });
    writeFileSync(path.join(settings, 'softhsm2.conf'), `directories.tokendir = ${path.join(home, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`);
    process.env['HOME'] = home;
  }

  close(): void {
    if (this.#homeBefore === undefined) delete process.env['HOME'];
    else process.env['HOME'] = this.#homeBefore;
  }

  addToken(label: string, pin: string): void {
    this.#run('softhsm2-util', '--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '87654321');
  }

  removeToken(label: string): void {
    this.#run('softhsm2-util', '--delete-token', '--token', label);
  }

  addKey(token: string, pin: string, { id, privateKey, certificate }: SoftKey): void {
    const file = path.join(this.#home, 'import.pem');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    this.#run('softhsm2-util', '--import', file, '--token', token, '--label', `key ${id}`, '--id', id, '--pin', pin);
    rmSync(file);
    if (certificate !== null) this.#addCertificate(token, pin, id, certificate);
  }

  /** A pair made inside the token; its key wants the PIN for every signature. @returns DER of the public key */
  generateKey(token: string, pin: string, id: string, type: string): Buffer {
    this.#tool(token, '--login', '--pin', pin, '--keypairgen', '--key-type', type, '--id', id, '--label', `key ${id}`, '--always-auth');
    const file = path.join(this.#home, 'public.der');
    this.#tool(token, '--read-object', '--type', 'pubkey', '--id', id, '--output-file', file);
    return execFileSync('openssl', ['pkey', '-pubin', '-inform', 'DER', '-in', file, '-outform', 'DER', '-pubout'], { stdio: ['ignore', 'pipe', 'ignore'] });
  }

  #addCertificate(token: string, pin: string, id: string, certificate: Uint8Array): void {
    const file = path.join(this.#home, 'certificate.der');
    writeFileSync(file, certificate);
    this.#tool(token, '--login', '--pin', pin, '--write-object', file, '--type', 'cert', '--id', id, '--label', `certificate ${id}`);
  }

  #tool(token: string, ...args: readonly string[]): void {
    this.#run('pkcs11-tool', '--module', this.#library, '--token-label', token, ...args);
  }

  #run(command: string, ...args: readonly string[]): void {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
