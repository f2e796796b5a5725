import { type MethodOutput, Refusal } from '#shared/contract/index.ts';
import type { RunningJob } from '#shared/contract/desk.ts';
import { rightsOf, type Role } from '#shared/domain/rights.ts';
import { fakeId } from './data.ts';
import type { SyncState } from '#shared/contract/sync-state.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { PEOPLE } from './words.ts';

export interface FakeSessionOptions {
  readonly phase?: 'new' | 'locked' | 'ready';
  readonly roles?: readonly Role[];
  readonly signedIn?: boolean;
  readonly passwordChangeDue?: string | null;
  readonly jobs?: readonly RunningJob[];
}

/** State of the fake desk and the person at its window. */
export function fakeDeskAndSession(held: FakeHoldings, sync: () => SyncState, options: FakeSessionOptions): FakeHandlers<'desk' | 'session' | 'jobs'> {
  let phase = options.phase ?? 'ready';
  let person: MethodOutput<'session.current'> = options.signedIn === false ? null : makePerson();

  function makePerson(): NonNullable<MethodOutput<'session.current'>> {
    const roles = [...(options.roles ?? ['registrar', 'administrator'])] as Role[];
    return { accountId: fakeId(12), login: 'registrar', name: PEOPLE[0], roles, rights: rightsOf({ roles }), passwordChangeDue: options.passwordChangeDue ?? null };
  }

  function state(): MethodOutput<'desk.state'> {
    return { phase, office: phase === 'new' ? null : held.office, version: '0.1.0', host: 'loopback', demonstration: false, passphraseNeeded: true };
  }

  return {
    'desk.state': () => state(),
    'desk.setUp': () => {
      phase = 'ready';
      return state();
    },
    'desk.join': () => {
      phase = 'ready';
      return state();
    },
    'desk.unlock': () => {
      phase = 'ready';
      return state();
    },
    'desk.status': () => ({
      sync: sync(),
      jobs: [...(options.jobs ?? [])],
      waiting: held.letters.length,
      freeBytes: 8e10,
      diskNearlyFull: false,
    }),
    'desk.check': () => ({ database: true, operations: 1843, chain: true, projections: true, blobs: 612, problems: [] }),
    'session.signIn': () => (person = makePerson()),
    'session.changeUser': ({ login, password }) => {
      const leaving = person;
      if (password !== 'right') throw new Refusal('refused', 'error.signInWrong', { left: '3' });
      const coming = { ...makePerson(), accountId: fakeId(13), login, name: PEOPLE[1] };
      person = coming;
      const drafts = [...held.drafts.values()].map(({ key, requisites }) => ({ key, correspondent: requisites.correspondent, subject: requisites.subject }));
      const papers = held.cards.slice(0, 2).map(({ documentId, registrationIndex, subject }, at) => ({ documentId, registrationIndex, subject, missing: at === 0 ? ('stamp' as const) : ('scan' as const) }));
      return { person: coming, handedOver: { fromName: leaving?.name ?? '', waitingLetters: held.letters.length, drafts, papers, notPassed: 7 } };
    },
    'session.current': () => person,
    'session.signOut': () => {
      person = null;
      return {};
    },
    'session.changePassword': () => ({}),
    'jobs.cancel': () => ({}),
  };
}
