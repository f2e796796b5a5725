import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { ApplicationStanding, AskedApprover } from '#shared/domain/applications.ts';
import type { Subordination } from '#shared/domain/office-structure.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { type DatedPeriod, periodHolds } from '#shared/domain/working-day.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { AwaitedSignatures } from '../document-steps/awaited-signatures.ts';
import { protocolsBy } from '../document-steps/signature-protocol.ts';
import { isoInstant } from '../environment.ts';
import type { Copies } from '../registration/copies.ts';
import type { OfficeRecord } from '../registration/directories.ts';
import { fillPlaces, isHrApplication, type RulePack, sentenceAt } from '../rule-packs/index.ts';
import type { Verification } from '../verification/verification.ts';
import { ApplicationRecords } from './application-records.ts';
import { ApplicationViews, type Declaration } from './application-views.ts';
import { ApplicationsRoom, type ApplicationsOptions } from './applications-room.ts';

export interface OpenApplicationsOptions extends Pick<ApplicationsOptions, 'store' | 'environment' | 'runningJobs' | 'people' | 'wasHandedIn' | 'mediaTypeOf' | 'readable' | 'onChanged'> {
  readonly verification: Verification;
  readonly copies: Copies;
  readonly rulePack: () => RulePack;
  readonly office: () => OfficeRecord;
  /** Periods of martial law of the country; none where it has none (VER-10). */
  readonly martialLaw: () => readonly DatedPeriod[];
  readonly subordination: () => Subordination;
  readonly routeOfCard: (documentId: string, actor: Actor) => MethodOutput<'routing.ofCard'>;
}

/** Puts together the room of HR applications. */
export function openApplications(options: OpenApplicationsOptions): ApplicationsRoom {
  const { store, environment, verification, copies, rulePack, office, people, martialLaw, subordination, routeOfCard } = options;
  const records = new ApplicationRecords(store.database);
  const signatures = new AwaitedSignatures(store, verification);
  const today = (): string => dayInZone(office().zone, isoInstant(environment.now()));
  const isAddressee: ApplicationsOptions['isAddressee'] = ({ personId }, actor) => people().some((person) => person.personId === personId && person.accountId === actor.accountId);

  /** Who stands above the addressee decides where the addressee cannot: he may have left. */
  const deciderOf: ApplicationsOptions['deciderOf'] = (addressee, actor) => {
    const [decider] = people()
      .filter(({ personId, accountId }) => accountId === actor.accountId && (personId === addressee.personId || subordination().postOf(personId) === 'head'))
      .toSorted((one) => (one.personId === addressee.personId ? -1 : 1));
    return decider === undefined ? null : { personId: decider.personId, name: decider.name };
  };

  function declaration(card: Card, { received, accepted, declared }: ApplicationStanding, actor: Actor, talkedOn: string): Declaration | null {
    if (received === null || accepted !== null || declared !== null) return null;
    if (![talkedOn, today()].every((day) => martialLaw().some((period) => periodHolds(period, day)))) return null;
    // KhAI 4.7: the employee's head answers; somebody with nobody below him is no head.
    const head = people().find(({ personId, accountId }) => accountId === actor.accountId && personId !== received.author.personId && subordination().postOf(personId) !== 'specialist');
    const language = office().documentLanguages[0];
    const sentence = language === undefined ? null : sentenceAt(rulePack(), 'application.head-declaration', language, today());
    if (head === undefined || language === undefined || sentence === null) return null;
    const text = fillPlaces(sentence.text, { talkedOn: written(talkedOn), index: card.registrationIndex, date: written(card.registrationDate), author: received.author.name });
    return { head: { personId: head.personId, name: head.name }, words: { language, text }, packVersion: sentence.packVersion };
  }

  /** A password confirms an approval and no signature: HR looks for a document of it (VER-08). */
  function approversOf(documentId: string, actor: Actor): AskedApprover[] {
    const steps = routeOfCard(documentId, actor)?.route.stages.flatMap((stage) => stage.steps) ?? [];
    return steps.filter(({ role, state }) => role === 'approver' && state !== 'cancelled').map(({ personName, state, usedMeans }) => ({ name: personName, confirmed: state === 'done' && (usedMeans === 'signature' || usedMeans === 'handwritten') }));
  }

  return new ApplicationsRoom({
    ...options,
    records,
    signatures,
    views: new ApplicationViews({ records, signatures, isAddressee, deciderOf, declaration, today, approversOf }),
    isAddressee,
    deciderOf,
    declaration,
    today,
    isApplication: ({ kindId, medium }) => medium === 'electronic' && isHrApplication(rulePack(), kindId),
    composeProtocol: protocolsBy(copies, office),
    zone: () => office().zone,
  });
}

function written(day: string): string {
  return day.split('-').toReversed().join('.');
}
