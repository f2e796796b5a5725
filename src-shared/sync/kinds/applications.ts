import { z } from 'zod';
import { applicationFacts } from '../../contract/applications.ts';
import { documentFile } from '../../contract/intake.ts';

const step = z.object({ documentId: z.string(), stepId: z.string() });

/**
 * Operations of HR applications. Each joins the set of what happened to the application; `domain/applications.ts` says
 * which of them came in their turn.
 */
export const applicationsOperations = {
  'application.received': step.extend(applicationFacts.received.shape),
  'application.verified': step.extend(applicationFacts.verified.shape),
  /** The protocol joins the document's files. */
  'application.protocolImported': step.extend({ receivedStepId: z.string(), file: documentFile }),
  'application.declared': step.extend(applicationFacts.declared.shape),
  'application.accepted': step.extend(applicationFacts.accepted.shape),
  'application.forceDecided': step.extend(applicationFacts.forceDecided.shape),
} as const;
