import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationSchema } from '#shared/sync/operation.ts';
import { GENESIS_HASH, type PulledOperation, type Push } from '#shared/sync/wire.ts';
import { RequestRefused } from '../../../src-server/request-refused.ts';
import type { Server } from '../../../src-server/server.ts';
import type { Store } from '../../../src-server/stores/store.ts';
import { account, ChainDesk, corrected, registered, type Said, voided } from '../../support/central-server/chain-desk.ts';
import { storeKinds } from '../../support/central-server/stores.ts';
import { testNode } from '../../support/central-server/test-server.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const DESKS = 3;
const JOURNALS = ['one', 'two'];
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);
const TIMEOUT = 120_000 + RUNS * 1000;
/** On PostgreSQL a run costs a database of its own. */
const POSTGRES_SHARE = 20;
const FIELDS = ['subject', 'note', 'author'];

const deskIndex = fc.nat(DESKS - 1);
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('register' as const), desk: deskIndex, document: fc.nat(9), number: fc.integer({ min: 1, max: 8 }), journal: fc.constantFrom(...JOURNALS), ownRun: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('change' as const), desk: deskIndex, document: fc.nat(9), base: fc.constantFrom('none' as const, 'newest' as const, 'first' as const, 'missing' as const), fields: fc.subarray(FIELDS), isVoid: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('lock' as const), desk: deskIndex, account: fc.constantFrom('registrar', 'clerk') }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('push' as const), desk: deskIndex, from: fc.nat(6), leaveOut: fc.nat(2), node: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('replay' as const), message: fc.nat(100), node: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('restore' as const), desk: deskIndex, lost: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('lease' as const), desk: deskIndex, request: fc.nat(3), count: fc.integer({ min: 1, max: 5 }), journal: fc.constantFrom(...JOURNALS), release: fc.boolean() }) },
);
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

/** Three desks on two nodes of one store, doing what they are told, in whatever order. */
class Office {
  readonly #nodes: readonly [Server, Server];
  readonly #desks: ChainDesk[];
  readonly #sent: { readonly token: string; readonly message: Push }[] = [];
  readonly #said: string[][] = Array.from({ length: 10 }, () => []);
  #renewals = 0;

  private constructor(nodes: readonly [Server, Server], desks: ChainDesk[]) {
    this.#nodes = nodes;
    this.#desks = desks;
  }

  static async open(nodes: readonly [Server, Server], organisation: string): Promise<Office> {
    const desks: ChainDesk[] = [];
    for (let index = 0; index < DESKS; index += 1) {
      const desk = new ChainDesk(nodes[0], `desk ${index}`, index === 0);
      await desk.enrol(await nodes[0].administration.invite(organisation));
      if (index === 0) for (const said of [account('administrator', 'administrator'), account('registrar', 'registrar'), account('clerk', 'registrar')]) desk.write(said);
      await desk.hello();
      desks.push(desk);
    }
    return new Office(nodes, desks);
  }

  /** Steps of one desk may meet: one that finds its identity ended by another has no effect. */
  async take(step: Action): Promise<void> {
    try {
      await this.#take(step);
    } catch (error) {
      if (!(error instanceof RequestRefused) || !['fenced', 'unauthorised'].includes(error.code)) throw error;
    }
  }

  async #take(step: Action): Promise<void> {
    switch (step.type) {
      case 'register':
        return this.#write(step.desk, step.document, { ...registered({ document: `document ${step.document}`, number: step.number, journalId: step.journal, run: step.ownRun ? String(step.desk) : '' }) });
      case 'change': {
        const said = this.#said[step.document] ?? [];
        const basedOn = { none: null, newest: said.at(-1) ?? null, first: said[0] ?? null, missing: 'an operation of nobody' }[step.base];
        const document = `document ${step.document}`;
        return this.#write(step.desk, step.document, step.isVoid ? voided(document, basedOn, 'clerk') : corrected(document, basedOn, ...step.fields));
      }
      case 'lock':
        this.#desk(step.desk).write({ kind: 'account.locked', entity: step.account, account: null, payload: { accountId: step.account, reason: 'wrong passwords' } });
        return undefined;
      case 'push':
        return this.#push(step.desk, step.from, step.leaveOut, step.node);
      case 'replay': {
        const sent = this.#sent[step.message % Math.max(1, this.#sent.length)];
        // A late copy of an old message: whatever it is answered, it must change nothing.
        if (sent !== undefined) await this.#node(step.node).push(sent.token, sent.message);
        return undefined;
      }
      case 'restore': {
        const desk = this.#desk(step.desk);
        this.#desks[step.desk] = desk.copy(Math.max(0, desk.chain.length - step.lost));
        return undefined;
      }
      case 'lease': {
        const desk = this.#desk(step.desk);
        if ((await desk.hello()).answer !== 'welcome') return this.#renew(step.desk);
        const granted = await desk.lease(`request ${step.request}`, step.count, step.journal);
        if (granted.answer === 'granted' && step.release) await desk.reconcile([granted.lease.leaseId], [{ leaseId: granted.lease.leaseId, from: granted.lease.first + 1 }]);
        return undefined;
      }
    }
  }

  /** Every desk sends all that it has, so that nothing is left to be lost. */
  async settle(): Promise<void> {
    for (const index of this.#desks.keys()) {
      if ((await this.#desk(index).hello()).answer !== 'welcome') await this.#renew(index);
      for (let attempt = 0; attempt < 3; attempt += 1) if (await this.#pushAll(index)) break;
    }
  }

  get desks(): readonly ChainDesk[] {
    return this.#desks;
  }

  async #pushAll(index: number): Promise<boolean> {
    const desk = this.#desk(index);
    if (desk.chain.length === 0) return true;
    const answer = await desk.push();
    if (answer.answer === 'taken') return true;
    await this.#renew(index);
    return false;
  }

  async #write(index: number, document: number, said: Said): Promise<void> {
    this.#said[document]?.push(this.#desk(index).write(said).opId);
  }

  async #push(index: number, back: number, leaveOut: number, node: number): Promise<void> {
    const desk = this.#desk(index);
    const from = Math.max(1, desk.chain.length - back);
    const message = desk.message(from, Math.max(from, desk.chain.length - leaveOut));
    if (message.operations.length === 0) return;
    this.#sent.push({ token: desk.token, message });
    const answer = await this.#node(node).push(desk.token, message);
    if (answer.answer === 'refused' && answer.problem !== 'gap') await this.#renew(index);
  }

  /** A fenced desk offers earlier and earlier operations until the server knows one. */
  async #renew(index: number): Promise<void> {
    const desk = this.#desk(index);
    for (let base = desk.chain.length; base >= 0; base -= 1) {
      this.#renewals += 1;
      const answer = await desk.renew(`desk ${index} renewed ${this.#renewals}`, desk.place(base));
      if (answer.answer !== 'renewed') continue;
      await desk.hello();
      return;
    }
  }

  #desk(index: number): ChainDesk {
    const desk = this.#desks[index];
    if (desk === undefined) throw new Error('no such desk');
    return desk;
  }

  #node(index: number): Server {
    return this.#nodes[index === 0 ? 0 : 1];
  }
}

for (const kind of storeKinds()) {
  describe.skipIf(kind.skipped !== null)(`the register of the central server on ${kind.name}`, () => {
    it('keeps its promises whatever desks send in whatever order', { timeout: TIMEOUT }, async () => {
      const checked = await fc.check(
        fc.asyncProperty(fc.array(fc.array(action, { minLength: 1, maxLength: 4, size: 'max' }), { minLength: 1, maxLength: 25, size: 'max' }), async (turns) => {
          const open = await kind.place();
          const stores = [await open(), await open()] as const;
          try {
            const environment = testEnvironment();
            const nodes = [await testNode(stores[0], environment), await testNode(stores[1], environment)] as const;
            const organisation = await nodes[0].administration.createOrganisation('Office');
            const office = await Office.open(nodes, organisation);
            // Steps of a turn run at once.
            for (const turn of turns) await Promise.all(turn.map((step) => office.take(step)));
            await office.settle();
            await holdsInvariants(office, stores, organisation, nodes[0]);
          } finally {
            await Promise.all(stores.map((store) => store.close()));
          }
        }),
        { numRuns: kind.name === 'SQLite' ? RUNS : RUNS / POSTGRES_SHARE },
      );
      expect(checked.failed ? await fc.asyncDefaultReportMessage(checked) : null).toBeNull();
    });
  });
}

async function wholeLog(store: Store, organisation: string): Promise<PulledOperation[]> {
  const page = await store.page(organisation, { after: 0, limit: 10_000, bytes: 100_000_000, streams: ['main', 'restricted'], desks: [] });
  return page.operations.map((row) => ({ ...row }));
}

async function holdsInvariants(office: Office, stores: readonly [Store, Store], organisation: string, node: Server): Promise<void> {
  const log = await wholeLog(stores[0], organisation);
  expect(await wholeLog(stores[1], organisation)).toEqual(log);
  // 2. Places have no gap.
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  // 3. An operation is there once, and none is lost that a desk holds.
  const byId = new Map(log.map((row) => [row.opId, row]));
  expect(byId.size).toBe(log.length);
  for (const desk of office.desks) expect(desk.chain.filter(({ opId, hash: own }) => byId.get(opId)?.hash !== own)).toEqual([]);
  // 6. Every row is the next link of something that stands before it.
  const before = new Set([GENESIS_HASH]);
  for (const row of log) {
    expect(before.has(row.prevHash)).toBe(true);
    expect(hash('sha256', Buffer.concat([Buffer.from(row.prevHash, 'hex'), Buffer.from(row.body)]), 'hex')).toBe(row.hash);
    before.add(row.hash);
  }
  await holdsNumbers(log, organisation, node);
}

async function holdsNumbers(log: readonly PulledOperation[], organisation: string, node: Server): Promise<void> {
  // 4. Number and letter together name one document.
  const bearers = new Map<string, Set<string>>();
  for (const row of log) {
    const { kind, payload } = operationSchema.parse(JSON.parse(row.body));
    if (kind !== 'card.registered') continue;
    const { documentId, requisites, numberRun, registrationNumber } = payload as { documentId: string; requisites: { journalId: string }; numberRun: string; registrationNumber: number };
    const number = JSON.stringify([requisites.journalId, numberRun, registrationNumber, row.note.numberSuffix ?? '']);
    bearers.set(number, (bearers.get(number) ?? new Set()).add(documentId));
  }
  expect([...bearers].filter(([, documents]) => documents.size > 1)).toEqual([]);
  // 5. Every number below the counter is leased, used or void, and the act explains each that is not used.
  for (const { journalId, serialYear, next, used, leased, void: voids } of await node.administration.journals(organisation)) {
    expect(used + leased + voids).toBe(next - 1);
    const gaps = await node.administration.gapAct(organisation, journalId, serialYear);
    expect(gaps.reduce((total, { first, last }) => total + last - first + 1, 0)).toBe(leased + voids);
    for (const gap of gaps) expect(gap.state === 'leased' ? gap.leaseId : gap.voidAct).not.toBeNull();
  }
}
