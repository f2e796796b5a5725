import { z } from 'zod';
import { DEMAND_PARTIES, DEMAND_STATES } from '../domain/demanded-signatures.ts';
import { SIGNATURE_KINDS } from '../domain/document-kinds.ts';
import { SIGNATURE_BREAKS, SIMPLE_SIGNATURE_PURPOSES } from '../domain/simple-signature.ts';
import { agreedText } from './acknowledgements.ts';
import { day, id, instant, password, sha256 } from './common.ts';
import { method } from './define.ts';

export const SIMPLE_MARKS = ['simple-signature', 'password-confirmation'] as const;

/** Files that one password signs at most. */
const FILES_LIMIT = 50;

/** A signature that the kind demands, and whether it is there (SIGN-13). */
export const demandedSignature = z.object({ party: z.enum(DEMAND_PARTIES), level: z.enum(SIGNATURE_KINDS), name: z.string().nullable(), personId: z.string().nullable(), state: z.enum(DEMAND_STATES) });

/** A simple signature as it is shown: who, when, what, by which agreement, in which words. */
export const simpleSignature = z.object({
  signatureId: z.string(),
  documentId: z.string(),
  files: z.array(z.object({ sha256, fileName: z.string() })),
  personId: z.string(),
  personName: z.string(),
  position: z.string(),
  at: instant,
  day,
  purpose: z.enum(SIMPLE_SIGNATURE_PURPOSES),
  purposeId: z.string().nullable(),
  mark: z.enum(SIMPLE_MARKS),
  /** Number of the agreement by which it counts; null: none is demanded, or a check of identity stands for it. */
  agreement: z.object({ agreementId: z.string(), number: z.string() }).nullable(),
  consent: z.object({ agreementId: z.string(), number: z.string() }).nullable(),
  /** The check of identity on which a first acceptance rests (X15). */
  identityCheck: z.object({ at: instant, by: z.string(), way: z.string() }).nullable(),
  words: agreedText,
  hash: sha256,
  /** By all that is known now; null: it counts. Else a message key below `error.simpleSignature.`. */
  problem: z.string().nullable(),
});
export type SimpleSignatureShown = z.output<typeof simpleSignature>;

export const simpleSignatures = {
  ofDocument: method(
    'card.readOwn',
    z.object({ documentId: id }),
    z.object({
      /** In their order; acknowledgements of others only for whoever sends or records them. */
      signatures: z.array(simpleSignature),
      /** What the kind demands; empty: nothing. */
      demanded: z.array(demandedSignature),
      /** What the caller would sign and agree to; `problem`: why he may not now, a message key below `error.simpleSignature.`. */
      offer: z.object({ files: z.array(z.object({ sha256, fileName: z.string() })), texts: z.array(agreedText), mark: z.enum(SIMPLE_MARKS), problem: z.string().nullable() }).nullable(),
    }),
  ),
  /** The caller signs files of a document with his password (SIGN-12). */
  sign: method('document.sign', z.object({ signatureId: id, documentId: id, files: z.array(sha256).min(1).max(FILES_LIMIT), agreed: agreedText, password }), simpleSignature),
  /** Whether the records of a document, the chains in which they stand, and the stored bytes are what was signed (VER-12). */
  verify: method(
    'card.readOwn',
    z.object({ documentId: id }),
    z.object({
      state: z.enum(['intact', 'broken']),
      records: z.number().int(),
      problems: z.array(z.object({ signatureId: z.string(), problem: z.enum(SIGNATURE_BREAKS) })),
      /** Files that are not at this desk, so that their bytes were not looked at. */
      elsewhere: z.array(z.string()),
    }),
    { long: true },
  ),
};
