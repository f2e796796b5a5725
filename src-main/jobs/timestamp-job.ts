import { FetchRefused } from '../evidence/fetching/failure.ts';
import { fetchTimestamp as ask } from '../evidence/fetching/fetch-timestamp.ts';
import { asicTimestampRequest, SignatureCreationError, timestampRequestFor, withAsicTimestamp, withSignatureTimestamp } from '../signatures/index.ts';
import { readBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { TimestampJob, TimestampResult } from './job-kinds.ts';

/** Gets the timestamp of a signature and writes the signature, or the container, that holds it (CAdES-BASELINE-T). */
export async function fetchTimestamp({ signature, isContainer, authority, allowedHosts, proxy, nonce, output }: TimestampJob): Promise<TimestampResult> {
  const bytes = await readBlob(signature.location);
  try {
    const request = isContainer ? asicTimestampRequest(bytes, nonce) : timestampRequestFor(bytes, 0, nonce);
    const response = await ask({ authority, request, allowedHosts, proxy });
    const stamped = isContainer ? withAsicTimestamp(bytes, response, nonce) : withSignatureTimestamp(bytes, 0, response, nonce);
    return { kind: 'timestamped', ...(await writeBlob(output, stamped)) };
  } catch (error) {
    if (error instanceof FetchRefused) return { kind: 'failed', problem: error.failure, detail: error.message };
    if (error instanceof SignatureCreationError) return { kind: 'failed', problem: 'wrongToken', detail: error.message };
    throw error;
  }
}
