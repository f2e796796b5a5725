import type { NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { PERIOD_CLASSES } from '#shared/domain/retention.ts';
import type { Language } from '#shared/domain/languages.ts';
import { dayText } from '#shared/i18n/day-text.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import type { TableTexts } from '../jobs/job-kinds.ts';
import { fillPlaces, type PackForm } from '../rule-packs/index.ts';

export interface FormSubject {
  readonly whole: NomenclatureWhole;
  readonly form: PackForm;
  readonly officeName: string;
  readonly language: Language;
  /** ISO 8601. */
  readonly now: string;
}

/** Words of a case's period in the language of the print; what an older program wrote stays as it was written. */
export function retentionOf(entry: NomenclatureWhole['cases'][number], language: Language): string {
  return entry.retention === null ? entry.retentionText : retentionText(entry.retention, language);
}

/** Remarks of a case for the last column: note, transit mark, basis of an addition, person responsible. */
function noteOf(entry: NomenclatureWhole['cases'][number], form: PackForm): string {
  return [entry.note, entry.transit ? form.transit : '', entry.basis ?? ''].filter((text) => text !== '').join('; ');
}

/**
 * The printed nomenclature by the country's form (C.1, C.2, C.3): approval block, five columns by sections, agreement,
 * the year's summary once it is made. A list that nobody has approved says so in print.
 */
export function nomenclatureForm({ whole, form, officeName, language, now }: FormSubject): TableTexts {
  const { nomenclature, sections, cases } = whole;
  const year = String(nomenclature.year);
  const approved = nomenclature.approved;
  const corner = nomenclature.initial
    ? [form.initial]
    : [...form.approve, ...(approved === null ? ['_______________________', form.blankDate] : [fillPlaces(form.approveLine, { by: approved.by }), '_______________________', fillPlaces(form.approveDate, { on: dayText(approved.on) })])];
  const rows: TableTexts['parts'][number]['rows'] = sections.flatMap((section) => [
    { kind: 'section' as const, text: `${section.index}. ${section.title}` },
    ...cases.filter((entry) => entry.sectionId === section.sectionId).map((entry) => ({ kind: 'row' as const, cells: [entry.index, entry.title, entry.volumes === 0 ? '' : String(entry.volumes), retentionOf(entry, language), noteOf(entry, form)] })),
  ]);
  const summarised = nomenclature.state === 'summarised';
  return {
    title: `${form.title} ${fillPlaces(form.year, { year })}`,
    language,
    createdAt: now,
    corner,
    titleLines: [
      { text: officeName, look: 'bold', align: 'centre' },
      { text: form.title, look: 'title', align: 'centre' },
      { text: fillPlaces(form.year, { year }), look: 'bold', align: 'centre' },
    ],
    parts: [
      {
        heading: '',
        numbered: true,
        columns: [
          { title: form.columns.index, share: 1, whole: true },
          { title: form.columns.title, share: 5, prose: true },
          { title: form.columns.volumes, share: 1.3, align: 'centre' },
          { title: form.columns.retention, share: 2.3 },
          { title: form.columns.note, share: 1.8, prose: true },
        ],
        rows,
      },
      ...(summarised ? [summaryPart(whole, form, year)] : []),
    ],
    footLines: nomenclature.initial
      ? []
      : [{ text: nomenclature.agreed === null ? form.notAgreed : fillPlaces(form.agreed, { date: dayText(nomenclature.agreed.protocolDate), number: nomenclature.agreed.protocolNumber }), look: 'plain', align: 'left' }],
    signatures: form.signatures.map((position) => ({ position, name: '' })),
    pageOf: form.page,
  };
}

function summaryPart({ totals }: NomenclatureWhole, form: PackForm, year: string): TableTexts['parts'][number] {
  const lines = PERIOD_CLASSES.map((name) => ({ name, total: totals[name] ?? { cases: 0, volumes: 0, transit: 0, expertMark: 0 } }));
  const numbers = (total: { readonly cases: number; readonly volumes: number; readonly transit: number; readonly expertMark: number }): string[] => [total.cases, total.volumes, total.transit, total.expertMark].map(String);
  const sum = lines.reduce((all, { total }) => ({ cases: all.cases + total.cases, volumes: all.volumes + total.volumes, transit: all.transit + total.transit, expertMark: all.expertMark + total.expertMark }), { cases: 0, volumes: 0, transit: 0, expertMark: 0 });
  return {
    heading: fillPlaces(form.summaryTitle, { year }),
    numbered: false,
    columns: [
      { title: form.summaryColumns.kind, share: 4 },
      { title: form.summaryColumns.cases, share: 1, align: 'centre' },
      { title: form.summaryColumns.volumes, share: 1, align: 'centre' },
      { title: form.summaryColumns.transit, share: 1.4, align: 'centre' },
      { title: form.summaryColumns.expertMark, share: 1.4, align: 'centre' },
    ],
    rows: [...lines.map(({ name, total }) => ({ kind: 'row' as const, cells: [form.classes[name], ...numbers(total)] })), { kind: 'total' as const, cells: [form.total, ...numbers(sum)] }],
  };
}
