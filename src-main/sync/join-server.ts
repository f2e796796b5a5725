import type { Environment } from '../environment.ts';
import type { Store } from '../store/store.ts';
import { DeskKeyPair } from './desk-key-pair.ts';
import type { NumberSafety } from './number-safety.ts';
import type { ServerLink } from './server-link.ts';
import { openIdentity, sealIdentity } from './sync-session.ts';

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
 * @throws what {@link ServerLink} throws: `ServerRefused` where the code is not good, or two offices would meet
 */
export async function joinServer({ store, environment, link, machine, safety, url, certificate }: JoinServerOptions, code: string): Promise<void> {
  if (store.membership.isMember) throw new Error('the desk belongs to a server already');
  const { desk, pair } = offeredIdentity(store, environment);
  const { challenge } = await link.challenge();
  const message = { code, desk, publicKey: pair.publicKey, machine, empty: store.log.count() === 0, challenge };
  const standing = await link.enrol({ ...message, signature: pair.sign('enrol', message) });
  environment.crashPoint('sync.enrolled');
  store.commitMembership(() => {
    store.log.awaitPlaces();
    store.membership.join(
      { desk: standing.desk, epoch: standing.epoch },
      { organisation: standing.organisation, url, certificate, deskCode: standing.deskCode, founder: standing.founder, machine, publicKey: pair.publicKey, privateKey: sealIdentity(store, pair), fence: null, paused: false, bytesPerSecond: null },
    );
    safety.begin();
  });
}

/** Kept before it is offered: where the answer is lost, the same identity is offered again with the same code. */
function offeredIdentity(store: Store, environment: Environment): { readonly desk: string; readonly pair: DeskKeyPair } {
  const offered = store.membership.joining;
  if (offered !== null) return { desk: offered.desk, pair: openIdentity(store, offered.privateKey) };
  const pair = DeskKeyPair.make((length) => environment.randomBytes(length));
  const { desk } = store.identity;
  store.commitMembership(() => store.membership.beginJoining({ desk, privateKey: sealIdentity(store, pair) }));
  return { desk, pair };
}
