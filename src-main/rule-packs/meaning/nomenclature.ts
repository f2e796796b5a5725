import { readRetention } from '#shared/domain/retention-reading.ts';
import type { PackContent } from '../model.ts';
import { checkLanguages, checkPeriod, checkSource, checkUnique, type Path, type Report } from './reporter.ts';

/** Lists name an act of the pack, articles a section; every period can be read, so that a case can take it over (NOM-03). */
export function checkRetention({ pack, retention: { lists }, nomenclature }: PackContent, report: Report): void {
  checkUnique('retention', ['lists'], lists.map(({ id }) => id), 'duplicateId', report);
  for (const [at, list] of lists.entries()) {
    const path: Path = ['lists', at];
    checkPeriod('retention', path, list, report);
    checkSource('retention', path, { source: list.source }, pack.acts, report);
    if (!pack.acts.some(({ id }) => id === list.act)) report('retention', [...path, 'act'], 'unknownAct', list.act);
    checkLanguages('retention', [...path, 'titles'], list.titles, pack.documentLanguages, report);
    if (list.columnTitles.length !== list.columns) report('retention', [...path, 'columnTitles'], 'shape', 'one title for each column');
    for (const [c, texts] of list.columnTitles.entries()) checkLanguages('retention', [...path, 'columnTitles', c], texts, pack.documentLanguages, report);
    checkUnique('retention', [...path, 'sections'], list.sections.map(({ id }) => id), 'duplicateId', report);
    checkUnique('retention', [...path, 'articles'], list.articles.map(({ id }) => id), 'duplicateId', report);
    for (const [s, section] of list.sections.entries()) {
      checkLanguages('retention', [...path, 'sections', s, 'titles'], section.titles, pack.documentLanguages, report);
      checkSource('retention', [...path, 'sections', s], { source: section.source }, pack.acts, report);
    }
    for (const [a, entry] of list.articles.entries()) {
      const place: Path = [...path, 'articles', a];
      checkSource('retention', place, { source: entry.source }, pack.acts, report);
      checkLanguages('retention', [...place, 'titles'], entry.titles, pack.documentLanguages, report);
      if (!list.sections.some(({ id }) => id === entry.section)) report('retention', [...place, 'section'], 'unknownReference', entry.section);
      if ((entry.otherPeriods !== null) !== (list.columns === 2)) report('retention', [...place, 'otherPeriods'], 'shape', 'a second period belongs to a list of two columns');
      // A number that nobody has seen may not stand as if it were sure.
      if (entry.article === null && entry.confidence !== 'doubtful') report('retention', [...place, 'confidence'], 'shape', 'an article without its number is doubtful');
      for (const [name, periods] of [['periods', entry.periods], ['otherPeriods', entry.otherPeriods]] as const) {
        if (periods === null) continue;
        checkLanguages('retention', [...place, name], periods, pack.documentLanguages, report);
        for (const [language, text] of Object.entries(periods)) if (readRetention(text) === null) report('retention', [...place, name, language], 'shape', `no period can be read in "${text}"`);
      }
    }
  }
  const known = new Set(lists.flatMap(({ articles }) => articles.flatMap(({ article }) => (article === null ? [] : [article]))));
  for (const [at, entry] of nomenclature.cases.entries()) {
    if (entry.retention.article !== null && !known.has(entry.retention.article)) report('nomenclature', ['cases', at, 'retention', 'article'], 'unknownReference', entry.retention.article);
  }
}

type Texts = Readonly<Record<string, string | undefined>>;

function isTexts(value: unknown): value is Texts {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}

/** Every text of the printed form stands in every language of the country's documents. */
export function checkNomenclatureForm({ pack, nomenclatureForm: { forms } }: PackContent, report: Report): void {
  for (const [at, { source, confidence: _confidence, from, to, note: _note, ...texts }] of forms.entries()) {
    const path: Path = ['forms', at];
    checkPeriod('nomenclatureForm', path, { from, to }, report);
    checkSource('nomenclatureForm', path, { source, to }, pack.acts, report);
    for (const [name, value] of Object.entries(texts)) {
      if (Array.isArray(value)) value.forEach((one, n) => checkLanguages('nomenclatureForm', [...path, name, n], one, pack.documentLanguages, report));
      else if (isTexts(value)) checkLanguages('nomenclatureForm', [...path, name], value, pack.documentLanguages, report);
      else for (const [inner, one] of Object.entries(value)) checkLanguages('nomenclatureForm', [...path, name, inner], one, pack.documentLanguages, report);
    }
  }
}
