import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Hello, type HelloAnswer, OPERATIONS_VERSION } from '#shared/sync/wire.ts';
import { deskFiles } from '../../../src-main/store/store.ts';
import { chainHash } from '../../../src-main/store/operation-log.ts';
import { HttpsLink } from '../../../src-main/sync/https-link.ts';
import { deskThatCanJoin, founderOf, joinedDesk, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { errorOf, signIn, type TestDesk, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function house() {
  const office = await officeServer();
  const first = await founderOf(office);
  await registerPapers(first, 1);
  await round(first);
  return { office, first };
}

const documentId = ({ rooms }: TestDesk): string => rooms.store.database.prepare<[], string>('SELECT document_id FROM card').pluck().get() ?? '';

/** A newer program's operation on the card, as the desk's own chain would hold it. */
function writeAsNewerProgram(desk: TestDesk, kind: string, v: number): void {
  const { log, database, identity, membership } = desk.rooms.store;
  const end = log.ownEnd();
  const entity = documentId(desk);
  const operation = { opId: crypto.randomUUID(), ...identity, deskSeq: end.deskSeq + 1, stream: 'main', kind, v, entity, seen: membership.cursor, basedOn: null, actor: null, onBehalfOf: null, at: new Date().toISOString(), zone: 'Europe/Kyiv', changes: [], payload: { documentId: entity, subject: 'Нова можливість' } };
  const body = Buffer.from(JSON.stringify(operation));
  database
    .prepare("INSERT INTO operation (place, own_seq, state, barred, note, op_id, stream, kind, v, entity, prev_hash, hash, body) VALUES (?, ?, 'pending', 'unknown', '{}', ?, 'main', ?, ?, ?, ?, ?, ?)")
    .run(2 ** 30 + operation.deskSeq, operation.deskSeq, operation.opId, kind, v, entity, end.hash, chainHash(end.hash, body), body);
}

describe('versions side by side', () => {
  it('a desk whose operations the server does not know keeps them until it does, and takes what there is', async () => {
    const { office, first } = await house();
    let highest = OPERATIONS_VERSION;
    // A server of before this release: it differs in what it says of itself alone.
    const ofItsVersion = (answer: HelloAnswer): HelloAnswer => (answer.answer === 'welcome' ? { ...answer, standing: { ...answer.standing, operations: { lowest: 1, highest } } } : answer);
    const dataDirectory = temporaryFolder();
    const witnessDirectory = temporaryFolder();
    const start = () => deskThatCanJoin('second', { dataDirectory, witnessDirectory, link: (place) => Object.assign(new HttpsLink(place), { hello: async (message: Hello) => ofItsVersion(await new HttpsLink(place).hello(message)) }) });
    const joined = await joinedDesk(office, 'second', { dataDirectory, witnessDirectory });
    await joined.close();
    const second = await start();
    await registerPapers(first, 1);
    await round(first);
    const [own] = await registerPapers(second, 1);
    highest = OPERATIONS_VERSION - 1;
    expect(await round(second)).toBe('refused');
    expect(valueOf(await second.client().sync.state({}))).toMatchObject({ link: 'refused', problem: { problem: 'olderServer' } });
    expect(second.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(3);
    expect(valueOf(await second.client().sync.state({})).queued).toBeGreaterThan(0);
    // The server is renewed: the conversation begins anew with it.
    highest = OPERATIONS_VERSION;
    await second.close();
    const later = await start();
    expect(await round(later)).toBe('done');
    expect(await round(first)).toBe('done');
    expect(first.rooms.store.database.prepare('SELECT registration_index FROM card').pluck().all()).toContain(own);
  });

  it('an operation of a newer program is kept as it came; its card is shown and not changed', async () => {
    const { office, first } = await house();
    const second = await joinedDesk(office, 'second');
    writeAsNewerProgram(first, 'card.foreseen', 1);
    expect(await round(first)).toBe('done');
    expect(await round(second)).toBe('done');
    const id = documentId(second);
    const client = second.client();
    await signIn(client);
    const shown = valueOf(await client.registration.get({ documentId: id }));
    expect(shown.readOnly).toBe(true);
    expect(shown.history.map(({ kind }) => kind)).toContain('card.foreseen');
    expect(errorOf(await client.registration.correct({ documentId: id, basedOn: shown.version, changes: { subject: 'Інша тема' }, reason: 'так' })).message).toBe('error.newerProgramNeeded');
    expect(second.rooms.store.log.verify().problems).toEqual([]);
    // Other documents are worked on as ever.
    await registerPapers(second, 1);
    expect(await round(second)).toBe('done');
  });

  it('what a newer program wrote is read when this one has been renewed', async () => {
    const { first } = await house();
    const id = documentId(first);
    const client = first.client();
    await signIn(client);
    const { version } = valueOf(await client.registration.get({ documentId: id }));
    valueOf(await client.registration.correct({ documentId: id, basedOn: version, changes: { subject: 'Виправлена тема' }, reason: 'так' }));
    await first.close();
    // As an older program would have left it: kept, and without effect.
    const file = new Database(deskFiles(first.dataDirectory).database);
    file.exec("UPDATE operation SET barred = 'unknown' WHERE kind = 'card.corrected'");
    file.exec("UPDATE card SET subject = 'Стара тема'");
    file.close();
    const renewed = await deskThatCanJoin('renewed', { dataDirectory: first.dataDirectory, machine: 'machine of founder' });
    expect(renewed.rooms.store.database.prepare('SELECT subject FROM card').pluck().get()).toBe('Виправлена тема');
    expect(renewed.rooms.store.log.hasUnknown(id)).toBe(false);
  });
});
