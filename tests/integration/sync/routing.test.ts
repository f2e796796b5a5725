import { describe, expect, it } from 'vitest';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, settle } from '../../support/office-of-desks.ts';
import { decisionFor, type Draft, enterDraft, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
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
