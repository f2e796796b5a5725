import { createHash, randomBytes } from 'node:crypto';

import { createTestPki } from '../../src-main/demo/pki/index.ts';
import { evidenceTree } from '../../src-main/signatures/index.ts';
import { tokenFor } from '../support/timestamp-answers.ts';
import { type Bench, timed } from './figure.ts';

const LEAVES = 10_000;
/** A manifest with some thirty references. */
const MANIFEST_BYTES = 8 * 1024;
const NOW = '2026-03-10T09:00:00.000Z';

/** Evidence for a whole archive under one time-stamp: the tree and its records beside the bare hashes of the same manifests. */
export async function open(): Promise<Bench> {
  const manifests = Array.from({ length: LEAVES }, () => randomBytes(MANIFEST_BYTES));
  const { timestampAuthority } = await createTestPki({ now: NOW });
  const tree = evidenceTree(manifests, 'SHA-256');
  const token = tokenFor(tree.request(null), { authority: timestampAuthority, time: new Date(NOW) });
  const hashes = () =>
    timed(() => {
      for (const manifest of manifests) createHash('sha256').update(manifest).digest();
    });
  return {
    figures: [
      { name: 'hash tree over 10,000 manifests of 8 KiB, milliseconds', than: 'SHA-256 of each', ours: () => timed(() => void evidenceTree(manifests, 'SHA-256')), peer: hashes, aim: { atMost: 4 } },
      { name: '10,000 evidence records, milliseconds', than: 'SHA-256 of each manifest', ours: () => timed(() => void tree.records(token)), peer: hashes, aim: {} },
    ],
    close: () => Promise.resolve(),
  };
}
