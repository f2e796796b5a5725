import type { PushAnswer, PushedOperation } from '#shared/sync/wire.ts';
import type { Store } from '../store/store.ts';
import { pushPortion } from './push-portion.ts';
import { AnswerNotUnderstood, type ServerLink } from './server-link.ts';

/** What came of a push. `fenced`: the identity must not go on. */
export type PushOutcome = 'sent' | 'nothing' | 'fenced' | 'revoked';

/** Sends this desk's operations, in the order of its chain. Nothing is left out and nothing is removed. */
export class Outbox {
  readonly #store: Store;
  readonly #link: ServerLink;

  constructor(store: Store, link: ServerLink) {
    this.#store = store;
    this.#link = link;
  }

  /** Sends one portion. @throws what {@link ServerLink} throws */
  async pushOnce(token: string): Promise<PushOutcome> {
    const { membership, identity } = this.#store;
    const operations = nextPush(this.#store.log, membership.position.acked.opId);
    const last = operations.at(-1);
    if (last === undefined) return 'nothing';
    const answer = await this.#link.push(token, { ...identity, operations });
    if (answer.answer === 'refused') return this.#refused(answer);
    const { acked } = answer;
    // Never beyond what was sent: a clone's longer chain would mark operations as sent that were not.
    const known = operations.find(({ deskSeq }) => deskSeq === acked.deskSeq);
    if (known === undefined || known.hash !== acked.hash) throw new AnswerNotUnderstood(`operation ${acked.deskSeq} is acknowledged, ${operations[0]?.deskSeq} to ${last.deskSeq} were sent`);
    membership.acknowledge(acked);
    return 'sent';
  }

  #refused({ problem, acked }: Extract<PushAnswer, { answer: 'refused' }>): PushOutcome {
    if (problem === 'revoked') return 'revoked';
    if (problem === 'gap' && this.#store.log.holds(acked)) {
      this.#store.membership.acknowledge(acked);
      return 'sent';
    }
    return 'fenced';
  }
}

/** The next portion of this desk's chain after one of its operations (null: from the first on). */
export function nextPush(log: Store['log'], after: string | null): PushedOperation[] {
  return pushPortion(log.ownAfter(after)).map(({ opId, deskSeq, prevHash, hash, kind, v, body }) => ({ opId, deskSeq, prevHash: prevHash.toString('hex'), hash: hash.toString('hex'), kind, v, body: body.toString('utf8') }));
}
