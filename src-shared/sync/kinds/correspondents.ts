import { z } from 'zod';
import { correspondentEntry } from '../../contract/correspondents.ts';
import type { Upcaster } from './upcaster.ts';

/** Operations of the directory of correspondents. */
export const correspondentsOperations = {
  'correspondent.defined': correspondentEntry,
  'correspondent.changed': z.object({ correspondentId: z.string(), entry: correspondentEntry.omit({ correspondentId: true }) }),
  /** The entry goes up in another one, which is found by both names from then on. */
  'correspondent.merged': z.object({ correspondentId: z.string(), into: correspondentEntry }),
} as const;

export const correspondentsVersions = { 'correspondent.defined': 2, 'correspondent.changed': 2, 'correspondent.merged': 2 } as const;

const fields = z.looseObject({});
/** In version 1 nobody could take an entry out of what the country's rules say. */
const withRules = (entry: unknown): object => ({ headOnlyLifted: false, ...fields.parse(entry) });
export const correspondentsUpcasters: Readonly<Record<string, Upcaster>> = {
  'correspondent.defined@1': withRules,
  'correspondent.changed@1': (payload) => {
    const { entry, ...rest } = fields.parse(payload);
    return { ...rest, entry: withRules(entry) };
  },
  'correspondent.merged@1': (payload) => {
    const { into, ...rest } = fields.parse(payload);
    return { ...rest, into: withRules(into) };
  },
};
