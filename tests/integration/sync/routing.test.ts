import { describe, expect, it } from 'vitest';
import type { OperationActor } from '#shared/sync/operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, settle } from '../../support/office-of-desks.ts';
import { decisionFor, type Draft, DRAFT_TEXT, enterDraft, handInSignature, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { signIn, valueOf } from '../../support/test-desk.ts';

const draftAt = async (at: OfficeDesk, login: string, documentId: string): Promise<Draft> => valueOf(await (await windowOfPerson(at, login)).routing.draft({ documentId }));

async function decideAt(at: OfficeDesk, login: string, documentId: string, note = ''): Promise<Draft> {
  const client = await windowOfPerson(at, login);
  return valueOf(await client.routing.decide(decisionFor(await draftAt(at, login, documentId), { note })));
}

async function returnAt(at: OfficeDesk, login: string, documentId: string, reason: string): Promise<Draft> {
  const client = await windowOfPerson(at, login);
  const { routeId, eventId, stepId, round, contentSha256 } = decisionFor(await draftAt(at, login, documentId));
  return valueOf(await client.routing.returnDraft({ routeId, eventId, stepId, round, contentSha256, reason }));
}

const workAt = ({ rooms }: OfficeDesk): unknown[] => rooms.store.database.prepare('SELECT * FROM work_item ORDER BY item_id').all();

/** Two desks that both have a draft which waits for chief and lawyer, and a server that is then out of reach. */
async function apart() {
  const server = await officeServer();
  const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
  const people = await participants(first, ['author', 'chief', 'lawyer', 'rector']);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  const registrar = first.client('registrar of routes');
  await signIn(registrar);
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['approver', [idOf('chief'), idOf('lawyer')]], ['signer', [idOf('rector')]]]) }));
  const author = await windowOfPerson(first, 'author');
  const { documentId } = await enterDraft(author);
  const begin = async (at: OfficeDesk) => valueOf(await (await windowOfPerson(at, 'author')).routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const together = async (): Promise<void> => {
    await server.start();
    for (const desk of [first, second, first]) await settle(desk);
  };
  for (const desk of [first, second]) await settle(desk);
  return { server, first, second, documentId, begin, together };
}

describe('a route at two desks without a line', () => {
  it('counts parallel steps of both, and of one step the first in the server’s order; the other stays as stale', async () => {
    const { server, first, second, documentId, begin, together } = await apart();
    await begin(first);
    for (const desk of [first, second]) await settle(desk);
    await server.stop();

    await decideAt(first, 'chief', documentId, 'за першим столом');
    await returnAt(second, 'chief', documentId, 'за другим столом');
    expect(routeOf(await draftAt(second, 'chief', documentId)).phase).toBe('returned');
    await together();

    for (const desk of [first, second]) {
      const { phase, history, stages } = routeOf(await draftAt(desk, 'chief', documentId));
      expect(phase).toBe('running');
      expect(history.map(({ type, stale, text }) => [type, stale, text])).toEqual([['started', null, ''], ['decided', null, 'за першим столом'], ['returned', 'stepNotOpen', 'за другим столом']]);
      expect(stages[0]?.steps.map(({ state }) => state)).toEqual(['done', 'open']);
    }
    expect(workAt(first)).toEqual(workAt(second));

    await server.stop();
    await decideAt(first, 'lawyer', documentId, 'тут');
    await decideAt(second, 'lawyer', documentId, 'там');
    await together();
    const [here, there] = [await draftAt(first, 'author', documentId), await draftAt(second, 'author', documentId)];
    expect(there).toEqual(here);
    expect(routeOf(here).history.slice(3).map(({ stale, text }) => [stale, text])).toEqual([[null, 'тут'], ['stepNotOpen', 'там']]);
    expect(workAt(first)).toHaveLength(1);
    expect(workAt(first)).toEqual(workAt(second));
  });

  it('both of two parallel steps that different desks decided count', async () => {
    const { server, first, second, documentId, begin, together } = await apart();
    await begin(first);
    for (const desk of [first, second]) await settle(desk);
    await server.stop();
    await decideAt(first, 'chief', documentId);
    await decideAt(second, 'lawyer', documentId);
    await together();
    for (const desk of [first, second]) expect(routeOf(await draftAt(desk, 'rector', documentId)).stages.map(({ steps }) => steps.map(({ state }) => state))).toEqual([['done', 'done'], ['open']]);
    expect(workAt(first)).toEqual(workAt(second));
  });

  it('a draft that both sent is on one route only, and what was decided on the other does not count', async () => {
    const { server, first, second, documentId, begin, together } = await apart();
    await server.stop();
    const stands = routeOf(await begin(first)).routeId;
    const lost = routeOf(await begin(second)).routeId;
    expect(lost).not.toBe(stands);
    await decideAt(second, 'chief', documentId);
    await together();
    for (const desk of [first, second]) {
      const route = routeOf(await draftAt(desk, 'chief', documentId));
      expect(route.routeId).toBe(stands);
      expect(route.stages[0]?.steps.map(({ state }) => state)).toEqual(['open', 'open']);
      expect(desk.rooms.store.database.prepare('SELECT stale FROM route_event WHERE route_id = ? ORDER BY position').pluck().all(lost)).toEqual(['alreadyRuns', 'routeEnded']);
    }
    expect(workAt(first)).toEqual(workAt(second));
  });
});

describe('a step and the signature that is said to be its', () => {
  it('[ROUTE-10] [AUD-01] the evidence of a step signed outside stays what the step names, whatever another desk writes under its id', async () => {
    const { first, second, documentId, begin } = await apart();
    const together = async (): Promise<void> => {
      for (const desk of [first, second, first, second]) await settle(desk);
    };
    await begin(first);
    await together();
    const chief = await windowOfPerson(first, 'chief');
    const asked = decisionFor(await draftAt(first, 'chief', documentId));
    const signature = await handInSignature(chief, 'chief', 'проєкт.docx.p7s', DRAFT_TEXT);
    valueOf(await chief.routing.decide({ ...asked, means: 'signature', evidence: { sha256: signature.sha256, fileName: signature.fileName } }));
    await together();
    const evidenceAt = async (at: OfficeDesk) => routeOf(await draftAt(at, 'author', documentId)).stages[0]?.steps[0]?.evidence;
    expect(await evidenceAt(second)).toMatchObject({ sha256: signature.sha256 });

    const actorOf = (login: string): OperationActor => {
      const row = second.rooms.store.database.prepare<[string], { account_id: string; name: string }>('SELECT account_id, name FROM account WHERE login = ?').get(login);
      return { accountId: row?.account_id ?? '', login, name: row?.name ?? '' };
    };
    const forgedFile = { sha256: 'f'.repeat(64), size: 7, fileName: 'проєкт.docx.p7s', mediaType: 'application/pkcs7-signature', role: 'signature' as const };
    const made = (changes: Partial<OperationPayload<'signature.made'>> = {}): OperationPayload<'signature.made'> => ({ signatureId: asked.eventId, letterId: null, documentId: null, draftId: documentId, ofSha256: asked.contentSha256, file: forgedFile, signer: 'chief', certificate: 'c'.repeat(64), timestamp: 'pending', ...changes });
    const forge = <Kind extends OperationKind>(kind: Kind, actor: OperationActor | null, payload: OperationPayload<Kind>): void => void second.rooms.store.commit((transaction) => transaction.append({ kind, entity: documentId, stream: 'main', actor, payload }));
    // Another file, by another, by the signer’s own name, and by nobody; the right bytes by somebody who did not take the step.
    forge('signature.made', actorOf('lawyer'), made());
    forge('signature.made', actorOf('chief'), made());
    forge('signature.made', null, made());
    forge('signature.made', actorOf('lawyer'), made({ file: { ...forgedFile, sha256: signature.sha256 } }));
    forge('signature.made', actorOf('chief'), made({ signatureId: 'no such step' }));
    forge('signature.timestamped', null, { signatureId: asked.eventId, letterId: null, documentId: null, draftId: documentId, replaces: signature.sha256, file: forgedFile });
    await together();
    for (const desk of [first, second]) {
      expect(await evidenceAt(desk)).toMatchObject({ sha256: signature.sha256 });
      expect(desk.rooms.store.database.prepare('SELECT * FROM made_signature').all()).toEqual([]);
      expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    }
    expect(first.rooms.store.database.prepare('SELECT count(*) FROM conflict').pluck().get()).toBe(4);
  });
});
