import type { ContractError } from '#shared/contract/index.ts';
import type { StoredFile } from '#shared/contract/files.ts';
import type { Result } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { storeFile } from '../../state/uploads.ts';

/** Hands a file in at the desk, as part of a call that goes on with it. */
export function handIn(client: Client, file: File, { signal, onProgress }: CallOptions): Promise<Result<StoredFile, ContractError>> {
  return storeFile(client, file, signal ?? new AbortController().signal, (sent) => onProgress?.(file.size === 0 ? 1 : sent / file.size));
}
