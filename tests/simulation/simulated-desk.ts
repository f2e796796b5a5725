import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '#shared/contract/errors.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { openDesk } from '../../src-main/desk/desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import { createDeskKey } from '../../src-main/store/keys/key-store.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';
import { deskFiles } from '../../src-main/store/store.ts';
import type { RoundEnd } from '../../src-main/sync/sync-engine.ts';
import { NO_JOBS, type PlainDesk, PROJECT_ROOT } from '../support/plain-desk.ts';
import type { Random } from './random.ts';
import { SimulatedCrash, SimulatedEnvironment } from './simulated-environment.ts';
import type { SimulatedNetwork } from './simulated-network.ts';

/** A number as the clerk has it on the stamp: it was shown, so it is on paper. */
export interface GivenNumber {
  readonly documentId: string;
  readonly index: string;
  readonly year: string;
}

export interface SimulatedDeskOptions {
  readonly name: string;
  readonly directory: string;
  /** Machine on which the data directory lies; its witness lies beside it and is in no backup. */
  readonly machine: string;
  readonly witnessDirectory: string;
  readonly network: SimulatedNetwork;
  readonly random: Random;
  readonly clock: () => number;
  readonly registrar: Actor;
  readonly administrator: Actor;
}

const PLACE = { url: 'https://server.invalid', certificate: '0'.repeat(64) };
/** Most places of crash that a desk passes before the one where it dies. */
const CRASH_WITHIN = 12;

export interface Letter {
  readonly correspondent: string;
  readonly number: string;
  readonly restricted: boolean;
}

/** A desk with its real program on real files, whose clock, link and crashes are the simulation's. */
export class SimulatedDesk {
  readonly options: SimulatedDeskOptions;
  /** What its clerks hold in their hands. */
  readonly given: GivenNumber[] = [];
  /** How far its clock goes wrong, in milliseconds. */
  clockError = 0;
  #environment: SimulatedEnvironment;
  #desk: PlainDesk | null = null;
  #starts = 0;

  constructor(options: SimulatedDeskOptions) {
    this.options = options;
    this.#environment = this.#newEnvironment();
  }

  get name(): string {
    return this.options.name;
  }

  get rooms(): PlainDesk['rooms'] {
    if (this.#desk === null) throw new Error(`${this.name} is not running`);
    return this.#desk.rooms;
  }

  get isRunning(): boolean {
    return this.#desk !== null;
  }

  async start(): Promise<void> {
    if (this.#desk !== null) return;
    const { directory, machine, witnessDirectory, network, name } = this.options;
    this.#environment = this.#newEnvironment();
    this.#desk = await openDesk({
      dataDirectory: directory,
      resourcesDirectory: path.join(PROJECT_ROOT, 'resources'),
      host: 'loopback',
      version: 'simulation',
      environment: this.#environment,
      keyStore: plainKeyStore(),
      passphrase: null,
      jobs: NO_JOBS,
      logger: createLogger(null),
      sync: { link: () => network.link(name), machine, witnessDirectory, automatic: false },
    });
  }

  async stop(): Promise<void> {
    await this.#desk?.close();
    this.#desk = null;
  }

  /** Joins the server; an empty data directory gets its key first. */
  async join(code: string): Promise<void> {
    const { store, sync } = this.rooms;
    if (!store.blobs.isOpen) store.openKey(await createDeskKey(deskFiles(this.options.directory).key, plainKeyStore(), null));
    await sync?.join(PLACE, code);
    await sync?.round();
  }

  /** Does something, and perhaps dies in it. @returns whether it lived */
  async risk(mayCrash: boolean, work: () => Promise<unknown>): Promise<boolean> {
    if (mayCrash) this.#environment.crashAfter(1 + this.options.random.below(CRASH_WITHIN));
    try {
      await work();
      this.#environment.calm();
      // It may have died in what nobody waits for, as a number that comes too late.
      if (this.#environment.isDead) await this.stop();
      return this.isRunning;
    } catch (error) {
      if (!(error instanceof SimulatedCrash) && !this.#environment.isDead) throw error;
      await this.stop();
      return false;
    }
  }

  async round(): Promise<RoundEnd> {
    return (await this.rooms.sync?.round()) ?? 'alone';
  }

  /** A paper is registered, and the clerk stamps what the window shows. */
  async register(letter: Letter): Promise<void> {
    const { registration } = this.rooms;
    const choices = await registration.handlers.choices({}, this.#asking(this.options.registrar));
    const journal = choices.journals.find(({ direction }) => direction === 'incoming');
    const kind = choices.kinds.find(({ directions }) => directions.includes('incoming'));
    if (journal === undefined || kind === undefined) throw new Error('no incoming journal');
    try {
      const card = await registration.handlers.register(
        {
          requestId: Buffer.from(this.options.random.bytes(16)).toString('hex'),
          letterId: null,
          requisites: {
            ...blankRequisites({ direction: 'incoming', journalId: journal.journalId, kindId: kind.kindId }),
            medium: 'paper',
            restricted: letter.restricted,
            correspondent: letter.correspondent,
            correspondentNumber: letter.number,
            correspondentDate: '2026-12-01',
            subject: `Про ${letter.number}`,
            sheets: 1,
            language: 'uk',
            caseId: choices.cases[0]?.caseId ?? null,
            addressee: 'Ректорові',
          },
          equalTo: null,
          knownSimilar: [],
          clockConfirmed: true,
          signedDraft: null,
        },
        this.#asking(this.options.registrar),
      );
      this.given.push({ documentId: card.documentId, index: card.registrationIndex, year: card.registrationDate.slice(0, 4) });
    } catch (error) {
      // The same letter is here already: the clerk puts it aside.
      if (!(error instanceof Refusal && (error.error.message === 'error.similarRegistered' || error.error.message === 'error.requisitesRefused'))) throw error;
    }
  }

  /** Corrects a field of some card, or voids it. */
  change(): void {
    const { store, registration } = this.rooms;
    const cards = store.database.prepare<[], { id: string; state: string }>("SELECT document_id AS id, state FROM card WHERE state = 'registered' ORDER BY registered_at DESC, document_id LIMIT 4").all();
    if (cards.length === 0) return;
    const { id } = this.options.random.pick(cards);
    const asking = this.#asking(this.options.registrar);
    const basedOn = store.log.lastOfEntity(id) ?? '';
    try {
      if (this.options.random.percent(35)) void registration.handlers.void({ documentId: id, basedOn, reason: 'помилка', returnLetter: false }, asking);
      else void registration.handlers.correct({ documentId: id, basedOn, changes: this.options.random.percent(50) ? { subject: `Тема ${this.options.random.below(1000)}` } : { note: `Примітка ${this.options.random.below(1000)}` }, reason: 'уточнення' }, asking);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** A shared setting: only while the server is in reach. */
  defineUnit(unitId: string): void {
    const { store } = this.rooms;
    if (!store.serverInReach()) return;
    store.commit((transaction) => transaction.append({ kind: 'unit.defined', entity: unitId, stream: 'main', actor: operationActor(this.options.administrator), payload: { unitId, parentUnitId: null, headPersonId: null, coordinatorPersonId: null, index: '', name: `${this.name} ${this.options.random.below(1000)}` } }));
  }

  /** Copies the data directory of a desk that stands still. */
  async backUp(target: string): Promise<void> {
    const ran = this.isRunning;
    await this.stop();
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    cpSync(this.options.directory, target, { recursive: true });
    if (ran) await this.start();
  }

  /** The disk is gone; what a backup has comes in its place. */
  async restore(from: string): Promise<void> {
    await this.stop();
    rmSync(this.options.directory, { recursive: true, force: true });
    cpSync(from, this.options.directory, { recursive: true });
    await this.start();
  }

  /** Documents of which this desk has a card. */
  documents(): string[] {
    return this.rooms.store.database.prepare<[], string>('SELECT document_id FROM card').pluck().all();
  }

  #asking(actor: Actor) {
    return { actor, connection: 'window', signal: new AbortController().signal, progress: () => undefined } as const;
  }

  #newEnvironment(): SimulatedEnvironment {
    this.#starts += 1;
    return new SimulatedEnvironment(() => this.options.clock() + this.clockError, `${this.name}/${this.#starts}/${this.options.random.below(2 ** 30)}`);
  }
}
