import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { NomenclatureCase, NomenclatureWhole, NomenclatureYear } from '#shared/contract/nomenclature.ts';
import type { Language } from '#shared/domain/languages.ts';
import { carriedVolumes, caseNumberIn, copiedCases, editingOf, isCaseIndex, missingBeforeNext, nextState, summaryOf } from '#shared/domain/nomenclature.ts';
import { retentionProblems } from '#shared/domain/retention.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import { type FieldChange, MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { Directories, OfficeRecord } from '../registration/directories.ts';
import type { Store, Transaction } from '../store/store.ts';
import { type NomenclatureRecords, toRuleCase } from './nomenclature-records.ts';

export interface ListOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: NomenclatureRecords;
  readonly directories: Directories;
}

type CaseFields = MethodCheckedInput<'nomenclature.defineCase'>['fields'];

/** Changes of the year's list: each one operation, or several in one transaction, with before and after (CARD-14, NOM-04). */
export class NomenclatureList {
  readonly #options: ListOptions;

  constructor(options: ListOptions) {
    this.#options = options;
  }

  office(): OfficeRecord {
    const office = this.#options.directories.office();
    if (office === null) throw new Refusal('not-ready', 'error.deskNotReady');
    return office;
  }

  today(): string {
    return dayInZone(this.office().zone, isoInstant(this.#options.environment.now()));
  }

  /** Language in which the office writes its lists: the first of its documents. */
  language(): Language {
    const [first] = this.office().documentLanguages;
    if (first === undefined) throw new Error('the office names no document language');
    return first;
  }

  year(nomenclatureId: string): NomenclatureYear {
    const found = this.#options.records.year(nomenclatureId);
    if (found === null) throw new Refusal('not-found', 'error.nomenclatureNotFound');
    return found;
  }

  whole(nomenclatureId: string): NomenclatureWhole {
    const { records } = this.#options;
    const nomenclature = this.year(nomenclatureId);
    const sections = records.sections(nomenclatureId);
    const cases = records.cases(nomenclatureId);
    const next = nextState(nomenclature.state);
    const others = records.years().filter((one) => one.nomenclatureId !== nomenclatureId && one.state === 'in-use').map(({ year }) => year);
    const rules = cases.map(toRuleCase);
    return {
      nomenclature,
      editing: editingOf(nomenclature),
      sections,
      cases,
      next: next === null ? null : { state: next, missing: missingBeforeNext(nomenclature, sections, rules, this.today(), others) },
      totals: summaryOf(rules),
    };
  }

  create(year: number, actor: Actor): string {
    return this.#options.store.commit((transaction) => this.#append(transaction, this.#newYear(year), actor, { initial: false, copiedFrom: null }));
  }

  /** The list of another year made of this one (C.6); sections and owners go along. */
  copy(nomenclatureId: string, year: number, actor: Actor): string {
    const { store, environment, records } = this.#options;
    return store.commit((transaction) => {
      const from = this.year(nomenclatureId);
      if (year <= from.year) throw new Refusal('refused', 'error.nomenclatureYearBefore', { year: String(from.year) });
      const cases = records.cases(nomenclatureId);
      const made = this.#append(transaction, this.#newYear(year), actor, { initial: false, copiedFrom: nomenclatureId });
      for (const { sectionId, index, title, owner } of records.sections(nomenclatureId)) {
        this.#write(transaction, actor, 'nomenclature.sectionDefined', made, { nomenclatureId: made, sectionId, index, title, owner, basis: null }, [{ field: 'nomenclature.section', before: null, after: `${index} ${title}` }]);
      }
      for (const copied of copiedCases(cases.map(toRuleCase))) {
        const former = cases.find(({ caseId }) => caseId === copied.formerCaseId);
        if (former === undefined) throw new Error('a case that was just read is not there');
        const { sectionId, retention, retentionText: words, medium, note, owner } = former;
        this.#enter(transaction, actor, { caseId: newId(environment), nomenclatureId: made, sectionId, index: copied.index, title: copied.title, retention, retentionText: words, medium, note, owner, transit: false, formerCaseId: copied.formerCaseId, carriedVolumes: copied.carriedVolumes, basis: null });
      }
      return made;
    });
  }

  defineSection({ nomenclatureId, sectionId, index, title, owner, basis }: MethodCheckedInput<'nomenclature.defineSection'>, actor: Actor): void {
    const { store, environment, records } = this.#options;
    store.commit((transaction) => {
      this.#demandEditing(this.year(nomenclatureId), sectionId === null, basis);
      const sections = records.sections(nomenclatureId);
      const before = sections.find((one) => one.sectionId === sectionId);
      if (sectionId !== null && before === undefined) throw new Refusal('not-found', 'error.nomenclatureSectionNotFound');
      if (sections.some((one) => one.index === index && one.sectionId !== sectionId)) throw refused('index', 'error.nomenclatureSectionTaken', { index });
      const cases = before === undefined || before.index === index ? [] : records.cases(nomenclatureId).filter((entry) => entry.sectionId === sectionId);
      if (cases.length > 0) throw refused('index', 'error.nomenclatureSectionHasCases', { index: before?.index ?? '', count: String(cases.length) });
      this.#write(transaction, actor, 'nomenclature.sectionDefined', nomenclatureId, { nomenclatureId, sectionId: sectionId ?? newId(environment), index, title, owner, basis }, [
        ...changed('nomenclature.section', before === undefined ? null : `${before.index} ${before.title}`, `${index} ${title}`),
        ...changed('nomenclature.owner', before?.owner ?? null, owner),
        ...changed('nomenclature.basis', null, basis),
      ]);
    });
  }

  removeSection({ nomenclatureId, sectionId }: MethodCheckedInput<'nomenclature.removeSection'>, actor: Actor): void {
    const { store, records } = this.#options;
    store.commit((transaction) => {
      this.#demandEditing(this.year(nomenclatureId), false, null);
      const section = records.sections(nomenclatureId).find((one) => one.sectionId === sectionId);
      if (section === undefined) throw new Refusal('not-found', 'error.nomenclatureSectionNotFound');
      const cases = records.cases(nomenclatureId).filter((entry) => entry.sectionId === sectionId);
      if (cases.length > 0) throw new Refusal('refused', 'error.nomenclatureSectionHasCases', { index: section.index, count: String(cases.length) });
      this.#write(transaction, actor, 'nomenclature.sectionRemoved', nomenclatureId, { nomenclatureId, sectionId }, [{ field: 'nomenclature.section', before: `${section.index} ${section.title}`, after: null }]);
    });
  }

  defineCase({ nomenclatureId, caseId, fields, basis }: MethodCheckedInput<'nomenclature.defineCase'>, actor: Actor): string {
    const { store, environment } = this.#options;
    return store.commit((transaction) => {
      const nomenclature = this.year(nomenclatureId);
      this.#demandEditing(nomenclature, caseId === null, basis);
      const before = caseId === null ? null : this.#open(nomenclatureId, caseId);
      this.checkFields(nomenclatureId, fields, caseId);
      // A number that was given from the index must stay explainable.
      if (before !== null && before.documents > 0 && before.index !== fields.index) throw refused('index', 'error.caseHasDocuments', { index: before.index, count: String(before.documents) });
      const words = retentionText(fields.retention, this.language());
      if (before === null) {
        const made = newId(environment);
        this.#enter(transaction, actor, { caseId: made, nomenclatureId, ...fields, retentionText: words, formerCaseId: null, carriedVolumes: 0, basis });
        return made;
      }
      const changes = caseChanges(before, fields, words);
      if (changes.length > 0) this.#write(transaction, actor, 'case.changed', before.caseId, { caseId: before.caseId, nomenclatureId, changes: { ...fields, retentionText: words }, basis }, [...changes, ...changed('nomenclature.basis', null, basis)]);
      return before.caseId;
    });
  }

  /** @throws Refusal with every field that does not fit, each under its path */
  checkFields(nomenclatureId: string, fields: CaseFields, caseId: string | null): void {
    const { records } = this.#options;
    const issues: { path: string; message: string }[] = [];
    const section = records.sections(nomenclatureId).find((one) => one.sectionId === fields.sectionId);
    if (section === undefined) issues.push({ path: 'sectionId', message: 'nomenclature.missing.sectionCode' });
    if (!isCaseIndex(fields.index)) issues.push({ path: 'index', message: 'nomenclature.missing.pattern' });
    else if (section !== undefined && caseNumberIn(section.index, fields.index) === null) issues.push({ path: 'index', message: 'nomenclature.missing.sectionCode' });
    else if (records.cases(nomenclatureId).some((entry) => entry.index === fields.index && entry.caseId !== caseId)) issues.push({ path: 'index', message: 'nomenclature.missing.duplicateIndex' });
    // The class decides the case's destiny: none is taken without its period (NOM-03, C.8).
    if (retentionProblems(fields.retention).length > 0) issues.push({ path: 'retention', message: 'nomenclature.missing.retention' });
    if (issues.length > 0) throw new Refusal('refused', 'error.caseRefused', { count: String(issues.length) }, issues);
  }

  /** Transit mark and person responsible: facts of the year, not the text that was agreed and approved (NOM-04). */
  markCase({ nomenclatureId, caseId, transit, owner }: MethodCheckedInput<'nomenclature.markCase'>, actor: Actor): void {
    this.#options.store.commit((transaction) => {
      const { state } = this.year(nomenclatureId);
      if (state === 'agreed' || state === 'summarised') throw new Refusal('refused', 'error.nomenclatureNotEditable');
      const before = this.#open(nomenclatureId, caseId);
      const changes = [...changed('nomenclature.owner', before.owner, owner), ...changed('nomenclature.transit', String(before.transit), String(transit))];
      if (changes.length > 0) this.#write(transaction, actor, 'case.changed', caseId, { caseId, nomenclatureId, changes: { transit, owner }, basis: null }, changes);
    });
  }

  #carried(nomenclatureId: string): { caseId: string; volumes: number }[] {
    const { records } = this.#options;
    const cases = records.cases(nomenclatureId);
    const former = cases.flatMap(({ formerCaseId }) => (formerCaseId === null ? [] : [records.caseById(formerCaseId)?.entry])).filter((entry) => entry !== undefined);
    return carriedVolumes(cases, former.map(toRuleCase));
  }

  removeCase({ nomenclatureId, caseId, reason }: MethodCheckedInput<'nomenclature.removeCase'>, actor: Actor): void {
    this.#options.store.commit((transaction) => {
      this.#demandEditing(this.year(nomenclatureId), false, null);
      const entry = this.#open(nomenclatureId, caseId);
      if (entry.documents > 0) throw new Refusal('refused', 'error.caseHasDocuments', { index: entry.index, count: String(entry.documents) });
      this.#write(transaction, actor, 'case.removed', caseId, { caseId, nomenclatureId, reason }, [{ field: 'nomenclature.case', before: `${entry.index} ${entry.title}`, after: null }, { field: 'reason', before: null, after: reason }]);
    });
  }

  discontinueCase({ nomenclatureId, caseId, reason }: MethodCheckedInput<'nomenclature.discontinueCase'>, actor: Actor): void {
    this.#options.store.commit((transaction) => {
      if (editingOf(this.year(nomenclatureId)) === 'none') throw new Refusal('refused', 'error.nomenclatureNotEditable');
      const entry = this.#case(nomenclatureId, caseId);
      if (entry.discontinued) return;
      if (entry.transit) throw new Refusal('refused', 'error.caseIsTransit', { index: entry.index });
      this.#write(transaction, actor, 'case.discontinued', caseId, { caseId, nomenclatureId, reason }, [{ field: 'nomenclature.discontinued', before: 'false', after: 'true' }, { field: 'reason', before: null, after: reason }]);
    });
  }

  openVolume({ nomenclatureId, caseId }: MethodCheckedInput<'nomenclature.openVolume'>, actor: Actor): void {
    const { store } = this.#options;
    store.commit((transaction) => {
      const nomenclature = this.year(nomenclatureId);
      if (nomenclature.state !== 'in-use') throw new Refusal('refused', 'error.nomenclatureNotInUse', { year: String(nomenclature.year) });
      const entry = this.#open(nomenclatureId, caseId);
      const openedOn = this.today();
      // A first volume that began with its first document is written down together with the second one.
      const recorded = store.database.prepare<[string], { n: number }>('SELECT count(*) AS n FROM case_volume WHERE case_id = ?').get(caseId)?.n ?? 0;
      const volume = entry.volumes + 1;
      for (const number of recorded === 0 && entry.volumes === 1 && entry.documents > 0 ? [1, volume] : [volume]) {
        this.#write(transaction, actor, 'case.volumeOpened', caseId, { caseId, volume: number, openedOn }, [{ field: 'nomenclature.volume', before: null, after: String(number) }]);
      }
    });
  }

  move({ nomenclatureId, step }: MethodCheckedInput<'nomenclature.move'>, actor: Actor): void {
    const { store } = this.#options;
    store.commit((transaction) => {
      const { nomenclature, next, totals } = this.whole(nomenclatureId);
      const state = (after: string): FieldChange => ({ field: 'nomenclature.state', before: nomenclature.state, after });
      if (step.to === 'draft') {
        if (nomenclature.state !== 'agreed') throw new Refusal('refused', 'error.nomenclatureStep', { state: nomenclature.state });
        this.#write(transaction, actor, 'nomenclature.returned', nomenclatureId, { nomenclatureId, reason: step.reason }, [state('draft'), { field: 'reason', before: null, after: step.reason }]);
        return;
      }
      if (next?.state !== step.to) throw new Refusal('refused', 'error.nomenclatureStep', { state: nomenclature.state });
      const missing = next.missing.filter(({ hint }) => !hint);
      if (missing.length > 0) throw new Refusal('refused', 'error.nomenclatureMissing', { count: String(missing.length) }, missing.map(({ code, about }) => ({ path: about ?? '', message: `nomenclature.missing.${code}` })));
      switch (step.to) {
        case 'agreed':
          if (step.protocolDate > this.today()) throw refused('protocolDate', 'error.nomenclatureDayAhead', { day: step.protocolDate });
          this.#write(transaction, actor, 'nomenclature.agreed', nomenclatureId, { nomenclatureId, protocolNumber: step.protocolNumber, protocolDate: step.protocolDate }, [state('agreed'), { field: 'nomenclature.protocolNumber', before: null, after: `№ ${step.protocolNumber}, ${step.protocolDate}` }]);
          return;
        case 'approved':
          if (step.on > this.today()) throw refused('on', 'error.nomenclatureDayAhead', { day: step.on });
          if (step.on < (nomenclature.agreed?.protocolDate ?? '')) throw refused('on', 'error.nomenclatureApprovedBeforeAgreed', { day: nomenclature.agreed?.protocolDate ?? '' });
          this.#write(transaction, actor, 'nomenclature.approved', nomenclatureId, { nomenclatureId, by: step.by, on: step.on }, [state('approved'), { field: 'nomenclature.approvedBy', before: null, after: `${step.by}, ${step.on}` }]);
          return;
        case 'in-use':
          this.#write(transaction, actor, 'nomenclature.takenIntoUse', nomenclatureId, { nomenclatureId, from: this.today(), carried: this.#carried(nomenclatureId) }, [state('in-use')]);
          return;
        case 'summarised':
          this.#write(transaction, actor, 'nomenclature.summarised', nomenclatureId, { nomenclatureId, on: this.today(), totals: { ...totals } }, [
            state('summarised'),
            ...Object.entries(totals).map(([name, total]) => ({ field: `retention.class.${name}`, before: null, after: `${total.cases} / ${total.volumes}` })),
          ]);
      }
    });
  }

  /** Writes a case with its history; the caller has checked its fields. */
  #enter(transaction: Transaction, actor: Actor | null, payload: OperationPayload<'case.entered'>): void {
    this.#write(transaction, actor, 'case.entered', payload.caseId, payload, [
      { field: 'nomenclature.case', before: null, after: `${payload.index} ${payload.title}` },
      { field: 'nomenclature.retention', before: null, after: payload.retentionText },
      ...changed('nomenclature.owner', null, payload.owner),
      ...changed('nomenclature.basis', null, payload.basis),
    ]);
  }

  /** Sections and cases of a table that was read, in the transaction of the import. */
  enterImported(transaction: Transaction, nomenclatureId: string, sections: readonly { readonly index: string; readonly title: string }[], cases: readonly (Omit<CaseFields, 'sectionId'> & { readonly sectionIndex: string })[], actor: Actor): void {
    const { environment, records } = this.#options;
    for (const { index, title } of sections) {
      this.#write(transaction, actor, 'nomenclature.sectionDefined', nomenclatureId, { nomenclatureId, sectionId: newId(environment), index, title, owner: null, basis: null }, [{ field: 'nomenclature.section', before: null, after: `${index} ${title}` }]);
    }
    const all = records.sections(nomenclatureId);
    for (const { sectionIndex, ...fields } of cases) {
      const sectionId = all.find(({ index }) => index === sectionIndex)?.sectionId;
      if (sectionId === undefined) throw new Error(`section ${sectionIndex} of an imported case is not there`);
      this.#enter(transaction, actor, { caseId: newId(environment), nomenclatureId, ...fields, sectionId, retentionText: retentionText(fields.retention, this.language()), formerCaseId: null, carriedVolumes: 0, basis: null });
    }
  }

  demandFree(nomenclatureId: string): void {
    this.#demandEditing(this.year(nomenclatureId), false, null);
  }

  #newYear(year: number): number {
    if (this.#options.records.years().some((one) => one.year === year)) throw new Refusal('conflict', 'error.nomenclatureYearTaken', { year: String(year) });
    return year;
  }

  #append(transaction: Transaction, year: number, actor: Actor, { initial, copiedFrom }: { readonly initial: boolean; readonly copiedFrom: string | null }): string {
    const nomenclatureId = newId(this.#options.environment);
    this.#write(transaction, actor, 'nomenclature.created', nomenclatureId, { nomenclatureId, year, initial, copiedFrom }, [{ field: 'nomenclature.year', before: null, after: String(year) }]);
    return nomenclatureId;
  }

  /** After approval only additions, each with its basis; what stands is not rewritten. */
  #demandEditing(nomenclature: NomenclatureYear, addition: boolean, basis: string | null): void {
    const editing = editingOf(nomenclature);
    if (editing === 'free') return;
    if (editing === 'none' || !addition) throw new Refusal('refused', 'error.nomenclatureNotEditable');
    if (basis === null) throw refused('basis', 'error.nomenclatureBasisNeeded', {});
  }

  #case(nomenclatureId: string, caseId: string): NomenclatureCase {
    const entry = this.#options.records.cases(nomenclatureId).find((one) => one.caseId === caseId);
    if (entry === undefined) throw new Refusal('not-found', 'error.caseNotFound');
    return entry;
  }

  /** A closed case stays as its certifying note says (C.7.1); its period is changed by a decision of the archive alone. */
  #open(nomenclatureId: string, caseId: string): NomenclatureCase {
    const entry = this.#case(nomenclatureId, caseId);
    if (entry.closedOn !== null) throw new Refusal('refused', 'error.caseLineFixed', { index: entry.index });
    return entry;
  }

  #write<Kind extends OperationKind>(transaction: Transaction, actor: Actor | null, kind: Kind, entity: string, payload: OperationPayload<Kind>, changes: FieldChange[]): void {
    transaction.append({ kind, entity, stream: MAIN_STREAM, actor: actor === null ? null : operationActor(actor), payload, changes });
  }
}

function changed(field: string, before: string | null, after: string | null): FieldChange[] {
  return before === after ? [] : [{ field, before, after }];
}

function caseChanges(before: NomenclatureCase, after: CaseFields, words: string): FieldChange[] {
  return [
    ...changed('nomenclature.section', before.sectionId, after.sectionId),
    ...changed('nomenclature.index', before.index, after.index),
    ...changed('nomenclature.title', before.title, after.title),
    ...changed('nomenclature.retention', before.retentionText, words),
    ...(before.retention?.period === after.retention.period || before.retentionText !== words ? [] : [{ field: 'nomenclature.period', before: before.retention?.period ?? null, after: after.retention.period }]),
    ...changed('nomenclature.medium', before.medium, after.medium),
    ...changed('nomenclature.note', before.note, after.note),
    ...changed('nomenclature.owner', before.owner, after.owner),
    ...changed('nomenclature.transit', String(before.transit), String(after.transit)),
  ];
}

function refused(path: string, message: string, params: Record<string, string>): Refusal {
  return new Refusal('refused', message, params, [{ path, message }]);
}
