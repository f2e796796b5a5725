import { describe, expect, it } from 'vitest';
import { archiveProblem } from '../../../src-main/store/projections/archive-rules.ts';
import { createRowWriter } from '../../../src-main/store/projections/project.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { liveTables } from '../../../src-main/store/projections/tables.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, settle } from '../../support/office-of-desks.ts';
import { signIn, someRequisites, valueOf } from '../../support/test-desk.ts';

async function twoDesks() {
  const server = await officeServer();
  const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
  const meet = async (): Promise<void> => {
    for (const desk of [first, second, first, second]) await settle(desk);
  };
  await signIn(first.client());
  await meet();
  await signIn(second.client());
  return { first, second, meet };
}

/** Whether the desk would let the case be destroyed, by its own tables alone. */
function destroying({ rooms }: OfficeDesk, caseId: string): string | null {
  const rows = createRowWriter(rooms.store.database, liveTables(0));
  const [operation] = rooms.store.log.ofEntity(caseId);
  if (operation === undefined) throw new Error('the case is not in the log');
  return archiveProblem(rows, 'case.destroyed', { caseId, actId: 'a', actNumber: '1', on: '2040-01-01', method: 'm', persons: [{ accountId: 'x', name: 'X' }, { accountId: 'y', name: 'Y' }] }, operation);
}

describe('a hold on a document of restricted use', () => {
  it('[SEC-22] keeps its case at a desk that never gets the document, also when it is filed into another one later', async () => {
    const { first, second, meet } = await twoDesks();
    const card = valueOf(await second.client().registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(second.client(), { restricted: true }), clockConfirmed: true }));
    const other = valueOf(await second.client().registration.choices({})).cases.find(({ caseId }) => caseId !== card.caseId)?.caseId ?? '';
    const { holdId } = valueOf(await second.client().holds.place({ holdId: crypto.randomUUID(), ground: 'court', reason: 'Справа № 520/1234/26', reference: null, caseIds: [], documentIds: [card.documentId] }));
    await meet();
    expect(first.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(0);
    expect([destroying(first, card.caseId ?? ''), destroying(first, other)]).toEqual(['onHold', 'notDestroyable']);
    valueOf(await second.client().nomenclature.fileDocument({ documentId: card.documentId, caseId: other, volume: 1 }));
    await meet();
    expect([destroying(first, card.caseId ?? ''), destroying(first, other)]).toEqual(['onHold', 'onHold']);
    expect(valueOf(await first.client().holds.of({ caseId: other })).holds).toMatchObject([{ holdId, subjects: expect.arrayContaining([{ kind: 'document', documentId: card.documentId, index: null, subject: '' }]) }]);
    // Lifted at the one, it keeps nothing at the other either.
    valueOf(await first.client().holds.lift({ holdId, reason: 'Рішення набрало чинності' }));
    await meet();
    expect([destroying(second, card.caseId ?? ''), destroying(second, other)]).toEqual(['notDestroyable', 'notDestroyable']);
    for (const { rooms } of [first, second]) expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  });
});
