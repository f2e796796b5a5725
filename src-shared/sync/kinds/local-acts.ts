import { z } from 'zod';
import { actChange, actCopy, localAct } from '../../contract/local-acts.ts';

/** Operations of controlled local acts. */
export const localActsOperations = {
  'act.described': z.object({ documentId: z.string(), act: localAct }),
  'act.changeEntered': z.object({ documentId: z.string(), changeId: z.string(), change: actChange }),
  'act.copyIssued': z.object({ documentId: z.string(), copy: actCopy }),
} as const;
