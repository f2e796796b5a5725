import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';

export interface TlsFiles {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

const VALID_YEARS = 10;
const CERTIFICATE_FILE = 'server-certificate.pem';
const KEY_FILE = 'server-key.pem';

/** Reads the certificate of this folder, or makes it at the first start: desks pin it, so that it must stay. */
export function ownCertificate(directory: string, names: readonly string[], now: number): TlsFiles {
  const certificateFile = path.join(directory, CERTIFICATE_FILE);
  const keyFile = path.join(directory, KEY_FILE);
  if (!existsSync(certificateFile)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const made = makeCertificate(names, now);
    writeFileSync(keyFile, made.key, { mode: 0o600 });
    // Last: where it is there, its key is there.
    writeFileSync(certificateFile, made.certificate);
  }
  return { certificate: readFileSync(certificateFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}

/** The certificate that was made at the first start, in PEM; null: there was none yet. */
export function keptCertificate(directory: string): string | null {
  const file = path.join(directory, CERTIFICATE_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** SHA-256 over the certificate, as an administrator reads it out and a desk shows it. */
export function fingerprint(certificate: string): string {
  return new X509Certificate(certificate).fingerprint256;
}

/** A self-signed certificate of a new P-256 key for a server (RFC 5280). */
export function makeCertificate(names: readonly string[], now: number): TlsFiles {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const subject = sequence(der(SET, sequence(oid(COMMON_NAME), der(UTF8_STRING, Buffer.from('Chancery central server')))));
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const serial = randomBytes(16);
  serial.writeUInt8((serial.readUInt8(0) & 0x7f) | 0x40, 0);
  const toBeSigned = sequence(
    der(0xa0, der(INTEGER, Buffer.of(2))),
    der(INTEGER, serial),
    algorithm,
    subject,
    sequence(time(now - 24 * 60 * 60 * 1000), time(new Date(now).setUTCFullYear(new Date(now).getUTCFullYear() + VALID_YEARS))),
    subject,
    spki,
    der(0xa3, sequence(...extensions(names, spki))),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = sequence(toBeSigned, algorithm, bitString(signature));
  return { certificate: pem('CERTIFICATE', certificate), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;

/** Object identifiers as they are encoded. */
const COMMON_NAME = '550403';
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const SUBJECT_KEY_IDENTIFIER = '551d0e';
const KEY_USAGE = '551d0f';
const SUBJECT_ALT_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';
const EXTENDED_KEY_USAGE = '551d25';
const SERVER_AUTH = '2b06010505070301';

const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

function extensions(names: readonly string[], spki: Uint8Array): Buffer[] {
  const digitalSignature = Buffer.of(7, 0x80);
  return [
    extension(BASIC_CONSTRAINTS, true, sequence()),
    extension(KEY_USAGE, true, der(BIT_STRING, digitalSignature)),
    extension(EXTENDED_KEY_USAGE, false, sequence(oid(SERVER_AUTH))),
    extension(SUBJECT_KEY_IDENTIFIER, false, der(OCTET_STRING, createHash('sha256').update(spki).digest().subarray(0, 20))),
    extension(SUBJECT_ALT_NAME, false, sequence(...[...new Set(names)].map(alternativeName))),
  ];
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 0 ? der(DNS_NAME, Buffer.from(name, 'ascii')) : der(IP_ADDRESS, addressBytes(name));
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  // The URL parser writes every IPv6 address in one form; `::` stands for the groups that are missing.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [der(BOOLEAN, Buffer.of(0xff))] : []), der(OCTET_STRING, value));
}

function time(instant: number): Buffer {
  const text = new Date(instant).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return new Date(instant).getUTCFullYear() < 2050 ? der(UTC_TIME, Buffer.from(text.slice(2))) : der(GENERALIZED_TIME, Buffer.from(text));
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(SEQUENCE, Buffer.concat(parts));
}

function oid(encoded: string): Buffer {
  return der(OBJECT_IDENTIFIER, Buffer.from(encoded, 'hex'));
}

function bitString(bytes: Uint8Array): Buffer {
  return der(BIT_STRING, Buffer.concat([Buffer.of(0), bytes]));
}

function der(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const size = length < 0x80 ? Buffer.of(length) : length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.of(tag), size, content]);
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
