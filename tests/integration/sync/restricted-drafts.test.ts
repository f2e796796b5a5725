import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, officeServer, round } from '../../support/office-of-desks.ts';
import { decisionFor, enterDraft, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { signIn, type TestDesk, valueOf } from '../../support/test-desk.ts';

const OF_DRAFTS = ['draft_document', 'draft_file', 'route', 'route_event', 'route_person', 'work_item', 'notification'] as const;
const rowsOf = ({ rooms }: TestDesk): number[] => OF_DRAFTS.map((table) => Number(rooms.store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()));
const ops = ({ rooms }: TestDesk): unknown => rooms.store.database.prepare("SELECT count(*) FROM operation WHERE kind LIKE 'draftDocument.%' OR kind LIKE 'route.%'").pluck().get();

describe('a restricted draft between desks', () => {
  it('[SEC-22] comes only to desks that were granted restricted documents, and is decided on there', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    const second = await joinedDesk(house, 'second');
    const meet = async (): Promise<void> => {
      for (const desk of [first, second, first]) expect(await round(desk)).toBe('done');
    };
    const people = await participants(first, ['author', 'chief', 'rector']);
    const registrar = first.client('registrar');
    await signIn(registrar);
    const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['approver', [people['chief']?.personId ?? '']], ['signer', [people['rector']?.personId ?? '']]]) }));
    await meet();
    const before = rowsOf(second);
    const author = await windowOfPerson(first, 'author');
    const { documentId } = await enterDraft(author, { restricted: true });
    const start = (id: string) => author.routing.start({ documentId: id, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId });
    valueOf(await start(documentId));
    await meet();
    expect(rowsOf(second)).toEqual(before);
    expect(ops(second)).toBe(0);

    // An open one comes as ever.
    const open = await enterDraft(author);
    valueOf(await start(open.documentId));
    await meet();
    const chief = await windowOfPerson(second, 'chief');
    expect(valueOf(await chief.routing.drafts({})).drafts.map((draft) => draft.documentId)).toEqual([open.documentId]);

    for (const desk of [first, second]) await house.grant(desk.rooms.store.identity.desk, 'restricted');
    await meet();
    await meet();
    expect(rowsOf(second)).toEqual(rowsOf(first));
    expect(valueOf(await chief.routing.drafts({})).drafts).toHaveLength(2);
    valueOf(await chief.routing.decide(decisionFor(valueOf(await chief.routing.draft({ documentId })))));
    for (const desk of [second, first]) expect(await round(desk)).toBe('done');
    expect(routeOf(valueOf(await author.routing.draft({ documentId }))).stages.map(({ steps }) => steps.map(({ state }) => state))).toEqual([['done'], ['open']]);
    for (const { rooms } of [first, second]) {
      expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
      expect(rooms.store.log.verify().problems).toEqual([]);
    }
  });
});
