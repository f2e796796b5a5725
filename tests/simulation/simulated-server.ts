import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { RequestRefused } from '../../src-server/request-refused.ts';
import { createServer, type Server } from '../../src-server/server.ts';
import { openSqliteStore } from '../../src-server/stores/sqlite/sqlite-store.ts';
import type { Store } from '../../src-server/stores/store.ts';
import { type ServerLink, ServerRefused } from '../../src-main/sync/server-link.ts';
import type { Random } from './random.ts';
import { SimulatedCrash, SimulatedEnvironment } from './simulated-environment.ts';

/** All that goes over the wire. */
export type Question = Exclude<keyof ServerLink, 'close' | 'watch'>;

/** Most places of crash that the server passes before the one where it dies. */
const CRASH_WITHIN = 6;

/** The central server with its real code on its embedded store; only HTTP is left out. */
export class SimulatedServer {
  readonly #directory: string;
  readonly #clock: () => number;
  readonly #random: Random;
  #environment: SimulatedEnvironment;
  #running: { readonly store: Store; readonly server: Server } | null = null;
  #starts = 0;
  #restarting: Promise<void> | null = null;
  organisation = '';
  deaths = 0;

  constructor(directory: string, random: Random, clock: () => number) {
    this.#directory = directory;
    this.#random = random;
    this.#clock = clock;
    this.#environment = new SimulatedEnvironment(clock, 'server/0');
  }

  async start(): Promise<void> {
    this.#starts += 1;
    this.#environment = new SimulatedEnvironment(this.#clock, `server/${this.#starts}/${this.#random.below(2 ** 30)}`);
    const store = await openSqliteStore(this.#directory);
    const environment = this.#environment;
    const server = await createServer({ store, log: pino({ level: 'silent' }), now: () => environment.now(), randomBytes: (length) => environment.randomBytes(length), crashPoint: (name) => environment.crashPoint(name) });
    this.#running = { store, server };
  }

  async stop(): Promise<void> {
    await this.#running?.store.close();
    this.#running = null;
  }

  /** Copies the store of a server that stands still. */
  async backUp(target: string): Promise<void> {
    await this.stop();
    rmSync(target, { recursive: true, force: true });
    cpSync(this.#directory, target, { recursive: true });
    await this.start();
  }

  /** The disk is gone; what a backup has comes in its place. */
  async putBack(from: string): Promise<void> {
    await this.stop();
    rmSync(this.#directory, { recursive: true, force: true });
    cpSync(from, this.#directory, { recursive: true });
    await this.start();
  }

  get server(): Server {
    if (this.#running === null) throw new Error('the server does not run');
    return this.#running.server;
  }

  /** It will die at one of the next steps of its work. */
  crashSoon(): void {
    this.#environment.crashAfter(1 + this.#random.below(CRASH_WITHIN));
  }

  calm(): void {
    this.#environment.calm();
  }

  /** Answers as its HTTP layer would. A server that died starts again. @throws SimulatedCrash where it died */
  async answer(question: Question, given: readonly unknown[]): Promise<unknown> {
    if (this.#restarting !== null) throw new SimulatedCrash('server');
    const environment = this.#environment;
    try {
      return await this.#ask(question, given);
    } catch (error) {
      if (error instanceof RequestRefused) throw new ServerRefused(error.status, error.message, error.retryAfterSeconds);
      if (!environment.isDead) throw error;
      // Whatever was on its way when it died gets no answer.
      if (environment === this.#environment) await this.#restart();
      throw new SimulatedCrash('server');
    }
  }

  /** What its administrator does; where it dies meanwhile, once more. */
  async administer<Value>(work: (server: Server) => Promise<Value>): Promise<Value> {
    for (;;) {
      const environment = this.#environment;
      try {
        return await work(this.server);
      } catch (error) {
        if (!environment.isDead) throw error;
        if (environment === this.#environment) await this.#restart();
      }
    }
  }

  #restart(): Promise<void> {
    if (this.#restarting === null) this.deaths += 1;
    this.#restarting ??= this.stop()
      .then(() => this.start())
      .finally(() => {
        this.#restarting = null;
      });
    return this.#restarting;
  }

  async #ask(question: Question, [first, second, third]: readonly unknown[]): Promise<unknown> {
    const { server } = this;
    // What comes over the wire is anything; the server's own schemas decide.
    const token = first as string;
    switch (question) {
      case 'challenge': return server.challenge();
      case 'enrol': return server.enrol(first as never);
      case 'hello': return server.hello(first as never);
      case 'renew': return server.renew(first as never);
      case 'push': return server.push(token, second as never);
      case 'pull': return server.pull(token, { after: second as number, limit: third as number });
      case 'backlog': return server.backlog(token, second as never);
      case 'pullBeside': return server.pull(token, { after: second as number, besideSegmentUntil: third as number });
      // Nothing is sealed here: the simulated log is short.
      case 'segments': return { segments: [] };
      case 'segmentPart': throw new ServerRefused(404, 'there is no such segment');
      case 'lease': return server.lease(token, second as never);
      case 'reconcile': return server.reconcile(token, second as never);
      case 'held': { const { opId, place } = second as { readonly opId: string; readonly place: number }; return server.holds(token, opId, place); }
      case 'desks': return server.desks(token);
      case 'giveBack': return server.giveBack(token, second as never);
      case 'gaps': return server.gaps(token, second as never, third as never);
    }
  }

  /** Reads the server's tables beside its own code, as an auditor would. */
  audit<Row>(sql: string, ...values: readonly (string | number)[]): Row[] {
    const database = new Database(path.join(this.#directory, 'server.sqlite'), { readonly: true });
    try {
      return database.prepare<unknown[], Row>(sql).all(...values);
    } finally {
      database.close();
    }
  }
}
