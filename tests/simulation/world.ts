import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { RESTRICTED_STREAM } from '#shared/sync/operation.ts';
import type { OfficeTemplate } from './office-template.ts';
import { START, workFolder } from './office-template.ts';
import { Random } from './random.ts';
import { type GivenNumber, type Letter, SimulatedDesk } from './simulated-desk.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { SimulatedServer } from './simulated-server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SENDERS = ['Міністерство освіти', 'Казначейство', 'Архів області'];

/** What a run has in store, chosen by its seed: some runs are calm, so that a fault shows alone. */
interface Weather {
  readonly desks: number;
  readonly steps: number;
  readonly crashes: number;
  readonly restores: boolean;
  readonly clones: boolean;
  readonly wrongClocks: boolean;
  /** Part of the letters are for restricted use, and desks are granted or refused their stream. */
  readonly restricted: boolean;
  /** The server loses its disk and gathers from the desks what its backup does not hold. */
  readonly serverPutBack: boolean;
}

/** One office over some days: desks, their clerks, their machines, a network and a server, all from one seed. */
export class World {
  readonly random: Random;
  readonly server: SimulatedServer;
  readonly network: SimulatedNetwork;
  readonly desks: SimulatedDesk[] = [];
  /** Documents that nobody could save: registered on a disk that was lost before the server had them. */
  readonly lost = new Set<string>();
  /** Numbers of all clerks, those on lost disks among them. */
  readonly given: GivenNumber[] = [];
  readonly weather: Weather;
  readonly log: string[] = [];
  readonly #root: string;
  readonly #template: OfficeTemplate;
  readonly #backups = new Map<SimulatedDesk, string>();
  /** Whether the server has lost its disk: places that nobody had taken are empty then. */
  isServerPutBack = false;
  #desksOfBackup = '';
  #now = START;
  #letters = 0;
  #clones = 0;

  constructor(seed: number, template: OfficeTemplate) {
    this.random = new Random(`seed ${seed}`);
    this.#template = template;
    this.#root = workFolder(String(seed));
    const chance = (percent: number): boolean => this.random.percent(percent);
    this.weather = { desks: 2 + this.random.below(3), steps: 30 + this.random.below(50), crashes: this.random.pick([0, 10, 25]), restores: chance(50), clones: chance(35), wrongClocks: chance(30), restricted: chance(40), serverPutBack: chance(25) };
    const bad = this.random.pick([0, 5, 20]);
    this.server = new SimulatedServer(path.join(this.#root, 'server'), this.random, () => this.#now);
    this.network = new SimulatedNetwork(this.random, this.server, { lost: bad, answerLost: bad, doubled: bad });
  }

  /** Enrols all desks while nothing goes wrong yet. */
  async begin(): Promise<void> {
    await this.server.start();
    this.server.organisation = await this.server.server.administration.createOrganisation('Університет');
    for (let n = 1; n <= this.weather.desks; n += 1) {
      const desk = this.#newDesk(`desk-${n}`, `machine-${n}`);
      if (n === 1) this.#template.copyTo(desk.options.directory);
      await desk.start();
      const code = await this.server.server.administration.invite(this.server.organisation);
      await this.#patiently(desk, () => desk.join(code));
      await this.#untilDone(desk);
      // The rooms of a desk that was empty come to life with its office.
      await desk.stop();
      await desk.start();
    }
  }

  async run(): Promise<void> {
    const { steps } = this.weather;
    const backedUp = this.random.below(steps);
    const putBack = backedUp + 1 + this.random.below(steps);
    for (let step = 0; step < steps; step += 1) {
      if (step === backedUp) await this.#backUpServer();
      if (step === putBack) await this.#putServerBack();
      await this.#step();
    }
  }

  /** The link is back, nothing fails any more, and everybody synchronises until all is said. */
  async end(): Promise<void> {
    this.network.heal();
    this.server.calm();
    for (let turn = 0; turn < 5; turn += 1) {
      for (const desk of this.desks) {
        await desk.start();
        await this.#untilDone(desk);
        // Whoever was never granted them takes them all at once, and then all desks are alike.
        if (turn === 0 && this.weather.restricted) await this.server.server.administration.grant(desk.rooms.store.identity.desk, RESTRICTED_STREAM);
      }
    }
  }

  /** How often what the simulation is about came to pass: a run in which nothing happens shows nothing. */
  happened(): Record<string, number> {
    const [store] = this.desks.map((desk) => desk.rooms.store);
    const count = (sql: string): number => this.server.audit<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)[0]?.n ?? 0;
    const conflicts = store?.database.prepare<[], { sort: string; n: number }>('SELECT sort, count(*) AS n FROM conflict GROUP BY sort').all() ?? [];
    const said = (words: RegExp): number => this.log.filter((line) => words.test(line)).length;
    return {
      registered: count("op WHERE kind = 'card.registered'"),
      operations: count('op'),
      rejected: count("op WHERE status = 'rejected'"),
      ...Object.fromEntries(conflicts.map(({ sort, n }) => [`conflict ${sort}`, n])),
      'new identities': count('desk WHERE predecessor IS NOT NULL'),
      'desk died': said(/ died$/),
      'server died': this.server.deaths,
      restored: said(/is restored$/),
      cloned: said(/is cloned/),
      'granted restricted': said(/is granted/),
      'restricted cards': count("op WHERE stream = 'restricted' AND kind = 'card.registered'"),
      'server put back': said(/^the server is put back$/),
      'lost with a disk': this.lost.size,
      'numbers void': count("reg_number WHERE state = 'void'"),
      'numbers of own runs': count("reg_number WHERE run <> ''"),
      'numbers of 2027': count("reg_number WHERE state = 'used' AND year = 2027"),
    };
  }

  async close(): Promise<void> {
    for (const desk of this.desks) await desk.stop();
    await this.server.stop();
    rmSync(this.#root, { recursive: true, force: true });
  }

  async #step(): Promise<void> {
    this.#now += this.random.below(6 * HOUR);
    const desk = this.random.pick(this.desks);
    if (!desk.isRunning) await desk.start();
    const mayCrash = this.random.percent(this.weather.crashes);
    if (this.random.percent(this.weather.crashes)) this.server.crashSoon();
    const what = this.random.below(100);
    if (what < 30) await this.#does(desk, 'register', mayCrash, () => desk.register(this.#letter()));
    else if (what < 48) await this.#does(desk, 'change', mayCrash, async () => desk.change());
    else if (what < 52) await this.#does(desk, 'unit', mayCrash, async () => desk.defineUnit(`unit-${this.random.below(3)}`));
    else if (what < 76) await this.#does(desk, 'round', mayCrash, () => desk.round());
    else if (what < 80) await this.#does(desk, 'both', false, () => Promise.all(this.desks.filter(({ isRunning }) => isRunning).map((one) => one.round())));
    else if (what < 85) this.#cutOrMend(desk);
    else if (what < 88) await this.network.replay();
    else if (what < 90) this.#now += DAY * (1 + this.random.below(4));
    else if (what < 91) await this.server.server.sweep();
    else if (what < 93) await desk.stop();
    else if (what < 95) await this.#backUp(desk);
    else if (what < 97) await this.#restore(desk);
    else if (what < 98) await this.#clone(desk);
    else if (what < 99 || !this.weather.restricted) this.#turnClock(desk);
    else await this.#grantOrWithdraw(desk);
  }

  async #does(desk: SimulatedDesk, what: string, mayCrash: boolean, work: () => Promise<unknown>): Promise<void> {
    const lived = await desk.risk(mayCrash, work);
    this.#collect(desk);
    this.log.push(`${desk.name} ${what}${lived ? '' : ' and died'}`);
  }

  #collect(desk: SimulatedDesk): void {
    this.given.push(...desk.given.splice(0));
  }

  #letter(): Letter {
    // Now and then the same letter reaches two desks.
    if (this.random.percent(85)) this.#letters += 1;
    return { correspondent: SENDERS[this.#letters % SENDERS.length] ?? '', number: `01-${this.#letters}`, restricted: this.weather.restricted && this.random.percent(25) };
  }

  #cutOrMend({ name }: SimulatedDesk): void {
    if (!this.network.cut.delete(name)) this.network.cut.add(name);
    this.log.push(`${name} ${this.network.cut.has(name) ? 'has no link' : 'has its link'}`);
  }

  async #backUp(desk: SimulatedDesk): Promise<void> {
    const target = path.join(this.#root, `backup-${desk.name}`);
    await desk.backUp(target);
    this.#backups.set(desk, target);
    this.log.push(`${desk.name} is backed up`);
  }

  async #restore(desk: SimulatedDesk): Promise<void> {
    const backup = this.#backups.get(desk);
    if (backup === undefined || !this.weather.restores) return;
    const before = desk.documents();
    await desk.restore(backup);
    const after = new Set(desk.documents());
    const held = this.#heldByServer();
    for (const documentId of before) if (!after.has(documentId) && !held.has(documentId)) this.lost.add(documentId);
    this.log.push(`${desk.name} is restored`);
  }

  /** A copy comes to life: of the data directory on another machine or beside the original, or of the whole machine with its witness. */
  async #clone(desk: SimulatedDesk): Promise<void> {
    if (!this.weather.clones || this.#clones > 0) return;
    this.#clones += 1;
    const way = this.random.pick(['to another machine', 'on its machine', 'with its machine'] as const);
    const { machine } = desk.options;
    const twin = this.#newDesk(`${desk.name}-clone`, way === 'to another machine' ? `${machine}-other` : machine, way === 'with its machine' ? `${machine}-image` : undefined);
    await desk.backUp(twin.options.directory);
    if (way === 'with its machine') cpSync(desk.options.witnessDirectory, twin.options.witnessDirectory, { recursive: true });
    await twin.start();
    const together = this.random.below(3);
    // Both greet the server while they are still the same, or both go on where nobody hears of them: the worst that a copy can do.
    for (const one of [desk, twin]) {
      if (together === 0) await this.#does(one, 'round', false, () => one.round());
      if (together === 1) this.network.cut.add(one.name);
    }
    for (const one of [desk, twin, twin]) if (together < 2) await this.#does(one, 'register', false, () => one.register(this.#letter()));
    if (together === 0) for (const one of [twin, desk]) await this.#does(one, 'round', false, () => one.round());
    this.log.push(`${desk.name} is cloned ${way}`);
  }

  get #serverBackup(): string {
    return path.join(this.#root, 'backup-server');
  }

  async #backUpServer(): Promise<void> {
    if (!this.weather.serverPutBack) return;
    await this.server.backUp(this.#serverBackup);
    this.#desksOfBackup = await this.#identities();
  }

  /**
   * A desk whose identity is younger than the backup is not known to the server any more and has to join anew; so has a
   * copy of a desk, which would give back under another's name. Where there are such, the server keeps its disk.
   */
  async #putServerBack(): Promise<void> {
    if (!this.weather.serverPutBack || this.#clones > 0) return;
    if ((await this.#identities()) !== this.#desksOfBackup) return;
    const { organisation } = this.server;
    const before = this.#heldByServer();
    await this.server.putBack(this.#serverBackup);
    await this.server.administer(({ recovery }) => recovery.begin(organisation));
    this.network.cut.clear();
    for (let turn = 0; (await this.server.administer(({ recovery }) => recovery.state(organisation))).missing.length > 0; turn += 1) {
      if (turn > 100) throw new Error('a desk does not give back what it holds');
      for (const desk of this.desks) {
        if (!desk.isRunning) await desk.start();
        await this.#does(desk, 'gives back', this.random.percent(this.weather.crashes), () => desk.round());
        // Its clerk goes on with the numbers at hand.
        if (desk.isRunning && turn === 0) await this.#does(desk, 'register', false, () => desk.register(this.#letter()));
        if (!desk.isRunning) await desk.start();
      }
      if (this.random.percent(this.weather.crashes)) this.server.crashSoon();
    }
    await this.server.administer(({ recovery }) => recovery.finish(organisation, false));
    this.isServerPutBack = true;
    // What a desk had sent and then lost with its own disk was on this one alone.
    const left = new Set([...this.#heldByServer(), ...this.desks.flatMap((desk) => desk.documents())]);
    for (const documentId of before) if (!left.has(documentId)) this.lost.add(documentId);
    this.log.push('the server is put back');
  }

  async #identities(): Promise<string> {
    return JSON.stringify((await this.server.administer(({ administration }) => administration.desks(this.server.organisation))).map(({ desk, state }) => `${desk} ${state}`));
  }

  async #grantOrWithdraw(desk: SimulatedDesk): Promise<void> {
    const { administration } = this.server.server;
    const identity = desk.rooms.store.identity.desk;
    const known = (await administration.desks(this.server.organisation)).find((row) => row.desk === identity);
    if (known === undefined) return;
    const isGranted = known.streams.includes(RESTRICTED_STREAM);
    await (isGranted ? administration.withdraw(identity, RESTRICTED_STREAM) : administration.grant(identity, RESTRICTED_STREAM));
    this.log.push(`${desk.name} is ${isGranted ? 'refused' : 'granted'} restricted cards`);
  }

  #turnClock(desk: SimulatedDesk): void {
    if (!this.weather.wrongClocks) return;
    desk.clockError = this.random.pick([0, 366 * DAY, -2 * DAY, 5 * HOUR]);
    this.log.push(`${desk.name} has its clock wrong by ${desk.clockError / HOUR} h`);
  }

  #heldByServer(): Set<string> {
    return new Set(this.server.audit<{ entity: string }>("SELECT entity FROM op WHERE kind = 'card.registered'").map(({ entity }) => entity));
  }

  #newDesk(name: string, machine: string, witness = machine): SimulatedDesk {
    const desk = new SimulatedDesk({
      name,
      machine,
      directory: path.join(this.#root, name),
      witnessDirectory: path.join(this.#root, 'witness', witness),
      network: this.network,
      random: this.random,
      clock: () => this.#now,
      registrar: this.#template.registrar,
      administrator: this.#template.administrator,
    });
    this.desks.push(desk);
    return desk;
  }

  async #untilDone(desk: SimulatedDesk): Promise<void> {
    await this.#patiently(desk, async () => {
      const end = await desk.round();
      if (end !== 'done') throw new Error(`${desk.name}: ${end}`);
    });
  }

  /** Tries as often as a bad network makes necessary. */
  async #patiently(desk: SimulatedDesk, work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (attempt >= 2000) throw new Error(`${desk.name} does not come to an end`, { cause: error });
        this.#now += 1000;
      }
    }
  }
}
