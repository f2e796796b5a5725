import { z } from 'zod';
import { DUTY_TRACKS } from '#shared/domain/employee-duties.ts';
import { names, packId, provenance, shortText, validity } from './common.ts';

const duty = z.strictObject({
  id: packId,
  names,
  /** Clause as people know it. */
  clause: shortText,
  /** Matters of a person that tell how he stands by it; absent: it is told only. */
  track: z.enum(DUTY_TRACKS).optional(),
  ...validity,
  ...provenance,
});

/** `duties.json`: what an employee is obliged to within HR e-document flow, dated (HRC-05). */
export const dutiesFile = z.strictObject({ duties: z.array(duty).max(50) });
export type DutiesFile = z.output<typeof dutiesFile>;
