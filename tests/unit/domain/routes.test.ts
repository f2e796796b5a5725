import { describe, expect, it } from 'vitest';
import { ACTION_OF_ROLE, type ActingPerson, decideOnRoute, type RouteCommand } from '#shared/domain/routes/commands.ts';
import type { ExecutorsReached, RouteFile, RouteStarted } from '#shared/domain/routes/events.ts';
import { allowedMeans } from '#shared/domain/routes/means.ts';
import { type DraftFacts, resolveRoute, type RouteOffice } from '#shared/domain/routes/resolve.ts';
import { replacesOtherExecutors } from '#shared/domain/routes/route-executors.ts';
import { approvalDue, evenSplit } from '#shared/domain/routes/route-term.ts';
import { applyEvent, askingOf, awaitsRegistration, openSteps, type RunningRoute, startRoute } from '#shared/domain/routes/running-route.ts';
import { type RouteTemplate, type StepRole, type StepTaker, templateProblems, type TemplateStage } from '#shared/domain/routes/template.ts';
import { calendarFor } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

const OFFICE: RouteOffice = {
  structure: {
    headPersonId: 'rector',
    units: [
      { unitId: 'faculty', parentUnitId: null, headPersonId: 'dean', coordinatorPersonId: 'vice' },
      { unitId: 'chair', parentUnitId: 'faculty', headPersonId: 'chief', coordinatorPersonId: null },
      { unitId: 'law', parentUnitId: null, headPersonId: 'lawyer', coordinatorPersonId: 'vice' },
      { unitId: 'empty', parentUnitId: null, headPersonId: null, coordinatorPersonId: null },
    ],
    people: [{ personId: 'author', unitId: 'chair' }, { personId: 'vice', unitId: 'faculty' }],
  },
  people: ['rector', 'vice', 'dean', 'chief', 'lawyer', 'author'].map((personId) => ({ personId, name: personId, position: personId === 'vice' ? 'Проректор  З навчальної роботи' : 'працівник' })),
  units: [{ unitId: 'law', name: 'Юридичний відділ' }, { unitId: 'empty', name: 'Архів' }],
};
const FACTS: DraftFacts = { authorPersonId: 'author', concerns: [], executorPersonIds: [], responsibleUnitIds: [], signerPersonId: null, keptAsPaperCopy: false, transitional: false };

const stage = (role: StepRole, takers: readonly StepTaker[], changes: Partial<TemplateStage> = {}): TemplateStage => ({
  names: {},
  when: [],
  steps: takers.map((taker, at) => ({ stepId: `${role}-${taker.by}-${at}`, role, names: { uk: role }, taker, when: [], mayBeNobody: false })),
  ...changes,
});
const templateOf = (stages: readonly TemplateStage[], changes: Partial<RouteTemplate> = {}): RouteTemplate => ({ names: { uk: 'Наказ' }, stages, approval: 'action-or-signature', signing: 'single', signerMeans: ['signature'], restart: 'from-beginning', ...changes });
const SIGNER = stage('signer', [{ by: 'officeHead' }]);

describe('a template', () => {
  const problemsOf = (stages: readonly TemplateStage[], changes: Partial<RouteTemplate> = {}) => templateProblems(templateOf(stages, changes)).map(({ problem }) => problem);

  it('asks for parts in their order and for a signer who always signs', () => {
    expect(problemsOf([stage('approver', [{ by: 'author' }]), SIGNER])).toEqual([]);
    expect(problemsOf([])).toEqual(['noStage', 'noSigner']);
    expect(problemsOf([SIGNER, stage('approver', [{ by: 'author' }])])).toEqual(['orderBroken']);
    expect(problemsOf([{ ...SIGNER, when: ['finance'] }])).toEqual(['signerConditional']);
    const [approver, signer] = [stage('approver', [{ by: 'author' }]), SIGNER];
    expect(problemsOf([{ ...signer, steps: [...approver.steps, ...signer.steps] }])).toEqual(['mixedStage']);
    expect(problemsOf([stage('approver', []), SIGNER])).toEqual(['emptyStage']);
    expect(problemsOf([SIGNER, SIGNER])).toEqual(['duplicateStep']);
    expect(problemsOf([stage('signer', [{ by: 'position', positions: [' '] }])])).toEqual(['nobodyNamed']);
  });

  it('[SIGN-01] [X2] the two-step profile has a countersigner behind the signer, the other has none', () => {
    const counter = stage('countersigner', [{ by: 'person', personId: 'lawyer' }]);
    expect(problemsOf([SIGNER, counter], { signing: 'two-step' })).toEqual([]);
    expect(problemsOf([SIGNER], { signing: 'two-step' })).toEqual(['countersignerMissing']);
    expect(problemsOf([SIGNER, counter])).toEqual(['countersignerUnreachable']);
    expect(problemsOf([counter, SIGNER], { signing: 'two-step' })).toEqual(['orderBroken']);
  });
});

describe('the route of a draft', () => {
  const takersOf = (taker: StepTaker, facts: Partial<DraftFacts> = {}) => {
    const { route, obstacles } = resolveRoute(templateOf([stage('approver', [taker]), SIGNER]), { ...FACTS, ...facts }, OFFICE);
    return route === null ? obstacles.map(({ obstacle }) => obstacle) : (route.stages[0]?.steps.map(({ personId }) => personId) ?? []);
  };

  it('finds persons by unit, duty and position', () => {
    expect(takersOf({ by: 'authorUnitHead' })).toEqual(['chief']);
    expect(takersOf({ by: 'authorUnitHead' }, { authorPersonId: 'chief' })).toEqual(['chief']);
    expect(takersOf({ by: 'headAboveAuthorUnit' })).toEqual(['dean']);
    expect(takersOf({ by: 'coordinator' })).toEqual(['vice']);
    expect(takersOf({ by: 'namedUnitHead', unitNames: ['ЮРИДИЧНИЙ відділ'] })).toEqual(['lawyer']);
    expect(takersOf({ by: 'position', positions: ['проректор з навчальної роботи'] })).toEqual(['vice']);
    expect(takersOf({ by: 'namedExecutors' }, { executorPersonIds: ['dean', 'lawyer', 'dean'] })).toEqual(['dean', 'lawyer']);
    expect(takersOf({ by: 'responsibleUnitHeads' }, { responsibleUnitIds: ['law', 'chair'] })).toEqual(['lawyer', 'chief']);
    expect(takersOf({ by: 'namedSigner' }, { signerPersonId: 'vice' })).toEqual(['vice']);
    expect(takersOf({ by: 'author' })).toEqual(['author']);
    expect(takersOf({ by: 'unitHead', unitId: 'faculty' })).toEqual(['dean']);
    expect(takersOf({ by: 'positionInAuthorUnit', positions: ['працівник'] })).toEqual(['author']);
    expect(takersOf({ by: 'positionInAuthorUnit', positions: ['проректор з навчальної роботи'] })).toEqual(['vice']);
  });

  it('names whom it does not find instead of leaving the step out', () => {
    expect(takersOf({ by: 'namedUnitHead', unitNames: ['Архів'] })).toEqual(['nobody']);
    expect(takersOf({ by: 'responsibleUnitHeads' }, { responsibleUnitIds: ['law', 'empty'] })).toEqual(['nobody']);
    expect(takersOf({ by: 'position', positions: ['працівник'] })).toEqual(['several']);
    expect(takersOf({ by: 'person', personId: 'gone' })).toEqual(['unknownPerson']);
    expect(takersOf({ by: 'namedExecutors' })).toEqual(['nobody']);
  });

  it('[ROUTE-08] takes a stage only where the content of the draft concerns it, and tells what was left out', () => {
    const concerned = templateOf([stage('approver', [{ by: 'unitHead', unitId: 'law' }], { when: ['finance', 'hr'] }), SIGNER]);
    expect(resolveRoute(concerned, FACTS, OFFICE).route).toMatchObject({ stages: [{ steps: [{ role: 'signer' }] }], leftOut: [{ stepId: 'approver-unitHead-0', reason: 'notConcerned' }] });
    expect(resolveRoute(concerned, { ...FACTS, concerns: ['staffing'] }, OFFICE).route?.stages).toHaveLength(1);
    expect(resolveRoute(concerned, { ...FACTS, concerns: ['hr'] }, OFFICE).route?.stages).toHaveLength(2);
  });
});

describe('the means of a step', () => {
  const rules = { approval: 'action-or-signature', signerMeans: ['signature'] } as const;
  const plain = { keptAsPaperCopy: false, transitional: false };

  it('[ROUTE-10] approval is the action or a signature', () => expect(allowedMeans('approver', rules, plain)).toEqual(['action', 'signature']));
  it('[ROUTE-11] a draft that is kept as a paper copy is approved by signature alone', () => {
    for (const approval of ['action-or-signature', 'signature', 'handwritten-or-signature'] as const) expect(allowedMeans('approver', { ...rules, approval }, { ...plain, keptAsPaperCopy: true })).toEqual(['signature']);
  });
  it('[ROUTE-12] papers of the staff are approved by hand or by signature', () => expect(allowedMeans('approver', { ...rules, approval: 'handwritten-or-signature' }, plain)).toEqual(['handwritten', 'signature']));
  it('[SIGN-14] [X9] signers sign as the template lets them; a transitional kind the hand alone', () => {
    expect(allowedMeans('signer', rules, plain)).toEqual(['signature']);
    expect(allowedMeans('countersigner', { ...rules, signerMeans: ['signature', 'password'] }, plain)).toEqual(['signature', 'password']);
    expect(allowedMeans('signer', { ...rules, signerMeans: ['signature', 'handwritten'] }, plain)).toEqual(['signature', 'handwritten']);
    expect(allowedMeans('signer', rules, { ...plain, transitional: true })).toEqual(['handwritten']);
    expect(allowedMeans('approver', rules, { ...plain, transitional: true })).toEqual(['action', 'signature']);
  });
});

const FILE: RouteFile = { sha256: 'e'.repeat(64), size: 10, fileName: 'підпис.p7s' };
const CONTENT = 'a'.repeat(64);

/** A route of named persons with a hand on it. */
function running(template: RouteTemplate, facts: Partial<DraftFacts> = {}) {
  const { route } = resolveRoute(template, { ...FACTS, ...facts }, OFFICE);
  if (route === null) throw new Error('obstacles');
  const started: RouteStarted = { type: 'started', eventId: 'start', routeId: 'r', documentId: 'd', at: '2026-03-02T07:00:00.000Z', byPersonId: 'author', route, contentSha256: CONTENT, urgent: false, dueAt: '2026-03-05T15:00:00.000Z', calendarVersion: 'c' };
  let state: RunningRoute = startRoute(started);
  let count = 0;
  const ask = (who: string, command: Partial<RouteCommand> & { readonly command: RouteCommand['command'] }, mayActFor: ActingPerson['mayActFor'] = () => false): string => {
    count += 1;
    const stepId = openSteps(state).find(({ step }) => step.personId === who)?.step.stepId ?? openSteps(state)[0]?.step.stepId ?? '';
    const defaults = { commandId: `c${count}`, at: `2026-03-02T08:${String(count).padStart(2, '0')}:00.000Z`, stepId, round: askingOf(state, stepId)?.round ?? state.round, contentSha256: state.contentSha256, means: 'action', evidence: null, signature: null, note: '', chosenStepIds: [] };
    // Each command takes its own part of the defaults.
    const answer = decideOnRoute(state, { ...defaults, ...command } as RouteCommand, { personIds: [who], mayActFor });
    if ('refusal' in answer) return answer.refusal;
    for (const event of answer.events) state = applyEvent(state, event);
    return answer.events.length === 0 ? 'known' : 'done';
  };
  return { ask, state: () => state, open: () => openSteps(state).map(({ step }) => step.personId) };
}

const person = (personId: string): StepTaker => ({ by: 'person', personId });
const sign = { command: 'decide', means: 'signature', evidence: FILE, signature: { verdict: 'passed', signers: ['Ректор'] } } as const;
const TWO_STAGES = [stage('approver', [person('chief'), person('dean')]), { ...stage('approver', [person('lawyer')]), steps: stage('approver', [person('lawyer')]).steps.map((step) => ({ ...step, stepId: 'law' })) }, SIGNER];

describe('a running route', () => {
  it('[ROUTE-02] approves or returns with a reason, and signs only after all approvers', () => {
    const route = running(templateOf(TWO_STAGES));
    expect(route.open()).toEqual(['chief', 'dean']);
    expect(route.ask('rector', { ...sign, stepId: 'signer-officeHead-0', round: 1 })).toBe('stepNotOpen');
    expect(route.ask('chief', { command: 'decide' })).toBe('done');
    expect(route.open()).toEqual(['dean']);
    expect(route.ask('dean', { command: 'return', reason: '  ' })).toBe('reasonMissing');
    expect(route.ask('lawyer', { command: 'decide' })).toBe('notYours');
    expect(route.ask('dean', { command: 'return', reason: 'немає додатка' })).toBe('done');
    expect(route.state().phase).toBe('returned');
    expect(route.open()).toEqual([]);
    expect(route.ask('chief', { command: 'restart' })).toBe('notInitiator');
    expect(route.ask('author', { command: 'replaceContent', content: { ...FILE, sha256: CONTENT } })).toBe('sameContent');
    expect(route.ask('author', { command: 'replaceContent', content: { ...FILE, sha256: 'b'.repeat(64) } })).toBe('done');
    expect(route.open()).toEqual(['chief', 'dean']);
    for (const who of ['chief', 'dean', 'lawyer']) expect(route.ask(who, { command: 'decide' })).toBe('done');
    expect(route.ask('rector', { command: 'decide' })).toBe('meansNotAllowed');
    expect(route.ask('rector', { ...sign, evidence: null })).toBe('evidenceMissing');
    expect(route.ask('rector', { ...sign, signature: null })).toBe('signatureUnchecked');
    expect(route.ask('rector', sign)).toBe('done');
    expect(route.state().phase).toBe('completed');
    expect(route.ask('author', { command: 'withdraw', reason: 'передумали' })).toBe('routeEnded');
  });

  it('begins again by its rule: from the stage that returned, or only with those chosen', () => {
    const staged = running(templateOf(TWO_STAGES, { restart: 'from-returned-stage' }));
    for (const who of ['chief', 'dean']) staged.ask(who, { command: 'decide' });
    staged.ask('lawyer', { command: 'return', reason: 'не та стаття' });
    expect(staged.ask('author', { command: 'restart' })).toBe('done');
    expect(staged.open()).toEqual(['lawyer']);

    const chosen = running(templateOf(TWO_STAGES, { restart: 'only-chosen' }));
    for (const who of ['chief', 'dean']) chosen.ask(who, { command: 'decide' });
    chosen.ask('lawyer', { command: 'return', reason: 'не та стаття' });
    expect(chosen.ask('author', { command: 'restart' })).toBe('chosenMissing');
    expect(chosen.ask('author', { command: 'restart', chosenStepIds: ['nowhere'] })).toBe('chosenUnknown');
    expect(chosen.ask('author', { command: 'restart', chosenStepIds: ['approver-person-1'] })).toBe('done');
    expect(chosen.open()).toEqual(['dean']);
    chosen.ask('dean', { command: 'decide' });
    expect(chosen.open()).toEqual(['lawyer']);
  });

  it('[SIGN-06] is signed by the official whom the draft names, or on his behalf, by nobody else', () => {
    const route = running(templateOf([stage('signer', [{ by: 'namedSigner' }])]), { signerPersonId: 'vice' });
    expect(route.ask('rector', sign)).toBe('notYours');
    expect(route.ask('dean', sign, (principal, action) => principal === 'vice' && action === 'approve')).toBe('notYours');
    expect(route.ask('dean', sign, (principal, action) => principal === 'vice' && action === ACTION_OF_ROLE.signer)).toBe('done');
    expect(route.state().askings[0]?.decision).toMatchObject({ byPersonId: 'dean', onBehalf: true });
  });

  it('[SIGN-01] first the head, then the document-flow officer, each by signature or password', () => {
    const route = running(templateOf([SIGNER, stage('countersigner', [person('lawyer')])], { signing: 'two-step', signerMeans: ['signature', 'password'] }));
    expect(route.ask('lawyer', { command: 'decide', means: 'password', stepId: 'countersigner-person-0', round: 1 })).toBe('stepNotOpen');
    expect(route.ask('rector', { command: 'decide', means: 'password' })).toBe('done');
    expect(route.ask('lawyer', { command: 'return', reason: 'помилка' })).toBe('mayNotReturn');
    expect(route.ask('author', { command: 'replaceContent', content: FILE })).toBe('alreadySigned');
    expect(route.ask('lawyer', sign)).toBe('done');
    expect(route.state().phase).toBe('completed');
  });

  it('[SIGN-14] signers of one draft sign by hand and electronically, each with what shows it', () => {
    const route = running(templateOf([stage('signer', [person('rector'), person('vice')])], { signerMeans: ['signature', 'handwritten'] }));
    const scan: RouteFile = { ...FILE, fileName: 'аркуш.pdf' };
    expect(route.ask('vice', { command: 'decide', means: 'handwritten', evidence: scan })).toBe('done');
    expect(route.ask('rector', sign)).toBe('done');
    expect(route.state().askings.map(({ decision }) => [decision?.means, decision?.evidence?.fileName])).toEqual([['signature', 'підпис.p7s'], ['handwritten', 'аркуш.pdf']]);
  });

  it('[ROUTE-18] where no step says who registers it, any registrar does once it is signed, and only once', () => {
    const register = { command: 'register', cardId: 'card' } as const;
    const route = running(templateOf([stage('approver', [person('chief')]), SIGNER]));
    expect(route.ask('clerk', register)).toBe('stepNotOpen');
    expect(route.ask('chief', { command: 'decide' })).toBe('done');
    expect([route.ask('clerk', register), awaitsRegistration(route.state())]).toEqual(['stepNotOpen', false]);
    expect(route.ask('rector', sign)).toBe('done');
    expect([route.state().phase, awaitsRegistration(route.state())]).toEqual(['completed', true]);
    expect(route.ask('clerk', { ...register, contentSha256: 'b'.repeat(64) })).toBe('contentChanged');
    expect(route.ask('clerk', register)).toBe('done');
    expect([route.state().registered?.byPersonId, awaitsRegistration(route.state())]).toEqual(['clerk', false]);
    expect(route.ask('other', { ...register, cardId: 'twin' })).toBe('alreadyRegistered');
    const withdrawn = running(templateOf([SIGNER]));
    expect(withdrawn.ask('author', { command: 'withdraw', reason: 'помилка' })).toBe('done');
    expect(withdrawn.ask('clerk', register)).toBe('routeEnded');
  });

  it('[ROUTE-18] where a step names the registrar, nobody registers it beside him', () => {
    const route = running(templateOf([SIGNER, stage('registrar', [person('lawyer')])]));
    expect(route.ask('rector', sign)).toBe('done');
    expect([route.open(), awaitsRegistration(route.state())]).toEqual([['lawyer'], false]);
    expect(route.ask('lawyer', { command: 'register', cardId: 'card' })).toBe('stepNotOpen');
    expect(route.ask('lawyer', { command: 'decide', cardId: 'card' })).toBe('done');
    expect([route.ask('lawyer', { command: 'register', cardId: 'twin' }), awaitsRegistration(route.state())]).toEqual(['stepNotOpen', false]);
  });

  it('ends by the initiator’s withdrawal, with a reason, while it is not signed', () => {
    const route = running(templateOf(TWO_STAGES));
    expect(route.ask('chief', { command: 'withdraw', reason: 'ні' })).toBe('notInitiator');
    expect(route.ask('author', { command: 'withdraw', reason: '' })).toBe('reasonMissing');
    expect(route.ask('author', { command: 'withdraw', reason: 'наказ не потрібний' })).toBe('done');
    expect(route.open()).toEqual([]);
  });

  it('[ROUTE-17] all steps of a stage wait since one instant', () => {
    const route = running(templateOf([stage('approver', [person('chief')]), { ...stage('approver', []), steps: ['dean', 'lawyer', 'vice'].map((who) => ({ stepId: who, role: 'approver', names: { uk: who }, taker: person(who), when: [], mayBeNobody: false })) }, SIGNER]));
    route.ask('chief', { command: 'decide' });
    expect(openSteps(route.state()).map(({ step, asking }) => [step.personId, asking.openedAt])).toEqual(['dean', 'lawyer', 'vice'].map((who) => [who, '2026-03-02T08:01:00.000Z']));
  });
});

describe('executors whom nobody names', () => {
  const reached = (personIds: readonly string[], changes: Partial<ExecutorsReached> = {}): ExecutorsReached => ({ type: 'reached', eventId: personIds.join(), routeId: 'r', at: '2026-03-02T09:00:00.000Z', byPersonId: 'rector', cardId: 'card', personIds, replacesOthers: true, ...changes });
  const signed = () => {
    const route = running(templateOf([SIGNER, stage('executor', [person('dean'), person('chief')])]));
    expect(applyEvent(route.state(), reached(['lawyer'])).history.at(-1)?.stale).toBe('stepNotOpen');
    route.ask('rector', { command: 'decide', means: 'signature', evidence: FILE, signature: { verdict: 'passed', signers: [] } });
    return route.state();
  };
  const statesOf = ({ askings }: RunningRoute) => askings.slice(1).map(({ state }) => state);

  it('[ROUTE-17] give way to those whom the list names, and the route is completed', () => {
    const route = applyEvent(signed(), reached(['chief', 'lawyer']));
    expect([route.phase, ...statesOf(route)]).toEqual(['completed', 'replaced', 'done']);
    expect(statesOf(applyEvent(signed(), reached(['lawyer'])))).toEqual(['replaced', 'replaced']);
    // How one executor shares out his work says nothing of the others.
    expect(statesOf(applyEvent(signed(), reached(['chief'], { replacesOthers: false })))).toEqual(['open', 'done']);
    expect((['order', 'pass', 'assignment'] as const).map(replacesOtherExecutors)).toEqual([true, true, false]);
  });

  it('[ROUTE-17] are reached all the same where a later resolution names them', () => {
    const route = applyEvent(applyEvent(signed(), reached(['chief'])), reached(['dean']));
    expect([route.phase, ...statesOf(route)]).toEqual(['completed', 'done', 'done']);
    expect(applyEvent(route, reached(['vice'])).history.at(-1)?.stale).toBe('stepNotOpen');
  });
});

describe('the term of approval', () => {
  it('[ROUTE-09] [X8] is three working days in all, one for an urgent draft, and shared among stages only for the eye', async () => {
    const calendar = calendarFor((await realPacks()).UA);
    const friday = '2026-03-06T10:00:00.000Z';
    expect(approvalDue(calendar, friday, 3).day).toBe('2026-03-11');
    expect(approvalDue(calendar, friday, 1).day).toBe('2026-03-09');
    const { route } = resolveRoute(templateOf(TWO_STAGES), FACTS, OFFICE);
    if (route === null) throw new Error('obstacles');
    const { at } = approvalDue(calendar, friday, 3);
    const split = evenSplit(calendar, friday, at, route);
    expect(split).toHaveLength(2);
    expect(split[1]).toBe(at);
    expect(split[0]).toMatch(/^2026-03-(?:09|10)/);
  });
});
