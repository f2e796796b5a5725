import { Refusal } from '#shared/contract/errors.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { CallContext } from '#shared/rpc/dispatcher.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { JobFailed, type JobOptions } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { AwaitedSignatures, CheckedReports } from './awaited-signatures.ts';
import type { StepRecords } from './step-records.ts';

/** A step of a document; the id makes a repeated call harmless. */
export interface Step {
  readonly documentId: string;
  readonly stepId: string;
}

export type Call = CallContext<Actor>;

export interface DocumentStepsOptions<Event, Standing, View> {
  readonly store: Store;
  readonly environment: Environment;
  readonly runningJobs: RunningJobs;
  readonly records: StepRecords<Event>;
  readonly signatures: AwaitedSignatures;
  readonly zone: () => string;
  /** Where the messages of this sort of document lie. */
  readonly messages: 'error.contract' | 'error.application';
  readonly standingOf: (events: readonly Event[]) => Standing;
  /** Throws where the step is not in its turn. */
  readonly demandTurn: (standing: Standing, event: Event) => void;
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly view: (card: Card, actor: Actor) => Promise<View>;
  readonly onChanged: () => void;
}

/** What rooms of documents that go by steps share: each step is judged by what stands there, committed once, and shown. */
export class DocumentSteps<Event, Standing, View> {
  readonly #options: DocumentStepsOptions<Event, Standing, View>;

  constructor(options: DocumentStepsOptions<Event, Standing, View>) {
    this.#options = options;
  }

  /** The file that a card goes by. @throws Refusal where the card is void or has none */
  mainFile(card: Card): DocumentFile {
    if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
    const main = card.files.find(({ role }) => role === 'main');
    if (main === undefined) throw new Refusal('refused', `${this.#options.messages}.noFile`, { index: card.registrationIndex });
    return main;
  }

  standing(documentId: string): Standing {
    return this.#options.standingOf(this.#options.records.events(documentId));
  }

  /** The same call again. @throws Refusal where the step is another document's */
  isDone({ documentId, stepId }: Step): boolean {
    const of = this.#options.records.documentOfStep(stepId);
    if (of !== null && of !== documentId) throw new Refusal('conflict', `${this.#options.messages}.stepUsed`);
    return of !== null;
  }

  /** @throws Refusal where the step is not in its turn */
  demandTurn(documentId: string, event: Event): void {
    this.#options.demandTurn(this.standing(documentId), event);
  }

  /** What each event says of itself. */
  turn({ stepId }: Step, actor: Actor): { readonly stepId: string; readonly at: string; readonly by: string } {
    return { stepId, at: this.#now(), by: actor.name };
  }

  /** What each operation says of itself. */
  frame(card: Card, actor: Actor) {
    return { entity: card.documentId, stream: streamOf(card), actor: operationActor(actor) };
  }

  /** Commits a step in one transaction, and once. */
  async commit(card: Card, step: Step, actor: Actor, append: (transaction: Transaction) => void): Promise<View> {
    const { store, onChanged, view, readable } = this.#options;
    store.commit((transaction) => {
      if (!this.isDone(step)) append(transaction);
    });
    onChanged();
    return view(readable(card.documentId, actor), actor);
  }

  /** Days and instants of what has happened lie in the past. @throws Refusal */
  demandPast(path: string, when: string): void {
    const message = `${this.#options.messages}.inFuture` as const;
    const isPast = when.length === 10 ? when <= this.today() : Date.parse(when) <= Date.parse(this.#now());
    if (!isPast) throw new Refusal('refused', message, {}, [{ path, message }]);
  }

  today(): string {
    return dayInZone(this.#options.zone(), this.#now());
  }

  /** Checks all files of the document anew. @throws Refusal */
  check(card: Card, call: Call): Promise<CheckedReports> {
    return this.job('job.verify', card, call, (options) => this.#options.signatures.check(card, call.actor, options));
  }

  /** Work on foreign bytes that the window sees and may stop. @throws Refusal */
  async job<Value>(title: 'job.verify' | 'job.contractClauses', card: Card, { signal, progress }: Call, work: (options: JobOptions) => Promise<Value>): Promise<Value> {
    try {
      return await this.#options.runningJobs.run({ title, fileName: card.files[0]?.fileName ?? null, signal, onProgress: progress }, work);
    } catch (error) {
      if (error instanceof JobFailed && error.failure !== 'cancelled' && error.failure !== 'failed') throw new Refusal('refused', `${this.#options.messages}.notChecked`);
      throw error;
    }
  }

  #now(): string {
    return isoInstant(this.#options.environment.now());
  }
}

export function stepOf({ documentId, stepId }: Step): Step {
  return { documentId, stepId };
}
