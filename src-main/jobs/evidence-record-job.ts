import { createHash } from 'node:crypto';
import { FetchRefused } from '../evidence/fetching/failure.ts';
import { fetchTimestamp } from '../evidence/fetching/fetch-timestamp.ts';
import { describeToken, type EvidenceDigest, evidenceTree, type HashedFile, preservationManifest, SignatureCreationError } from '../signatures/index.ts';
import { streamBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { EvidenceRecordJob, EvidenceRecordResult, ListedFile } from './job-kinds.ts';

/** Lists what proves each document, has all lists stamped by one token and writes each with its own record (RFC 4998 clause 4.2). */
export async function makeEvidence({ documents, digest, authority, allowedHosts, proxy, nonce }: EvidenceRecordJob, progress: (progress: number | null) => void): Promise<EvidenceRecordResult> {
  const hashes = new Map<string, Uint8Array>();
  const manifests: Uint8Array[] = [];
  for (const [at, { files, recordName }] of documents.entries()) {
    const listed: HashedFile[] = [];
    for (const file of files) listed.push({ fileName: file.fileName, hash: await hashOf(file, digest, hashes) });
    manifests.push(preservationManifest(listed, recordName, digest));
    progress((at + 1) / documents.length);
  }
  const tree = evidenceTree(manifests, digest);
  try {
    const answer = await fetchTimestamp({ authority, request: tree.request(nonce), allowedHosts, proxy });
    const token = tree.tokenOf(answer, nonce);
    const facts = describeToken(token);
    if (facts === null) return { kind: 'failed', problem: 'wrongToken', detail: 'no time-stamp token' };
    const records = tree.records(token);
    const packages = [];
    for (const [at, { manifestOutput, recordOutput }] of documents.entries()) {
      const [manifest, record] = [manifests[at], records[at]];
      if (manifest === undefined || record === undefined) throw new Error('a document without a record');
      packages.push({ manifest: await writeBlob(manifestOutput, manifest), record: await writeBlob(recordOutput, record) });
    }
    return { kind: 'made', token: facts, packages };
  } catch (error) {
    if (error instanceof FetchRefused) return { kind: 'failed', problem: error.failure, detail: error.message };
    if (error instanceof SignatureCreationError) return { kind: 'failed', problem: error.fault === 'unusable-timestamp' ? 'refused' : 'wrongToken', detail: error.message };
    throw error;
  }
}

/** A list of one authority serves many documents: it is read once. */
async function hashOf({ sha256, location }: ListedFile, digest: EvidenceDigest, known: Map<string, Uint8Array>): Promise<Uint8Array> {
  if (digest === 'SHA-256') return Buffer.from(sha256, 'hex');
  const before = known.get(sha256);
  if (before !== undefined) return before;
  const hash = createHash(digest.replace('-', '').toLowerCase());
  for await (const part of streamBlob(location)) hash.update(part);
  const value = hash.digest();
  known.set(sha256, value);
  return value;
}
