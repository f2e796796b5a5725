import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { NomenclatureCase } from '#shared/contract/nomenclature.ts';
import type { ListChanges, TermOfCase } from '#shared/contract/retention-terms.ts';
import type { Language } from '#shared/domain/languages.ts';
import { retentionProblems } from '#shared/domain/retention.ts';
import { decisionProblem, samePeriod } from '#shared/domain/retention-decisions.ts';
import { beginsWithEvent, countsFromEvent, termsExplained } from '#shared/domain/retention-terms.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import type { NomenclatureRecords } from '../../nomenclature/nomenclature-records.ts';
import type { RetentionLists } from '../../nomenclature/retention-lists.ts';
import type { OfficeRecord } from '../../registration/directories.ts';
import { type RulePack, termStartOn } from '../../rule-packs/index.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { caseChain } from '../case-chain.ts';
import type { HoldRecords } from '../holds/hold-records.ts';
import { ListChangesOf } from './list-changes.ts';
import { TermRecords } from './term-records.ts';

export interface RetentionTermsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly nomenclature: NomenclatureRecords;
  readonly lists: RetentionLists;
  readonly holds: HoldRecords;
  readonly office: () => OfficeRecord;
  readonly rulePack: () => RulePack;
  readonly onChanged: (...topics: ('archive' | 'nomenclature')[]) => void;
}

interface FoundCase {
  readonly entry: NomenclatureCase;
  readonly year: number;
}

/** Terms of cases: when each ends and why, what starts them, who decided otherwise (NOM-03, ARC-03, C.7). */
export class RetentionTermsRoom {
  readonly #options: RetentionTermsOptions;
  readonly #records: TermRecords;
  readonly #listChanges: ListChangesOf;

  constructor(options: RetentionTermsOptions) {
    this.#options = options;
    this.#records = new TermRecords(options.store.database);
    this.#listChanges = new ListChangesOf(options.store, options.lists);
  }

  readonly handlers: RoomHandlers<'retentionTerms'> = {
    calendar: (filter) => ({ today: this.#today(), ...this.#records.calendar(filter), sections: this.#records.sections() }),
    cases: ({ part, after, limit, ...filter }) => {
      const found = this.#records.cases(part, filter, after, limit);
      return { cases: found.slice(0, limit), more: found.length > limit };
    },
    ofCase: ({ caseId }, { actor }) => this.#ofCase(caseId, actor),
    recordEvent: (input, { actor }) => this.#recordEvent(input, actor),
    decide: (input, { actor }) => this.#decide(input, actor),
    listChanges: () => this.#changesOfList(),
    decideListChanges: (input, { actor }) => this.#decideListChanges(input, actor),
  };

  #ofCase(caseId: string, actor: Actor): TermOfCase {
    const { entry, year } = this.#case(caseId);
    const { closing, event } = this.#records.factsOf(caseId);
    const facts = { retention: entry.retention, finishedOn: closing?.finished_on ?? null, eventOn: event?.happened_on ?? null };
    const ruled = event !== null && beginsWithEvent(facts) ? event : closing;
    // Before it is closed nothing counts, by whatever rule.
    const { term, points } = termsExplained({ ...facts, start: ruled?.term_rule ?? 'january-after' });
    const destroyed = this.#records.isDestroyed(caseId);
    return {
      caseId,
      index: entry.index,
      title: entry.title,
      year,
      retention: entry.retention,
      retentionText: entry.retentionText,
      term,
      points: points.map((point) => ({ ...point })),
      packVersion: ruled?.pack_version ?? null,
      event: event === null ? null : { happenedOn: event.happened_on, basis: event.basis, at: event.recorded_at, by: event.recorded_by },
      decisions: this.#records.decisionsOf(caseId),
      holds: this.#options.holds.ofCase(caseId, actor).map(({ holdId, ground, reason, reference, placedAt, placedBy }) => ({ holdId, ground, reason, reference, placedAt, placedBy })),
      closed: closing !== null,
      destroyed,
      takesEvent: entry.retention !== null && countsFromEvent(entry.retention) && !destroyed,
      protocols: this.#records.protocols(),
    };
  }

  /** Cases that were closed together wait for the same event. */
  #recordEvent({ caseId, happenedOn, basis }: MethodCheckedInput<'retentionTerms.recordEvent'>, actor: Actor): TermOfCase {
    const { store, rulePack, onChanged } = this.#options;
    store.commit((transaction) => {
      const { entry } = this.#case(caseId);
      if (entry.retention === null || !countsFromEvent(entry.retention)) throw new Refusal('refused', 'error.termWithoutEvent', { index: entry.index });
      if (happenedOn > this.#today()) throw new Refusal('refused', 'error.termEventAhead', {}, [{ path: 'happenedOn', message: 'error.termEventAhead' }]);
      const termStart = termStartOn(rulePack(), 'event', happenedOn);
      for (const one of caseChain(store.database, caseId)) {
        const { retention, index } = this.#case(one).entry;
        if (retention === null || !countsFromEvent(retention)) continue;
        if (this.#records.isDestroyed(one)) throw new Refusal('refused', 'error.decision.destroyed', { index });
        transaction.append({
          kind: 'case.eventRecorded',
          entity: one,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          basedOn: store.log.lastOfEntity(one),
          payload: { caseId: one, happenedOn, basis, termStart: { rule: termStart.rule, packVersion: termStart.packVersion } },
          changes: [
            { field: 'archive.event', before: this.#records.factsOf(one).event?.happened_on ?? null, after: happenedOn },
            { field: 'archive.basis', before: null, after: basis },
          ],
        });
      }
    });
    onChanged('archive');
    return this.#ofCase(caseId, actor);
  }

  #decide({ caseId, ground, retention, basis, protocolId }: MethodCheckedInput<'retentionTerms.decide'>, actor: Actor): TermOfCase {
    const { store, onChanged } = this.#options;
    store.commit((transaction) => {
      const { entry } = this.#case(caseId);
      if (retentionProblems(retention).length > 0) throw new Refusal('refused', 'error.decision.period', {}, [{ path: 'retention', message: 'nomenclature.missing.retention' }]);
      if (ground === 'appraisal' && (protocolId === null || !this.#records.isProtocol(protocolId))) throw new Refusal('refused', 'error.decision.protocol', {}, [{ path: 'protocolId', message: 'error.decision.protocol' }]);
      this.#appendDecision(transaction, actor, entry, { caseId, ground, retention, retentionText: retentionText(retention, this.#language()), basis, protocolId: ground === 'appraisal' ? protocolId : null });
    });
    onChanged('archive', 'nomenclature');
    return this.#ofCase(caseId, actor);
  }

  #changesOfList(): ListChanges {
    return this.#listChanges.read({ pack: this.#options.rulePack(), language: this.#language(), today: this.#today() });
  }

  /** All of them or none: what the window showed may have been decided or closed by another meanwhile. */
  #decideListChanges({ list, accepted, basis, cases }: MethodCheckedInput<'retentionTerms.decideListChanges'>, actor: Actor): ListChanges {
    const { store, onChanged } = this.#options;
    store.commit((transaction) => {
      const offered = this.#changesOfList();
      for (const { caseId, listed } of cases) {
        const change = offered.changes.find((one) => one.caseId === caseId);
        if (offered.list !== list || change === undefined || !samePeriod(change.listed, listed)) throw new Refusal('conflict', 'error.decision.listMoved');
        const kept = accepted ? { retention: change.listed, retentionText: change.listedText } : { retention: change.before, retentionText: change.beforeText };
        this.#appendDecision(transaction, actor, this.#case(caseId).entry, { caseId, ground: 'list-changed', ...kept, basis, protocolId: null, listed: { list, retention: change.listed } });
      }
    });
    onChanged('archive', 'nomenclature');
    return this.#changesOfList();
  }

  #appendDecision(transaction: Transaction, actor: Actor, { index, retention: before, retentionText: beforeText }: NomenclatureCase, payload: OperationPayload<'case.retentionDecided'>): void {
    const { store } = this.#options;
    const { caseId, ground, retention: after } = payload;
    const problem = decisionProblem({ ground, before, after, closed: this.#records.factsOf(caseId).closing !== null, destroyed: this.#records.isDestroyed(caseId), inventoried: this.#records.isInventoried(caseId) });
    if (problem !== null) throw new Refusal('refused', `error.decision.${problem}`, { index });
    transaction.append({
      kind: 'case.retentionDecided',
      entity: caseId,
      stream: MAIN_STREAM,
      actor: operationActor(actor),
      basedOn: store.log.lastOfEntity(caseId),
      payload,
      changes: [
        { field: 'nomenclature.retention', before: beforeText, after: payload.retentionText },
        { field: 'archive.basis', before: null, after: payload.basis },
      ],
    });
  }

  #case(caseId: string): FoundCase {
    const { nomenclature } = this.#options;
    const found = nomenclature.caseById(caseId);
    if (found === null) throw new Refusal('not-found', 'error.caseNotFound');
    return { entry: found.entry, year: nomenclature.year(found.nomenclatureId)?.year ?? 0 };
  }

  #today(): string {
    return dayInZone(this.#options.office().zone, isoInstant(this.#options.environment.now()));
  }

  /** Language in which the office writes its lists: the first of its documents. */
  #language(): Language {
    const [first] = this.#options.office().documentLanguages;
    if (first === undefined) throw new Error('the office names no document language');
    return first;
  }
}
