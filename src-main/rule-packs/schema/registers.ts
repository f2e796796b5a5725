import { z } from 'zod';
import { JOURNAL_CELLS } from '#shared/domain/printed-registers.ts';
import { documentTexts, provenance, validity } from './common.ts';

const column = z.strictObject({
  title: documentTexts,
  cell: z.enum(JOURNAL_CELLS),
  /** Of the width that whole columns leave over. */
  share: z.number().positive().max(10),
  /** As wide as its longest cell. */
  whole: z.boolean().default(false),
  align: z.enum(['left', 'centre']).default('left'),
  /** Words may be parted at the end of a line. */
  prose: z.boolean().default(false),
});
const columns = z.array(column).min(3).max(12);

/** Words of the registers, the gap act, the inventory and the registration card on paper, by the country's forms. Places stand in braces. */
const form = z.strictObject({
  journal: z.strictObject({
    /** `{day}` */
    on: documentTexts,
    /** `{from}`, `{to}` */
    between: documentTexts,
    columns: z.strictObject({ incoming: columns, outgoing: columns, internal: columns }),
    /** `{reason}` */
    void: documentTexts,
    /** `{count}`, `{voided}`, `{first}`, `{last}` */
    totals: documentTexts,
    signature: documentTexts,
  }),
  gapAct: z.strictObject({
    title: documentTexts,
    /** `{journal}`, `{year}` */
    journal: documentTexts,
    /** `{day}` */
    asOf: documentTexts,
    none: documentTexts,
    lead: documentTexts,
    columns: z.strictObject({ numbers: documentTexts, count: documentTexts, desk: documentTexts, reason: documentTexts, basis: documentTexts }),
    /** `{until}` with `leased`, `{day}` with the others. */
    reasons: z.strictObject({ leased: documentTexts, released: documentTexts, expired: documentTexts, renewed: documentTexts, skipped: documentTexts }),
    /** `{count}` */
    totals: documentTexts,
    signature: documentTexts,
  }),
  inventory: z.strictObject({
    titles: z.strictObject({ permanent: documentTexts, overTen: documentTexts, personnel: documentTexts }),
    /** `{number}`, `{year}` */
    head: documentTexts,
    draft: documentTexts,
    approve: documentTexts,
    blankDate: documentTexts,
    columns: z.strictObject({ number: documentTexts, index: documentTexts, title: documentTexts, dates: documentTexts, sheets: documentTexts, retention: documentTexts, note: documentTexts }),
    /** `{volume}` */
    volume: documentTexts,
    /** `{count}` */
    documents: documentTexts,
    electronic: documentTexts,
    mixed: documentTexts,
    /** `{count}`, `{words}`, `{first}`, `{last}` */
    final: documentTexts,
    /** `{cases}`, `{documents}` */
    finalElectronic: documentTexts,
    /** `{number}`, `{date}` */
    commission: documentTexts,
    /** `{number}`, `{date}` */
    archive: documentTexts,
    signature: documentTexts,
  }),
  card: z.strictObject({
    title: documentTexts,
    requisite: documentTexts,
    value: documentTexts,
    files: documentTexts,
    fileName: documentTexts,
    movement: documentTexts,
    when: documentTexts,
    who: documentTexts,
    what: documentTexts,
    /** `{time}`, `{person}` */
    printed: documentTexts,
  }),
  ...validity,
  ...provenance,
});

/** `registers.json` */
export const registersFile = z.strictObject({ forms: z.array(form).min(1).max(20) });
export type RegistersFile = z.output<typeof registersFile>;
