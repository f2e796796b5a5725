import { z } from 'zod';
import { returnRecord } from '../../contract/returned-mail.ts';

const returned = returnRecord.extend({ returnId: z.string(), description: z.string(), sender: z.string().nullable() });

/** Operations of misdelivered mail that goes back without a number. */
export const returnedMailOperations = {
  'letter.returned': returned.extend({ letterId: z.string() }),
  'paper.returned': returned,
} as const;
