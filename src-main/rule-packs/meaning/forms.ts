import { FORM_ABOUT, FORM_OWN_PLACES, FORM_PLACES, type FormId } from '#shared/domain/forms.ts';
import type { PackContent } from '../model.ts';
import { checkLanguages, checkOverlaps, checkPeriod, checkSource, checkUnique, type Path, type Report } from './reporter.ts';
import { textsIn } from './texts-in.ts';

/** Words stand in the languages that the form names, all of them the country's; a form shows only what its subject has. */
export function checkForms({ pack, forms: { forms } }: PackContent, report: Report): void {
  checkOverlaps('forms', ['forms'], forms, report);
  for (const [at, form] of forms.entries()) {
    const path: Path = ['forms', at];
    checkPeriod('forms', path, form, report);
    checkSource('forms', path, form, pack.acts, report);
    checkUnique('forms', [...path, 'languages'], form.languages, 'duplicateId', report);
    for (const [n, language] of form.languages.entries()) if (!pack.documentLanguages.includes(language)) report('forms', [...path, 'languages', n], 'languageUnexpected', language);
    const known = [...FORM_PLACES[FORM_ABOUT[form.id]], ...ownPlacesOf(form.id)];
    for (const [texts, place] of [...textsIn(form.title, [...path, 'title']), ...textsIn(form.parts, [...path, 'parts'])]) {
      checkLanguages('forms', place, texts, form.languages, report);
      for (const [language, text] of Object.entries(texts)) {
        for (const [, name = ''] of text.matchAll(/\{([^}]*)\}/gu)) if (!known.includes(name)) report('forms', [...place, language], 'unknownReference', `{${name}} is nothing that this form knows`);
      }
    }
    for (const [n, part] of form.parts.entries()) {
      if (part.part === 'field' && part.place !== undefined && !known.includes(part.place)) report('forms', [...path, 'parts', n, 'place'], 'unknownReference', part.place);
      if (part.part === 'signature' && part.name !== undefined && !known.includes(part.name)) report('forms', [...path, 'parts', n, 'name'], 'unknownReference', part.name);
      if (part.part === 'table' && part.rows === 'documents' && FORM_ABOUT[form.id] !== 'outage' && form.id !== 'internal-inventory') report('forms', [...path, 'parts', n, 'rows'], 'unknownReference', 'only the record of an outage and the internal inventory of a case list documents');
      if (part.part === 'table' && part.rows === 'people' && form.id !== 'acknowledgement-sheet') report('forms', [...path, 'parts', n, 'rows'], 'unknownReference', 'only the sheet of acknowledgement lists people');
      if (part.part === 'table' && part.rows === 'cases' && form.id !== 'destruction-act') report('forms', [...path, 'parts', n, 'rows'], 'unknownReference', 'only the act of destruction lists cases');
    }
  }
}

function ownPlacesOf(id: FormId): readonly string[] {
  return Object.entries(FORM_OWN_PLACES).find(([form]) => form === id)?.[1] ?? [];
}
