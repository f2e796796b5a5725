import type { MethodOutput } from '#shared/contract/index.ts';
import type { Client } from '#shared/rpc/client.ts';
import { valueOf } from './test-desk.ts';

/** Odd, so that of a stamped copy one piece ends where the original does and another goes over it. */
const PIECE = 333_333;

/** A stored file as a window puts it together. */
export async function readWhole(client: Client, sha256: string, look: (read: MethodOutput<'files.read'>) => void = () => undefined): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let [at, size] = [0, Infinity]; at < size; ) {
    const read = valueOf(await client.files.read({ sha256, offset: at, length: PIECE }));
    if (read.piece.length === 0 && read.size > 0) throw new Error('a piece before the end is empty');
    look(read);
    pieces.push(read.piece);
    at += read.piece.length;
    ({ size } = read);
  }
  return Buffer.concat(pieces);
}
