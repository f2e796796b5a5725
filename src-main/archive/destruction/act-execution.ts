import type { DestructionAct } from '#shared/contract/destruction.ts';
import { MAIN_STREAM, type OperationActor } from '#shared/sync/operation.ts';
import { BackgroundLoop } from '../../background/background-loop.ts';
import type { Environment } from '../../environment.ts';
import { ServerNeeded, type Store } from '../../store/store.ts';
import { type Execution, writeDestroyed } from './destroyed-cases.ts';
import type { CaseRecord, DestructionRecords } from './destruction-records.ts';
import type { JudgedCase } from './judged-cases.ts';

interface DueAct {
  readonly act: DestructionAct;
  readonly actor: OperationActor;
  /** Whether it was confirmed at another desk. */
  readonly resumed: boolean;
}

/** Cases of one transaction: a window must not wait behind it. */
export const PORTION_CASES = 50;
/** Cases that stayed, of which the end of an act says why: its operation stays below the limit of one. */
const MOST_STAYED = 500;
/** How often windows read a long act again while it is executed. */
const TOLD_MILLISECONDS = 1000;
/** How often it is looked whether the server is in reach again. */
const LOOK_MILLISECONDS = 60_000;

export interface ActExecutionOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: DestructionRecords;
  /** What stands against cases of the act by now. */
  readonly judged: (cases: readonly CaseRecord[], act: DestructionAct) => readonly JudgedCase[];
  readonly today: () => string;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/**
 * Executes acts of many cases beside all other work (C.7.6), at the desk where the second person confirmed, or where somebody
 * went on with an act whose desk is lost: each portion is
 * whole and judged anew, and what the log says is destroyed is not destroyed again, so that a stop anywhere is gone on with.
 * A case against which something stands by then stays, and the end of the act says why.
 */
export class ActExecution {
  readonly #options: ActExecutionOptions;
  readonly #loop: BackgroundLoop;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: ActExecutionOptions) {
    this.#options = options;
    this.#loop = new BackgroundLoop(
      () => this.#work(),
      (error) => void options.logUnexpected('destruction', error),
    );
  }

  start(): void {
    if (this.#timer !== null) return;
    this.#timer = setInterval(() => this.kick(), LOOK_MILLISECONDS);
    this.#timer.unref();
    this.kick();
  }

  kick(): void {
    if (this.#timer !== null && this.#options.records.isAnyExecuting) this.#loop.kick();
  }

  /** Whether an act goes on here: what it has destroyed is erased when it has ended, in one pass over the log. */
  get isBusy(): boolean {
    return this.#timer !== null && this.#due().length > 0;
  }

  settled(): Promise<void> {
    return this.#loop.settled();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#loop.stop();
    await this.#loop.settled();
  }

  /** Whether this desk executes the act by itself, or will when the server has placed the word for it. */
  isOurs(actId: string): boolean {
    return this.#wordFor(actId) !== undefined;
  }

  /** Acts that were confirmed or gone on with here and, where there is a server, have their place. */
  #due(): DueAct[] {
    const { records, store } = this.#options;
    if (!records.isAnyExecuting) return [];
    return records
      .acts()
      .filter(({ state }) => state === 'executing')
      .flatMap((act) => {
        const word = this.#wordFor(act.actId);
        if (word === undefined || word.actor === null) return [];
        return store.membership.isMember && word.state === 'pending' ? [] : [{ act, actor: word.actor, resumed: word.kind === 'destruction.resumed' }];
      });
  }

  /** The newest word of this desk by which it executes the act. */
  #wordFor(actId: string) {
    return this.#options.store.log.ofEntity(actId).findLast(({ kind, barred, state, ownSeq }) => (kind === 'destruction.confirmed' || kind === 'destruction.resumed') && ownSeq !== null && state !== 'rejected' && barred === null);
  }

  async #work(): Promise<void> {
    for (const due of this.#due()) {
      try {
        await this.#execute(due);
      } catch (error) {
        // It goes on when the server answers again.
        if (!(error instanceof ServerNeeded)) throw error;
      }
    }
  }

  async #execute(due: DueAct): Promise<void> {
    const { act, actor } = due;
    const { store, environment, records, judged, today, onChanged } = this.#options;
    let told = environment.now();
    for (const portion of portionsOf(records.notDestroyed(act.actId))) {
      if (this.#loop.stopped) return;
      store.commit((transaction) => {
        const cases = judged(records.byIds(portion), act);
        const lawful = cases.filter(({ obstacles }) => obstacles.length === 0).map(({ caseId }) => caseId);
        writeDestroyed(transaction, lawful, executionOf(due, today()));
      });
      environment.crashPoint('destruction.portion');
      if (environment.now() - told >= TOLD_MILLISECONDS) {
        told = environment.now();
        onChanged();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (this.#loop.stopped) return;
    store.commit((transaction) => {
      const left = judged(records.notDestroyed(act.actId), act);
      const stayed = left.flatMap(({ caseId, obstacles: [first] }) => (first === undefined ? [] : [{ caseId, obstacle: first.code }]));
      transaction.append({
        kind: 'destruction.completed',
        entity: act.actId,
        stream: MAIN_STREAM,
        actor,
        payload: { actId: act.actId, stayed: stayed.slice(0, MOST_STAYED) },
        changes: [{ field: 'destruction.cases', before: String(act.cases), after: String(act.cases - left.length) }],
      });
    });
    onChanged();
  }
}

/** Cases that were closed as one stand in one portion: what keeps one of them keeps all. */
function portionsOf(cases: readonly CaseRecord[]): string[][] {
  const portions: string[][] = [];
  for (const chain of Map.groupBy(cases, ({ caseId, closedWith }) => closedWith ?? caseId).values()) {
    const last = portions.at(-1);
    const ids = chain.map(({ caseId }) => caseId);
    if (last === undefined || last.length + ids.length > PORTION_CASES) portions.push(ids);
    else last.push(...ids);
  }
  return portions;
}

function executionOf({ act: { actId, number, method, begun, confirmed }, actor, resumed }: DueAct, on: string): Execution {
  if (begun === null || confirmed === null || method === null) throw new Error('an act that is executed does not say by whom');
  return { actId, number, method, persons: [{ accountId: begun.accountId, name: begun.by }, { accountId: confirmed.accountId, name: confirmed.by }], on, actor, resumed };
}
