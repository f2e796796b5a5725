import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DelegableAction, type Delegation, delegationFor } from '#shared/domain/delegation.ts';
import { ACTION_OF_ROLE, decideOnRoute, type RouteCommand } from '#shared/domain/routes/commands.ts';
import type { ExecutorsReached, RouteEvent, RouteStarted } from '#shared/domain/routes/events.ts';
import { applyEvent, askingOf, awaitsRegistration, openSteps, replayRoute, type RunningRoute, startRoute, stepsOf } from '#shared/domain/routes/running-route.ts';
import { resolveRoute } from '#shared/domain/routes/resolve.ts';
import { RESTART_RULES, type RouteTemplate, type StepRole, templateProblems, type TemplateStage } from '#shared/domain/routes/template.ts';

const PEOPLE = ['author', 'p1', 'p2', 'p3', 'p4', 'p5'];
const CONTENTS = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
/** Sets of annexes: none, one, the same under another name, two. */
const ANNEXES = [[], ['d:кошторис.xlsx'], ['d:інший.xlsx'], ['d:кошторис.xlsx', 'f:список.pdf']].map((set) => set.map((one) => ({ sha256: one.charAt(0).repeat(64), size: 1, fileName: one.slice(2) })));
/** Kind of the draft, and what a delegation is limited to. */
const KIND = 'order';
const KINDS = ['all', 'order', 'memo'] as const;

/** A delegation of the model, `deputy>official:action:kinds`, as the office grants it. */
function granted(entry: string): Delegation {
  const [deputyPersonId = '', principalPersonId = '', action = '', kinds = ''] = entry.split(/[>:]/);
  return { delegationId: entry, deputyPersonId, principalPersonId, actions: [action as DelegableAction], kindIds: kinds === 'all' ? null : [kinds], journalIds: null, capacity: 'deputy', basis: { title: 'наказ', number: '1', date: '2026-03-01' }, from: instant(0), until: null, grantedAt: instant(0), removedAt: null };
}

const person = fc.constantFrom(...PEOPLE);

const stageOf = (role: StepRole, takers: readonly string[], at: number): TemplateStage => ({
  names: {},
  when: [],
  steps: takers.map((personId, n) => ({ stepId: `${role}-${at}-${n}`, role, names: { uk: role }, taker: { by: 'person', personId }, when: [], mayBeNobody: false })),
});
const stages = (role: StepRole, least: number, most: number) => fc.array(fc.array(person, { minLength: 1, maxLength: 3 }), { minLength: least, maxLength: most }).map((lists) => lists.map((takers, at) => stageOf(role, takers, at)));

const template: fc.Arbitrary<RouteTemplate> = fc
  .record({ approvers: stages('approver', 0, 3), signers: stages('signer', 1, 2), countersigners: stages('countersigner', 0, 1), registrars: stages('registrar', 0, 1), executors: stages('executor', 0, 1), restart: fc.constantFrom(...RESTART_RULES) })
  .map(({ approvers, signers, countersigners, registrars, executors, restart }) => ({
    names: { uk: 'Маршрут' },
    stages: [...approvers, ...signers, ...countersigners, ...registrars, ...executors],
    approval: 'action-or-signature',
    signing: countersigners.length > 0 ? 'two-step' : 'single',
    signerMeans: ['signature'],
    restart,
  }));

const FACTS = { authorPersonId: 'author', concerns: [], executorPersonIds: [], responsibleUnitIds: [], signerPersonId: null, keptAsPaperCopy: false, transitional: false } as const;
const OFFICE = { structure: { headPersonId: null, units: [], people: [] }, people: PEOPLE.map((personId) => ({ personId, name: personId, position: '' })), units: [] };

function started(from: RouteTemplate): RouteStarted {
  expect(templateProblems(from)).toEqual([]);
  const { route } = resolveRoute(from, FACTS, OFFICE);
  if (route === null) throw new Error('a template of known people has a route');
  return { type: 'started', eventId: 'start', routeId: 'r', documentId: 'd', at: instant(0), byPersonId: 'author', route, contentSha256: CONTENTS[0] ?? '', annexes: ANNEXES[1], urgent: false, dueAt: instant(1000), calendarVersion: 'test' };
}
const instant = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 6, minute)).toISOString();

/** What the test knows by itself: who stands in for whom, who is away, what was asked last. */
interface World {
  clock: number;
  readonly delegations: Set<string>;
  readonly absent: Set<string>;
  last: { readonly command: RouteCommand; readonly who: string } | null;
}
interface Desk {
  state: RunningRoute;
}

function ask(world: World, desk: Desk, who: string, command: RouteCommand): readonly RouteEvent[] {
  const actor = { personIds: [who], mayActFor: (principal: string, action: string, at: string) => delegationFor([...world.delegations].map(granted), { deputyPersonId: who, principalPersonId: principal, action: action as DelegableAction, kindId: KIND, journalId: null, at }) !== null };
  const answer = decideOnRoute(desk.state, command, actor);
  if ('refusal' in answer) return [];
  for (const event of answer.events) {
    demandAllowed(world, desk.state, who, event);
    desk.state = applyEvent(desk.state, event);
  }
  return answer.events;
}

/** Nobody acts without right or delegation. */
function demandAllowed(world: World, state: RunningRoute, who: string, event: RouteEvent): void {
  expect(event.byPersonId).toBe(who);
  if (event.type === 'reached') throw new Error('no command makes a resolution');
  // Whoever may register does; the room asks for the right.
  if (event.type === 'registered') return;
  if (event.type !== 'decided' && event.type !== 'returned') {
    expect(who).toBe('author');
    return;
  }
  const step = stepsOf(state.route).find(({ stepId }) => stepId === event.stepId);
  if (step === undefined) throw new Error('a step of the route');
  expect(step.personId === who || KINDS.some((kinds) => (kinds === 'all' || kinds === KIND) && world.delegations.has(`${who}>${step.personId}:${ACTION_OF_ROLE[step.role]}:${kinds}`))).toBe(true);
  expect(event.onBehalf).toBe(step.personId !== who);
}

/** Read from the history alone, without the machine's own states. */
function demandSound(state: RunningRoute): void {
  const counted = state.history.filter(({ stale }) => stale === null).map(({ event }) => event);
  const approvers = stepsOf(state.route).filter(({ role }) => role === 'approver').map(({ stepId }) => stepId);
  const roleOf = new Map(stepsOf(state.route).map(({ stepId, role }) => [stepId, role]));
  for (const [at, event] of counted.entries()) {
    if (event.type !== 'registered' && (event.type !== 'decided' || roleOf.get(event.stepId) === 'approver')) continue;
    const before = counted.slice(0, at);
    const lastRestart = before.findLastIndex(({ type }) => type === 'contentReplaced' || type === 'restarted');
    for (const approver of approvers) {
      const approvedAt = before.findLastIndex((one) => one.type === 'decided' && one.stepId === approver);
      const returnedAt = before.findLastIndex((one) => one.type === 'returned' && one.stepId === approver);
      expect(approvedAt, `${event.eventId} before ${approver}`).toBeGreaterThan(returnedAt);
      if (lastRestart === -1) continue;
      const restart = before[lastRestart];
      const chosen = restart !== undefined && 'chosenStepIds' in restart && restart.chosenStepIds.includes(approver);
      if (state.route.restart === 'from-beginning' || (state.route.restart === 'only-chosen' && chosen)) expect(approvedAt).toBeGreaterThan(lastRestart);
    }
    // Signatures are of the content as it stands, whatever the rule keeps of approvals.
    const content = before.findLast((one) => one.type === 'contentReplaced' || one.type === 'started');
    expect(event.contentSha256).toBe(content?.type === 'contentReplaced' ? content.content.sha256 : content?.type === 'started' ? content.contentSha256 : null);
    // The record of each binds the annexes of its version, all of them and no others.
    expect(event.annexes ?? []).toEqual(content?.type === 'contentReplaced' || content?.type === 'started' ? (content.annexes ?? []) : null);
  }
  for (const [at, event] of counted.entries()) {
    // What was returned stands still until its initiator moves it.
    if (event.type === 'returned') expect(['contentReplaced', 'restarted', 'withdrawn', undefined]).toContain(counted[at + 1]?.type);
  }
  const lastRestart = counted.findLastIndex(({ type }) => type === 'contentReplaced' || type === 'restarted');
  for (const { stepId } of stepsOf(state.route).filter(({ role }) => role !== 'approver')) {
    // A signature of a former content or round is asked anew.
    if (askingOf(state, stepId)?.decision !== null && askingOf(state, stepId)?.state === 'done') expect(counted.findLastIndex((one) => one.type === 'decided' && one.stepId === stepId)).toBeGreaterThan(lastRestart);
  }
  demandOneCard(counted, roleOf);
  demandNoLostStep(state);
  expect(replayRoute(state.history.map(({ event }) => ({ event })))).toEqual(state);
}

/**
 * A draft becomes a card at a registrar's step, or by any registrar where the route names none: after all have signed, and
 * one card for each such step or route at most (ROUTE-18).
 */
function demandOneCard(counted: readonly RouteEvent[], roleOf: ReadonlyMap<string, StepRole>): void {
  const registered = counted.filter((event) => event.type === 'registered' || (event.type === 'decided' && event.cardId !== undefined));
  const steps = registered.map((event) => (event.type === 'decided' ? event.stepId : ''));
  const namesRegistrar = [...roleOf.values()].includes('registrar');
  for (const stepId of steps) expect(stepId === '' ? !namesRegistrar : roleOf.get(stepId) === 'registrar').toBe(true);
  expect(new Set(steps).size).toBe(steps.length);
  const [first] = registered;
  if (first === undefined) return;
  const before = counted.slice(0, counted.indexOf(first));
  for (const [stepId, role] of roleOf) if (role === 'signer' || (role === 'countersigner' && first.type === 'registered')) expect(before.some((event) => event.type === 'decided' && event.stepId === stepId)).toBe(true);
}

function demandNoLostStep(state: RunningRoute): void {
  const current = stepsOf(state.route).map(({ stepId }) => askingOf(state, stepId)?.state);
  expect(current).not.toContain(undefined);
  if (state.phase === 'running') expect(openSteps(state).length).toBeGreaterThan(0);
  if (state.phase === 'completed') expect(current.filter((one) => one !== 'done' && one !== 'replaced')).toEqual([]);
  if (state.phase === 'withdrawn') expect(current.filter((one) => one === 'open' || one === 'ahead')).toEqual([]);
  if (state.phase === 'running' || state.phase === 'returned') expect(current).not.toContain('cancelled');
  for (const asking of state.askings) {
    const superseded = asking !== askingOf(state, asking.stepId);
    if (superseded) expect(asking.state).toBe('cancelled');
    if (asking.state === 'done') expect(asking.decision ?? asking.reached).not.toBeNull();
    // Nobody takes an executor's step himself, and nothing else is taken by a resolution (ROUTE-16).
    const isExecutor = stepsOf(state.route).some(({ stepId, role }) => stepId === asking.stepId && role === 'executor');
    expect(isExecutor ? asking.decision : asking.reached).toBeNull();
    if (asking.state === 'replaced') expect(isExecutor && asking.reached?.replacesOthers).toBe(true);
  }
  expect(new Set(openSteps(state).map(({ asking }) => asking.openedAt)).size).toBeLessThanOrEqual(1);
}

const reachedBy = (personIds: readonly string[], clock: number, replacesOthers = false): ExecutorsReached => ({ type: 'reached', eventId: `resolution${clock}`, routeId: 'r', at: instant(clock), byPersonId: 'p1', cardId: 'card', personIds, replacesOthers });

function demandReached(before: RunningRoute, after: RunningRoute, personIds: readonly string[], replacesOthers: boolean): void {
  const signed = stepsOf(before.route).every(({ stepId, role }) => role === 'executor' || askingOf(before, stepId)?.state === 'done');
  for (const { stepId, role, personId } of stepsOf(before.route)) {
    const [was, is] = [askingOf(before, stepId)?.state, askingOf(after, stepId)?.state];
    if (role === 'executor' && signed && personIds.includes(personId) && before.phase !== 'withdrawn') expect(is).toBe('done');
    else if (role === 'executor' && signed && replacesOthers && before.phase === 'running') expect(is).toBe(was === 'done' ? 'done' : 'replaced');
    else if (was === 'done' || role !== 'executor') expect(is).toBe(was);
  }
}

/** A resolution on the card names executors, at whatever time: before the document is signed and registered it takes no step. */
class Reach implements fc.Command<World, Desk> {
  readonly personIds: readonly string[];
  readonly replacesOthers: boolean;

  constructor(personIds: readonly string[], replacesOthers: boolean) {
    this.personIds = personIds;
    this.replacesOthers = replacesOthers;
  }
  check(): boolean {
    return true;
  }
  run(world: World, desk: Desk): void {
    world.clock += 1;
    const before = desk.state;
    desk.state = applyEvent(before, reachedBy(this.personIds, world.clock, this.replacesOthers));
    demandReached(before, desk.state, this.personIds, this.replacesOthers);
    demandSound(desk.state);
  }
  toString(): string {
    return `reach(${this.personIds.join(', ')}; ${this.replacesOthers})`;
  }
}

type Shape = { readonly who: string; readonly step: number; readonly content: number; readonly annexes: number; readonly late: boolean; readonly any: boolean; readonly reason: string };
const shape: fc.Arbitrary<Shape> = fc.record({ who: person, step: fc.nat(20), content: fc.nat(2), annexes: fc.nat(3), late: fc.boolean(), any: fc.boolean(), reason: fc.constantFrom('', 'помилка в додатку') });

class Ask implements fc.Command<World, Desk> {
  readonly sort: RouteCommand['command'];
  readonly shape: Shape;

  constructor(sort: RouteCommand['command'], given: Shape) {
    this.sort = sort;
    this.shape = given;
  }

  check(): boolean {
    return true;
  }

  run(world: World, desk: Desk): void {
    world.clock += 1;
    const { command, who } = commandOf(this.sort, this.shape, desk.state, world.clock);
    if (world.absent.has(who)) return;
    world.last = { command, who };
    ask(world, desk, who, command);
    demandSound(desk.state);
  }

  toString(): string {
    return `${this.sort}(${JSON.stringify(this.shape)})`;
  }
}

/** A command that mostly fits: the person of an open step asks; `any`: anybody about anything; `late`: by a former round and content. */
function commandOf(sort: RouteCommand['command'], given: Shape, state: RunningRoute, clock: number): { readonly command: RouteCommand; readonly who: string } {
  const { who, step, content, late, any, reason } = given;
  const annexes = ANNEXES[given.annexes];
  const open = any ? [] : openSteps(state).map((one) => one.step);
  const steps = open.length > 0 ? open : stepsOf(state.route);
  const meant = steps[step % steps.length];
  if (meant === undefined) throw new Error('a route has steps');
  const round = askingOf(state, meant.stepId)?.round ?? 1;
  const base = { commandId: `c${clock}`, at: instant(clock) };
  const sha256 = CONTENTS[content] ?? '';
  const chosenStepIds = stepsOf(state.route).filter((_one, at) => (at + step) % 2 === 0).map(({ stepId }) => stepId);
  const [means = 'action'] = meant.means;
  const evidence = { sha256: 'e'.repeat(64), size: 1, fileName: 'підпис.p7s' };
  const by = any ? who : meant.personId;
  switch (sort) {
    case 'decide':
      return { who: by, command: { ...base, command: 'decide', stepId: meant.stepId, round: late ? round - 1 : round, contentSha256: late ? sha256 : state.contentSha256, annexes: late ? annexes : state.annexes, means, evidence, signature: { verdict: 'passed', signers: [] }, note: '', ...(step % 2 === 0 && (any || meant.role === 'registrar') ? { cardId: `card${clock}` } : {}) } };
    case 'return':
      return { who: by, command: { ...base, command: 'return', stepId: meant.stepId, round, contentSha256: state.contentSha256, annexes: late ? annexes : state.annexes, reason } };
    case 'replaceContent':
      return { who: any ? who : 'author', command: { ...base, command: 'replaceContent', round: state.round, content: { sha256, size: 1, fileName: 'проєкт.docx' }, annexes, chosenStepIds } };
    case 'restart':
      return { who: any ? who : 'author', command: { ...base, command: 'restart', round: state.round, chosenStepIds } };
    case 'register':
      return { who, command: { ...base, command: 'register', contentSha256: late ? sha256 : state.contentSha256, annexes: late ? annexes : state.annexes, cardId: `card${clock}` } };
    case 'withdraw':
      return { who: any ? who : 'author', command: { ...base, command: 'withdraw', reason } };
  }
}

function demandHarmlessAgain(world: World, desk: Desk): void {
  const before = desk.state;
  const known = before.history.find(({ event }) => event.eventId === world.last?.command.commandId);
  if (world.last === null || known === undefined) return;
  expect(ask(world, desk, world.last.who, world.last.command)).toEqual([]);
  expect(applyEvent(before, known.event)).toBe(before);
  expect(desk.state).toBe(before);
}

/** The same call again, such as after a lost answer. */
class AskAgain implements fc.Command<World, Desk> {
  check(): boolean {
    return true;
  }
  run(world: World, desk: Desk): void {
    demandHarmlessAgain(world, desk);
  }
  toString(): string {
    return 'askAgain()';
  }
}

class Change implements fc.Command<World, Desk> {
  readonly what: 'delegate' | 'absent';
  readonly one: string;
  readonly other: string;
  readonly action: string;
  readonly kinds: string;

  constructor(what: 'delegate' | 'absent', one: string, other: string, action: string, kinds: string) {
    this.what = what;
    this.one = one;
    this.other = other;
    this.action = action;
    this.kinds = kinds;
  }
  check(): boolean {
    return true;
  }
  run(world: World): void {
    const [set, entry] = this.what === 'absent' ? [world.absent, this.one] : [world.delegations, `${this.one}>${this.other}:${this.action}:${this.kinds}`];
    if (!set.delete(entry)) set.add(entry);
  }
  toString(): string {
    return `${this.what}(${this.one}, ${this.other}, ${this.action}, ${this.kinds})`;
  }
}

const askFor = (sort: RouteCommand['command']) => shape.map((given) => new Ask(sort, given));
const commands = fc.commands<World, Desk>(
  [
    askFor('decide'),
    askFor('decide'),
    askFor('decide'),
    askFor('return'),
    askFor('replaceContent'),
    askFor('restart'),
    askFor('register'),
    shape.filter(({ step }) => step === 0).map((given) => new Ask('withdraw', given)),
    fc.constant(new AskAgain()),
    fc.tuple(fc.array(person, { minLength: 1, maxLength: 4 }), fc.boolean()).map(([personIds, replacesOthers]) => new Reach(personIds, replacesOthers)),
    fc.tuple(fc.constantFrom('delegate' as const, 'absent' as const), person, person, fc.constantFrom('approve', 'sign', 'register', 'execute'), fc.constantFrom(...KINDS)).map(([what, one, other, action, kinds]) => new Change(what, one, other, action, kinds)),
  ],
  { maxCommands: 60 },
);

const newWorld = (): World => ({ clock: 0, delegations: new Set(), absent: new Set(), last: null });

describe('a running route against a model', () => {
  it('[ROUTE-15] nobody signs before all approvers or acts without right; no step is lost; the history gives the state; the same call twice does nothing', () => {
    fc.assert(fc.property(template, commands, (from, asked) => {
      const desk: Desk = { state: startRoute(started(from)) };
      fc.modelRun(() => ({ model: newWorld(), real: desk }), asked);
      expect(desk.state.history[0]?.event.type).toBe('started');
    }), { numRuns: 400 });
  });

  it('a walk by the persons of the open steps always ends the route', () => {
    fc.assert(
      fc.property(template, (from) => {
        const world = newWorld();
        const desk: Desk = { state: startRoute(started(from)) };
        const executors = stepsOf(desk.state.route).filter(({ role }) => role === 'executor');
        for (let most = stepsOf(desk.state.route).length - executors.length; most > 0; most -= 1) {
          world.clock += 1;
          const { command, who } = commandOf('decide', { who: 'author', step: most, content: 0, annexes: 0, late: false, any: false, reason: '' }, desk.state, world.clock);
          expect(ask(world, desk, who, command)).toHaveLength(1);
        }
        // What is signed and registered reaches its executors by the resolution that names them, all at one instant (ROUTE-16, ROUTE-17).
        if (executors.length > 0) {
          expect(desk.state.phase).toBe('running');
          desk.state = applyEvent(desk.state, reachedBy(executors.map(({ personId }) => personId), world.clock + 1));
          expect(new Set(executors.map(({ stepId }) => askingOf(desk.state, stepId)?.reached?.at)).size).toBe(1);
        }
        expect(desk.state.phase).toBe('completed');
        // Where no step says who registers it, it waits for any registrar, and for none after one (ROUTE-18).
        const namesRegistrar = stepsOf(desk.state.route).some(({ role }) => role === 'registrar');
        expect(awaitsRegistration(desk.state)).toBe(!namesRegistrar);
        const { command, who } = commandOf('register', { who: 'p1', step: 0, content: 0, annexes: 0, late: false, any: false, reason: '' }, desk.state, world.clock + 2);
        expect(ask(world, desk, who, command)).toHaveLength(namesRegistrar ? 0 : 1);
        expect(awaitsRegistration(desk.state)).toBe(false);
        demandSound(desk.state);
      }),
    );
  });

  it('two desks without a line: the first in the server’s order stands, the other stays as stale, and both desks have the same route', () => {
    const act = fc.tuple(fc.constantFrom<RouteCommand['command']>('decide', 'decide', 'decide', 'return', 'replaceContent', 'restart', 'withdraw', 'register'), shape);
    fc.assert(
      fc.property(template, fc.array(act, { maxLength: 8 }), fc.array(act, { maxLength: 8 }), fc.array(act, { maxLength: 8 }), fc.array(fc.boolean()), (from, together, here, there, order) => {
        const common: Desk = { state: startRoute(started(from)) };
        const world = newWorld();
        const walk = (desk: Desk, acts: readonly (readonly [RouteCommand['command'], Shape])[]): RouteEvent[] =>
          acts.flatMap(([sort, given]) => {
            world.clock += 1;
            const { command, who } = commandOf(sort, given, desk.state, world.clock);
            return ask(world, desk, who, command);
          });
        walk(common, together);
        const queues = [walk({ state: common.state }, here), walk({ state: common.state }, there)];
        // The server interleaves what both did, each in its own order.
        const placed: RouteEvent[] = [];
        for (const second of [...order, ...Array.from({ length: 20 }, (_none, at) => at % 2 === 0)]) {
          const next = queues[second ? 1 : 0]?.shift() ?? queues[second ? 0 : 1]?.shift();
          if (next !== undefined) placed.push(next);
        }
        const merged = placed.reduce((state, event) => applyEvent(state, event), common.state);
        demandSound(merged);
        expect(merged.history).toHaveLength(common.state.history.length + placed.length);
        const counted = merged.history.filter(({ event, stale }) => stale === null && event.type === 'decided').map(({ event }) => (event.type === 'decided' ? `${event.stepId}@${event.round}` : ''));
        expect(new Set(counted).size).toBe(counted.length);
        expect(placed.reduce((state, event) => applyEvent(state, event), merged)).toBe(merged);
      }),
      { numRuns: 400 },
    );
  });
});
