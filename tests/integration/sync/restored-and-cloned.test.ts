import { cpSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Conflict } from '#shared/contract/sync.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { type DeskOfOfficeOptions, deskThatCanJoin, founderOf, joinedDesk, officeServer, registerLetter, registerPapers, round, settle } from '../../support/office-of-desks.ts';
import { signIn, type TestDesk, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const WEEK = 5;

const indexes = ({ rooms }: TestDesk): string[] => rooms.store.database.prepare<[], string>('SELECT registration_index FROM card ORDER BY card_key').pluck().all();
const runs = ({ rooms }: TestDesk, given: readonly string[]): Set<string> =>
  new Set(given.map((index) => rooms.store.database.prepare<[string], string>('SELECT run FROM reg_number JOIN card USING (document_id) WHERE registration_index = ?').pluck().get(index) ?? 'none'));

async function syncState(desk: TestDesk) {
  const client = desk.client();
  await signIn(client);
  return valueOf(await client.sync.state({}));
}

async function openConflicts(desk: TestDesk): Promise<Conflict[]> {
  const client = desk.client();
  await signIn(client);
  return valueOf(await client.sync.conflicts({ after: null, settled: false })).conflicts;
}

/** Everybody exchanges until all have all. */
async function meet(...desks: readonly TestDesk[]): Promise<void> {
  for (const desk of [...desks, ...desks]) expect(await round(desk), desk.rooms.sync?.rounds.problem?.detail).toBe('done');
}

/** Desks that met: the same register at each, in which these papers stand once, and nothing is broken or waits. */
function expectWhole(desks: readonly TestDesk[], papers: readonly string[]): void {
  for (const desk of desks) {
    const { store } = desk.rooms;
    expect(indexes(desk).toSorted()).toEqual([...papers].toSorted());
    expect(store.log.pendingCount()).toBe(0);
    expect(store.log.verify().problems).toEqual([]);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  }
  expect(new Set(papers).size).toBe(papers.length);
}

/** An office of two desks; the second one's machine, folder and witness are known, so that it can be started again. */
async function office() {
  const house = await officeServer();
  const first = await founderOf(house);
  await round(first);
  const machine = { machine: 'machine of second', witnessDirectory: temporaryFolder(), dataDirectory: temporaryFolder() };
  let starts = 0;
  const start = (changes: DeskOfOfficeOptions = {}): Promise<TestDesk> => {
    starts += 1;
    return deskThatCanJoin(`second, start ${starts}`, { ...machine, ...changes });
  };
  const second = await joinedDesk(house, 'second', machine);
  const before = await registerPapers(second, 3);
  await meet(second, first);
  await second.close();
  return { house, first, machine, start, before };
}

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** A desk brought back to last week, with what clerks have in their hands of the week that it does not know of. */
async function restored() {
  const { house, first, machine, start, before } = await office();
  const backup = copyOf(machine.dataDirectory);
  const working = await start();
  const identity = working.rooms.store.identity.desk;
  const week: string[] = [];
  for (let day = 0; day < WEEK; day += 1) {
    week.push(...(await registerPapers(working, 2)), ...(await registerPapers(first, 1)));
    await meet(working, first);
  }
  const letter = await registerLetter(working, 'лист тижня.txt', new TextEncoder().encode('Зміст листа'));
  week.push(letter.registrationIndex);
  await settle(working);
  await settle(first);
  // Stamped, and lost with the disk before any server had them: their numbers must stay out of use all the same.
  await house.stop();
  const lost = await registerPapers(working, 2);
  await working.close();
  rmSync(machine.dataDirectory, { recursive: true });
  cpSync(backup, machine.dataDirectory, { recursive: true });
  const desk = await start();
  expect(indexes(desk)).toEqual(before);
  return { house, first, desk, identity, letter, lost, known: [...before, ...week] };
}

describe('a desk restored from last week’s backup', () => {
  it('is told, gives no number a second time without its link, and with it has the whole week again under a new identity', async () => {
    const { house, first, desk, identity, letter, lost, known } = await restored();
    expect(await round(desk)).toBe('unreachable');
    expect(await syncState(desk)).toMatchObject({ link: 'offline', numberSafety: 'ahead', problem: { problem: 'unreachable' } });
    const offline = await registerPapers(desk, 3);
    expect([...known, ...lost].filter((index) => offline.includes(index))).toEqual([]);
    // None of them is of the office's run: what was leased to the former desk is not touched.
    expect(runs(desk, offline)).toEqual(new Set(['2']));

    await house.start();
    expect(await round(desk)).toBe('done');
    expect(desk.rooms.store.log.pendingCount()).toBe(0);
    const state = await syncState(desk);
    expect(state).toMatchObject({ link: 'online', numberSafety: 'safe', behind: 0, refused: 0, conflicts: 0, problem: null, server: { deskCode: '2' } });
    expect(state.server?.desk).not.toBe(identity);
    const online = await registerPapers(desk, 3);
    expect(runs(desk, online)).toEqual(new Set(['']));
    await meet(desk, first);
    expectWhole([first, desk], [...known, ...offline, ...online]);
    expect([...offline, ...online].filter((index) => lost.includes(index))).toEqual([]);
    // The file of a letter of that week is opened again where the letter was registered.
    await settle(desk);
    const client = desk.client();
    await signIn(client);
    const { piece } = valueOf(await client.files.read({ sha256: letter.sha256, offset: 0, length: 100 }));
    expect(new TextDecoder().decode(piece)).toBe('Зміст листа');
  });

  it('with its link at once needs nobody', async () => {
    const { house, first, desk, identity, lost, known } = await restored();
    await house.start();
    expect(await round(desk)).toBe('done');
    expect(desk.rooms.store.identity.desk).not.toBe(identity);
    expect(await syncState(desk)).toMatchObject({ numberSafety: 'safe', problem: null, conflicts: 0 });
    const online = await registerPapers(desk, 2);
    await house.stop();
    const offline = await registerPapers(desk, 2);
    await house.start();
    await meet(desk, first);
    expectWhole([first, desk], [...known, ...online, ...offline]);
    expect([...online, ...offline].filter((index) => lost.includes(index))).toEqual([]);
    // The former identity does not come back: numbers of its leases are void, with their reason.
    expect(await openConflicts(first)).toEqual([]);
  });
});

describe('a cloned data directory', () => {
  it('on another machine is told so, counts in a run of its own, and both go on', async () => {
    const { house, first, machine, start, before } = await office();
    const copy = copyOf(machine.dataDirectory);
    const original = await start();
    const clone = await start({ dataDirectory: copy, machine: 'another machine', witnessDirectory: temporaryFolder() });
    await house.stop();
    expect((await syncState(original)).numberSafety).toBe('safe');
    expect((await syncState(clone)).numberSafety).toBe('lost');
    const offline = [...(await registerPapers(original, 2)), ...(await registerPapers(clone, 2))];
    await house.start();
    await meet(clone, original, first);
    expect(new Set([first, original, clone].map(({ rooms }) => rooms.store.identity.desk)).size).toBe(3);
    for (const desk of [original, clone]) expect(await syncState(desk)).toMatchObject({ link: 'online', numberSafety: 'safe', conflicts: 0, problem: null });
    const online = [...(await registerPapers(clone, 2)), ...(await registerPapers(original, 2)), ...(await registerPapers(first, 1))];
    await house.stop();
    const again = [...(await registerPapers(clone, 2)), ...(await registerPapers(original, 2))];
    await house.start();
    await meet(original, clone, first);
    expectWhole([first, original, clone], [...before, ...offline, ...online, ...again]);
    expect(await openConflicts(first)).toEqual([]);
  });

  it('beside the original on its machine gives no number that the other gave, and both go on', async () => {
    const { house, first, machine, start, before } = await office();
    const copy = copyOf(machine.dataDirectory);
    const [original, clone] = [await start(), await start({ dataDirectory: copy })];
    await house.stop();
    const offline: string[] = [];
    for (const desk of [original, clone, original, clone]) offline.push(...(await registerPapers(desk, 1)));
    expect(new Set(offline).size).toBe(4);
    await house.start();
    await meet(original, clone, first);
    expect(original.rooms.store.identity.desk).not.toBe(clone.rooms.store.identity.desk);
    for (const desk of [original, clone]) expect((await syncState(desk)).numberSafety).toBe('safe');
    const online = [...(await registerPapers(clone, 2)), ...(await registerPapers(original, 2))];
    await meet(original, clone, first);
    expectWhole([first, original, clone], [...before, ...offline, ...online]);
    expect(await openConflicts(first)).toEqual([]);
  });

  it('with its whole machine and its witness, both without a link: the numbers that both gave are flagged, and a registrar settles them', async () => {
    const { house, first, machine, start, before } = await office();
    const image = { dataDirectory: copyOf(machine.dataDirectory), witnessDirectory: copyOf(machine.witnessDirectory) };
    const [original, clone] = [await start(), await start(image)];
    await house.stop();
    const ours = await registerPapers(original, 2);
    // No one can know of the other: the honest limit of work without a link.
    const theirs = await registerPapers(clone, 2);
    expect(theirs).toEqual(ours);
    await house.start();
    await meet(original, clone, first);
    expect(original.rooms.store.identity.desk).not.toBe(clone.rooms.store.identity.desk);
    const flagged = theirs.map((index) => `${index}-а`);
    expectWhole([first, original, clone], [...before, ...ours, ...flagged]);

    for (const desk of [first, original, clone]) expect(await syncState(desk)).toMatchObject({ conflicts: 2, problem: null, numberSafety: 'safe' });
    const conflicts = await openConflicts(clone);
    expect(conflicts.map(({ document }) => document?.registrationIndex ?? '').toSorted()).toEqual(flagged.toSorted());
    for (const conflict of conflicts) {
      expect(conflict).toMatchObject({ sort: 'number', decisions: ['noted', 'oneVoided'], later: { kind: 'card.registered', own: true }, earlier: { kind: 'card.registered' }, settled: null });
      expect(`${conflict.otherDocument?.registrationIndex}-а`).toBe(conflict.document?.registrationIndex);
    }
    const [kept, voided] = conflicts;
    const client = clone.client();
    valueOf(await client.sync.settle({ conflictId: kept?.conflictId ?? '', decision: 'noted', reason: '' }));
    valueOf(await client.sync.settle({ conflictId: voided?.conflictId ?? '', decision: 'oneVoided', reason: 'номер видано двічі', voidDocumentId: voided?.document?.documentId ?? '' }));
    const after = [...(await registerPapers(clone, 2)), ...(await registerPapers(original, 2))];
    await meet(clone, original, first);
    expectWhole([first, original, clone], [...before, ...ours, ...flagged, ...after]);
    for (const desk of [first, original, clone]) {
      expect(await openConflicts(desk)).toEqual([]);
      expect(desk.rooms.store.database.prepare<[], string>("SELECT registration_index FROM card WHERE state = 'void'").pluck().all()).toEqual([voided?.document?.registrationIndex]);
    }
  });
});
