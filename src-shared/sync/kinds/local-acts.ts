import { z } from 'zod';
import { actChange, actCopy, actRequirement, localAct } from '../../contract/local-acts.ts';
import type { Upcaster } from './upcaster.ts';

/** Operations of controlled local acts. */
export const localActsOperations = {
  'act.described': z.object({ documentId: z.string(), act: localAct }),
  'act.changeEntered': z.object({ documentId: z.string(), changeId: z.string(), change: actChange }),
  /** `numberRun` as of certified copies: empty in an office of one desk, else the desk's code, since desks apart count on by themselves. */
  'act.copyIssued': z.object({ documentId: z.string(), copy: actCopy.omit({ number: true }).extend({ copyNumber: z.number().int().positive(), numberRun: z.string() }) }),
  /** Who has to know the act (ACK-08); null: nobody any more. The last in the order counts. */
  'act.acknowledgementRequired': z.object({ documentId: z.string(), stepId: z.string(), required: actRequirement.nullable() }),
} as const;

export const localActsVersions = { 'act.copyIssued': 2 } as const;

const copyOfVersion1 = z.looseObject({ copy: z.looseObject({}) });
export const localActsUpcasters: Readonly<Record<string, Upcaster>> = {
  // Version 1 counted alike at every desk.
  'act.copyIssued@1': (payload) => {
    const before = copyOfVersion1.parse(payload);
    return { ...before, copy: { ...before.copy, numberRun: '' } };
  },
};
