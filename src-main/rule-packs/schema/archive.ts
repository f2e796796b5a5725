import { z } from 'zod';
import { TERM_STARTS } from '#shared/domain/retention-terms.ts';
import { provenance, validity } from './common.ts';

/** `archive.json`: from when periods of keeping count, and what an office begins with where the regulations leave it a choice (X4). */
export const archiveFile = z.strictObject({
  /** Dated, for each way in which a period begins. */
  termStarts: z.array(z.strictObject({ of: z.enum(['closing', 'event']), rule: z.enum(TERM_STARTS), ...validity, ...provenance })).min(2).max(20),
  defaults: z.strictObject({
    /** Years of keeping above which a document has a paper duplicate (ARC-02); null: the country asks for none. */
    paperDuplicateOverYears: z.strictObject({ value: z.number().int().min(1).max(100).nullable(), ...provenance }),
    volumeSheets: z.strictObject({ value: z.number().int().min(1).max(10_000), ...provenance }),
    archivalFund: z.strictObject({ value: z.boolean(), ...provenance }),
  }),
});
export type ArchiveFile = z.output<typeof archiveFile>;
