import type { MethodOutput } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { AcknowledgementsRoom } from '../acknowledgements/acknowledgements-room.ts';
import { AgreementRecords } from '../agreements/agreement-records.ts';
import { AgreementsRoom } from '../agreements/agreements-room.ts';
import { HoldingRecords } from '../agreements/holding-records.ts';
import { HoldingsRoom } from '../agreements/holdings-room.ts';
import { openApplications } from '../applications/open-applications.ts';
import { openContracts } from '../contracts/open-contracts.ts';
import { DutiesRoom } from '../duties/duties-room.ts';
import type { Uploads } from '../intake/uploads.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { Copies } from '../registration/copies.ts';
import type { ReviewRecords } from '../review/review-records.ts';
import { openSimpleSignatures } from '../simple-signatures/open-simple-signatures.ts';
import type { StandingIn } from '../structure/standing-in.ts';
import type { Verification } from '../verification/verification.ts';
import type { CommonParts } from './common-parts.ts';
import { letRead } from './execution-rooms.ts';

export interface PersonnelRoomsOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly review: ReviewRecords;
  readonly standingIn: StandingIn;
  readonly uploads: Uploads;
  readonly verification: Verification;
  readonly copies: Copies;
  readonly confirmPassword: (actor: Actor, password: string) => Promise<void>;
  readonly routeOfCard: (documentId: string, actor: Actor) => MethodOutput<'routing.ofCard'>;
}

/** Puts together the rooms between the office and its people: agreements, signatures held and given by password, acknowledgements, duties, contracts, applications. */
export function openPersonnelRooms(options: PersonnelRoomsOptions) {
  const { store, environment, jobs, runningJobs, directories, rules, rulePack, office, readable, changed, cards, review, standingIn, uploads, verification, copies, confirmPassword, routeOfCard } = options;
  const zone = (): string => office().zone;
  const people = () => review.people();
  const files = {
    wasHandedIn: (sha256: string, connection: string) => uploads.wasHandedIn(sha256, connection),
    mediaTypeOf: (sha256: string) => uploads.mediaTypeOf(sha256),
  };
  const agreementRecords = new AgreementRecords(store.database);
  const agreements = new AgreementsRoom({ store, environment, records: agreementRecords, zone, readable, onChanged: () => changed('signatures') });
  const holdingRecords = new HoldingRecords(store.database);
  const holdings = new HoldingsRoom({ store, environment, records: holdingRecords, person: (personId) => agreementRecords.person(personId), personsOf: (accountId) => directories.people().filter((person) => person.accountId === accountId).map(({ personId }) => personId), zone, onChanged: () => changed('signatures') });
  const simpleSignatures = openSimpleSignatures({
    store,
    environment,
    agreements: agreementRecords,
    holdingsOf: (personId) => holdingRecords.ofPerson(personId),
    directories,
    rules,
    office,
    confirmPassword,
    readable,
    askedOf: (documentId) => acknowledgements.askedOf(documentId),
    reportsOf: (documentId) => verification.reports(verification.newest({ documentId })),
    onChanged: () => changed('cards', 'signatures'),
  });
  const acknowledgements: AcknowledgementsRoom = new AcknowledgementsRoom({
    store,
    environment,
    cards,
    rules: { calendar: () => rules.calendar(), acknowledgementDays: (sentOn) => rules.acknowledgementDays(sentOn), pack: rulePack },
    documentLanguages: () => office().documentLanguages,
    absencesOf: (personId) => standingIn.absencesOf(personId),
    checked: async (documentId) => {
      const newest = verification.newest({ documentId });
      return newest === null ? null : { verificationId: newest.verificationId, reports: await verification.reports(newest) };
    },
    letRead,
    readable,
    simpleSigning: simpleSignatures.signing,
    unitAndAbove: (unitId) => standingIn.subordination().unitAndAbove(unitId),
    demandsSimple: (kindId) => directories.kinds().find((kind) => kind.kindId === kindId)?.signatures?.employee === 'simple',
    onChanged: () => changed('cards'),
  });
  const duties = new DutiesRoom({ store, environment, people: agreementRecords, rulePack, calendar: () => rules.calendar(), acknowledgementsOf: (actor) => acknowledgements.openOf(actor), readable, onChanged: () => changed('status') });
  const onChanged = () => changed('cards', 'copies', 'status');
  const contracts = openContracts({ ...files, store, environment, jobs, runningJobs, verification, copies, acknowledgements, rulePack, office, people, headPersonId: () => review.headPersonId(), readable, onChanged });
  const applications = openApplications({ ...files, store, environment, runningJobs, verification, copies, rulePack, office, people, martialLaw: () => rules.calendar().martialLaw, subordination: () => standingIn.subordination(), routeOfCard, readable, onChanged });
  return {
    simpleSignatures,
    acknowledgements,
    holdings,
    applications,
    handlers: {
      acknowledgements: acknowledgements.handlers,
      agreements: { ...agreements.handlers, ...holdings.handlers },
      simpleSignatures: simpleSignatures.room.handlers,
      duties: duties.handlers,
      contracts: contracts.handlers,
      applications: applications.handlers,
    },
  };
}
