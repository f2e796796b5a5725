import { z } from 'zod';
import { PACKAGE_FORMATS } from '../../domain/transfer-packages.ts';

/** Operations of packages that are handed over to an archive or another organisation, and of those that came from one. */
export const packagesOperations = {
  'package.made': z.object({
    packageId: z.string(),
    format: z.enum(PACKAGE_FORMATS),
    caseIds: z.array(z.string()),
    /** To whom it is handed over. */
    madeFor: z.string(),
    /** The head's permission for documents in it that may not be passed outside (CARD-17); null: there are none. */
    permission: z.string().nullable(),
    fileName: z.string(),
    sha256: z.string(),
    size: z.number().int().nonnegative(),
    /** Files of documents in it. */
    files: z.number().int().nonnegative(),
    documents: z.number().int().nonnegative(),
    /** Of what binds all other files: manifest-sha256.txt, or METS.xml. It goes into the act of handing over. */
    manifestSha256: z.string(),
  }),
  /** A foreign package was kept with what its inspection found; its documents became no cards by that. */
  'package.imported': z.object({
    packageId: z.string(),
    format: z.enum(PACKAGE_FORMATS),
    fileName: z.string(),
    sha256: z.string(),
    size: z.number().int().nonnegative(),
    /** What it says of itself. */
    identifier: z.string().nullable(),
    organisation: z.string().nullable(),
    documents: z.number().int().nonnegative(),
    findings: z.number().int().nonnegative(),
    reportSha256: z.string(),
  }),
  /** A document of such a package became a letter that waits; its files came with the letter. */
  'package.documentTaken': z.strictObject({
    packageId: z.string(),
    /** Of its record in the package. */
    path: z.string(),
    letterId: z.string(),
    /** What the card of the other office says of the sender, whose number and date it bears, and of the subject. */
    correspondent: z.string().nullable(),
    number: z.string().nullable(),
    date: z.string().nullable(),
    subject: z.string().nullable(),
  }),
} as const;
