import { type MethodOutput, Refusal } from '#shared/contract/index.ts';
import type { NomenclatureCase, NomenclatureWhole, NomenclatureYear } from '#shared/contract/nomenclature.ts';
import { type CaseOfYear, editingOf, missingBeforeNext, nextState, summaryOf } from '#shared/domain/nomenclature.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import { PDF_SHA } from './data.ts';
import type { FakeHandlers } from './holdings.ts';

const retention = (period: 'permanent' | 'years' | 'personnel', years: number | null, article: string | null) => ({ period, years, event: null, article, expertMark: period === 'years' });

function entry(index: string, sectionId: string, title: string, kept: NomenclatureCase['retention'], documents: number): NomenclatureCase {
  return {
    caseId: `case-${index}`, sectionId, index, title, retention: kept, retentionText: kept === null ? '' : retentionText(kept, 'uk'), medium: 'mixed', note: '', owner: null,
    transit: false, discontinued: false, formerCaseId: null, basis: null, volumes: documents > 0 ? 1 : 0, documents, filed: Math.floor(documents / 2), closedOn: null, destroyedOn: null,
  };
}

const YEAR: NomenclatureYear = { nomenclatureId: 'n-2026', year: 2026, state: 'in-use', initial: false, agreed: { protocolNumber: '7', protocolDate: '2025-12-10' }, approved: { by: 'Ректор', on: '2025-12-15' }, inUseFrom: '2026-01-01', summarisedOn: null, cases: 4 };
const SECTIONS = [
  { sectionId: 's1', index: '01', title: 'Відділ діловодства та архіву', owner: 'Олена Коваль' },
  { sectionId: 's2', index: '02', title: 'Відділ кадрів', owner: null },
];
const CASES: readonly NomenclatureCase[] = [
  entry('01-01', 's1', 'Накази з основної діяльності', retention('permanent', null, 'ст. 16а'), 42),
  entry('01-05', 's1', 'Листування з органами державної влади з питань освітньої, наукової та міжнародної діяльності університету', retention('years', 5, null), 113),
  entry('02-01', 's2', 'Накази з кадрових питань', retention('personnel', 75, 'ст. 16б'), 17),
  entry('02-02', 's2', 'Заяви про відпустки', null, 0),
];

export interface FakeNomenclatureOptions {
  readonly state?: NomenclatureYear['state'];
  readonly none?: boolean;
  /** The case of every document is closed. */
  readonly closed?: boolean;
}

/** The nomenclature of a fake desk: two years, the rules' own judgement, no store. */
export class FakeNomenclature {
  #years: { nomenclature: NomenclatureYear; sections: typeof SECTIONS; cases: NomenclatureCase[] }[];
  #next = 100;
  #filed: MethodOutput<'nomenclature.filing'>['filed'] = null;
  readonly #closed: boolean;
  readonly #onChanged: () => void;

  constructor({ state = 'in-use', none = false, closed = false }: FakeNomenclatureOptions = {}, onChanged: () => void = () => undefined) {
    this.#onChanged = onChanged;
    this.#closed = closed;
    if (closed) this.#filed = { caseId: 'c1', index: '01-05', title: 'Листування з органами державної влади', year: 2026, volume: 2, at: '2026-03-05T09:50:00Z', by: 'Олена Коваль' };
    this.#years = none ? [] : [{ nomenclature: { ...YEAR, state }, sections: [...SECTIONS], cases: CASES.map((one, at) => (closed && at === 0 ? { ...one, closedOn: '2026-03-04', volumes: 2 } : one)) }];
  }

  readonly handlers: FakeHandlers<'nomenclature'> = {
    'nomenclature.years': () => ({ years: this.#years.map(({ nomenclature, cases }) => ({ ...nomenclature, cases: cases.length })), inUse: this.#years.length === 0 ? null : { nomenclatureId: 'n-2026', year: 2026, fallback: false } }),
    'nomenclature.get': ({ nomenclatureId }) => this.#whole(nomenclatureId),
    'nomenclature.create': ({ year }) => this.#add(year, [], []),
    'nomenclature.copy': ({ nomenclatureId, year }) => this.#add(year, this.#year(nomenclatureId).sections, this.#year(nomenclatureId).cases),
    'nomenclature.defineSection': ({ nomenclatureId, sectionId, index, title, owner }) => {
      const year = this.#year(nomenclatureId);
      const made = { sectionId: sectionId ?? `s${(this.#next += 1)}`, index, title, owner };
      year.sections = sectionId === null ? [...year.sections, made] : year.sections.map((one) => (one.sectionId === sectionId ? made : one));
      return this.#whole(nomenclatureId);
    },
    'nomenclature.removeSection': ({ nomenclatureId, sectionId }) => {
      const year = this.#year(nomenclatureId);
      year.sections = year.sections.filter((one) => one.sectionId !== sectionId);
      return this.#whole(nomenclatureId);
    },
    'nomenclature.defineCase': ({ nomenclatureId, caseId, fields, basis }) => {
      const year = this.#year(nomenclatureId);
      const before = year.cases.find((one) => one.caseId === caseId);
      const made: NomenclatureCase = { ...(before ?? entry(fields.index, fields.sectionId, fields.title, fields.retention, 0)), ...fields, retentionText: retentionText(fields.retention, 'uk'), basis };
      year.cases = before === undefined ? [...year.cases, made] : year.cases.map((one) => (one.caseId === caseId ? made : one));
      return this.#whole(nomenclatureId);
    },
    'nomenclature.markCase': ({ nomenclatureId, caseId, transit, owner }) => {
      const year = this.#year(nomenclatureId);
      year.cases = year.cases.map((one) => (one.caseId === caseId ? { ...one, transit, owner } : one));
      return this.#whole(nomenclatureId);
    },
    'nomenclature.removeCase': ({ nomenclatureId, caseId }) => {
      const year = this.#year(nomenclatureId);
      year.cases = year.cases.filter((one) => one.caseId !== caseId);
      return this.#whole(nomenclatureId);
    },
    'nomenclature.discontinueCase': ({ nomenclatureId }) => this.#whole(nomenclatureId),
    'nomenclature.openVolume': ({ nomenclatureId, caseId }) => {
      const year = this.#year(nomenclatureId);
      year.cases = year.cases.map((one) => (one.caseId === caseId ? { ...one, volumes: one.volumes + 1 } : one));
      return this.#whole(nomenclatureId);
    },
    'nomenclature.move': ({ nomenclatureId, step }) => {
      const year = this.#year(nomenclatureId);
      year.nomenclature = { ...year.nomenclature, state: step.to };
      return this.#whole(nomenclatureId);
    },
    'nomenclature.previewImport': () => ({
      headers: ['Індекс справи', 'Заголовок справи', 'Строк зберігання'],
      mapping: { index: 0, title: 1, retention: 2 },
      accepted: [{ row: 3, section: '03', index: '03-01', title: 'Господарські договори', retention: '5 р., ст. 330' }],
      rejected: [{ row: 4, text: '03-02 · Акти', reason: 'retention' }],
      newSections: [{ index: '03', title: 'Бухгалтерія' }],
    }),
    'nomenclature.import': ({ nomenclatureId }) => this.#whole(nomenclatureId),
    'nomenclature.export': ({ form }) => ({ fileName: `Номенклатура справ 2026.${form}`, bytes: new Uint8Array([1]) }),
    'nomenclature.print': () => ({ sha256: PDF_SHA, size: 1, fileName: 'Номенклатура справ 2026.pdf', pages: 1 }),
    'nomenclature.fileDocument': ({ caseId, volume }) => {
      this.#filed = { caseId, index: '01-05', title: 'Листування з органами державної влади', year: 2026, volume, at: '2026-03-05T09:50:00Z', by: 'Олена Коваль' };
      this.#onChanged();
      return { caseId, volume };
    },
    'nomenclature.filing': () => ({ filed: this.#filed, closed: this.#filed !== null && this.#closed, suggested: this.#filed === null ? { caseId: 'c1', volume: 2, ground: 'kind' } : null, caseId: 'c1', cases: [{ caseId: 'c1', index: '01-05', title: 'Листування з органами державної влади', volumes: 2 }] }),
    'nomenclature.filingCheck': () => ({ points: [] }),
    'nomenclature.articles': () => ({
      list: { title: 'Перелік типових документів', from: '2013-01-01', note: '', imported: 0 },
      articles: [
        { articleId: 'a1', article: 'ст. 16а', title: 'Накази, розпорядження з основної діяльності', period: 'постійно', otherPeriod: 'до ліквідації організації', note: '', source: '578/5', confidence: 'general' },
        { articleId: 'a2', article: null, title: 'Листування з питань діяльності', period: '5 р. ЕПК', otherPeriod: '5 р.', note: '', source: '578/5', confidence: 'doubtful' },
      ],
    }),
    'nomenclature.importArticles': () => ({ version: 1, articles: 2, rejected: [] }),
  };

  #year(nomenclatureId: string) {
    const found = this.#years.find(({ nomenclature }) => nomenclature.nomenclatureId === nomenclatureId);
    if (found === undefined) throw new Refusal('not-found', 'error.nomenclatureNotFound');
    return found;
  }

  #add(year: number, sections: typeof SECTIONS, cases: readonly NomenclatureCase[]): NomenclatureWhole {
    const nomenclatureId = `n-${year}`;
    this.#years = [{ nomenclature: { ...YEAR, nomenclatureId, year, state: 'draft', agreed: null, approved: null, inUseFrom: null }, sections: [...sections], cases: cases.map((one) => ({ ...one, documents: 0, filed: 0, volumes: 0 })) }, ...this.#years];
    return this.#whole(nomenclatureId);
  }

  #whole(nomenclatureId: string): NomenclatureWhole {
    const { nomenclature, sections, cases } = this.#year(nomenclatureId);
    const next = nextState(nomenclature.state);
    const rules: CaseOfYear[] = cases;
    return {
      nomenclature: { ...nomenclature, cases: cases.length },
      editing: editingOf(nomenclature),
      sections,
      cases,
      next: next === null ? null : { state: next, missing: missingBeforeNext(nomenclature, sections, rules, '2026-03-05', []) },
      totals: summaryOf(rules),
    };
  }
}
