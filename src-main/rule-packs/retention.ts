import type { Language } from '#shared/domain/languages.ts';
import { periodHolds } from '#shared/domain/working-day.ts';
import type { RulePack } from './model.ts';
import type { Confidence } from './schema/common.ts';
import type { NomenclatureFormFile } from './schema/nomenclature-form.ts';

/** An article of the country's retention list in one language. */
export interface PackArticle {
  readonly articleId: string;
  readonly article: string | null;
  readonly section: string;
  readonly title: string;
  readonly period: string;
  readonly otherPeriod: string | null;
  readonly confidence: Confidence;
  readonly note: string;
}

function textIn(texts: Readonly<Partial<Record<Language, string>>>, language: Language): string {
  const text = texts[language];
  if (text === undefined) throw new RangeError(`no text in ${language}`);
  return text;
}

const holds = (entry: { readonly from: string | null; readonly to: string | null }, day: string): boolean => periodHolds({ from: entry.from ?? '0000-01-01', to: entry.to }, day);

/** The retention list that holds on a day with the articles that the pack knows; null where none holds. */
export function retentionListOf(pack: RulePack, language: Language, day: string): { readonly title: string; readonly from: string | null; readonly note: string; readonly articles: readonly PackArticle[] } | null {
  const list = pack.content.retention.lists.find((entry) => holds(entry, day));
  if (list === undefined) return null;
  return {
    title: textIn(list.titles, language),
    from: list.from,
    note: list.note ?? '',
    articles: list.articles.map((entry) => ({
      articleId: `${list.id}/${entry.id}`,
      article: entry.article,
      section: textIn(list.sections.find(({ id }) => id === entry.section)?.titles ?? {}, language),
      title: textIn(entry.titles, language),
      period: textIn(entry.periods, language),
      otherPeriod: entry.otherPeriods === null ? null : textIn(entry.otherPeriods, language),
      confidence: entry.confidence,
      note: entry.note ?? '',
    })),
  };
}

type FormEntry = NomenclatureFormFile['forms'][number];
type InOneLanguage<Value> = Value extends readonly (infer One)[] ? readonly InOneLanguage<One>[] : Value extends Partial<Record<Language, string>> ? string : { readonly [Key in keyof Value]: InOneLanguage<Value[Key]> };
/** Words of the printed nomenclature in one language. */
export type PackForm = InOneLanguage<Omit<FormEntry, 'source' | 'confidence' | 'note' | 'from' | 'to'>>;

/** The printed form that holds on a day. @throws RangeError where the pack has none, or none in the language */
export function formOf(pack: RulePack, language: Language, day: string): PackForm {
  const form = pack.content.nomenclatureForm.forms.find((entry) => holds(entry, day));
  if (form === undefined) throw new RangeError(`rule pack ${pack.packVersion} has no form of the nomenclature on ${day}`);
  const t = (texts: FormEntry['title']): string => textIn(texts, language);
  return {
    title: t(form.title),
    year: t(form.year),
    approve: form.approve.map(t),
    approveLine: t(form.approveLine),
    approveDate: t(form.approveDate),
    blankDate: t(form.blankDate),
    agreed: t(form.agreed),
    notAgreed: t(form.notAgreed),
    initial: t(form.initial),
    columns: { index: t(form.columns.index), title: t(form.columns.title), volumes: t(form.columns.volumes), retention: t(form.columns.retention), note: t(form.columns.note) },
    summaryTitle: t(form.summaryTitle),
    summaryColumns: { kind: t(form.summaryColumns.kind), cases: t(form.summaryColumns.cases), volumes: t(form.summaryColumns.volumes), transit: t(form.summaryColumns.transit), expertMark: t(form.summaryColumns.expertMark) },
    classes: { permanent: t(form.classes.permanent), overTen: t(form.classes.overTen), upToTen: t(form.classes.upToTen), personnel: t(form.classes.personnel) },
    total: t(form.total),
    transit: t(form.transit),
    signatures: form.signatures.map(t),
    page: t(form.page),
  };
}
