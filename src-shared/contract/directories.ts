import { z } from 'zod';
import { id, nothing } from './common.ts';
import { method } from './define.ts';
import { documentKind, journalRecord, unit } from './registration.ts';

const order = z.string().trim().min(1).max(300);

/** How the office registers; each office sets it by its own rules. */
export const registrationSettings = z.object({
  /** A paper gets its number and stamp before it is scanned (KhAI 3.6); false: a scan may be registered as it is. */
  numberBeforeScan: z.boolean(),
});

/** Directories that registration stands on: journals, kinds, units, and how the office registers. */
export const directories = {
  /** Adds a journal (no id) or changes one. The direction of a journal with cards stands; numbers that were given stand. */
  defineJournal: method('directory.edit', z.object({ journal: journalRecord.extend({ journalId: z.string().max(60).nullable() }) }), journalRecord),
  /** Adds a kind (no id) or changes one, with the order that says so (REG-14). */
  defineKind: method('directory.edit', z.object({ kind: documentKind.extend({ kindId: z.string().max(60).nullable() }), basisOrder: order }), documentKind),
  /** Adds a unit (no id) or changes one. What is left out of its place in the structure stays as it was. */
  defineUnit: method('directory.edit', z.object({ unit: unit.extend({ unitId: id.nullable(), index: z.string().trim().max(20), name: z.string().trim().min(1).max(200) }).partial({ parentUnitId: true, headPersonId: true, coordinatorPersonId: true }) }), unit),
  /** Journals that have given numbers: their direction and their count stand. */
  journalsInUse: method('signed-in', nothing, z.object({ journalIds: z.array(z.string()) })),
  settings: method('signed-in', nothing, registrationSettings),
  setSettings: method('directory.edit', registrationSettings, registrationSettings),
};
