import { type ServerLink, ServerRefused, ServerUnreachable } from '../../src-main/sync/server-link.ts';
import type { Random } from './random.ts';
import { SimulatedCrash } from './simulated-environment.ts';
import type { Question, SimulatedServer } from './simulated-server.ts';

type Asked = { readonly question: Question; readonly given: unknown[] };

/** How bad the network is, in so many of a hundred questions. */
export interface NetworkFaults {
  readonly lost: number;
  readonly answerLost: number;
  readonly doubled: number;
}

/** Old questions that may come once more, long after. */
const REMEMBERED = 40;

/**
 * The network between desks and the server: loses questions and answers, doubles questions, and lets old ones come
 * again. What goes through it goes as text, as over a wire.
 */
export class SimulatedNetwork {
  readonly #random: Random;
  readonly #server: SimulatedServer;
  readonly #faults: NetworkFaults;
  readonly #past: Asked[] = [];
  /** Desks that have no link now. */
  readonly cut = new Set<string>();
  #calm = false;

  constructor(random: Random, server: SimulatedServer, faults: NetworkFaults) {
    this.#random = random;
    this.#server = server;
    this.#faults = faults;
  }

  /** From now on nothing is lost. */
  heal(): void {
    this.#calm = true;
    this.cut.clear();
  }

  link(name: string): ServerLink {
    const ask = (question: Question) => async (...given: unknown[]) => this.#ask(name, { question, given });
    return { challenge: ask('challenge'), enrol: ask('enrol'), hello: ask('hello'), renew: ask('renew'), push: ask('push'), pull: ask('pull'), backlog: ask('backlog'), pullBeside: ask('pullBeside'), segments: ask('segments'), segmentPart: ask('segmentPart'), lease: ask('lease'), reconcile: ask('reconcile'), held: ask('held'), desks: ask('desks'), gaps: ask('gaps'), giveBack: ask('giveBack'), watch: () => () => undefined, close: () => undefined } as ServerLink;
  }

  /** An old question comes again, from nobody who waits for the answer. */
  async replay(): Promise<void> {
    if (this.#past.length === 0) return;
    const asked = this.#random.pick(this.#past);
    try {
      await this.#server.answer(asked.question, wired(asked.given));
    } catch (error) {
      if (!(error instanceof ServerRefused || error instanceof SimulatedCrash || error instanceof ServerUnreachable)) throw error;
    }
  }

  async #ask(name: string, asked: Asked): Promise<unknown> {
    if (this.cut.has(name)) throw new ServerUnreachable('no link');
    const given = wired(asked.given);
    this.#past.push({ question: asked.question, given });
    if (this.#past.length > REMEMBERED) this.#past.splice(this.#random.below(this.#past.length), 1);
    if (this.#happens('lost')) throw new ServerUnreachable('the question was lost');
    if (this.#happens('doubled')) await this.replay();
    let answer: unknown;
    try {
      if (this.#happens('doubled')) await this.#server.answer(asked.question, wired(given));
      answer = wired(await this.#server.answer(asked.question, wired(given)));
    } catch (error) {
      if (error instanceof SimulatedCrash) throw new ServerUnreachable('the server stopped', { cause: error });
      throw error;
    }
    if (this.#happens('answerLost')) throw new ServerUnreachable('the answer was lost');
    return answer;
  }

  #happens(fault: keyof NetworkFaults): boolean {
    return !this.#calm && this.#random.percent(this.#faults[fault]);
  }
}

function wired<Value>(value: Value): Value {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value);
}
