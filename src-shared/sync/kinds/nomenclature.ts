import { z } from 'zod';
import { caseFields, classTotals, retention } from '../../contract/nomenclature.ts';
import { MEDIA } from '../../domain/nomenclature.ts';

/** Operations of the nomenclature of cases and of filing; `case.defined` of the directories is what older programs wrote. */
export const nomenclatureOperations = {
  'nomenclature.created': z.object({ nomenclatureId: z.string(), year: z.number().int(), initial: z.boolean(), copiedFrom: z.string().nullable() }),
  'nomenclature.sectionDefined': z.object({ nomenclatureId: z.string(), sectionId: z.string(), index: z.string(), title: z.string(), owner: z.string().nullable(), basis: z.string().nullable() }),
  'nomenclature.sectionRemoved': z.object({ nomenclatureId: z.string(), sectionId: z.string() }),
  'nomenclature.agreed': z.object({ nomenclatureId: z.string(), protocolNumber: z.string(), protocolDate: z.string() }),
  'nomenclature.returned': z.object({ nomenclatureId: z.string(), reason: z.string() }),
  'nomenclature.approved': z.object({ nomenclatureId: z.string(), by: z.string(), on: z.string() }),
  'nomenclature.takenIntoUse': z.object({
    nomenclatureId: z.string(),
    from: z.string(),
    /** Volumes of the former year's transit cases that go on, as they stand on that day. */
    carried: z.array(z.object({ caseId: z.string(), volumes: z.number().int().nonnegative() })),
  }),
  'nomenclature.summarised': z.object({ nomenclatureId: z.string(), on: z.string(), totals: classTotals }),
  /** Cases of a table follow as `case.entered` in the same transaction. */
  'nomenclature.imported': z.object({ nomenclatureId: z.string(), fileName: z.string(), fileSha256: z.string(), cases: z.number().int(), rejected: z.number().int() }),
  'nomenclature.printed': z.object({ nomenclatureId: z.string(), sha256: z.string(), size: z.number().int(), fileName: z.string(), language: z.string() }),
  'case.entered': caseFields.extend({
    caseId: z.string(),
    nomenclatureId: z.string(),
    retention: retention.nullable(),
    /** Words of the period as they are printed. */
    retentionText: z.string(),
    medium: z.enum(MEDIA),
    formerCaseId: z.string().nullable(),
    /** Volumes of a transit case that go on from the former year. */
    carriedVolumes: z.number().int().nonnegative(),
    basis: z.string().nullable(),
  }),
  'case.changed': z.object({ caseId: z.string(), nomenclatureId: z.string(), changes: caseFields.partial().extend({ retentionText: z.string().optional() }), basis: z.string().nullable() }),
  'case.removed': z.object({ caseId: z.string(), nomenclatureId: z.string(), reason: z.string() }),
  'case.discontinued': z.object({ caseId: z.string(), nomenclatureId: z.string(), reason: z.string() }),
  'case.volumeOpened': z.object({ caseId: z.string(), volume: z.number().int().positive(), openedOn: z.string() }),
  /** The executed document lies in its case (NOM-01); filed again, it moves. */
  'document.filed': z.object({ documentId: z.string(), caseId: z.string(), volume: z.number().int().positive() }),
} as const;
