import { z } from 'zod';
import { DIRECTIONS } from '../../domain/registration-card.ts';

const names = z.record(z.string(), z.string());

/** Operations of directories. */
export const directoriesOperations = {
  'journal.defined': z.object({ journalId: z.string(), direction: z.enum(DIRECTIONS), names, pattern: z.string() }),
  'kind.defined': z.object({ kindId: z.string(), directions: z.array(z.enum(DIRECTIONS)), names, letter: z.string(), mandatory: z.array(z.string()) }),
  'case.defined': z.object({ caseId: z.string(), index: z.string(), title: z.string(), retention: z.string() }),
  'unit.defined': z.object({ unitId: z.string(), name: z.string() }),
  'person.defined': z.object({ personId: z.string(), name: z.string(), position: z.string(), unitId: z.string().nullable() }),
} as const;
