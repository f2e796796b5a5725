import { admit } from '#shared/sync/admission.ts';
import { type ChainPlace, GENESIS_PLACE, type PlacedResult, type PushAnswer } from '#shared/sync/wire.ts';
import { RequestRefused } from '../request-refused.ts';
import type { DeskRow, PlacedOperation } from '../stores/store.ts';
import type { Batch } from './batch.ts';
import type { VerifiedOperation, VerifiedPush } from './verify-push.ts';

type Problem = Extract<PushAnswer, { answer: 'refused' }>['problem'];

/**
 * Takes one push into the batch. Everything that can refuse it comes before the first change, so that a refused push
 * leaves the batch as it was.
 *
 * @throws RequestRefused where the desk is not the one that it says.
 */
export function takePush(batch: Batch, push: VerifiedPush): PushAnswer {
  const desk = batch.desks.get(push.desk);
  if (desk === undefined || desk.epoch !== push.epoch) throw new RequestRefused('unauthorised', 'the desk is not known');
  if (desk.state !== 'active') return refused(problemOf(desk), GENESIS_PLACE);
  const identities = new Set([desk.desk, ...desk.family]);
  if (push.operations.some(({ operation }) => !identities.has(operation.desk))) throw new RequestRefused('malformed', 'an operation was made by another desk');

  const first = push.operations[0]?.pushed;
  if (first === undefined || first.deskSeq > desk.last.deskSeq + 1) return refused('gap', desk.last);
  const fork = beforeFork(batch, desk, push);
  if (fork !== null) {
    // Both holders of the identity have its key, and nobody can tell which is the copy: each takes a new one.
    batch.saveDesk({ ...desk, state: 'fenced', fence: 'fork' });
    return refused('fork', fork);
  }

  let { last } = desk;
  const results: PlacedResult[] = [];
  for (const verified of push.operations) {
    const { pushed } = verified;
    const placed = batch.placed(pushed.opId) ?? placeNext(batch, desk, verified);
    results.push({ opId: pushed.opId, seq: placed.seq, status: placed.status, note: placed.note });
    if (pushed.deskSeq > last.deskSeq) last = chainPlaceOf(verified);
  }
  if (last !== desk.last) batch.saveDesk({ ...desk, last });
  // Never more than was sent: a copy of the desk would take what it has not sent for sent.
  const sent = push.operations.at(-1);
  return { answer: 'taken', acked: sent === undefined ? desk.last : chainPlaceOf(sent), results };
}

function placeNext(batch: Batch, desk: DeskRow, verified: VerifiedOperation): PlacedOperation {
  const founding = desk.founder && desk.foundingUntil !== null && verified.pushed.deskSeq <= desk.foundingUntil;
  return batch.place(verified, desk, admit(batch.facts(verified, desk, founding)));
}

/** Null where the push goes on from what is held; else the last place of it that both hold. */
function beforeFork(batch: Batch, desk: DeskRow, push: VerifiedPush): ChainPlace | null {
  let common: ChainPlace = GENESIS_PLACE;
  for (const verified of push.operations) {
    const { pushed } = verified;
    const known = batch.placed(pushed.opId);
    if (known !== undefined && known.hash !== pushed.hash) return common;
    if (known === undefined && pushed.deskSeq <= desk.last.deskSeq) return common;
    if (pushed.deskSeq === desk.last.deskSeq && pushed.hash !== desk.last.hash) return common;
    if (pushed.deskSeq === desk.last.deskSeq + 1 && pushed.prevHash !== desk.last.hash) return common;
    common = chainPlaceOf(verified);
  }
  return null;
}

function chainPlaceOf({ pushed }: VerifiedOperation): ChainPlace {
  return { deskSeq: pushed.deskSeq, hash: pushed.hash, opId: pushed.opId };
}

function problemOf(desk: DeskRow): Problem {
  if (desk.state === 'revoked') return 'revoked';
  return desk.fence === 'machine' ? 'machine' : 'fork';
}

function refused(problem: Problem, acked: ChainPlace): PushAnswer {
  return { answer: 'refused', problem, acked };
}

