import { type PushAnswer, PUSH_OPERATIONS } from '#shared/sync/wire.ts';
import { Crashed, passCrashPoint, type ServerEnvironment } from '../environment.ts';
import { demandNoRecovery } from '../recovery/demand-no-recovery.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Store } from '../stores/store.ts';
import { Batch } from './batch.ts';
import { takePush } from './take-push.ts';
import type { VerifiedPush } from './verify-push.ts';

/** Most operations that wait in one organisation's queue; more are told to come again. */
const WAITING_OPERATIONS = 10 * PUSH_OPERATIONS;
const RETRY_AFTER_SECONDS = 2;

interface Waiting {
  readonly push: VerifiedPush;
  readonly settle: (outcome: Outcome) => void;
}
type Outcome = { readonly answer: PushAnswer } | { readonly error: unknown };

/**
 * The pushes of one organisation, combined: while one transaction is on its way, all that come meanwhile wait and
 * make the next one. One disk flush then serves many desks.
 */
export class PushQueue {
  readonly #organisation: string;
  readonly #store: Store;
  readonly #environment: ServerEnvironment;
  readonly #onGrown: (head: number) => void;
  #waiting: Waiting[] = [];
  #waitingOperations = 0;
  #working: Promise<void> | null = null;

  /** @param onGrown told the newest place after each commit that added to the log */
  constructor(organisation: string, store: Store, environment: ServerEnvironment, onGrown: (head: number) => void) {
    this.#organisation = organisation;
    this.#store = store;
    this.#environment = environment;
    this.#onGrown = onGrown;
  }

  get length(): number {
    return this.#waitingOperations;
  }

  /** @throws RequestRefused when too much waits already. */
  async push(push: VerifiedPush): Promise<PushAnswer> {
    if (this.#waitingOperations + push.operations.length > WAITING_OPERATIONS) throw new RequestRefused('busy', 'too many operations wait', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    const outcome = await new Promise<Outcome>((settle) => {
      this.#waiting.push({ push, settle });
      this.#waitingOperations += push.operations.length;
      this.#working ??= this.#work();
    });
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  }

  /** Ends when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  async #work(): Promise<void> {
    // What is asked in the same turn of the event loop goes together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#takeBatch(this.#next());
    this.#working = null;
  }

  /** As many whole pushes as fit; at least one. */
  #next(): Waiting[] {
    let operations = 0;
    let count = 0;
    for (const { push } of this.#waiting) {
      operations += push.operations.length;
      if (count > 0 && operations > PUSH_OPERATIONS) break;
      count += 1;
    }
    const batch = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    return batch;
  }

  async #takeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#commit(batch.map(({ push }) => push));
      for (const [index, waiting] of batch.entries()) this.#settle(waiting, outcomes[index] ?? { error: new Error('a push got no outcome') });
    } catch (error) {
      // One push must not fail those beside it: each tries alone, unless the machine itself died.
      if (batch.length > 1 && !(error instanceof Crashed)) for (const single of batch) await this.#takeBatch([single]);
      else for (const waiting of batch) this.#settle(waiting, { error });
    }
  }

  #settle({ push, settle }: Waiting, outcome: Outcome): void {
    this.#waitingOperations -= push.operations.length;
    settle(outcome);
  }

  async #commit(pushes: readonly VerifiedPush[]): Promise<Outcome[]> {
    const outcomes = await this.#store.change(this.#organisation, async (change) => {
      demandNoRecovery(change.organisation);
      const batch = await Batch.read(change, pushes, this.#environment.now());
      const taken = pushes.map((push): Outcome => {
        try {
          return { answer: takePush(batch, push) };
        } catch (error) {
          if (error instanceof RequestRefused) return { error };
          throw error;
        }
      });
      await batch.write(change);
      passCrashPoint(this.#environment, 'server.push.beforeCommit');
      return taken;
    });
    passCrashPoint(this.#environment, 'server.push.committed');
    this.#onGrown(Math.max(0, ...outcomes.flatMap((outcome) => ('answer' in outcome && outcome.answer.answer === 'taken' ? outcome.answer.results.map(({ seq }) => seq) : []))));
    return outcomes;
  }
}
