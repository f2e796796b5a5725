import { type ContractError } from '#shared/contract/index.ts';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import { fail, type Result, succeed } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';

/** Thrown where a promise is wanted; carries the desk's typed error. */
export class FileUnavailable extends Error {
  readonly error: ContractError;

  constructor(error: ContractError) {
    super(error.message);
    this.name = 'FileUnavailable';
    this.error = error;
  }
}

/** Bytes `begin…end` of a stored file, asked for in pieces that the contract allows. */
export async function readRange(client: Client, sha256: string, begin: number, end: number, options: CallOptions = {}): Promise<Result<Uint8Array<ArrayBuffer>, ContractError>> {
  const bytes = new Uint8Array(end - begin);
  for (let at = begin; at < end; ) {
    const result = await client.files.read({ sha256, offset: at, length: Math.min(PIECE_LIMIT, end - at) }, options);
    if (!result.ok) return result;
    const { piece } = result.value;
    if (piece.byteLength === 0) return fail({ code: 'unreadable', message: 'error.unknown', params: { reference: 'short file' }, issues: [] });
    bytes.set(piece.subarray(0, end - at), at - begin);
    at += piece.byteLength;
    options.onProgress?.((at - begin) / (end - begin));
  }
  return succeed(bytes);
}

/** A whole stored file; `size` as the card names it. */
export function readWhole(client: Client, file: { readonly sha256: string; readonly size: number }, options: CallOptions = {}): Promise<Result<Uint8Array<ArrayBuffer>, ContractError>> {
  return readRange(client, file.sha256, 0, file.size, options);
}
