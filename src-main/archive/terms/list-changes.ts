import { z } from 'zod';
import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import type { ListChanges } from '#shared/contract/retention-terms.ts';
import { periodInList, samePeriod } from '#shared/domain/retention-decisions.ts';
import type { Language } from '#shared/domain/languages.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import { RetentionLists } from '../../nomenclature/retention-lists.ts';
import { archiveDefaults, type RulePack } from '../../rule-packs/index.ts';
import type { Store } from '../../store/store.ts';

const caseRow = z.object({ case_id: z.string(), case_index: z.string(), title: z.string(), year: z.number(), retention: z.string(), retention_text: z.string(), listed: z.string().nullable() });

/** Cases in use that are not closed, whose article is named, with what a list said when somebody last decided on one. */
const OPEN_CASES = `
  SELECT case_id, case_index, case_file.title, year, retention, retention_text,
    (SELECT listed FROM retention_decision WHERE retention_decision.case_id = case_file.case_id AND listed IS NOT NULL ORDER BY decided_at DESC, decision_id DESC LIMIT 1) AS listed
  FROM nomenclature JOIN case_file USING (nomenclature_id)
  WHERE state IN ('in-use', 'summarised') AND json_extract(retention, '$.article') IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM case_closing WHERE case_closing.case_id = case_file.case_id)
  ORDER BY year DESC, case_index, case_id`;

export interface ListAsked {
  readonly pack: RulePack;
  readonly language: Language;
  readonly today: string;
}

/** What the retention list that holds today would change of the cases in use: each waits for a person's decision (NOM-03). */
export class ListChangesOf {
  readonly #store: Store;
  readonly #lists: RetentionLists;

  constructor(store: Store, lists: RetentionLists) {
    this.#store = store;
    this.#lists = lists;
  }

  read({ pack, language, today }: ListAsked): ListChanges {
    const list = this.#lists.holding(pack, language, today);
    const changes: ListChanges['changes'] = [];
    const unclear: ListChanges['unclear'] = [];
    const archivalFund = this.#archivalFund(pack);
    for (const found of this.#store.database.prepare<[]>(OPEN_CASES).all()) {
      const row = caseRow.parse(found);
      const before = retentionSchema.parse(JSON.parse(row.retention));
      const shown = { caseId: row.case_id, index: row.case_index, title: row.title, year: row.year };
      const { article } = before;
      const listed = article === null ? null : periodInList(article, list.articles, archivalFund);
      if (article === null || listed === null) continue;
      // A list writes an event in its own words: that it is another one only a person can tell.
      if (listed === 'unclear' || before.period === 'event') unclear.push({ ...shown, article });
      else if (!samePeriod(before, listed) && !isDecided(row.listed, listed)) changes.push({ ...shown, before, beforeText: row.retention_text, listed, listedText: retentionText(listed, language) });
    }
    return { list: list.title, from: list.from, changes, unclear };
  }

  #archivalFund(pack: RulePack): boolean {
    const set = this.#store.database.prepare<[], number>('SELECT archival_fund FROM archive_settings').pluck().get();
    return set === undefined ? archiveDefaults(pack).archivalFund : set === 1;
  }
}

/** Whether somebody decided already to leave the case as it is beside the same words of a list. */
function isDecided(decided: string | null, listed: z.output<typeof retentionSchema>): boolean {
  return decided !== null && samePeriod(retentionSchema.parse(JSON.parse(decided)), listed);
}
