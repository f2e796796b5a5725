import { OLDEST_OPERATIONS_VERSION, OPERATIONS_VERSION, type Fence, type Hello, hello as helloSchema, type HelloAnswer } from '#shared/sync/wire.ts';
import { isoInstant, passCrashPoint, type ServerEnvironment } from '../environment.ts';
import { parseMessage } from '../parse-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { DeskRow, Store } from '../stores/store.ts';
import { checkSignature, sha256Hex } from './desk-keys.ts';
import { standingOf } from './standing.ts';
import { TOKEN_SECONDS, type Tokens } from './tokens.ts';

/**
 * A desk says who it is and where its chain ends. What it says may come late or twice, so that it fences nothing for
 * good: the desk that learns that it must not go on takes a new identity, and that ends the old one.
 *
 * @throws RequestRefused where it is not the desk that it says.
 */
export async function hello(store: Store, environment: ServerEnvironment, tokens: Tokens, message: Hello): Promise<HelloAnswer> {
  const said = parseMessage(helloSchema, message);
  tokens.checkChallenge(said.challenge);
  if (said.operations < OLDEST_OPERATIONS_VERSION) throw new RequestRefused('tooOld', `the desk knows operations of version ${said.operations}; the server takes ${OLDEST_OPERATIONS_VERSION} to ${OPERATIONS_VERSION}`);
  const known = await store.desk(said.desk);
  if (known === null || known.epoch !== said.epoch) throw new RequestRefused('unauthorised', 'the desk is not known');
  checkSignature('hello', said, known.publicKey, said.signature);
  const { row, recovery } = await store.change(known.organisation, async (change) => {
    const [desk] = await change.desks([said.desk]);
    if (desk === undefined) throw new RequestRefused('unauthorised', 'the desk is not known');
    const after = afterHello(desk, said);
    if (after !== desk) await change.saveDesks([after]);
    passCrashPoint(environment, 'server.hello.beforeCommit');
    const { recovery: id, seq: head } = change.organisation;
    return { row: after, recovery: id === null ? null : { recovery: id, head } };
  });
  passCrashPoint(environment, 'server.hello.committed');
  await store.noteContact(row.organisation, row.desk, environment.now(), null);
  const fence = fenceOf(row) ?? newFence(row, said);
  if (fence !== null) return { answer: 'fenced', fence, serverTime: isoInstant(environment.now()) };
  const token = tokens.newToken({ desk: row.desk, epoch: row.epoch, machine: sha256Hex(row.machine) });
  return { answer: 'welcome', token, tokenSeconds: TOKEN_SECONDS, standing: { ...standingOf(row, environment.now()), ...(recovery === null ? {} : { recovery }) } };
}

export function fenceOf(desk: DeskRow): Fence | null {
  if (desk.state === 'revoked') return 'revoked';
  return desk.state === 'fenced' ? (desk.fence ?? 'fork') : null;
}

/** The desk's row after what it said; the same object where nothing changes. */
function afterHello(desk: DeskRow, said: Hello): DeskRow {
  if (desk.state !== 'active' || newFence(desk, said) !== null) return desk;
  // What the founder did until now came before the server; whatever it does later is judged like others' work.
  if (desk.founder && desk.foundingUntil === null) return { ...desk, foundingUntil: said.last.deskSeq };
  return desk;
}

/** Why what it said does not fit what is held of it. */
export function newFence(desk: DeskRow, said: Pick<Hello, 'machine' | 'last'>): Fence | null {
  if (said.machine !== desk.machine) return 'machine';
  if (said.last.deskSeq < desk.last.deskSeq) return 'behind';
  return said.last.deskSeq === desk.last.deskSeq && said.last.hash !== desk.last.hash ? 'fork' : null;
}
