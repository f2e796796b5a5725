import type { z } from 'zod';
import { BundleRefused } from './sealed-bundle.ts';

/** Most bytes of an unpacked content: a stick that somebody made must not fill the memory. */
const CONTENT_BYTES = 512 * 1024 * 1024;

/** What a bundle says, packed: bodies of operations repeat each other. */
export async function packContent(content: unknown): Promise<Uint8Array<ArrayBuffer>> {
  return through(Uint8Array.from(new TextEncoder().encode(JSON.stringify(content))), new CompressionStream('gzip'), Number.POSITIVE_INFINITY);
}

/** @throws BundleRefused where it is not what the schema says */
export async function unpackContent<Schema extends z.ZodType>(schema: Schema, packed: Uint8Array, limit = CONTENT_BYTES): Promise<z.output<Schema>> {
  const value = await readJson(packed, limit);
  const read = schema.safeParse(value);
  if (!read.success) throw new BundleRefused('damaged');
  return read.data;
}

async function readJson(packed: Uint8Array, limit: number): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await through(Uint8Array.from(packed), new DecompressionStream('gzip'), limit)));
  } catch (error) {
    throw error instanceof BundleRefused ? error : new BundleRefused('damaged');
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, { writable, readable }: CompressionStream | DecompressionStream, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  // A fault of the stream is told by its reader too.
  const written = Promise.all([writer.write(bytes), writer.close()]).catch(() => undefined);
  const reader = readable.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value === undefined) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new BundleRefused('tooLarge');
    }
    parts.push(value);
  }
  await written;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
