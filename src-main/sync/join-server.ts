import { type Environment, newId } from '../environment.ts';
import type { Store } from '../store/store.ts';
import { DeskKeyPair } from './desk-key-pair.ts';
import type { NumberSafety } from './number-safety.ts';
import type { ServerLink } from './server-link.ts';
import { sealIdentity } from './sync-session.ts';

/** The desk has an office of its own already, and the server has another: two registers do not become one. */
export class OfficeAlreadyThere extends Error {
  constructor() {
    super('this desk holds an office of its own; only an empty desk can join the office of a server');
    this.name = 'OfficeAlreadyThere';
  }
}

export interface JoinServerOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly link: ServerLink;
  readonly machine: string;
  readonly safety: NumberSafety;
  readonly url: string;
  /** SHA-256 of the server's certificate in hex. */
  readonly certificate: string;
}

/**
 * Enrols the desk with a one-time code. The first desk of an organisation brings what it did before; every other one
 * must be empty.
 *
 * @throws OfficeAlreadyThere before the code is used, where it can be told; and what {@link ServerLink} throws
 */
export async function joinServer({ store, environment, link, machine, safety, url, certificate }: JoinServerOptions, code: string): Promise<void> {
  if (store.membership.isMember) throw new Error('the desk belongs to a server already');
  const pair = DeskKeyPair.make((length) => environment.randomBytes(length));
  const { challenge } = await link.challenge();
  const desk = store.log.count() === 0 ? newId(environment) : store.identity.desk;
  const message = { code, desk, publicKey: pair.publicKey, machine, empty: store.log.count() === 0, challenge };
  const standing = await link.enrol({ ...message, signature: pair.sign('enrol', message) });
  environment.crashPoint('sync.enrolled');
  store.commitMembership(() => {
    store.log.awaitPlaces();
    store.membership.join(
      { desk: standing.desk, epoch: standing.epoch },
      { organisation: standing.organisation, url, certificate, deskCode: standing.deskCode, founder: standing.founder, machine, publicKey: pair.publicKey, privateKey: sealIdentity(store, pair), fence: null, paused: false },
    );
    safety.begin();
  });
}
