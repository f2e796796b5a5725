import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';
import { openDeskOffice, type OfficeMember } from '../../support/desk-office.ts';
import { errorOf, valueOf } from '../../support/test-desk.ts';

/** A rector and three executors, two of them in one unit; letters with assignments due on 10 and 20 March. */
async function office(country: 'UA' | 'KG' = 'UA') {
  const made = await openDeskOffice(country);
  const { unitId } = valueOf(await made.registrar.directories.defineUnit({ unit: { unitId: null, index: '12-1', name: 'Кафедра економіки' } }));
  const rector = await made.member('Литвинов О. В.', 'official');
  const late = await made.member('Коваль Н. П.', 'executor', unitId);
  const slow = await made.member('Гнатюк І. С.', 'executor', unitId);
  const timely = await made.member('Щасливцева Є. В.', 'executor');
  valueOf(await made.registrar.review.setHead({ personId: rector.personId }));
  const assign = async (executor: OfficeMember, dueOn: string, text: string) => {
    const card = await made.register();
    const stepId = crypto.randomUUID();
    valueOf(await made.registrar.review.pass({ documentId: card.documentId, stepId, reviewerPersonId: rector.personId }));
    valueOf(
      await rector.window.resolutions.issue({
        resolutionId: crypto.randomUUID(), documentId: card.documentId, source: 'pass', sourceId: stepId, authorPersonId: rector.personId, text,
        executors: [{ personId: executor.personId, role: 'main', dueOn: null }], unitIds: executor === timely ? [] : [unitId], dueOn, onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: true,
      }),
    );
    const assignmentId = valueOf(await rector.window.resolutions.ofDocument({ documentId: card.documentId })).resolutions[0]?.assignments[0]?.assignmentId ?? '';
    const execute = async () => {
      const reportId = crypto.randomUUID();
      await executor.signIn();
      await rector.signIn();
      valueOf(await executor.window.resolutions.report({ documentId: card.documentId, assignmentId, reportId, final: true, text: 'Виконано' }));
      valueOf(await rector.window.resolutions.decideReport({ documentId: card.documentId, assignmentId, reportId, accepted: true, reason: '' }));
    };
    return { card, execute };
  };
  return { ...made, unitId, rector, late, slow, timely, assign };
}

const PERIOD: MethodInput<'executionControl.late'> = { scope: 'all', unitId: null, from: '2026-03-01', to: '2026-03-31' };

describe('a memo about those who were late', () => {
  it('[CTRL-11] names what is overdue and what was reported after its day, by unit, and nothing that was done in time', async () => {
    const { environment, rector, late, slow, timely, assign, unitId } = await office();
    const overdue = await assign(late, '2026-03-20', 'Подати план роботи');
    const slowly = await assign(slow, '2026-03-10', 'Надати відомості');
    const inTime = await assign(timely, '2026-03-10', 'Підготувати відповідь');
    await assign(timely, '2026-04-20', 'Пізніше');
    environment.set('2026-03-09T08:00:00.000Z');
    await inTime.execute();
    environment.set('2026-03-12T08:00:00.000Z');
    await slowly.execute();
    environment.set('2026-03-25T08:00:00.000Z');
    await rector.signIn();
    const found = valueOf(await rector.window.executionControl.late(PERIOD));
    expect(found.units).toEqual([{ unitId, name: 'Кафедра економіки' }]);
    expect(found).toMatchObject({
      total: 2,
      rows: [
        { personName: 'Гнатюк І. С.', registrationIndex: slowly.card.registrationIndex, dueOn: '2026-03-10', executedOn: '2026-03-12', daysLate: 2 },
        { personName: 'Коваль Н. П.', registrationIndex: overdue.card.registrationIndex, unitName: 'Кафедра економіки', dueOn: '2026-03-20', executedOn: null, daysLate: 5 },
      ],
    });
    expect(valueOf(await rector.window.executionControl.late({ ...PERIOD, from: '2026-03-11' })).total).toBe(1);
    expect(valueOf(await rector.window.executionControl.late({ ...PERIOD, unitId: 'no such unit' })).total).toBe(0);
    // Whoever leads nobody tells of nobody but himself.
    await late.signIn();
    expect(valueOf(await late.window.executionControl.late({ ...PERIOD, scope: 'subordinate' })).rows).toEqual([]);
    expect(valueOf(await late.window.executionControl.late({ ...PERIOD, scope: 'all' })).rows.map(({ personName }) => personName)).toEqual(['Коваль Н. П.']);
  });

  it.runIf(judgesPresent)('[CTRL-11] is a document in the words of the country, addressed to the head of the office, with a table and a place to sign', async () => {
    const { environment, rector, late, assign } = await office('KG');
    await assign(late, '2026-03-20', 'Подать план работы');
    environment.set('2026-03-25T08:00:00.000Z');
    await rector.signIn();
    const memo = valueOf(await rector.window.executionControl.lateMemo({ ...PERIOD, language: 'ru' }));
    expect(memo).toMatchObject({ pages: 1, rows: 1, fileName: 'Рапорт 01.03.2026–31.03.2026.pdf' });
    const text = textOf(memo.bytes).replaceAll(/\s+/g, ' ');
    for (const words of ['Рапорт', 'Литвинов О. В.', 'со сроком с 01.03.2026 по 31.03.2026 по состоянию на 25.03.2026', 'Коваль Н. П.', 'Кафедра економіки', '20.03.2026', 'не исполнено', 'Прошу принять меры']) expect(text).toContain(words);
    // In a language that the office writes no documents in, it is made in the office's first.
    expect(valueOf(await rector.window.executionControl.lateMemo({ ...PERIOD, language: 'uk' })).fileName).toContain('Билдирүү каты');
  });

  it('[CTRL-11] is not made where nobody was late', async () => {
    const { rector } = await office();
    expect(errorOf(await rector.window.executionControl.lateMemo({ ...PERIOD, language: 'uk' })).message).toBe('error.lateMemoEmpty');
  });
});
