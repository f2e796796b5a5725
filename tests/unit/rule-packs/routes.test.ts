import { describe, expect, test } from 'vitest';
import { allowedMeans } from '#shared/domain/routes/means.ts';
import { type DraftFacts, resolveRoute, type RouteOffice } from '#shared/domain/routes/resolve.ts';
import { approvalDue } from '#shared/domain/routes/route-term.ts';
import { COUNTRIES, type Country } from '#shared/domain/languages.ts';
import { calendarFor, routesOn, termAt } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from './packs.ts';

const packs = await realPacks();
const templateOf = (country: Country, id: string) => {
  const found = routesOn(packs[country], packs[country].edition).find(({ templateId }) => templateId === id);
  if (found === undefined) throw new Error(`${country} has no route ${id}`);
  return found.template;
};

const FACTS: DraftFacts = { authorPersonId: 'author', concerns: [], executorPersonIds: [], responsibleUnitIds: [], signerPersonId: null, keptAsPaperCopy: false, transitional: false };

/** An office in which every unit is led by `head of <unit>` and every position is held by `<position>`. */
function office(units: Readonly<Record<string, string>>, positions: Readonly<Record<string, string>>): RouteOffice {
  const people = [...Object.keys(positions), ...Object.keys(units).map((unitId) => `head of ${unitId}`), 'author', 'rector', 'vice-rector'];
  return {
    structure: {
      headPersonId: 'rector',
      units: [
        ...Object.keys(units).map((unitId) => ({ unitId, parentUnitId: null, headPersonId: `head of ${unitId}`, coordinatorPersonId: null })),
        { unitId: 'faculty', parentUnitId: null, headPersonId: 'dean', coordinatorPersonId: 'vice-rector' },
        { unitId: 'chair', parentUnitId: 'faculty', headPersonId: 'chief', coordinatorPersonId: null },
      ],
      people: [{ personId: 'author', unitId: 'chair' }, ...Object.keys(positions).map((personId) => ({ personId, unitId: 'chair' }))],
    },
    people: [...people, 'dean', 'chief'].map((personId) => ({ personId, name: personId, position: positions[personId] ?? '' })),
    units: Object.entries(units).map(([unitId, name]) => ({ unitId, name })),
  };
}

/** Stages of the route as lists of role and person. */
function walk(country: Country, id: string, facts: Partial<DraftFacts>, at: RouteOffice): string[][] {
  const { route, obstacles } = resolveRoute(templateOf(country, id), { ...FACTS, ...facts }, at);
  if (route === null) throw new Error(JSON.stringify(obstacles));
  return route.stages.map(({ steps }) => steps.map(({ role, personId }) => `${role}: ${personId}`));
}

describe('typical routes of Kazakhstan', () => {
  const at = office({ finance: 'Қаржы бөлімі', accounting: 'Бухгалтерия', personnel: 'Кадр бөлімі' }, { lawyer: 'Заңгер', clerk: 'Іс жүргізу қызметкері', accountant: 'Есепші' });

  test('[ROUTE-03] service memo: head of department, dean, responsible unit', () =>
    expect(walk('KZ', 'service-memo', { responsibleUnitIds: ['accounting'] }, at)).toEqual([['approver: chief'], ['signer: dean'], ['executor: head of accounting']]));
  test('[ROUTE-04] rector’s order: lawyer and finance at once, rector, record-keeping officer, dean’s office and accounting', () =>
    expect(walk('KZ', 'rectors-order', { responsibleUnitIds: ['faculty'] }, at)).toEqual([['approver: lawyer', 'approver: head of finance'], ['signer: rector'], ['registrar: clerk'], ['executor: dean', 'executor: head of accounting']]));
  test('[ROUTE-05] business trip: head of department, dean, HR, rector, the traveller and the accountant', () =>
    expect(walk('KZ', 'business-trip', {}, at)).toEqual([['approver: chief'], ['approver: dean'], ['approver: head of personnel'], ['signer: rector'], ['executor: author', 'executor: accountant']]));
  test('[X3] the missing clause 6.5.3 is a template that says to be doubtful', () =>
    expect(routesOn(packs.KZ, packs.KZ.edition).find(({ templateId }) => templateId === 'gap-6-5-3')).toMatchObject({ confidence: 'doubtful', template: { signing: 'single' } }));
  test('[SIGN-01] [X2] two-step signing: the head, then the document-flow officer, by signature or password', () => {
    expect(walk('KZ', 'two-step-signing', {}, at)).toEqual([['approver: chief'], ['signer: rector'], ['countersigner: clerk']]);
    expect(allowedMeans('countersigner', templateOf('KZ', 'two-step-signing'), FACTS)).toEqual(['signature', 'password']);
  });
});

describe('typical routes of Ukraine', () => {
  const at = office({ law: 'Юридичний відділ', planning: 'Планово-фінансовий відділ', personnel: 'Відділ кадрів' }, { accountant: 'Головний бухгалтер', integrity: 'Уповноважена особа з питань запобігання та виявлення корупції' });
  const facts = { executorPersonIds: ['head of personnel', 'dean'], responsibleUnitIds: ['planning'], signerPersonId: 'rector' };
  const eight = [
    ['approver: author'], ['approver: chief'], ['approver: head of personnel', 'approver: dean'], ['approver: head of law'],
    ['approver: accountant', 'approver: head of planning', 'approver: head of personnel'],
    ['approver: integrity'], ['approver: head of planning'], ['approver: vice-rector'],
  ];
  // The unit that is responsible has no coordinator of its own in this office.
  const coordinated: RouteOffice = { ...at, structure: { ...at.structure, units: at.structure.units.map((unit) => (unit.unitId === 'planning' ? { ...unit, coordinatorPersonId: 'vice-rector' } : unit)) } };

  test('[ROUTE-07] the draft is approved in the eight stages of clause 4.5, then signed', () =>
    expect(walk('UA', 'organisational-draft', { ...facts, concerns: ['finance'] }, coordinated)).toEqual([...eight, ['signer: rector']]));
  test.each(['finance', 'staffing', 'hr'] as const)('[ROUTE-08] the fifth stage is taken for %s', (concern) =>
    expect(walk('UA', 'organisational-draft', { ...facts, concerns: [concern] }, coordinated)[4]).toEqual(eight[4]));
  test('[ROUTE-08] without these questions there is no fifth stage, and who is not named is told', () => {
    expect(walk('UA', 'organisational-draft', facts, coordinated)).toEqual([...eight.slice(0, 4), ...eight.slice(5), ['signer: rector']]);
    expect(resolveRoute(templateOf('UA', 'organisational-draft'), { ...FACTS, signerPersonId: 'rector' }, at).route?.leftOut).toMatchObject([
      { stepId: 'executors', reason: 'nobodyNamed' },
      { stepId: 'chief-accountant', reason: 'notConcerned' },
      { stepId: 'planning-finance', reason: 'notConcerned' },
      { stepId: 'personnel', reason: 'notConcerned' },
      { stepId: 'responsible-units', reason: 'nobodyNamed' },
    ]);
  });
  test('[ROUTE-09] approval takes three working days, an urgent one takes one, by the country’s terms', () => {
    expect(termAt(packs.UA, 'internal-approval', packs.UA.edition)).toMatchObject({ amount: 3, unit: 'working-days' });
    expect(termAt(packs.UA, 'internal-approval-urgent', packs.UA.edition)).toMatchObject({ amount: 1, unit: 'working-days' });
    expect(approvalDue(calendarFor(packs.UA), '2026-03-06T10:00:00.000Z', 3).day).toBe('2026-03-11');
  });
  test('[ROUTE-12] papers of the staff are approved by hand or by signature', () =>
    expect(allowedMeans('approver', templateOf('UA', 'personnel-paper'), FACTS)).toEqual(['handwritten', 'signature']));
  test('a contract is signed by the rector, then by the employee, and comes to the personnel office', () =>
    expect(walk('UA', 'employment-contract', { signerPersonId: 'author' }, at)).toEqual([['signer: rector'], ['signer: author'], ['registrar: head of personnel']]));
});

test('[ROUTE-13] Kyrgyzstan: an application for an account has the visa of HR and goes to the officer of the unit', () => {
  const at = office({ hr: 'УЧР' }, { officer: 'Ответственный по ИС' });
  expect(walk('KG', 'account-application', {}, at)).toEqual([['approver: author'], ['approver: head of hr'], ['signer: rector'], ['executor: officer']]);
});

test.each(COUNTRIES)('%s: every step of a typical route that finds nobody in an empty office is told', (country) => {
  const empty: RouteOffice = { structure: { headPersonId: null, units: [], people: [] }, people: [], units: [] };
  for (const { template } of routesOn(packs[country], packs[country].edition)) {
    const { obstacles } = resolveRoute(template, { ...FACTS, concerns: ['finance', 'staffing', 'hr'] }, empty);
    expect(obstacles.map(({ stepId }) => stepId)).toEqual(template.stages.flatMap(({ steps }) => steps.filter(({ mayBeNobody }) => !mayBeNobody).map(({ stepId }) => stepId)));
  }
});
