import { describe, expect, it } from 'vitest';
import type { Conflict } from '#shared/contract/sync.ts';
import { founderOf, joinedDesk, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { errorOf, signIn, someRequisites, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';

async function twoDesks() {
  const house = await officeServer();
  const first = await founderOf(house);
  const second = await joinedDesk(house, 'second');
  const meet = async (): Promise<void> => {
    for (const desk of [first, second, first, second]) expect(await round(desk)).toBe('done');
  };
  return { first, second, meet };
}

async function openConflicts(desk: TestDesk): Promise<Conflict[]> {
  const client = desk.client();
  await signIn(client);
  return valueOf(await client.sync.conflicts({ after: null, settled: false })).conflicts;
}

const documentIds = ({ rooms }: TestDesk): string[] => rooms.store.database.prepare<[], string>('SELECT document_id FROM card ORDER BY card_key').pluck().all();
const subjects = ({ rooms }: TestDesk): string[] => rooms.store.database.prepare<[], string>('SELECT subject FROM card ORDER BY card_key').pluck().all();

async function correct(desk: TestDesk, documentId: string, subject: string): Promise<void> {
  const client = desk.client();
  await signIn(client);
  const { version } = valueOf(await client.registration.get({ documentId }));
  valueOf(await client.registration.correct({ documentId, basedOn: version, changes: { subject }, reason: 'уточнення' }));
}

async function fieldConflict() {
  const desks = await twoDesks();
  const { first, second, meet } = desks;
  await registerPapers(first, 1);
  await meet();
  const [documentId = ''] = documentIds(first);
  await correct(first, documentId, 'Перша тема');
  await correct(second, documentId, 'Друга тема');
  await meet();
  return { ...desks, documentId };
}

describe('conflicts that desks leave to the registrar', () => {
  it('a field that both changed: both values with who, when and which desk; the earlier one can be put back', async () => {
    const { first, second, meet, documentId } = await fieldConflict();
    const [conflict] = await openConflicts(first);
    // [NOT-01] Whoever wrote the later value had not seen the earlier one.
    for (const desk of [first, second]) expect(desk.rooms.store.database.prepare("SELECT kind, document_id FROM notification WHERE kind = 'conflictFound'").all()).toEqual([{ kind: 'conflictFound', document_id: documentId }]);
    expect(conflict).toMatchObject({
      sort: 'field',
      field: 'subject',
      document: { documentId },
      later: { value: 'Друга тема', actor: 'Роман Реєстратор', desk: '2', own: false },
      earlier: { value: 'Перша тема', desk: '1', own: true },
      decisions: ['later', 'earlier'],
      settled: null,
    });
    expect(valueOf(await first.client().desk.status({})).sync).toMatchObject({ conflicts: 1, refused: 0 });
    const settle = { conflictId: conflict?.conflictId ?? '', decision: 'earlier' as const, reason: '' };
    expect(errorOf(await first.client().sync.settle(settle)).message).toBe('error.conflictReason');
    expect(errorOf(await first.client().sync.settle({ ...settle, decision: 'bothStay' })).message).toBe('error.conflictDecision');
    const settled = valueOf(await first.client().sync.settle({ ...settle, reason: 'за оригіналом' }));
    expect(settled).toMatchObject({ decisions: [], settled: { decision: 'earlier', by: 'Роман Реєстратор', reason: 'за оригіналом' } });
    expect(subjects(first)).toEqual(['Перша тема']);
    // The other registrar had not seen it: of two decisions the one that came first to the server stands.
    await signIn(second.client());
    valueOf(await second.client().sync.settle({ ...settle, decision: 'later' }));
    await meet();
    for (const desk of [first, second]) {
      expect(subjects(desk)).toEqual(['Перша тема']);
      expect(valueOf(await desk.client().sync.conflicts({ after: null, settled: true })).conflicts[0]?.settled).toMatchObject({ decision: 'earlier' });
      expect(await openConflicts(desk)).toMatchObject([{ sort: 'command', reason: 'stale', document: null, later: { kind: 'conflict.settled', desk: '2' }, earlier: { kind: 'conflict.settled', desk: '1' } }]);
    }
    expect(errorOf(await second.client().sync.settle({ ...settle, decision: 'later' })).message).toBe('error.conflictSettled');
  });

  it('is not settled over a value that was changed once more since', async () => {
    const { first, documentId } = await fieldConflict();
    const [conflict] = await openConflicts(first);
    await correct(first, documentId, 'Третя тема');
    expect(errorOf(await first.client().sync.settle({ conflictId: conflict?.conflictId ?? '', decision: 'earlier', reason: 'так' })).message).toBe('error.conflictMovedOn');
    expect(await openConflicts(first)).toHaveLength(1);
  });

  it('[REG-17] the same letter registered at two desks: both stay until one is voided with its reason', async () => {
    const { first, second, meet } = await twoDesks();
    const bytes = new TextEncoder().encode('Той самий лист, надісланий двічі.');
    for (const desk of [first, second]) {
      const client = desk.client();
      await signIn(client);
      const { sha256, fileName } = await upload(client, 'лист.txt', bytes);
      const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters;
      const requisites = await someRequisites(client, {});
      valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter?.letterId ?? null, requisites, equalTo: null, knownSimilar: [], clockConfirmed: true }));
    }
    await meet();
    expect(documentIds(first)).toHaveLength(2);
    const [conflict] = await openConflicts(second);
    expect(conflict).toMatchObject({ sort: 'duplicate', decisions: ['oneVoided', 'bothStay'], later: { kind: 'card.registered' }, earlier: { kind: 'card.registered' } });
    const [document, other] = [conflict?.document, conflict?.otherDocument];
    expect(new Set([document?.documentId, other?.documentId])).toEqual(new Set(documentIds(first)));
    const settle = { conflictId: conflict?.conflictId ?? '', decision: 'oneVoided' as const, reason: 'зареєстровано двічі' };
    expect(errorOf(await second.client().sync.settle(settle)).message).toBe('error.conflictDecision');
    valueOf(await second.client().sync.settle({ ...settle, voidDocumentId: document?.documentId ?? '' }));
    await meet();
    for (const desk of [first, second]) {
      expect(await openConflicts(desk)).toEqual([]);
      expect(desk.rooms.store.database.prepare<[string], string>('SELECT state FROM card WHERE document_id = ?').pluck().get(document?.documentId ?? '')).toBe('void');
    }
  });

  it('a step that came after another had changed the document has no effect, and both say why', async () => {
    const { first, second, meet } = await twoDesks();
    await registerPapers(first, 1);
    await meet();
    const [documentId = ''] = documentIds(first);
    for (const desk of [first, second]) {
      const client = desk.client();
      await signIn(client);
      const { version } = valueOf(await client.registration.get({ documentId }));
      valueOf(await client.registration.void({ documentId, basedOn: version, reason: desk === first ? 'помилка' : 'повтор' }));
    }
    // Before the server has spoken, the step shows at its desk.
    await round(first);
    await round(second);
    const [conflict] = await openConflicts(second);
    expect(conflict).toMatchObject({ sort: 'command', reason: 'stale', document: { documentId, void: true }, later: { kind: 'card.voided', own: true, desk: '2' }, earlier: { kind: 'card.voided', desk: '1' }, decisions: ['noted', 'repeated'] });
    expect(valueOf(await second.client().desk.status({})).sync).toMatchObject({ refused: 1, conflicts: 0 });
    expect(second.rooms.store.database.prepare('SELECT void_reason FROM card').pluck().get()).toBe('помилка');
    valueOf(await second.client().sync.settle({ conflictId: conflict?.conflictId ?? '', decision: 'noted', reason: '' }));
    await meet();
    for (const desk of [first, second]) {
      expect(await openConflicts(desk)).toEqual([]);
      // The history tells the step that counts from the one that does not.
      await signIn(desk.client());
      const { history } = valueOf(await desk.client().registration.get({ documentId }));
      expect(history.filter(({ kind }) => kind === 'card.voided').map(({ desk: code, withoutEffect }) => ({ code, withoutEffect }))).toEqual([{ code: '1', withoutEffect: false }, { code: '2', withoutEffect: true }]);
    }
  });

  it('about a document that a person may not read are not shown to that person', async () => {
    const { first, second, meet } = await twoDesks();
    await registerPapers(first, 1, { restricted: true });
    await round(first);
    const [documentId = ''] = documentIds(first);
    expect(documentIds(second)).toEqual([]);
    await correct(first, documentId, 'Обмежено');
    await meet();
    const admin = second.client('admin');
    await signIn(admin, 'admin');
    expect(valueOf(await admin.sync.conflicts({ after: null, settled: false })).conflicts).toEqual([]);
  });
});
