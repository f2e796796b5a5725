import { FetchRefused } from '../evidence/fetching/failure.ts';
import { fetchTimestamp as ask } from '../evidence/fetching/fetch-timestamp.ts';
import { SignatureCreationError, timestampRequestFor, withSignatureTimestamp } from '../signatures/index.ts';
import { readBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { TimestampJob, TimestampResult } from './job-kinds.ts';

/** Gets the timestamp of a signature and writes the signature that holds it (CAdES-BASELINE-T). */
export async function fetchTimestamp({ signature, authority, allowedHosts, proxy, nonce, output }: TimestampJob): Promise<TimestampResult> {
  const bytes = await readBlob(signature.location);
  try {
    const response = await ask({ authority, request: timestampRequestFor(bytes, 0, nonce), allowedHosts, proxy });
    const stamped = withSignatureTimestamp(bytes, 0, response, nonce);
    return { kind: 'timestamped', ...(await writeBlob(output, stamped)) };
  } catch (error) {
    if (error instanceof FetchRefused) return { kind: 'failed', problem: error.failure, detail: error.message };
    if (error instanceof SignatureCreationError) return { kind: 'failed', problem: 'wrongToken', detail: error.message };
    throw error;
  }
}
