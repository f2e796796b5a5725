import { z } from 'zod';
import { documentTexts, provenance, validity } from './common.ts';

/** Words of the printed nomenclature of cases, by the country's form. `{year}`, `{date}`, `{number}`, `{by}`, `{on}`, `{page}`, `{pages}` are places. */
const form = z.strictObject({
  title: documentTexts,
  year: documentTexts,
  approve: z.array(documentTexts).min(1).max(4),
  approveLine: documentTexts,
  approveDate: documentTexts,
  blankDate: documentTexts,
  agreed: documentTexts,
  notAgreed: documentTexts,
  initial: documentTexts,
  columns: z.strictObject({ index: documentTexts, title: documentTexts, volumes: documentTexts, retention: documentTexts, note: documentTexts }),
  summaryTitle: documentTexts,
  summaryColumns: z.strictObject({ kind: documentTexts, cases: documentTexts, volumes: documentTexts, transit: documentTexts, expertMark: documentTexts }),
  classes: z.strictObject({ permanent: documentTexts, overTen: documentTexts, upToTen: documentTexts, personnel: documentTexts }),
  total: documentTexts,
  transit: documentTexts,
  signatures: z.array(documentTexts).max(6),
  page: documentTexts,
  ...validity,
  ...provenance,
});

/** `nomenclature-form.json` */
export const nomenclatureFormFile = z.strictObject({ forms: z.array(form).min(1).max(20) });
export type NomenclatureFormFile = z.output<typeof nomenclatureFormFile>;
