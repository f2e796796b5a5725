import { z } from 'zod';
import { id, instant, nothing, sha256 } from './common.ts';
import { method } from './define.ts';
import { fetchSettings } from './evidence.ts';

/** What an administrator may hand in; a trust list is XML by ETSI TS 119 612. */
export const TRUST_KINDS = ['anchor', 'intermediate', 'crl', 'ocsp', 'trust-list'] as const;
export type TrustKind = (typeof TRUST_KINDS)[number];

/** A certificate, CRL, OCSP response or trust list that the office supplied for checking signatures offline. */
export const trustEntry = z.object({
  entryId: id,
  kind: z.enum(TRUST_KINDS),
  fileName: z.string(),
  sha256,
  /** Subject of a certificate, issuer of a list, scheme of a trust list. */
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
  /** Whether and how the desk asks the addresses that certificates name. */
  fetching: method('desk.supervise', nothing, fetchSettings),
  setFetching: method(
    'desk.supervise',
    z.object({ fetch: z.boolean(), allowedHosts: z.array(z.string().trim().min(1).max(300)).max(50), proxy: z.string().trim().min(1).max(300).nullable() }),
    fetchSettings,
  ),
};
