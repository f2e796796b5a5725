import { z } from 'zod';
import { documentKind, journalRecord, unit } from '../../contract/registration.ts';
import { registrationSettings } from '../../contract/directories.ts';
import { PLAIN_KIND } from '../../domain/document-kinds.ts';
import { PLAIN_JOURNAL } from '../../domain/journals.ts';
import { PERSON_CATEGORIES } from '../../domain/person-category.ts';
import type { Upcaster } from './upcaster.ts';

/** Operations of directories. */
export const directoriesOperations = {
  'journal.defined': journalRecord,
  'kind.defined': documentKind,
  'case.defined': z.object({ caseId: z.string(), index: z.string(), title: z.string(), retention: z.string() }),
  'registration.settingsChanged': registrationSettings,
  'unit.defined': unit,
  /** `accountId`: the account with which the person signs in, so that a document passed to him may be read by him. */
  'person.defined': z.object({ personId: z.string(), name: z.string(), position: z.string(), unitId: z.string().nullable(), accountId: z.string().nullable(), category: z.enum(PERSON_CATEGORIES).nullable().optional() }),
} as const;

export const directoriesVersions = { 'journal.defined': 2, 'kind.defined': 2, 'unit.defined': 3, 'person.defined': 2 } as const;

const fields = z.looseObject({});
export const directoriesUpcasters: Readonly<Record<string, Upcaster>> = {
  // Version 1 knew names and patterns only; what came with version 2 begins as it was silently then.
  'journal.defined@1': (payload) => ({ ...PLAIN_JOURNAL, ...fields.parse(payload) }),
  'kind.defined@1': (payload) => ({ ...PLAIN_KIND, ...fields.parse(payload) }),
  'person.defined@1': (payload) => ({ accountId: null, ...fields.parse(payload) }),
  'unit.defined@1': (payload) => ({ index: '', ...fields.parse(payload) }),
  // Version 2 knew no tree and nobody who leads.
  'unit.defined@2': (payload) => ({ parentUnitId: null, headPersonId: null, coordinatorPersonId: null, ...fields.parse(payload) }),
};
