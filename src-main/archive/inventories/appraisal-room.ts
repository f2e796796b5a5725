import type { AppraisalProtocol, MarkedCase } from '#shared/contract/appraisal.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import { appraisalProblem, awaitsAppraisal, keptRetention } from '#shared/domain/appraisal.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Retention } from '#shared/domain/retention.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayText } from '#shared/i18n/day-text.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { Store, Transaction } from '../../store/store.ts';
import type { AppraisalRecords, AppraisedCase } from './appraisal-records.ts';

export interface AppraisalOptions {
  readonly store: Store;
  readonly records: AppraisalRecords;
  readonly today: () => string;
  /** Language in which the office writes its papers. */
  readonly language: () => Language;
  readonly onChanged: () => void;
}

/** Cases of one operation: with the notes and the members that it may bear, more would not go through the server. */
const CASES_OF_PART = 80;

type Recorded = MethodCheckedInput<'appraisal.record'>;

interface Decided {
  readonly entry: AppraisedCase;
  readonly decision: Recorded['decisions'][number];
  /** The period from now on; null: it goes. */
  readonly kept: Retention | null;
}

/** Protocols of the expert commission on closed cases that bear its mark (C.7.3). */
export class AppraisalRoom {
  readonly #options: AppraisalOptions;

  constructor(options: AppraisalOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'appraisal'> = {
    cases: ({ year, all }) => ({ cases: this.#cases(year, all) }),
    protocols: () => ({ protocols: this.#options.records.protocols() }),
    record: (input, { actor }) => this.#record(input, actor),
  };

  #cases(year: number, all: boolean): MarkedCase[] {
    return this.#options.records.closed().flatMap(({ facts, shown }) => {
      if (shown === null) return [];
      const marked = !facts.destroyed && (facts.retention?.expertMark === true || facts.decision !== null);
      return (all ? marked : awaitsAppraisal(facts, year)) ? [shown] : [];
    });
  }

  #record(input: Recorded, actor: Actor): AppraisalProtocol {
    const { store, onChanged } = this.#options;
    const before = this.#protocol(input.protocolId);
    if (before !== null) return before;
    if (input.date > this.#options.today()) throw new Refusal('refused', 'error.nomenclatureDayAhead', { day: dayText(input.date) }, [{ path: 'date', message: 'error.nomenclatureDayAhead' }]);
    store.commit((transaction) => this.#write(transaction, input, this.#decided(input), actor));
    onChanged();
    const made = this.#protocol(input.protocolId);
    if (made === null) throw new Error('a protocol that was just recorded is not there');
    return made;
  }

  /** @throws Refusal that names each case of which the protocol may not decide so */
  #decided({ decisions }: Recorded): Decided[] {
    const seen = new Set<string>();
    const issues: { path: string; message: string }[] = [];
    const decided = decisions.map((decision): Decided => {
      const { caseId, kept } = decision;
      const entry = this.#options.records.byId(caseId);
      if (entry === null) throw new Refusal('not-found', 'error.caseNotFound');
      if (seen.has(caseId)) throw new Refusal('refused', 'error.appraisalTwice', { index: entry.index });
      seen.add(caseId);
      const { retention } = entry.facts;
      const keeps = decision.decision === 'keep' && retention !== null && kept !== null ? keptRetention(retention, kept.period, kept.years) : null;
      const problem = appraisalProblem(entry.facts, decision.decision, keeps);
      if (problem !== null) issues.push({ path: entry.index, message: `appraisal.problem.${problem}` });
      return { entry, decision, kept: keeps };
    });
    if (issues.length > 0) throw new Refusal('refused', 'error.appraisalRefused', { count: String(issues.length) }, issues);
    return decided;
  }

  #write(transaction: Transaction, { protocolId, number, date, members }: Recorded, decided: readonly Decided[], actor: Actor): void {
    const language = this.#options.language();
    const basis = translate(language, 'appraisal.basis', { number, date: dayText(date) });
    const common = { stream: MAIN_STREAM, actor: operationActor(actor) } as const;
    for (let from = 0; from < decided.length; from += CASES_OF_PART) {
      const part = decided.slice(from, from + CASES_OF_PART);
      transaction.append({
        ...common,
        kind: 'appraisal.recorded',
        entity: protocolId,
        payload: { protocolId, number, date, members, decisions: part.map(({ decision: { caseId, decision, note } }) => ({ caseId, decision, note })), ...(from === 0 ? {} : { part: from / CASES_OF_PART + 1 }) },
        changes: [
          ...(from === 0 ? [{ field: 'appraisal.protocol', before: null, after: `№ ${number}, ${date}` }] : []),
          ...part.map(({ entry, decision }) => ({ field: `appraisal.decision.${decision.decision}`, before: null, after: entry.index })),
        ],
      });
    }
    for (const [at, { entry, decision, kept }] of decided.entries()) {
      if (kept === null) continue;
      const words = retentionText(kept, language);
      transaction.append({
        ...common,
        kind: 'case.retentionDecided',
        entity: decision.caseId,
        payload: { caseId: decision.caseId, ground: 'appraisal', retention: kept, retentionText: words, basis, protocolId, part: Math.floor(at / CASES_OF_PART) + 1 },
        changes: [{ field: 'nomenclature.retention', before: entry.retentionText, after: words }],
      });
    }
  }

  #protocol(protocolId: string): AppraisalProtocol | null {
    return this.#options.records.protocols().find((one) => one.protocolId === protocolId) ?? null;
  }
}
