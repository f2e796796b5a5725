import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { planArticles } from '#shared/domain/retention-list-import.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { PeriodArticle } from '#shared/domain/retention-decisions.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, newId } from '../environment.ts';
import { retentionListOf, type RulePack } from '../rule-packs/index.ts';
import { operationPieces } from '../store/operation-pieces.ts';
import type { Store } from '../store/store.ts';
import type { ReadTable } from './read-tables.ts';

type Articles = MethodOutput<'nomenclature.articles'>;

/** Articles shown at once; a clerk narrows them down by a word. */
const SHOWN = 200;

interface ListRow {
  readonly list_id: string;
  readonly version: number;
  readonly title: string;
  readonly source: string;
  readonly effective_from: string;
}

interface ArticleRow {
  readonly position: number;
  readonly article: string | null;
  readonly title: string;
  readonly period: string;
  readonly other_period: string | null;
  readonly note: string;
}

/** Retention lists: the country's from its rule pack, and those that the office brought in, each a version of its own (NOM-03). */
export class RetentionLists {
  readonly #store: Store;
  readonly #environment: Environment;

  constructor(store: Store, environment: Environment) {
    this.#store = store;
    this.#environment = environment;
  }

  /** The imported list that holds on the day, then the rule pack's articles. */
  search(text: string, pack: RulePack, language: Language, day: string): Articles {
    const imported = this.#inForce(day);
    const own = imported === undefined ? [] : this.#articlesOf(imported);
    const ofPack = retentionListOf(pack, language, day);
    const all: Articles['articles'] = [
      ...own,
      ...(ofPack?.articles ?? []).map((entry) => ({ articleId: entry.articleId, article: entry.article, title: entry.title, period: entry.period, otherPeriod: entry.otherPeriod, note: entry.note, source: ofPack?.title ?? '', confidence: entry.confidence })),
    ];
    const words = text.toLowerCase().split(/\s+/u).filter((word) => word !== '');
    const found = all.filter((entry) => words.every((word) => `${entry.article ?? ''} ${entry.title} ${entry.period}`.toLowerCase().includes(word)));
    return { list: { title: imported?.title ?? ofPack?.title ?? '', from: imported?.effective_from ?? ofPack?.from ?? null, note: imported?.source ?? ofPack?.note ?? '', imported: own.length }, articles: found.slice(0, SHOWN) };
  }

  /** The list by which periods are compared: the imported one that holds on the day, else that of the rule pack. */
  holding(pack: RulePack, language: Language, day: string): { readonly title: string; readonly from: string | null; readonly articles: readonly PeriodArticle[] } {
    const imported = this.#inForce(day);
    if (imported !== undefined) return { title: imported.title, from: imported.effective_from, articles: this.#articlesOf(imported) };
    const ofPack = retentionListOf(pack, language, day);
    return { title: ofPack?.title ?? '', from: ofPack?.from ?? null, articles: ofPack?.articles ?? [] };
  }

  /** Writes a read list as the next version; rows that hold no article are listed with their reasons. */
  import({ table, sha256 }: ReadTable, { fileName, title, source, effectiveFrom }: Omit<MethodCheckedInput<'nomenclature.importArticles'>, 'bytes'>, actor: Actor): MethodOutput<'nomenclature.importArticles'> {
    const plan = planArticles(table.rows);
    if (plan.articles.length === 0) throw new Refusal('refused', 'error.noArticles', { fileName });
    const version = this.#store.commit((transaction) => {
      const next = (this.#store.database.prepare<[], { version: number | null }>('SELECT max(version) AS version FROM retention_list').get()?.version ?? 0) + 1;
      const listId = newId(this.#environment);
      const common = { entity: listId, stream: MAIN_STREAM, actor: operationActor(actor) } as const;
      transaction.append({
        ...common,
        kind: 'retention.listImported',
        payload: { listId, version: next, title, source, effectiveFrom, fileName, fileSha256: sha256, articles: plan.articles.length },
        changes: [{ field: 'nomenclature.retentionList', before: null, after: `${title} · ${effectiveFrom} · ${plan.articles.length}` }],
      });
      let from = 0;
      for (const articles of operationPieces(plan.articles)) {
        transaction.append({ ...common, kind: 'retention.articlesListed', payload: { listId, from, articles }, changes: [] });
        from += articles.length;
      }
      return next;
    });
    return { version, articles: plan.articles.length, rejected: plan.rejected.map(({ row, text, reason }) => ({ row, text, reason })) };
  }

  /** The newest version whose effective date has come. */
  #inForce(day: string): ListRow | undefined {
    return this.#store.database.prepare<[string], ListRow>('SELECT * FROM retention_list WHERE effective_from <= ? ORDER BY effective_from DESC, version DESC LIMIT 1').get(day);
  }

  #articlesOf(list: ListRow): Articles['articles'] {
    return this.#store.database
      .prepare<[string], ArticleRow>('SELECT * FROM retention_article WHERE list_id = ? ORDER BY position')
      .all(list.list_id)
      .map((row) => ({ articleId: `${list.list_id}/${row.position}`, article: row.article, title: row.title, period: row.period, otherPeriod: row.other_period, note: row.note, source: `${list.title} (${list.effective_from})`, confidence: 'office' as const }));
  }
}
