import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BlobAddressWrong, readBlobAddress } from '../../../src-server/blobs/blob-address.ts';
import { BlobMissing, type BlobStore } from '../../../src-server/blobs/blob-store.ts';
import { openBlobStore } from '../../../src-server/blobs/open-blob-store.ts';
import { S3Failed } from '../../../src-server/blobs/s3-blob-store.ts';
import { fileServer, letterWith, sha256Of } from '../../support/central-server/file-server.ts';
import { smallS3, type SmallS3 } from '../../support/s3-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', region: 'eu-central-1' };
const VARIABLES = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey };

async function s3Store(variables: NodeJS.ProcessEnv = VARIABLES): Promise<{ blobs: BlobStore; s3: SmallS3 }> {
  const s3 = await smallS3(KEYS);
  const blobsAddress = `s3://records/кеңсе/files?endpoint=${encodeURIComponent(s3.endpoint)}&region=${KEYS.region}`;
  return { blobs: openBlobStore({ dataDirectory: temporaryFolder(), blobsAddress }, testEnvironment(), variables), s3 };
}

async function collected(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

const stores: readonly (readonly [string, () => Promise<BlobStore>])[] = [
  ['a folder', async () => openBlobStore({ dataDirectory: temporaryFolder(), blobsAddress: null }, testEnvironment())],
  ['an S3-compatible storage', async () => (await s3Store()).blobs],
];

describe.each(stores)('blobs in %s', (_name, open) => {
  it('are published once, known by their size, and read in parts', async () => {
    const blobs = await open();
    const folder = temporaryFolder();
    const bytes = randomBytes(300_000);
    const sha256 = sha256Of(bytes);
    expect(await blobs.size(sha256)).toBeNull();
    await expect(blobs.read(sha256, { first: 0, last: 1 })).rejects.toBeInstanceOf(BlobMissing);
    for (const name of ['first', 'second']) {
      writeFileSync(path.join(folder, name), bytes);
      await blobs.publish(path.join(folder, name), sha256, bytes.length);
      expect(await blobs.size(sha256)).toBe(bytes.length);
    }
    expect(readdirSync(folder)).toEqual([]);
    expect((await collected(await blobs.read(sha256, { first: 0, last: bytes.length - 1 }))).equals(bytes)).toBe(true);
    expect((await collected(await blobs.read(sha256, { first: 100_000, last: 100_009 }))).equals(bytes.subarray(100_000, 100_010))).toBe(true);
    const nothing = Buffer.alloc(0);
    writeFileSync(path.join(folder, 'empty'), nothing);
    await blobs.publish(path.join(folder, 'empty'), sha256Of(nothing), 0);
    expect(await blobs.size(sha256Of(nothing))).toBe(0);
    expect(await collected(await blobs.read(sha256Of(nothing), { first: 0, last: -1 }))).toHaveLength(0);
    blobs.close();
  });

  it('[ARC-04] are removed, and nothing is said where there are none', async () => {
    const blobs = await open();
    const folder = temporaryFolder();
    const bytes = randomBytes(100_000);
    const sha256 = sha256Of(bytes);
    await blobs.remove(sha256);
    writeFileSync(path.join(folder, 'file'), bytes);
    await blobs.publish(path.join(folder, 'file'), sha256, bytes.length);
    await blobs.remove(sha256);
    expect(await blobs.size(sha256)).toBeNull();
    await expect(blobs.read(sha256, { first: 0, last: 1 })).rejects.toBeInstanceOf(BlobMissing);
    // Once more is no error, and it can come again.
    await blobs.remove(sha256);
    writeFileSync(path.join(folder, 'file'), bytes);
    await blobs.publish(path.join(folder, 'file'), sha256, bytes.length);
    expect(await blobs.size(sha256)).toBe(bytes.length);
    blobs.close();
  });

  it('take no name but a hash', async () => {
    const blobs = await open();
    for (const name of ['../../etc/passwd', 'A'.repeat(64), '']) await expect(blobs.size(name)).rejects.toThrow(TypeError);
    blobs.close();
  });
});

describe('a folder', () => {
  it('[ARC-04] takes the same bytes whole after a stop in the middle of their removal, and removes them then', async () => {
    const bytes = randomBytes(100_000);
    const sha256 = sha256Of(bytes);
    const dataDirectory = temporaryFolder();
    const publish = async (blobs: BlobStore): Promise<void> => {
      const file = path.join(temporaryFolder(), 'file');
      writeFileSync(file, bytes);
      await blobs.publish(file, sha256, bytes.length);
    };
    const crashPoint = (name: string): void => {
      if (name === 'server.blob.overwritten') throw new Error('the server stops here');
    };
    const stopping = openBlobStore({ dataDirectory, blobsAddress: null }, { ...testEnvironment(), crashPoint });
    await publish(stopping);
    await expect(stopping.remove(sha256)).rejects.toThrow('crashed at server.blob.overwritten');
    const blobs = openBlobStore({ dataDirectory, blobsAddress: null }, testEnvironment());
    expect(await blobs.size(sha256)).toBeNull();
    await publish(blobs);
    expect((await collected(await blobs.read(sha256, { first: 0, last: bytes.length - 1 }))).equals(bytes)).toBe(true);
    await blobs.remove(sha256);
    expect(readdirSync(path.join(dataDirectory, 'blobs', 'sha256', sha256.slice(0, 2)))).toEqual([]);
  });
});

describe('an S3-compatible storage', () => {
  it('is sent the hash of the bytes under the signature, in the bucket and below the prefix', async () => {
    const { blobs, s3 } = await s3Store();
    const file = path.join(temporaryFolder(), 'file');
    const bytes = randomBytes(1000);
    writeFileSync(file, bytes);
    await blobs.publish(file, sha256Of(bytes), bytes.length);
    expect([...s3.objects.keys()]).toEqual([`records/кеңсе/files/sha256/${sha256Of(bytes).slice(0, 2)}/${sha256Of(bytes)}`]);
    // Bytes that are not those of the hash are refused by the storage itself.
    writeFileSync(file, randomBytes(1000));
    await expect(blobs.publish(file, 'b'.repeat(64), 1000)).rejects.toThrow(/XAmzContentSHA256Mismatch/);
    expect(existsSync(file)).toBe(true);
    expect(s3.objects.size).toBe(1);
    expect(s3.refused).toEqual(['XAmzContentSHA256Mismatch']);
    blobs.close();
  });

  it('refuses another key, and nothing is lost of it', async () => {
    const { blobs, s3 } = await s3Store({ ...VARIABLES, AWS_SECRET_ACCESS_KEY: 'another' });
    await expect(blobs.size('a'.repeat(64))).rejects.toBeInstanceOf(S3Failed);
    expect(s3.refused).toEqual(['SignatureDoesNotMatch']);
    blobs.close();
  });

  it('serves a whole node; an upload that it did not take the first time is finished without its bytes being sent again', async () => {
    const { blobs, s3 } = await s3Store();
    const office = await fileServer({ blobs });
    const bytes = randomBytes(200_000);
    await office.founder.say(letterWith(bytes));
    const desk = office.as(office.founder);
    const begun = await desk.begin(sha256Of(bytes), bytes.length);
    s3.failNextPut(503);
    const place = begun.headers.location ?? '';
    expect((await desk.append(place, 0, bytes)).status).toBe(500);
    expect((await desk.tus('HEAD', place)).headers['upload-offset']).toBe('200000');
    expect((await desk.append(place, 200_000, Buffer.alloc(0))).status).toBe(204);
    const part = await desk.read(sha256Of(bytes), { range: 'bytes=5-9' });
    expect([part.status, part.bytes.equals(bytes.subarray(5, 10))]).toEqual([206, true]);
  });
});

describe('the address of blobs', () => {
  it.each([
    ['s3://b', 'no good name'],
    ['s3://Bad_Bucket/x', 'no good name'],
    ['s3://bucket?endpint=x', 'unknown: endpint'],
    ['s3://key:secret@bucket/x', 'from the environment'],
    ['s3://bucket?endpoint=ftp://x', 'http or https'],
    ['s3://bucket?endpoint=nowhere', 'no address'],
  ])('%s is refused', (address, words) => {
    expect(() => readBlobAddress(address)).toThrow(BlobAddressWrong);
    expect(() => readBlobAddress(address)).toThrow(words);
  });

  it('without an endpoint is Amazon\'s, by the name of the bucket', () => {
    expect(readBlobAddress('s3://records/a/b/?region=eu-west-1')).toMatchObject({ kind: 's3', bucket: 'records', prefix: 'a/b', region: 'eu-west-1', virtualHost: true, endpoint: new URL('https://records.s3.eu-west-1.amazonaws.com') });
    expect(readBlobAddress('/srv/blobs')).toEqual({ kind: 'folder', folder: '/srv/blobs' });
  });

  it('of S3 needs keys in the environment', () => {
    expect(() => openBlobStore({ dataDirectory: '/nowhere', blobsAddress: 's3://records' }, testEnvironment(), {})).toThrow(/AWS_ACCESS_KEY_ID/);
  });
});
