import { z } from 'zod';
import { id, instant, nothing, sha256 } from './common.ts';
import { method } from './define.ts';

/** A certificate, CRL or OCSP response that the office supplied for checking signatures offline. */
export const trustEntry = z.object({
  entryId: id,
  kind: z.enum(['anchor', 'intermediate', 'crl', 'ocsp']),
  fileName: z.string(),
  sha256,
  /** Subject of a certificate, issuer of a list. */
  description: z.string(),
  addedAt: instant,
  addedBy: z.string(),
});

export const administration = {
  trust: method('desk.supervise', nothing, z.object({ entries: z.array(trustEntry) })),
  /** Adds one file; `fingerprint` is the SHA-256 that the administrator has seen and confirmed. */
  addTrust: method(
    'desk.supervise',
    z.object({ kind: trustEntry.shape.kind, fileName: z.string().min(1).max(255), bytes: z.instanceof(Uint8Array), fingerprint: sha256 }),
    trustEntry,
  ),
  removeTrust: method('desk.supervise', z.object({ entryId: id }), nothing),
};
