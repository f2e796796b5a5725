import { z } from 'zod';
import { copyClosing, copyRequest, takenOut } from '../../contract/copy-register.ts';

/** Operations of the register of copies. The copies themselves are `copy.made`. */
export const copyRegisterOperations = {
  /** The day by which to give is kept with the calendar that it was computed with: a later table does not move it. */
  'copyRequest.filed': z.object({ requestId: z.string(), documentId: z.string(), request: copyRequest, dueOn: z.string(), calendarVersion: z.string() }),
  'copyRequest.closed': z.object({ requestId: z.string(), documentId: z.string(), closing: copyClosing }),
  /** The register left the desk on paper or as a table: who took out what (PAP-07). What was made is kept nowhere. */
  'copyRegister.takenOut': z.object({ as: z.enum(['paper', 'table']), filters: takenOut, rows: z.number().int() }),
} as const;
