import { z } from 'zod';
import { agreedText } from '../../contract/acknowledgements.ts';
import { SIMPLE_MARKS } from '../../contract/simple-signatures.ts';
import { SIMPLE_SIGNATURE_PURPOSES } from '../../domain/simple-signature.ts';

export const simpleSignatureRecord = z.object({
  signatureId: z.string(),
  chain: z.object({ desk: z.string(), epoch: z.number().int(), stream: z.string() }),
  number: z.number().int().positive(),
  former: z.string().nullable(),
  documentId: z.string(),
  kindId: z.string(),
  hrDocument: z.boolean(),
  files: z.array(z.object({ sha256: z.string(), fileName: z.string() })).min(1),
  personId: z.string(),
  personName: z.string(),
  position: z.string(),
  accountId: z.string(),
  at: z.string(),
  day: z.string(),
  purpose: z.enum(SIMPLE_SIGNATURE_PURPOSES),
  purposeId: z.string().nullable(),
  mark: z.enum(SIMPLE_MARKS),
  agreementId: z.string().nullable(),
  consentId: z.string().nullable(),
  identityCheckId: z.string().nullable(),
  words: agreedText,
});

export const simpleSignaturesOperations = {
  /** Somebody gave his password for files of a document; the record says for what, and hangs on the one before it. */
  'simpleSignature.made': z.object({ record: simpleSignatureRecord, hash: z.string() }),
} as const;
