import { type Renewal, renewal as renewalSchema, type RenewalAnswer } from '#shared/sync/wire.ts';
import { isoInstant, newId, passCrashPoint, type ServerEnvironment } from '../environment.ts';
import { voidLeasesOf } from '../numbers/void-leases.ts';
import { isPlainId, parseMessage } from '../parse-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Change, DeskRow, Store } from '../stores/store.ts';
import { withAccountStreams } from './account-streams.ts';
import { freeDeskCode } from './desk-codes.ts';
import { checkSignature, storedPublicKey } from './desk-keys.ts';
import { standingOf } from './standing.ts';
import type { Tokens } from './tokens.ts';

/**
 * A new identity for a desk that was restored, copied or found out as a fork. The old one is fenced for ever and its
 * unused numbers become void; what it registered comes again under the new one. Asked again, it answers the same.
 *
 * @throws RequestRefused where it is not signed by both keys, or the new id is taken.
 */
export async function renew(store: Store, environment: ServerEnvironment, tokens: Tokens, message: Renewal): Promise<RenewalAnswer> {
  const asked = parseMessage(renewalSchema, message);
  tokens.checkChallenge(asked.challenge);
  const known = await store.desk(asked.desk);
  if (known === null) throw new RequestRefused('unauthorised', 'the desk is not known');
  const publicKey = storedPublicKey(asked.publicKey);
  checkSignature('renew', asked, known.publicKey, asked.signature);
  checkSignature('renew', asked, publicKey, asked.newSignature);
  if (!isPlainId(asked.newDesk) || !isPlainId(asked.machine)) throw new RequestRefused('malformed', 'the new desk cannot be a key');
  const elsewhere = await store.desk(asked.newDesk);
  const answer = await store.change(known.organisation, async (change): Promise<RenewalAnswer> => {
    const done = await renewInside(change, environment, { ...asked, publicKey }, elsewhere);
    passCrashPoint(environment, 'server.renew.beforeCommit');
    return done;
  });
  passCrashPoint(environment, 'server.renew.committed');
  return answer;
}

async function renewInside(change: Change, environment: ServerEnvironment, asked: Renewal, elsewhere: DeskRow | null): Promise<RenewalAnswer> {
  const desks = await change.allDesks();
  const old = desks.find(({ desk }) => desk === asked.desk);
  if (old === undefined) throw new RequestRefused('unauthorised', 'the desk is not known');
  const serverTime = isoInstant(environment.now());
  if (old.state === 'revoked') return { answer: 'fenced', fence: 'revoked', serverTime };
  const known = desks.find(({ desk }) => desk === asked.newDesk);
  if (known !== undefined && known.predecessor === old.desk && known.publicKey === asked.publicKey && known.machine === asked.machine) return { answer: 'renewed', standing: standingOf(known, environment.now()) };
  if (known !== undefined || elsewhere !== null) throw new RequestRefused('conflict', 'a desk with this id is enrolled already');
  if (!(await holdsBase(change, asked.base))) return { answer: 'unknownBase' };
  const renewed: DeskRow = {
    ...old,
    desk: asked.newDesk,
    epoch: old.epoch + 1,
    // A copy of the desk may have been renewed before: two desks must not count under one code.
    code: desks.some(({ predecessor }) => predecessor === old.desk) ? freeDeskCode(desks) : old.code,
    publicKey: asked.publicKey,
    machine: asked.machine,
    state: 'active',
    fence: null,
    predecessor: old.desk,
    family: [old.desk, ...old.family],
    last: asked.base,
    enrolledAt: environment.now(),
  };
  const row = withAccountStreams(renewed, await change.enrolledActors());
  await change.saveDesks([{ ...old, state: 'fenced', fence: old.fence ?? 'fork' }, row]);
  await voidLeasesOf(change, old.desk, { actId: newId(environment), at: environment.now(), reason: 'renewed', desk: old.desk });
  return { answer: 'renewed', standing: standingOf(row, environment.now()) };
}

/** Whether the server holds the operation after which the new chain begins. */
async function holdsBase(change: Change, base: Renewal['base']): Promise<boolean> {
  if (base.deskSeq === 0) return true;
  if (base.opId === null) return false;
  const [held] = await change.operations([base.opId]);
  return held !== undefined && held.hash === base.hash;
}
