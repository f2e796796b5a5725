import type { HoldingShown, IdentityCheckShown, InteractionAgreementShown } from '#shared/contract/agreements.ts';
import { agreementState } from '#shared/domain/interaction-agreement.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { notFound } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** What a fake desk knows of agreements at its start. */
export interface FakeAgreementsOptions {
  readonly agreements?: readonly InteractionAgreementShown[];
  readonly checks?: readonly IdentityCheckShown[];
  readonly holdings?: readonly HoldingShown[];
  readonly own?: readonly InteractionAgreementShown[];
}

const TODAY = '2026-03-05';
const NOW = '2026-03-05T09:00:00Z';

/** An agreement; what a test does not say is plausible. */
export function interactionAgreement(changes: Partial<InteractionAgreementShown> & Pick<InteractionAgreementShown, 'agreementId' | 'personId'>): InteractionAgreementShown {
  return {
    subject: 'interaction',
    personName: PEOPLE[0],
    position: 'Доцент',
    form: 'agreement',
    number: 'СЭВ-12',
    concludedOn: '2026-03-02',
    inForceFrom: '2026-03-02',
    lastDay: null,
    endReason: null,
    state: 'inForce',
    basis: null,
    acceptance: { way: 'paper', check: null },
    registeredAt: NOW,
    registeredBy: PEOPLE[1],
    ...changes,
  };
}

export function fakeAgreements(held: FakeHoldings, options: FakeAgreementsOptions, people: () => readonly { readonly personId: string; readonly name: string; readonly position: string }[]): FakeHandlers<'agreements'> {
  let agreements = [...(options.agreements ?? [])];
  let holdings = [...(options.holdings ?? [])];
  let checks = [...(options.checks ?? [])];
  const nameOf = (personId: string) => people().find((person) => person.personId === personId) ?? { name: PEOPLE[0], position: '' };
  return {
    'agreements.list': ({ subject }) => ({ agreements: agreements.filter((one) => subject === null || one.subject === subject), checks, today: TODAY }),
    'agreements.mine': () => ({ agreements: [...(options.own ?? [])] }),
    'agreements.checkIdentity': ({ checkId, personId, way, proof }) => {
      const check = { checkId, personId, personName: nameOf(personId).name, way, proof, at: NOW, by: PEOPLE[1] };
      checks = [check, ...checks];
      held.changed(['signatures']);
      return check;
    },
    'agreements.register': ({ checkId, way, basis, ...entry }) => {
      const { name, position } = nameOf(entry.personId);
      const made = interactionAgreement({
        ...entry,
        personName: name,
        position,
        state: agreementState({ inForceFrom: entry.inForceFrom, lastDays: [] }, TODAY),
        basis: basis === null ? null : { ...basis, registrationIndex: held.cardOf(basis.documentId).registrationIndex },
        acceptance: { way, check: checks.find((one) => one.checkId === checkId) ?? null },
      });
      agreements = [...agreements, made];
      held.changed(['signatures']);
      return made;
    },
    'agreements.end': ({ agreementId, lastDay, reason }) => {
      const found = agreements.find((one) => one.agreementId === agreementId) ?? notFound();
      const ended: InteractionAgreementShown = { ...found, lastDay, endReason: reason, state: agreementState({ inForceFrom: found.inForceFrom, lastDays: [lastDay] }, TODAY) };
      agreements = agreements.map((one) => (one.agreementId === agreementId ? ended : one));
      held.changed(['signatures']);
      return ended;
    },
    'agreements.holdings': () => ({ holdings, today: TODAY }),
    'agreements.issueSignature': (entry) => {
      const { name, position } = nameOf(entry.personId);
      const made: HoldingShown = { ...entry, personName: name, position, issuedAt: NOW, issuedBy: PEOPLE[1], state: 'held', steps: [] };
      holdings = [...holdings, made];
      held.changed(['signatures']);
      return made;
    },
    'agreements.tellHolding': ({ holdingId, step, since, reason }) => {
      const found = holdings.find((one) => one.holdingId === holdingId) ?? notFound();
      const told: HoldingShown = { ...found, state: step, steps: [...found.steps, { kind: step, since: since ?? NOW, reason, toldAt: NOW, toldBy: PEOPLE[1] }] };
      holdings = holdings.map((one) => (one.holdingId === holdingId ? told : one));
      held.changed(['signatures']);
      return told;
    },
  };
}
