import { z } from 'zod';
import { outageNotice, reportFields } from '../../contract/outages.ts';
import { OUTAGE_CAUSES } from '../../domain/outages.ts';

/** Operations of periods in which electronic flow could not be used. */
export const outagesOperations = {
  'outage.opened': z.object({ outageId: z.string(), cause: z.enum(OUTAGE_CAUSES), from: z.string(), expectedUntil: z.string().nullable(), note: z.string() }),
  'outage.closed': z.object({ outageId: z.string(), until: z.string() }),
  /** An employee could not use the flow (OFF-05); `outageId` null: his outage was not the office's. */
  'outage.reported': reportFields.extend({ reportId: z.string(), outageId: z.string().nullable() }),
  /** Words of a notice that waits to be sent (OFF-04). */
  'outage.noticeQueued': outageNotice.pick({ noticeId: true, outageId: true, kind: true, subject: true, text: true }),
  'outage.noticeSent': z.object({ noticeId: z.string() }),
} as const;
