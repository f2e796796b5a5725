import { z } from 'zod';
import type { MissingEvidence } from '../domain/signature-evidence.ts';
import { id, instant, nothing, sha256 } from './common.ts';
import { method } from './define.ts';
import { verdict } from './intake.ts';

/** Whose signatures are meant: a letter that waits, or a registered document. */
export const subject = z.union([z.object({ letterId: id }).strict(), z.object({ documentId: id }).strict()]);

/** What the desk obtains by itself: a list, an answer about one certificate, an issuer's certificate. */
export const FETCHED_KINDS = ['crl', 'ocsp', 'issuer'] as const;
export type FetchedKind = (typeof FETCHED_KINDS)[number];

/** Why nothing was obtained from an address; message keys below `evidence.failure.`. */
export const FETCH_FAILURES = [
  /** No way to the server: no name, no route, refused or broken connection. */
  'unreachable',
  'timedOut',
  /** The address is not one that a certificate may send this desk to: scheme, port, credentials, length. */
  'forbiddenUrl',
  /** The name leads into this computer or a private network and the administrator has not allowed it. */
  'forbiddenAddress',
  'tooManyRedirects',
  /** The server's own certificate could not be checked. */
  'tls',
  'httpStatus',
  'tooLarge',
  /** What came is not what was asked for. */
  'unreadable',
  /** An OCSP answer that repeats another question's nonce: it may be an old one that was recorded. */
  'nonceMismatch',
  /** A list older than the one that is here already. */
  'older',
  /** The bounds of one run were reached before this address. */
  'limit',
] as const;
export type FetchFailure = (typeof FETCH_FAILURES)[number];

/** Why a check was made; message keys below `verification.trigger.`. */
export const VERIFICATION_TRIGGERS = ['intake', 'user', 'evidence', 'schedule'] as const;
export type VerificationTrigger = (typeof VERIFICATION_TRIGGERS)[number];

/** {@link MissingEvidence} as reports carry it; stored reports of older engines have none. */
export const missingEvidence: z.ZodType<MissingEvidence> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('revocation'), certificate: z.base64(), issuer: z.base64(), ocspUrls: z.array(z.string()), crlUrls: z.array(z.string()) }),
  z.object({ kind: z.literal('issuer'), certificate: z.base64(), issuer: z.string(), issuerUrls: z.array(z.string()) }),
  z.object({ kind: z.literal('trust-anchor'), issuer: z.string() }),
  z.object({ kind: z.literal('document') }),
]);

/** What would help one undetermined verdict, without the certificates themselves. */
export const missingSummary = z.object({
  kind: z.enum(['revocation', 'issuer', 'trust-anchor', 'document']),
  /** SHA-256 of the certificate in question; null where none is. */
  certificate: sha256.nullable(),
  serialNumber: z.string().nullable(),
  /** Distinguished name (RFC 4514) of the authority whose word is missing; null where it is not known. */
  issuer: z.string().nullable(),
  urls: z.array(z.string()),
});
export type MissingSummary = z.output<typeof missingSummary>;

/** A stored piece of evidence that a check used. */
export const usedEvidence = z.object({
  kind: z.enum(['anchor', 'intermediate', 'issuer', 'crl', 'ocsp', 'trust-list']),
  /** Name of the file that was handed in, or the address it was fetched from. */
  source: z.string(),
  sha256,
  /** When the office obtained it; null for what an administrator handed in. */
  obtainedAt: instant.nullable(),
});
export type UsedEvidence = z.output<typeof usedEvidence>;

export const fetchSettings = z.object({
  /** Whether this desk may ask the addresses that certificates name. */
  fetch: z.boolean(),
  /** `host` or `host:port` that may lie in a private network, such as a CA inside the ministry's network. */
  allowedHosts: z.array(z.string()),
  /** `http://host:port`; null: direct connections. */
  proxy: z.string().nullable(),
});
export type FetchSettings = z.output<typeof fetchSettings>;

export const evidenceState = z.object({
  /** A request is under way. */
  fetching: z.boolean(),
  lastSuccessAt: instant.nullable(),
  lastFailureAt: instant.nullable(),
  lastFailureReason: z.enum(FETCH_FAILURES).nullable(),
  /** Letters and documents whose verdict could not be determined for lack of evidence. */
  waiting: z.number().int().nonnegative(),
  /** Of them, how many are queued to be verified again. */
  queued: z.number().int().nonnegative(),
  setting: z.object({ fetch: z.boolean() }),
});
export type EvidenceState = z.output<typeof evidenceState>;

/** The newest attempt at one address. */
export const fetchAttempt = z.object({
  url: z.string(),
  at: instant,
  /** Null: it succeeded. */
  failure: z.enum(FETCH_FAILURES).nullable(),
  /** Before this instant the desk does not ask again by itself. */
  nextAt: instant,
});

export const fetchOutcome = z.object({
  obtained: z.array(z.object({ kind: z.enum(FETCHED_KINDS), url: z.string() })),
  failed: z.array(z.object({ url: z.string(), failure: z.enum(FETCH_FAILURES) })),
  verdict,
});

/** One thing that proves a verdict (VER-04). */
export const evidencePiece = z.object({
  kind: z.enum(['file', 'content', 'certificate', 'crl', 'ocsp', 'timestamp', 'trust-list']),
  /** Name of the file, subject of the certificate, issuer of the list, answer or timestamp. */
  name: z.string(),
  /** SHA-256 of the piece; null where it lies inside the signature and has no file of its own. */
  sha256: sha256.nullable(),
  /** `embedded`, a file's name, or the address it was fetched from. */
  source: z.string(),
  obtainedAt: instant.nullable(),
  /** Whether the desk keeps it as a file of its own. */
  stored: z.boolean(),
});
export type EvidencePiece = z.output<typeof evidencePiece>;

export const evidence = {
  state: method('signed-in', nothing, evidenceState),
  /** What would help the newest verdict, and what has been tried. */
  missing: method('card.readOwn', subject, z.object({ items: z.array(missingSummary), attempts: z.array(fetchAttempt), fetching: z.boolean(), queued: z.boolean() })),
  /** Tries every address once more, whatever happened before, and verifies again. */
  fetchNow: method('card.readOwn', subject, fetchOutcome, { long: true }),
  /** Every piece that a verdict stands on; the newest one where `verificationId` is null. */
  pieces: method('card.readOwn', z.object({ subject, verificationId: id.nullable().default(null) }), z.object({ verificationId: id, checkedAt: instant, pieces: z.array(evidencePiece) })),
};

const conclusion = z.object({ indication: z.string(), subIndication: z.string().nullable() });

export const verificationEntry = z.object({
  verificationId: id,
  checkedAt: instant,
  verdict,
  trigger: z.enum(VERIFICATION_TRIGGERS),
  /** Signatures whose result differs from the check before; `before` or `after` is null where there was none. */
  changes: z.array(z.object({ fileName: z.string(), signature: z.string(), signer: z.string().nullable(), before: conclusion.nullable(), after: conclusion.nullable() })),
  /** Stored evidence that the check before had not used. */
  evidence: z.array(usedEvidence),
});
export type VerificationEntry = z.output<typeof verificationEntry>;

export const verification = {
  /** Checks of a letter or document, newest first; at most the newest 50. */
  history: method('card.readOwn', subject, z.object({ entries: z.array(verificationEntry) })),
  /** How long the evidence at hand proves all signatures, without a link. `until` null: they do not pass now, or no end is known. */
  verifiableUntil: method('card.readOwn', subject, z.object({ askedAt: instant, passesNow: z.boolean(), until: instant.nullable() }), { long: true }),
};
