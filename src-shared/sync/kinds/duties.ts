import { z } from 'zod';

/** Operations of data that an employee was asked for (HRC-05). Both add to a set: no desk's word waits for another's. */
export const dutiesOperations = {
  'dataRequest.asked': z.object({
    requestId: z.string(),
    personId: z.string(),
    /** Name and position as they were then. */
    personName: z.string(),
    position: z.string(),
    subject: z.string(),
    dueOn: z.string(),
    /** End of that day's working hours by the desk's calendar, of that version. Older desks did not say. */
    due: z.object({ dueAt: z.string(), calendarVersion: z.string() }).optional(),
  }),
  /** By the person himself or by a registrar to whom he brought them; `documentId`: a registered document that holds them. */
  'dataRequest.supplied': z.object({ stepId: z.string(), requestId: z.string(), suppliedOn: z.string(), answer: z.string(), documentId: z.string().nullable() }),
} as const;
