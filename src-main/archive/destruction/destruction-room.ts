import { type ActPage, type DestructionAct, proposedCase, type ProposedCase } from '#shared/contract/destruction.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { type ActWish, type Obstacle, type StepProblem, stepProblem } from '#shared/domain/destruction.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { MissingInventory } from '#shared/domain/missing-inventories.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { REJECTION_REASONS } from '#shared/sync/admission.ts';
import { destructionOperations } from '#shared/sync/kinds/destruction.ts';
import { type FieldChange, MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { z } from 'zod';
import { type Environment, isoInstant } from '../../environment.ts';
import { formTitle, printedParts } from '../../forms/form-parts.ts';
import { JobFailed, type JobRunner } from '../../jobs/job-runner.ts';
import type { RunningJobs } from '../../jobs/running-jobs.ts';
import type { OfficeRecord } from '../../registration/directories.ts';
import { archiveDefaults, formsOn, type RulePack } from '../../rule-packs/index.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { ActExecution, PORTION_CASES } from './act-execution.ts';
import { actLines } from './act-lines.ts';
import { namesOf, type Persons, writeDestroyed } from './destroyed-cases.ts';
import type { DestructionRecords } from './destruction-records.ts';
import { judgedCases, type JudgedCase } from './judged-cases.ts';
import { actFacts } from './printed-act.ts';

/** Cases of one operation: a longer list would not go through the server. */
const CASES_OF_OPERATION = 500;
const HOUR = 3_600_000;
const storedPlace = destructionOperations['destruction.placeReported'].shape.place;

export interface DestructionOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: DestructionRecords;
  readonly office: () => OfficeRecord;
  readonly rulePack: () => RulePack;
  /** Inventories of the years that have to be agreed first (C.7.5f). */
  readonly missingInventories: (years: readonly number[]) => readonly MissingInventory[];
  /** The password once more. @throws Refusal */
  readonly confirmPassword: (actor: Actor, password: string) => Promise<void>;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly fontsDirectory: string;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

type DestructionKind = Extract<OperationKind, `destruction.${string}`>;

/**
 * Acts on allotting cases for destruction: proposed, drawn up, agreed, approved, and executed by two persons (C.7.5, C.7.6,
 * ARC-04). Files go elsewhere; here it is decided and written down.
 */
export class DestructionRoom {
  readonly #options: DestructionOptions;
  /** What goes on after the second person has confirmed a long act. */
  readonly execution: ActExecution;

  constructor(options: DestructionOptions) {
    this.#options = options;
    const { store, environment, records, onChanged, logUnexpected } = options;
    this.execution = new ActExecution({ store, environment, records, judged: (cases, act) => this.#judged(cases, act, this.#idsOf(act)), today: () => this.#today(), onChanged, logUnexpected });
  }

  readonly handlers: RoomHandlers<'destruction'> = {
    proposal: ({ year, show, first, limit }) => {
      const [lawful, refused] = this.#proposed(year);
      const shown = show === 'lawful' ? lawful : refused;
      return { lawful: lawful.length, refused: refused.length, cases: shown.slice(first, first + limit).map(toProposed) };
    },
    acts: () => {
      const acts = this.#options.records.acts();
      const numbers = acts.filter(({ year }) => year === Number(this.#today().slice(0, 4))).map(({ number }) => Number.parseInt(number, 10)).filter(Number.isSafeInteger);
      return { acts, suggestedNumber: String(Math.max(0, ...numbers) + 1) };
    },
    act: ({ actId }) => this.#page(actId),
    drawUp: (input, { actor }) => this.#drawUp(input, actor),
    addCases: ({ actId, caseIds }, { actor }) =>
      this.#take(actId, { step: 'addCases' }, (transaction, act) => {
        const added = caseIds.filter((caseId) => !this.#casesOf(act).some((one) => one.caseId === caseId));
        this.#enter(transaction, act, added, actor);
      }),
    leaveOut: ({ actId, caseId, reason }, { actor }) => this.#take(actId, { step: 'leaveOut' }, (transaction, act) => this.#leaveOut(transaction, act, caseId, reason, actor)),
    agree: ({ actId, by, protocolNumber, protocolDate }, { actor }) =>
      this.#take(actId, { step: 'agree', by, on: protocolDate }, (transaction, act) => {
        this.#demandLawful(act);
        this.#append(transaction, 'destruction.agreed', { actId, by, protocolNumber, protocolDate }, [{ field: `destruction.agreed.${by}`, before: null, after: `${protocolNumber}, ${protocolDate}` }], actor);
      }),
    approve: ({ actId, by, on }, { actor }) =>
      this.#take(actId, { step: 'approve', on }, (transaction, act) => {
        this.#demandLawful(act);
        this.#append(transaction, 'destruction.approved', { actId, by, on }, [{ field: 'destruction.approvedBy', before: null, after: `${by}, ${on}` }], actor);
      }),
    returnToDraft: ({ actId, reason }, { actor }) => this.#take(actId, { step: 'return' }, (transaction) => this.#append(transaction, 'destruction.returned', { actId, reason }, [{ field: 'reason', before: null, after: reason }], actor)),
    discard: ({ actId, reason }, { actor }) => {
      this.#options.store.commit((transaction) => {
        const act = this.#act(actId);
        this.#demandStep(act, { step: 'discard' });
        this.#append(transaction, 'destruction.discarded', { actId, reason }, [{ field: 'destruction.act', before: `№ ${act.number}, ${act.drawnUpOn}`, after: null }, { field: 'reason', before: null, after: reason }], actor);
      });
      this.#options.onChanged();
      return {};
    },
    begin: (input, { actor }) => this.#begin(input, actor),
    confirm: (input, { actor }) => this.#confirm(input, actor),
    resume: (input, { actor }) => this.#resume(input, actor),
    print: (input, call) => this.#print(input, call),
  };

  #drawUp({ actId, number, year, drawnUpOn, caseIds, without }: MethodCheckedInput<'destruction.drawUp'>, actor: Actor): ActPage {
    const { store, records } = this.#options;
    store.commit((transaction) => {
      // The same call again.
      if (records.act(actId) !== null) return;
      if (drawnUpOn > this.#today()) throw refusedField('drawnUpOn', 'error.destruction.dateInFuture');
      // The period must be over before 1 January of the year in which the act is drawn up (C.7.5b).
      if (Number(drawnUpOn.slice(0, 4)) !== year) throw refusedField('drawnUpOn', 'error.destructionYear', { year: String(year) });
      if (records.isNumberTaken(number, year)) throw refusedField('number', 'error.destructionNumberTaken', { number, year: String(year) });
      const named = caseIds ?? this.#lawfulBut(year, without);
      if (named.length === 0) throw new Refusal('refused', 'error.destructionEmpty');
      this.#append(transaction, 'destruction.drawnUp', { actId, number, year, drawnUpOn }, [{ field: 'destruction.act', before: null, after: `№ ${number}, ${drawnUpOn}` }], actor);
      this.#enter(transaction, this.#act(actId), named, actor);
    });
    return this.#changed(actId);
  }

  /** @throws Refusal that names every reason against one of the cases */
  #enter(transaction: Transaction, act: DestructionAct, caseIds: readonly string[], actor: Actor): void {
    const { records } = this.#options;
    const found = records.byIds(caseIds);
    if (found.length !== new Set(caseIds).size) throw new Refusal('not-found', 'error.caseNotFound');
    const together = new Set([...this.#casesOf(act).map(({ caseId }) => caseId), ...caseIds]);
    demandNoObstacle(this.#judged(found, act, together));
    for (let from = 0; from < found.length; from += CASES_OF_OPERATION) {
      const part = found.slice(from, from + CASES_OF_OPERATION);
      this.#append(transaction, 'destruction.casesAdded', { actId: act.actId, caseIds: part.map(({ caseId }) => caseId) }, [{ field: 'destruction.cases', before: null, after: String(part.length) }], actor);
    }
  }

  /** Cases that were carried on leave with the one that leaves. */
  #leaveOut(transaction: Transaction, act: DestructionAct, caseId: string, reason: string, actor: Actor): void {
    const cases = this.#casesOf(act);
    const left = cases.find((one) => one.caseId === caseId);
    if (left === undefined) throw new Refusal('not-found', 'error.destructionCaseNotInAct');
    for (const one of cases) {
      if (one !== left && (one.closedWith === null || one.closedWith !== left.closedWith)) continue;
      this.#append(transaction, 'destruction.caseLeftOut', { actId: act.actId, caseId: one.caseId, reason }, [{ field: 'destruction.case', before: `${one.index} ${one.title}`, after: null }, { field: 'reason', before: null, after: reason }], actor);
    }
  }

  async #begin({ actId, method, password }: MethodCheckedInput<'destruction.begin'>, actor: Actor): Promise<ActPage> {
    this.#demandStep(this.#act(actId), { step: 'begin' });
    await this.#options.confirmPassword(actor, password);
    return this.#take(actId, { step: 'begin' }, (transaction, act) => {
      this.#demandLawful(act);
      this.#append(transaction, 'destruction.begun', { actId, method, by: personOf(actor) }, [{ field: 'destruction.method', before: null, after: method }], actor);
    });
  }

  /** All cases of the act or none: what the law says of each is asked again inside the transaction (C.7.5). A long act goes on beside other work, where it is asked once more. */
  async #confirm({ actId, password }: MethodCheckedInput<'destruction.confirm'>, actor: Actor): Promise<ActPage> {
    const wish = { step: 'confirm', accountId: actor.accountId } as const;
    this.#demandStep(this.#act(actId), wish);
    await this.#options.confirmPassword(actor, password);
    const page = this.#take(actId, wish, (transaction, act) => {
      this.#demandLawful(act);
      const { begun, method } = act;
      if (begun === null || method === null) throw new Error('an act that was begun does not say by whom');
      const persons: Persons = [{ accountId: begun.accountId, name: begun.by }, personOf(actor)];
      const cases = this.#casesOf(act);
      const inPortions = cases.length > PORTION_CASES;
      this.#append(transaction, 'destruction.confirmed', { actId, by: personOf(actor), ...(inPortions ? { inPortions } : {}) }, [{ field: 'destruction.persons', before: null, after: namesOf(persons) }], actor);
      if (!inPortions) writeDestroyed(transaction, cases.map(({ caseId }) => caseId), { actId, number: act.number, method, persons, on: this.#today(), actor: operationActor(actor), resumed: false });
    });
    this.execution.kick();
    return page;
  }

  /** The rest of an act whose desk is lost, in portions as there: what the two persons decided is not decided anew (C.7.6). */
  async #resume({ actId, password }: MethodCheckedInput<'destruction.resume'>, actor: Actor): Promise<ActPage> {
    this.#demandStep(this.#act(actId), { step: 'resume' });
    await this.#options.confirmPassword(actor, password);
    const page = this.#take(actId, { step: 'resume' }, (transaction, { cases, destroyed }) => {
      this.#append(transaction, 'destruction.resumed', { actId, by: personOf(actor) }, [{ field: 'destruction.cases', before: String(destroyed), after: String(cases) }], actor);
    });
    this.execution.kick();
    return page;
  }

  async #print({ actId, language: asked }: MethodCheckedInput<'destruction.print'>, { signal, progress }: CallContext<Actor>): Promise<MethodOutput<'destruction.print'>> {
    const { environment, jobs, runningJobs, fontsDirectory, office, rulePack } = this.#options;
    const page = this.#page(actId);
    const form = formsOn(rulePack(), this.#today()).find(({ id }) => id === 'destruction-act');
    if (form === undefined) throw new Refusal('not-found', 'error.formNotFound');
    const { name, documentLanguages } = office();
    const language: Language | undefined = asked ?? documentLanguages.find((one) => form.languages.includes(one)) ?? form.languages[0];
    if (language === undefined || !form.languages.includes(language)) throw refusedField('language', 'error.formLanguage');
    const facts = actFacts(page, name, language);
    const title = formTitle(form, language);
    const parts = printedParts(form, language, facts);
    const fileName = `${`${title} ${facts.called}`.replaceAll(/[^\p{L}\p{N}.-]+/gu, '_')}.pdf`;
    // One copy stays in the office, the other goes to the archive.
    const request = { title: `${title}: ${facts.called}`, language, createdAt: isoInstant(environment.now()), parts: [...parts, { part: 'sheet' as const }, ...parts], fontsDirectory };
    try {
      const { bytes, pages } = await runningJobs.run({ title: 'job.printTable', fileName, signal, onProgress: progress }, (options) => jobs.run('form', request, options));
      return { fileName, bytes: Uint8Array.from(bytes), pages };
    } catch (error) {
      if (error instanceof JobFailed) throw error.failure === 'cancelled' ? new Refusal('cancelled', 'error.cancelled') : new Refusal('unreadable', 'error.formFailed', { detail: error.failure });
      throw error;
    }
  }

  /** A step of an act in one transaction, if the act may take it. */
  #take(actId: string, wish: ActWish, work: (transaction: Transaction, act: DestructionAct) => void): ActPage {
    this.#options.store.commit((transaction) => {
      const act = this.#act(actId);
      this.#demandStep(act, wish);
      work(transaction, act);
    });
    return this.#changed(actId);
  }

  #demandStep(act: DestructionAct, wish: ActWish): void {
    const problem = this.#problemOf(act, wish);
    if (problem !== null) throw new Refusal('refused', `error.destruction.${problem}`);
  }

  #problemOf(act: DestructionAct, wish: ActWish): StepProblem | null {
    const since = act.resumed.at(-1)?.at ?? act.confirmed?.at ?? null;
    const facts = {
      state: act.state,
      drawnUpOn: act.drawnUpOn,
      commissionDate: act.commission?.date ?? null,
      archiveDate: act.archive?.date ?? null,
      approvedOn: act.approved?.on ?? null,
      begunAccount: act.begun?.accountId ?? null,
      executingHours: since === null ? null : (this.#options.environment.now() - Date.parse(since)) / HOUR,
      executedHere: this.execution.isOurs(act.actId),
    };
    return stepProblem(facts, wish, { today: this.#today(), archivalFund: this.#archivalFund() });
  }

  #demandLawful(act: DestructionAct): void {
    const cases = this.#casesOf(act);
    if (cases.length === 0) throw new Refusal('refused', 'error.destructionEmpty');
    demandNoObstacle(this.#judgedOf(act));
  }

  /** Cases whose period is over before the year: those that the law lets go, and the others. */
  #proposed(year: number): readonly [JudgedCase[], JudgedCase[]] {
    const { records, missingInventories } = this.#options;
    const judged = judgedCases(records.overBefore(year), { year, actId: null, together: null }, records, missingInventories);
    return [judged.filter(({ obstacles }) => obstacles.length === 0), judged.filter(({ obstacles }) => obstacles.length > 0)];
  }

  /** All that the law lets go but those that are left; cases that were carried on stay with the one that is left. */
  #lawfulBut(year: number, left: readonly string[]): string[] {
    const { records } = this.#options;
    const lawful = records.byIds(this.#proposed(year)[0].map(({ caseId }) => caseId));
    const kept = new Set(left);
    const chains = new Set(lawful.filter(({ caseId, closedWith }) => kept.has(caseId) && closedWith !== null).map(({ closedWith }) => closedWith));
    return lawful.filter(({ caseId, closedWith }) => !kept.has(caseId) && !chains.has(closedWith)).map(({ caseId }) => caseId);
  }

  #casesOf({ actId }: DestructionAct) {
    return this.#options.records.ofAct(actId);
  }

  #idsOf({ actId }: DestructionAct): ReadonlySet<string> {
    return new Set(this.#options.records.caseIdsOf(actId));
  }

  #judgedOf(act: DestructionAct): JudgedCase[] {
    return this.#judged(this.#casesOf(act), act, this.#idsOf(act));
  }

  #judged(cases: Parameters<typeof judgedCases>[0], { actId, year }: DestructionAct, together: ReadonlySet<string>): JudgedCase[] {
    const { records, missingInventories } = this.#options;
    return judgedCases(cases, { year, actId, together }, records, missingInventories);
  }

  #page(actId: string): ActPage {
    const { records } = this.#options;
    const act = this.#act(actId);
    const executed = act.state === 'executed';
    // Once it is confirmed nothing is asked of it any more but how far it has come.
    const obstructed = executed || act.state === 'executing' ? [] : this.#judgedOf(act).filter(({ obstacles }) => obstacles.length > 0);
    return {
      act,
      archivalFund: this.#archivalFund(),
      resumable: this.#problemOf(act, { step: 'resume' }) === null,
      groups: actLines(this.#casesOf(act)),
      obstructed: obstructed.map(toProposed),
      stayed: executed ? this.#stayed(act) : [],
      reports: records.reports(actId).map(({ place, ...report }) => ({ ...report, place: toPlace(place) })),
    };
  }

  #stayed(act: DestructionAct): ActPage['stayed'] {
    const { records, store } = this.#options;
    const obstacles = records.obstaclesOf(act.actId);
    return this.#casesOf(act)
      .filter(({ destroyedBy }) => destroyedBy !== act.number)
      .map(({ caseId, index, title }) => {
        const asked = store.log.ofEntity(caseId).find(({ kind, payload }) => kind === 'case.destroyed' && destructionOperationActId(payload) === act.actId);
        return { caseId, index, title, reason: asked === undefined ? null : z.enum(REJECTION_REASONS).nullable().parse(records.refusalOf(asked.opId)), obstacle: obstacles.get(caseId) ?? null };
      });
  }

  #act(actId: string): DestructionAct {
    const act = this.#options.records.act(actId);
    if (act === null) throw new Refusal('not-found', 'error.destructionActNotFound');
    return act;
  }

  #append<Kind extends DestructionKind>(transaction: Transaction, kind: Kind, payload: OperationPayload<Kind> & { readonly actId: string }, changes: readonly FieldChange[], actor: Actor): void {
    transaction.append({ kind, entity: payload.actId, stream: MAIN_STREAM, actor: operationActor(actor), payload, changes: [...changes] });
  }

  #changed(actId: string): ActPage {
    this.#options.onChanged();
    return this.#page(actId);
  }

  #archivalFund(): boolean {
    return this.#options.records.archivalFund() ?? archiveDefaults(this.#options.rulePack()).archivalFund;
  }

  #today(): string {
    return dayInZone(this.#options.office().zone, isoInstant(this.#options.environment.now()));
  }
}

function toProposed(judged: JudgedCase): ProposedCase {
  return proposedCase.parse(judged);
}

function toPlace(stored: string): ActPage['reports'][number]['place'] {
  const place = storedPlace.parse(JSON.parse(stored));
  return place.kind === 'server' ? place : { kind: 'desk', code: place.code };
}

function destructionOperationActId(payload: unknown): string | null {
  return destructionOperations['case.destroyed'].safeParse(payload).data?.actId ?? null;
}

function personOf({ accountId, name }: Actor): { readonly accountId: string; readonly name: string } {
  return { accountId, name };
}

function demandNoObstacle(cases: readonly { readonly index: string; readonly obstacles: readonly Obstacle[] }[]): void {
  const issues = cases.flatMap(({ index, obstacles }) => obstacles.map(({ code }) => ({ path: index, message: `destruction.obstacle.${code}` })));
  const count = cases.filter(({ obstacles }) => obstacles.length > 0).length;
  if (count > 0) throw new Refusal('refused', 'error.destructionObstacles', { count: String(count) }, issues);
}

function refusedField(path: string, message: string, params: Record<string, string> = {}): Refusal {
  return new Refusal('refused', message, params, [{ path, message }]);
}
