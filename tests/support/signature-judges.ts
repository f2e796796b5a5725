import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';

import type { Element } from '@xmldom/xmldom';

/** Programs of other authors that verify signatures; each runs as a process of its own, with a limit of time. */
export type Judge = 'openssl' | 'pdfsig' | 'xmlsec1';

const LIMIT_MILLISECONDS = 60_000;
const LIMIT_BYTES = 16 * 1024 * 1024;

export function isInstalled(command: string): boolean {
  return spawnSync(command, [command === 'openssl' ? 'version' : command === 'pdfsig' ? '-v' : '--version'], { stdio: 'ignore', timeout: LIMIT_MILLISECONDS }).error === undefined;
}

interface Answer {
  readonly status: number | null;
  readonly text: string;
}

/** @throws where the program is absent, hangs or dies: that is no answer. */
function ask(command: string, parameters: readonly string[], folder: string): Answer {
  const { status, stdout, stderr, error, signal } = spawnSync(command, parameters, {
    cwd: folder,
    timeout: LIMIT_MILLISECONDS,
    maxBuffer: LIMIT_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C', HOME: folder },
  });
  if (error !== undefined) throw error;
  if (signal !== null) throw new Error(`${command} ended by ${signal}`);
  return { status, text: `${stdout.toString('utf8')}\n${stderr.toString('utf8')}` };
}

/** A folder that is taken away again. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-judge-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether openssl takes every signer of a CMS for good; a detached one over any of the contents. */
export function opensslAccepts(cms: Uint8Array, contents: readonly Uint8Array[]): boolean {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'signature'), cms);
    const form = cms[0] === 0x30 ? 'DER' : 'PEM';
    const common = ['cms', '-verify', '-noverify', '-binary', '-inform', form, '-in', 'signature', '-out', 'content.out'];
    if (contents.length === 0) return ask('openssl', common, folder).status === 0;
    return contents.some((content) => {
      writeFileSync(join(folder, 'content'), content);
      return ask('openssl', [...common, '-content', 'content'], folder).status === 0;
    });
  });
}

export interface PdfsigAnswer {
  /** Start of the signature value in the file: tells the signatures apart. */
  readonly gapStart: number;
  /** Null: pdfsig does not judge signatures of this type. */
  readonly accepts: boolean | null;
}

export function pdfsigAnswers(pdf: Uint8Array): PdfsigAnswer[] {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'document.pdf'), pdf);
    const { text } = ask('pdfsig', ['-nocert', 'document.pdf'], folder);
    return text.split(/^Signature #\d+:$/m).slice(1).map((part): PdfsigAnswer => {
      const range = /Signed Ranges: \[\d+ - (\d+)\]/.exec(part);
      const verdict = /Signature Validation: (.*)/.exec(part)?.[1] ?? '';
      const accepts = verdict.includes('is Valid') ? true : verdict.includes('not yet been verified') ? null : false;
      return { gapStart: Number(range?.[1] ?? -1), accepts };
    });
  });
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * Whether xmlsec1 takes each ds:Signature for good, in the order of the document. Only cryptography counts:
 * certificates of KeyInfo are not verified, entries of manifests are left aside.
 * @param path of the document in the folder, where documents beside it lie under their names.
 */
export function xmlsecAnswers(folder: string, path: string): boolean[] {
  const document = new DOMParser({ onError: () => undefined }).parseFromString(readFileSync(join(folder, path), 'utf8'), 'text/xml');
  const identified = new Set<string>();
  for (const element of Array.from(document.getElementsByTagName('*'))) {
    for (const name of ['Id', 'ID', 'id']) {
      const space = element.namespaceURI === null || element.namespaceURI === '' ? '' : `${element.namespaceURI}:`;
      if (element.hasAttribute(name)) identified.add(`--id-attr:${name} ${space}${element.localName ?? ''}`);
    }
  }
  const references = Array.from(document.getElementsByTagNameNS(DS, 'Reference')).map((element) => element.getAttribute('URI') ?? '');
  // Names of files beside the document are "remote" for xmlsec1; nothing here may reach for the network.
  const isLocal = references.every((uri) => !/^[a-z][a-z0-9+.-]*:/i.test(uri));
  const uris = isLocal ? 'empty,same-doc,local,remote' : 'empty,same-doc,local';
  const common = ['--verify', '--insecure', '--ignore-manifests', ...laxSearch(), '--enabled-reference-uris', uris, ...[...identified].flatMap((pair) => pair.split(' '))];
  return Array.from(document.getElementsByTagNameNS(DS, 'Signature')).map((_, index) => {
    const place = `(//*[local-name()='Signature' and namespace-uri()='${DS}'])[${index + 1}]`;
    return ask('xmlsec1', [...common, '--node-xpath', place, path], folder).status === 0;
  });
}

/** From version 1.3 on a key is only taken where KeyInfo names it exactly, unless told so. */
function laxSearch(): string[] {
  const version = /xmlsec1 (\d+)\.(\d+)/.exec(ask('xmlsec1', ['--version'], tmpdir()).text);
  const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
  return major > 1 || minor >= 3 ? ['--lax-key-search'] : [];
}

export function xmlsecAnswersFor(xml: Uint8Array, beside: readonly { readonly name: string; readonly bytes: Uint8Array }[]): boolean[] {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'document.under-test'), xml);
    for (const { name, bytes } of beside) writeFileSync(join(folder, basename(name)), bytes);
    return xmlsecAnswers(folder, 'document.under-test');
  });
}

/** Answers about the signature files of an ASiC container, CAdES first, each in the order of the archive. */
export function containerAnswers(container: Uint8Array): boolean[] {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'container.zip'), container);
    const root = join(folder, 'content');
    mkdirSync(root);
    const names = ask('unzip', ['-Z1', 'container.zip'], folder).text.split('\n').map((name) => name.trim());
    ask('unzip', ['-o', '-qq', 'container.zip', '-d', 'content'], folder);
    const cades = names.filter((name) => /^META-INF\/[^/]*signature[^/]*\.p7s$/i.test(name));
    const xades = names.filter((name) => /^META-INF\/(?:[^/]+\/)*[^/]*signatures[^/]*\.xml$/i.test(name));
    return [...cades.map((name) => manifestHolds(root, name)), ...xades.flatMap((name) => xmlsecAnswers(root, name))];
  });
}

/** A CAdES signature over its manifest, and the manifest over its files. */
function manifestHolds(root: string, signature: string): boolean {
  const files = filesBelow(root);
  const manifests = files.filter((name) => /^META-INF\/ASiCManifest[^/]*\.xml$/i.test(name));
  const own = manifests.find((name) => readFileSync(pathIn(root, name), 'utf8').includes(`URI="${signature}"`));
  const bytes = readFileSync(join(root, signature));
  if (own === undefined) {
    const data = files.filter((name) => name !== 'mimetype' && dirname(name) !== 'META-INF');
    return opensslAccepts(bytes, data.map((name) => readFileSync(pathIn(root, name))));
  }
  const manifest = readFileSync(pathIn(root, own));
  const listed = Array.from(new DOMParser().parseFromString(manifest.toString('utf8'), 'text/xml').getElementsByTagNameNS('*', 'DataObjectReference'));
  const nameOf = (element: Element): string => decodeURIComponent(element.getAttribute('URI') ?? '');
  const named = new Set(listed.map(nameOf));
  const spare = files.filter((name) => !named.has(name) && name !== 'mimetype' && !name.startsWith('META-INF/'));
  const isSound = listed.every((element) => {
    const name = nameOf(element);
    // A name in the letters of another system comes out of unzip as something else; then the one file left is meant.
    const path = files.includes(name) ? name : spare.length === 1 ? spare[0] : undefined;
    const method = element.getElementsByTagNameNS('*', 'DigestMethod')[0]?.getAttribute('Algorithm') ?? '';
    const value = element.getElementsByTagNameNS('*', 'DigestValue')[0]?.textContent ?? '';
    return path !== undefined && createHash(hashNameOf(method)).update(readFileSync(pathIn(root, path))).digest('base64') === value.trim();
  });
  return listed.length > 0 && isSound && opensslAccepts(bytes, [manifest]);
}

/** "…xmlenc#sha256" and "…xmldsig-more#sha384" end in the name that node:crypto knows. */
function hashNameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('#') + 1);
}

/** Names are kept as their bytes, one character each: those of other systems are no UTF-8. */
function filesBelow(root: string, prefix = ''): string[] {
  return readdirSync(pathIn(root, prefix), { encoding: 'buffer' }).flatMap((bytes): string[] => {
    const name = `${prefix}${bytes.toString('latin1')}`;
    return statSync(pathIn(root, name)).isDirectory() ? filesBelow(root, `${name}/`) : [name];
  });
}

function pathIn(root: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`, 'utf8'), Buffer.from(name, 'latin1')]);
}
