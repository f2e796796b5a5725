import type { Client } from '#shared/rpc/client.ts';
import { openTestDesk, PASSWORD, setUpOffice, signIn, someRequisites, type TestDesk, upload, valueOf } from './test-desk.ts';
import { type TestEnvironment, testEnvironment } from './test-environment.ts';

const OWN_PASSWORD = 'My-own-pass1!';

export interface OfficeMember {
  readonly personId: string;
  readonly accountId: string;
  readonly name: string;
  /** His window, signed in. */
  readonly window: Client;
  /** After the time in which a session ends by itself. */
  signIn(): Promise<void>;
}

export interface DeskOffice {
  readonly environment: TestEnvironment;
  readonly test: TestDesk;
  readonly registrar: Client;
  readonly administrator: Client;
  /** A person of the office with an account of his own, signed in at a window of his own. */
  member(name: string, role: 'registrar' | 'official' | 'executor', unitId?: string | null): Promise<OfficeMember>;
  /** An incoming letter with a file, checked and registered. */
  register(changes?: Parameters<typeof someRequisites>[1]): ReturnType<typeof registerLetter>;
}

/** An office at one desk, in which each person works at a window of his own. */
export async function openDeskOffice(country: 'UA' | 'KZ' | 'KG' = 'UA'): Promise<DeskOffice> {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment });
  const registrar = test.client();
  await setUpOffice(registrar, country);
  await signIn(registrar);
  const administrator = test.client('administrator');
  await signIn(administrator, 'admin');
  let logins = 0;
  return {
    environment,
    test,
    registrar,
    administrator,
    member: async (name, role, unitId = null) => {
      const login = `person${(logins += 1)}`;
      const { accountId } = valueOf(await administrator.accounts.create({ login, name, roles: [role], password: PASSWORD }));
      const { personId } = valueOf(await registrar.review.definePerson({ personId: null, name, position: '', unitId, accountId }));
      const window = test.client(login);
      valueOf(await window.session.signIn({ login, password: PASSWORD }));
      // An issued password has to be changed within three working days (SEC-05).
      valueOf(await window.session.changePassword({ current: PASSWORD, next: OWN_PASSWORD }));
      return { personId, accountId, name, window, signIn: async () => void valueOf(await window.session.signIn({ login, password: OWN_PASSWORD })) };
    },
    register: (changes) => registerLetter(test, registrar, changes),
  };
}

async function registerLetter(test: TestDesk, registrar: Client, changes: Parameters<typeof someRequisites>[1] = {}) {
  const { sha256 } = await upload(registrar, 'лист.txt', new TextEncoder().encode(crypto.randomUUID()));
  const [letter] = valueOf(await registrar.intake.receive({ files: [{ sha256, fileName: 'лист.txt' }] })).letters;
  if (letter === undefined) throw new Error('no letter');
  await test.rooms.intake.settled(letter.letterId);
  return valueOf(await registrar.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites: await someRequisites(registrar, changes) }));
}
