import { z } from 'zod';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { JobOptions } from '../jobs/job-runner.ts';
import { BlobDamaged } from '../store/blobs/blob-format.ts';
import { compareWithLog } from '../store/projections/rebuild.ts';
import type { Store } from '../store/store.ts';
import { LogFollower } from '../sync/files/log-follower.ts';
import { SyncedFiles } from '../sync/files/synced-files.ts';

export type IntegrityReport = MethodOutput<'desk.check'>;

/** Every stored file that the log names. */
function namedBlobs(store: Store): Set<string> {
  const rows = store.database
    .prepare<[], { sha256: string }>(
      `SELECT sha256 FROM letter_file JOIN letter USING (letter_id) WHERE letter.state <> 'discarded' UNION SELECT sha256 FROM card_file UNION SELECT sha256 FROM copy UNION SELECT sha256 FROM nomenclature_print
       UNION SELECT sha256 FROM journal_print UNION SELECT sha256 FROM handover_print
       UNION SELECT reports_sha256 FROM verification UNION SELECT sha256 FROM trust_entry UNION SELECT sha256 FROM evidence UNION SELECT sha256 FROM file_content
       UNION SELECT sha256 FROM journal_import WHERE state = 'completed'`,
    )
    .all();
  return new Set(rows.map((row) => row.sha256));
}

/**
 * Checks the whole desk: SQLite's own check, the hash chain of the log, the tables against the log, and
 * the content of every file against its name (ARC-05, SEC-20). Problems are in English, for the
 * administrator's log.
 */
export async function checkIntegrity(store: Store, options: Pick<JobOptions, 'signal' | 'onProgress'>): Promise<IntegrityReport> {
  const problems: string[] = [];
  const answers = z.array(z.object({ integrity_check: z.string() })).parse(store.database.pragma('integrity_check'));
  const database = answers.length === 1 && answers[0]?.integrity_check === 'ok';
  if (!database) problems.push(...answers.map((answer) => `database: ${answer.integrity_check}`));
  const chain = store.log.verify();
  problems.push(...chain.problems);
  problems.push(...store.log.contradictory().map((opId) => `operation ${opId} has no effect: the tables do not take it`));
  const differing = chain.problems.length === 0 ? compareWithLog(store.database, store.log) : [];
  problems.push(...differing.map((table) => `table ${table} differs from the log`));

  const stored = new Set(await store.blobs.list());
  problems.push(...missingFiles(store).map((sha256) => `file ${sha256} is missing`));
  let done = 0;
  for (const sha256 of stored) {
    if (options.signal?.aborted === true) throw new DOMException('cancelled', 'AbortError');
    problems.push(...(await blobProblems(store, sha256)));
    done += 1;
    options.onProgress?.(done / stored.size);
  }
  return { database, operations: chain.operations, chain: chain.problems.length === 0, projections: chain.problems.length === 0 && differing.length === 0, blobs: stored.size, problems };
}

/** Files that the log names and that should lie here but do not. */
export function missingFiles(store: Store): string[] {
  const elsewhere = filesElsewhere(store);
  return [...namedBlobs(store)].filter((sha256) => !store.blobs.has(sha256) && !elsewhere.has(sha256) && !store.erased.has(sha256));
}

/** Files of other desks that were never here: fetched when somebody opens them. */
function filesElsewhere(store: Store): Set<string> {
  if (!store.membership.isMember) return new Set();
  const files = new SyncedFiles(store.database);
  const follower = new LogFollower(store, files);
  while (follower.followPiece());
  return files.elsewhere();
}

async function blobProblems(store: Store, sha256: string): Promise<string[]> {
  try {
    return (await store.blobs.isIntact(sha256)) ? [] : [`file ${sha256}: its content has another hash`];
  } catch (error) {
    if (error instanceof BlobDamaged) return [`file ${sha256}: ${error.message}`];
    throw error;
  }
}
