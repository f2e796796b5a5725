import { z } from 'zod';
import { agreedText, recordedAcknowledgement } from '../../contract/acknowledgements.ts';
import { ACKNOWLEDGEMENT_FORMS, OWN_WAYS } from '../../domain/acknowledgement.ts';

/** People that one operation holds: their names and positions at their longest stay below its limit. */
export const PEOPLE_IN_OPERATION = 30;

/** The person as he was when he was asked; the instant by which he was due then, absences that came later apart. */
const asked = z.object({ personId: z.string(), name: z.string(), position: z.string(), accountId: z.string().nullable(), dueAt: z.string() });
const people = z.array(asked).max(PEOPLE_IN_OPERATION);

/** Operations of lists of acknowledgement. All of them add to a set: no desk's word waits for another's. */
export const acknowledgementsOperations = {
  'acknowledgement.requested': z.object({
    listId: z.string(),
    documentId: z.string(),
    form: z.enum(ACKNOWLEDGEMENT_FORMS),
    note: z.string(),
    withDocumentId: z.string().nullable(),
    workingDays: z.number().int(),
    calendarVersion: z.string(),
    people,
  }),
  'acknowledgement.peopleAdded': z.object({ listId: z.string(), documentId: z.string(), stepId: z.string(), calendarVersion: z.string(), people }),
  /** Who acknowledged himself; two posts of one person are two people of the directory. */
  'acknowledgement.made': z.object({
    listId: z.string(),
    documentId: z.string(),
    stepId: z.string(),
    personIds: z.array(z.string()).min(1),
    way: z.enum(OWN_WAYS),
    on: z.string(),
    agreed: agreedText,
    /** The signature and the check that it stood in (ACK-02); null for a mark. */
    signature: z.object({ documentId: z.string(), sha256: z.string(), verificationId: z.string() }).nullable(),
    /** Lists that were acknowledged by the same act, this one among them (ACK-10). */
    together: z.array(z.string()),
  }),
  'acknowledgement.recordedByRegistrar': z.object({ listId: z.string(), documentId: z.string(), stepId: z.string(), personIds: z.array(z.string()).min(1), entry: recordedAcknowledgement, agreed: agreedText.nullable() }),
  'acknowledgement.withdrawn': z.object({ listId: z.string(), documentId: z.string(), stepId: z.string(), personIds: z.array(z.string()).nullable(), reason: z.string() }),
} as const;
