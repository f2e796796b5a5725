import type { ContractError } from '#shared/contract/index.ts';
import { type Result, succeed } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { readWhole } from './read-file.ts';

/** Hands bytes to the person as a file, without the page going anywhere. */
export function offerDownload(bytes: Uint8Array<ArrayBuffer>, fileName: string, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the blob by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Saves a stored file to where the person wants it. */
export async function saveFile(client: Client, file: { readonly sha256: string; readonly size: number; readonly fileName: string }, options: CallOptions = {}): Promise<Result<null, ContractError>> {
  const bytes = await readWhole(client, file, options);
  if (!bytes.ok) return bytes;
  // Never a type that a browser would open and run in place of saving.
  offerDownload(bytes.value, file.fileName, 'application/octet-stream');
  return succeed(null);
}
