import { patternProblems } from '#shared/domain/registration-index.ts';
import { foldText } from '#shared/domain/search-folding.ts';
import { DIRECTIONS, type RequisiteName } from '#shared/domain/registration-card.ts';
import type { PackContent } from '../model.ts';
import { REQUIRED_SENTENCES } from '../schema/sentences.ts';
import { REQUIRED_TERMS } from '../schema/terms.ts';
import { checkLanguages, checkOverlaps, checkPeriod, checkSource, checkUnique, type Path, type Report } from './reporter.ts';

/** An internal document has no other side, so these could never be filled. */
const OTHER_SIDE: readonly RequisiteName[] = ['correspondent', 'correspondentNumber', 'correspondentDate'];

export function checkPack({ pack }: PackContent, report: Report): void {
  checkUnique('pack', ['acts'], pack.acts.map(({ id }) => id), 'duplicateId', report);
  checkUnique('pack', ['documentLanguages'], pack.documentLanguages, 'duplicateId', report);
  for (const [at, act] of pack.acts.entries()) {
    checkPeriod('pack', ['acts', at], act, report);
    if (act.source.requirement === undefined) report('pack', ['acts', at, 'source'], 'noSource', 'the requirement that names the act is expected');
  }
}

export function checkSentences({ pack, sentences: { sentences } }: PackContent, report: Report): void {
  checkOverlaps('sentences', ['sentences'], sentences, report);
  for (const id of REQUIRED_SENTENCES) {
    if (!sentences.some((sentence) => sentence.id === id)) report('sentences', ['sentences'], 'sentenceMissing', id);
  }
  for (const [at, sentence] of sentences.entries()) {
    const path: Path = ['sentences', at];
    checkPeriod('sentences', path, sentence, report);
    checkSource('sentences', path, sentence, pack.acts, report);
    checkLanguages('sentences', [...path, 'texts'], sentence.texts, pack.documentLanguages, report);
  }
}

export function checkTerms({ pack, terms: { terms } }: PackContent, report: Report): void {
  checkOverlaps('terms', ['terms'], terms, report);
  for (const id of REQUIRED_TERMS) if (!terms.some((term) => term.id === id)) report('terms', ['terms'], 'termMissing', id);
  for (const [at, term] of terms.entries()) {
    checkPeriod('terms', ['terms', at], term, report);
    checkSource('terms', ['terms', at], term, pack.acts, report);
  }
}

export function checkJournals({ pack, journals: { journals } }: PackContent, report: Report): void {
  checkOverlaps('journals', ['journals'], journals, report);
  for (const direction of DIRECTIONS) {
    if (!journals.some((journal) => journal.direction === direction)) report('journals', ['journals'], 'journalMissing', direction);
  }
  for (const [at, journal] of journals.entries()) {
    const path: Path = ['journals', at];
    checkPeriod('journals', path, journal, report);
    checkSource('journals', path, journal, pack.acts, report);
    for (const problem of patternProblems(journal.pattern)) {
      report('journals', [...path, 'pattern'], 'patternUnusable', 'token' in problem ? `${problem.problem} {${problem.token}}` : problem.problem);
    }
  }
}

export function checkKinds({ pack, kinds: { kinds, contractClauses }, journals: { journals } }: PackContent, report: Report): void {
  checkContractClauses(kinds, contractClauses, pack, report);
  checkOverlaps('kinds', ['kinds'], kinds, report);
  for (const [at, kind] of kinds.entries()) {
    const path: Path = ['kinds', at];
    checkPeriod('kinds', path, kind, report);
    checkSource('kinds', path, kind, pack.acts, report);
    checkUnique('kinds', [...path, 'mandatory'], kind.mandatory, 'duplicateId', report);
    checkUnique('kinds', [...path, 'directions'], kind.directions, 'duplicateId', report);
    for (const [m, name] of kind.mandatory.entries()) {
      if (kind.directions.includes('internal') && OTHER_SIDE.includes(name)) report('kinds', [...path, 'mandatory', m], 'requisiteImpossible', `an internal document has no ${name}`);
    }
    if (kind.journal === undefined) continue;
    const journal = journals.find(({ id }) => id === kind.journal);
    if (journal === undefined) report('kinds', [...path, 'journal'], 'unknownReference', kind.journal);
    else if (!kind.directions.includes(journal.direction)) report('kinds', [...path, 'journal'], 'unknownReference', `${kind.journal} is for ${journal.direction} documents`);
    else if (journal.pattern.includes('{kind}') && kind.letter === '') report('kinds', [...path, 'letter'], 'patternUnusable', `journal ${journal.id} needs a letter`);
  }
}

/** A contract whose rules of conclusion nobody names could be sent without them (SIGN-21). */
function checkContractClauses(kinds: PackContent['kinds']['kinds'], clauses: PackContent['kinds']['contractClauses'], pack: PackContent['pack'], report: Report): void {
  checkUnique('kinds', ['contractClauses'], clauses.map(({ id }) => id), 'duplicateId', report);
  for (const [at, clause] of clauses.entries()) {
    const path: Path = ['contractClauses', at];
    checkSource('kinds', path, clause, pack.acts, report);
    for (const [n, phrase] of clause.phrases.entries()) if (foldText(phrase).trim() === '') report('kinds', [...path, 'phrases', n], 'shape', 'a phrase has words');
  }
  const first = kinds.findIndex(({ contract }) => contract !== undefined);
  if (first >= 0 && clauses.length === 0) report('kinds', ['kinds', first, 'contract'], 'unknownReference', 'contractClauses');
}

export function checkNomenclature({ pack, nomenclature: { sections, cases } }: PackContent, report: Report): void {
  checkUnique('nomenclature', ['sections'], sections.map(({ id }) => id), 'duplicateId', report);
  checkUnique('nomenclature', ['cases'], cases.map(({ id }) => id), 'duplicateId', report);
  checkUnique('nomenclature', ['cases'], cases.map(({ index }) => index), 'duplicateId', report);
  for (const [at, section] of sections.entries()) {
    checkSource('nomenclature', ['sections', at], { source: section.source }, pack.acts, report);
    checkLanguages('nomenclature', ['sections', at, 'titles'], section.titles, pack.documentLanguages, report);
  }
  for (const [at, entry] of cases.entries()) {
    const path: Path = ['cases', at];
    checkSource('nomenclature', path, { source: entry.source }, pack.acts, report);
    checkLanguages('nomenclature', [...path, 'titles'], entry.titles, pack.documentLanguages, report);
    checkLanguages('nomenclature', [...path, 'retention', 'texts'], entry.retention.texts, pack.documentLanguages, report);
    const section = sections.find(({ id }) => id === entry.section);
    if (section === undefined) report('nomenclature', [...path, 'section'], 'unknownReference', entry.section);
    else if (!entry.index.startsWith(`${section.index}-`)) report('nomenclature', [...path, 'index'], 'unknownReference', `${entry.index} does not begin with ${section.index}-`);
    if ((entry.retention.period === 'years') !== (entry.retention.years !== undefined)) report('nomenclature', [...path, 'retention'], 'shape', '"years" belongs to the period "years" and to no other');
  }
}
