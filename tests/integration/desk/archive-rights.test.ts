import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { openDeskOffice } from '../../support/desk-office.ts';
import { errorOf, someRequisites, valueOf } from '../../support/test-desk.ts';

describe('what people may do with what the office keeps', () => {
  it('[ARC-11] each creates, controls, archives and prints by his function: another is refused by name of the right, and nothing is written', async () => {
    const office = await openDeskOffice('UA');
    const { registrar, test } = office;
    const { documentId, registrationIndex, caseId } = await office.register();
    const official = (await office.member('Ольга Офіційна', 'official')).window;
    const executor = (await office.member('Іван Виконавець', 'executor')).window;
    const closing = { caseId: caseId ?? '', finishedOn: '2026-03-02', certifiedBy: { name: 'Роман', position: 'Архіваріус' } };
    const hold: MethodInput<'holds.place'> = { holdId: crypto.randomUUID(), ground: 'audit', reason: 'перевірка', reference: null, caseIds: [], documentIds: [documentId] };
    const requisites = await someRequisites(registrar);
    const before = test.rooms.store.log.lastArrival();
    for (const window of [official, executor]) {
      for (const refused of [
        await window.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, knownSimilar: [] }),
        await window.registration.makeCopy({ documentId, form: 'card', language: 'uk' }),
        await window.caseFiles.close(closing),
        await window.holds.place(hold),
        await window.destruction.acts({}),
        await window.packages.list({}),
        await window.readingRoom.find({ text: '' }),
      ]) expect(errorOf(refused).code).toBe('no-right');
    }
    expect(test.rooms.store.log.lastArrival()).toBe(before);
    // An official looks at the case and controls, an executor sees his own work alone.
    expect(valueOf(await official.caseFiles.page({ caseId: caseId ?? '' })).caseId).toBe(caseId);
    expect(errorOf(await executor.caseFiles.page({ caseId: caseId ?? '' })).code).toBe('no-right');
    // The registrar does each of them: what is refused now is the matter, not the person.
    expect(valueOf(await registrar.registration.makeCopy({ documentId, form: 'card', language: 'uk' })).fileName).toContain('.pdf');
    expect(errorOf(await registrar.caseFiles.close(closing)).code).toBe('refused');
    expect(valueOf(await registrar.holds.place(hold)).holdId).toBe(hold.holdId);
    expect(registrationIndex).not.toBe('');
  });
});
