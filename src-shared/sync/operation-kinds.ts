import { z } from 'zod';
import { TRUST_KINDS } from '../contract/administration.ts';
import { FETCHED_KINDS, fetchSettings, missingSummary, usedEvidence, VERIFICATION_TRIGGERS } from '../contract/evidence.ts';
import { documentFile, verdict } from '../contract/intake.ts';
import { COPY_FORMS, requisites } from '../contract/registration.ts';
import { signingSettings, TIMESTAMP_STATES } from '../contract/signing.ts';
import { COUNTRIES, LANGUAGES } from '../domain/languages.ts';
import { DIRECTIONS } from '../domain/registration-card.ts';
import { ROLES } from '../domain/rights.ts';

const names = z.record(z.string(), z.string());

/** Verifier of a password: scrypt (RFC 7914) with its parameters, salt and hash in base64. */
export const passwordVerifier = z.object({
  algorithm: z.literal('scrypt'),
  cost: z.number().int(),
  blockSize: z.number().int(),
  parallelization: z.number().int(),
  salt: z.string(),
  hash: z.string(),
});
export type PasswordVerifier = z.output<typeof passwordVerifier>;

/** Payload of each kind in its newest version. A payload that was ever written stays readable. */
export const OPERATION_KINDS = {
  'office.created': z.object({
    officeId: z.string(),
    name: z.string(),
    country: z.enum(COUNTRIES),
    documentLanguages: z.array(z.enum(LANGUAGES)),
    zone: z.string(),
    deskCode: z.string(),
    rulePack: z.string(),
    demonstration: z.boolean(),
  }),
  'account.created': z.object({
    accountId: z.string(),
    login: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    verifier: passwordVerifier,
    passwordChangeDue: z.string().nullable(),
  }),
  'account.passwordSet': z.object({ accountId: z.string(), verifier: passwordVerifier, passwordChangeDue: z.string().nullable() }),
  'account.locked': z.object({ accountId: z.string(), reason: z.string() }),
  'account.unlocked': z.object({ accountId: z.string() }),
  'session.opened': z.object({ accountId: z.string() }),
  'session.closed': z.object({ accountId: z.string(), reason: z.string() }),
  'session.refused': z.object({ login: z.string(), accountId: z.string().nullable(), reason: z.enum(['wrong', 'locked']), failures: z.number().int() }),
  'journal.defined': z.object({ journalId: z.string(), direction: z.enum(DIRECTIONS), names, pattern: z.string() }),
  'kind.defined': z.object({ kindId: z.string(), directions: z.array(z.enum(DIRECTIONS)), names, letter: z.string(), mandatory: z.array(z.string()) }),
  'case.defined': z.object({ caseId: z.string(), index: z.string(), title: z.string(), retention: z.string() }),
  'unit.defined': z.object({ unitId: z.string(), name: z.string() }),
  'person.defined': z.object({ personId: z.string(), name: z.string(), position: z.string(), unitId: z.string().nullable() }),
  'letter.received': z.object({
    letterId: z.string(),
    files: z.array(documentFile),
  }),
  'letter.joined': z.object({ letterId: z.string(), intoLetterId: z.string(), files: z.array(documentFile) }),
  'letter.discarded': z.object({ letterId: z.string(), reason: z.string() }),
  /** Result of a signature check; the reports are a blob, since they can be long. */
  'verification.recorded': z.object({
    verificationId: z.string(),
    letterId: z.string().nullable(),
    documentId: z.string().nullable(),
    verdict,
    reportsSha256: z.string(),
    suggestions: z.object({ correspondent: z.string().nullable(), subject: z.string().nullable(), sheets: z.number().int().nullable() }),
    /** Content found inside attached signatures: a derived file of the file that holds it. */
    contents: z.array(z.object({ ofSha256: z.string(), sha256: z.string(), size: z.number().int(), mediaType: z.string() })),
    checkedAt: z.string(),
    trigger: z.enum(VERIFICATION_TRIGGERS),
    /** What would help; a bounded extract, the whole stands in the reports. */
    missing: z.array(missingSummary),
    /** Stored evidence that the verdicts used. */
    evidence: z.array(usedEvidence),
  }),
  /** A list, an answer or a certificate that the desk fetched; the bytes are a blob. */
  'evidence.obtained': z.object({
    evidenceId: z.string(),
    kind: z.enum(FETCHED_KINDS),
    url: z.string(),
    sha256: z.string(),
    size: z.number().int(),
    obtainedAt: z.string(),
    thisUpdate: z.string().nullable(),
    nextUpdate: z.string().nullable(),
    /** As the signature room describes it: names, serial numbers, dates. */
    description: z.string(),
    /** Distinguished names: issuer of a list, subject of a certificate. */
    names: z.array(z.string()),
    /** Serial numbers that an OCSP answer speaks about. */
    serialNumbers: z.array(z.string()),
    /** SHA-256 of the certificate on whose behalf it was asked for; null for a list. */
    certificate: z.string().nullable(),
  }),
  'evidence.settingsChanged': fetchSettings,
  /** A signature that was made at this office; the file joins the letter or document. */
  'signature.made': z.object({
    signatureId: z.string(),
    letterId: z.string().nullable(),
    documentId: z.string().nullable(),
    ofSha256: z.string(),
    file: documentFile,
    signer: z.string(),
    /** SHA-256 of the signer's certificate. */
    certificate: z.string(),
    timestamp: z.enum(TIMESTAMP_STATES),
  }),
  /** The timestamp of a signature came later: the same signature in a file that holds it (SIGN-05). */
  'signature.timestamped': z.object({ signatureId: z.string(), letterId: z.string().nullable(), documentId: z.string().nullable(), replaces: z.string(), file: documentFile }),
  'signing.settingsChanged': signingSettings,
  'card.registered': z.object({
    documentId: z.string(),
    requestId: z.string(),
    letterId: z.string().nullable(),
    requisites,
    registrationNumber: z.number().int().positive(),
    registrationYear: z.number().int(),
    registrationIndex: z.string(),
    registrationDate: z.string(),
    files: z.array(documentFile),
    verdict: verdict.nullable(),
  }),
  'card.corrected': z.object({ documentId: z.string(), changes: requisites.partial(), reason: z.string() }),
  'copy.made': z.object({
    copyId: z.string(),
    documentId: z.string(),
    form: z.enum(COPY_FORMS),
    sha256: z.string(),
    fileName: z.string(),
    size: z.number().int(),
    method: z.enum(['incremental', 'full-save']),
  }),
  'trust.added': z.object({
    entryId: z.string(),
    kind: z.enum(TRUST_KINDS),
    fileName: z.string(),
    sha256: z.string(),
    description: z.string(),
  }),
  'trust.removed': z.object({ entryId: z.string() }),
} as const;

export type OperationKind = keyof typeof OPERATION_KINDS;
export type OperationPayload<Kind extends OperationKind> = z.output<(typeof OPERATION_KINDS)[Kind]>;

/** Newest version of each kind's payload. */
export const OPERATION_VERSIONS: Readonly<Record<OperationKind, number>> = {
  ...(Object.fromEntries(Object.keys(OPERATION_KINDS).map((kind) => [kind, 1])) as Record<OperationKind, number>),
  'verification.recorded': 2,
};

/** Lifts the payload of one version to the next; keyed `kind@version`. */
type Upcaster = (payload: unknown) => unknown;
const UPCASTERS: Readonly<Record<string, Upcaster>> = {
  // Version 1 said neither why a check was made nor what it lacked and used.
  'verification.recorded@1': (payload) => {
    const before = z.looseObject({ documentId: z.string().nullable() }).parse(payload);
    return { ...before, trigger: before.documentId === null ? 'intake' : 'user', missing: [], evidence: [] };
  },
};

export function isOperationKind(kind: string): kind is OperationKind {
  return Object.hasOwn(OPERATION_KINDS, kind);
}

/**
 * The payload of a stored operation in its newest shape.
 *
 * @throws Error when the version is newer than this program knows, or the payload is not what its
 * version promises.
 */
export function readPayload<Kind extends OperationKind>(kind: Kind, v: number, payload: unknown, upcasters: Readonly<Record<string, Upcaster>> = UPCASTERS, newest: number = OPERATION_VERSIONS[kind]): OperationPayload<Kind> {
  if (v > newest) throw new Error(`operation ${kind} has version ${v}; this program knows ${newest}`);
  let lifted = payload;
  for (let version = v; version < newest; version += 1) {
    const upcaster = upcasters[`${kind}@${version}`];
    if (upcaster === undefined) throw new Error(`operation ${kind}: no way from version ${version} to ${version + 1}`);
    lifted = upcaster(lifted);
  }
  return OPERATION_KINDS[kind].parse(lifted) as OperationPayload<Kind>;
}
