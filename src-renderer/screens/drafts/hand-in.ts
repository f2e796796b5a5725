import type { ContractError } from '#shared/contract/index.ts';
import type { StoredFile } from '#shared/contract/files.ts';
import type { RouteFile } from '#shared/domain/routes/events.ts';
import { type Result, succeed } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { storeFile } from '../../state/uploads.ts';

/** Hands several in, one after the other; the first that fails ends it. */
export async function handInAll(client: Client, files: readonly File[], options: CallOptions): Promise<Result<readonly RouteFile[], ContractError>> {
  const stored: RouteFile[] = [];
  for (const file of files) {
    const one = await handIn(client, file, options);
    if (!one.ok) return one;
    const { sha256, size, fileName } = one.value;
    stored.push({ sha256, size, fileName });
  }
  return succeed(stored);
}

/** Hands a file in at the desk, as part of a call that goes on with it. */
export function handIn(client: Client, file: File, { signal, onProgress }: CallOptions): Promise<Result<StoredFile, ContractError>> {
  return storeFile(client, file, signal ?? new AbortController().signal, (sent) => onProgress?.(file.size === 0 ? 1 : sent / file.size));
}
