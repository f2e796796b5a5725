import type { MethodOutput } from '#shared/contract/index.ts';
import type { NomenclatureWhole, TABLE_FORMS } from '#shared/contract/nomenclature.ts';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { PackForm } from '../rule-packs/index.ts';
import { writeCsv, writeXlsx } from '../spreadsheets/index.ts';
import { retentionOf } from './printed-form.ts';

/** The year's list as a table that can be read in again: the columns of the printed form, then medium and owner. */
export async function exportTable({ nomenclature, sections, cases }: NomenclatureWhole, form: PackForm, language: Language, kind: (typeof TABLE_FORMS)[number]): Promise<MethodOutput<'nomenclature.export'>> {
  const header = [form.columns.index, form.columns.title, form.columns.volumes, form.columns.retention, form.columns.note, translate(language, 'nomenclature.medium'), translate(language, 'nomenclature.owner')];
  const rows = sections.flatMap((section) => [
    [section.index, section.title, null, null, null, null, null],
    ...cases
      .filter((entry) => entry.sectionId === section.sectionId)
      .map((entry) => [entry.index, entry.title, entry.volumes, retentionOf(entry, language), entry.note, translate(language, `nomenclature.medium.${entry.medium}`), entry.owner]),
  ]);
  const name = `${form.title} ${nomenclature.year}`;
  const bytes = kind === 'csv' ? writeCsv([header, ...rows]) : await writeXlsx({ name, header, rows });
  return { fileName: `${name}.${kind}`, bytes: new Uint8Array(bytes) };
}
