import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GENESIS_HASH, GENESIS_PLACE } from '#shared/sync/wire.ts';
import { type DeskRow, type LeaseRow, type NumberRow, type Store, type StoredOperation, UnknownOrganisation } from '../../../src-server/stores/store.ts';
import { storeKinds } from '../../support/central-server/stores.ts';

const ORG = 'organisation';
const kinds = storeKinds();

for (const kind of kinds) {
  describe.skipIf(kind.skipped !== null)(`the store on ${kind.name}`, () => {
    let open: () => Promise<Store>;
    let store: Store;

    beforeEach(async () => {
      open = await kind.place();
      store = await open();
      await store.createOrganisation(ORG, 'Кеңсе', 1000);
    });
    afterEach(() => store.close());

    it('keeps what was committed for the next opening, and one secret for all nodes', async () => {
      await store.change(ORG, (change) => change.insertOperations([operation(1)]));
      const secret = await store.secret('first');
      const other = await open();
      expect(await other.secret('second')).toBe(secret);
      expect(await other.organisations()).toEqual([{ organisation: ORG, name: 'Кеңсе', seq: 1, recovery: null }]);
      expect((await other.page(ORG, query())).operations).toMatchObject([{ seq: 1, opId: 'op-1', body: 'body 1 – ә' }]);
      await other.close();
    });

    it('can be made by several nodes at once', async () => {
      const openAnother = await kind.place();
      const nodes = await Promise.all([openAnother(), openAnother(), openAnother()]);
      const secrets = await Promise.all(nodes.map((node, index) => node.secret(`secret ${index}`)));
      expect(new Set(secrets).size).toBe(1);
      await Promise.all(nodes.map((node) => node.close()));
    });

    it('keeps nothing of a transaction that failed', async () => {
      const failing = store.change(ORG, async (change) => {
        await change.insertOperations([operation(1)]);
        await change.saveActors([{ accountId: 'a', active: true, roles: [], desks: null }]);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await store.page(ORG, query())).toMatchObject({ operations: [], head: 0 });
      expect(await store.change(ORG, (change) => change.actors(['a']))).toEqual([]);
    });

    it('knows which operations name a file, each way once, and whether its bytes are held', async () => {
      await store.createOrganisation('other', 'Other', 1);
      const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
      const named = (sha256: string, desk: string, size: number | null, at: number, stream = 'main') => ({ sha256, desk, size, at, stream });
      await store.change(ORG, (change) => change.saveFileNames([named(a, 'one', 5, 10), named(a, 'one', 5, 10), named(a, 'two', null, 11, 'restricted'), named(b, 'one', null, 12)]));
      await store.change(ORG, (change) => change.saveFileNames([named(a, 'one', 5, 99), named(b, 'two', 7, 99)]));
      await store.change(ORG, (change) => change.saveFileNames([]));
      expect(await store.fileNames(ORG, a)).toEqual([{ sha256: a, stream: 'main', desk: 'one', size: 5 }, { sha256: a, stream: 'restricted', desk: 'two', size: null }]);
      expect(await store.fileNames('other', a)).toEqual([]);
      expect(await store.file(ORG, a)).toEqual({ sha256: a, size: null, namedAt: 10, heldAt: null, erasedAt: null });
      expect(await store.file('other', a)).toBeNull();
      expect(await store.fileTotals(ORG)).toEqual({ held: 0, bytes: 0, missing: 2 });
      expect(await store.missingFiles(ORG, 10)).toEqual([{ sha256: a, size: 5, namedAt: 10, heldAt: null, erasedAt: null, desks: ['one', 'two'] }, { sha256: b, size: 7, namedAt: 12, heldAt: null, erasedAt: null, desks: ['one', 'two'] }]);
      expect(await store.missingFiles(ORG, 1)).toHaveLength(1);
      await store.markHeld(ORG, a, 5_000_000_000, 20);
      await store.markHeld(ORG, a, 6, 30);
      await store.markHeld('other', b, 6, 30);
      expect(await store.file(ORG, a)).toMatchObject({ size: 5_000_000_000, heldAt: 20 });
      expect(await store.file('other', b)).toBeNull();
      expect(await store.fileTotals(ORG)).toEqual({ held: 1, bytes: 5_000_000_000, missing: 1 });
      expect(await store.fileTotals('other')).toEqual({ held: 0, bytes: 0, missing: 0 });
    });

    it('[ARC-04] keeps which files are destroyed: held by nobody, missing to nobody, wanted again when something new names them', async () => {
      await store.createOrganisation('other', 'Other', 1);
      const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
      const named = (sha256: string) => ({ sha256, desk: 'one', size: 5, at: 10, stream: 'main' });
      for (const organisation of [ORG, 'other']) await store.change(organisation, (change) => change.saveFileNames([named(a), named(b)]));
      await store.markHeld(ORG, a, 5, 20);
      await store.markHeld('other', a, 5, 20);
      expect(await store.erasureRead(ORG)).toBe(0);
      expect(await store.erasedAct(ORG, 'act')).toBeNull();
      const act = { actId: 'act', cases: 1, filesRemoved: 2, filesKept: 0 };
      for (let turn = 0; turn < 2; turn += 1) await store.change(ORG, (change) => change.saveErasure({ documents: [{ documentId: 'd', caseId: 'c', actId: 'act' }], files: [a, b], acts: [act], through: 7, at: 30 }));
      expect(await store.erasureRead(ORG)).toBe(7);
      expect(await store.erasedAct(ORG, 'act')).toEqual(act);
      expect(await store.erasedAct('other', 'act')).toBeNull();
      expect(await store.file(ORG, a)).toMatchObject({ heldAt: 20, erasedAt: 30 });
      expect(await store.fileTotals(ORG)).toEqual({ held: 0, bytes: 0, missing: 0 });
      expect(await store.missingFiles(ORG, 10)).toEqual([]);
      expect(await store.filesToRemove(ORG, 10)).toEqual([a]);
      // Another organisation holds the same content.
      expect(await store.isHeldAnywhere(a)).toBe(true);
      expect(await store.isHeldAnywhere(b)).toBe(false);
      await store.markRemoved(ORG, a);
      await store.markRemoved('other', a);
      expect(await store.filesToRemove(ORG, 10)).toEqual([]);
      expect(await store.file('other', a)).toMatchObject({ heldAt: 20, erasedAt: null });
      // Its bytes are not taken any more.
      await store.markHeld(ORG, b, 5, 40);
      expect(await store.file(ORG, b)).toMatchObject({ heldAt: null });
      await store.change(ORG, (change) => change.nameAgain([{ sha256: a, documentId: 'd' }, { sha256: b, documentId: 'e' }]));
      expect(await store.file(ORG, a)).toMatchObject({ heldAt: null, erasedAt: 30 });
      expect(await store.file(ORG, b)).toMatchObject({ erasedAt: null });
      expect(await store.fileTotals(ORG)).toEqual({ held: 0, bytes: 0, missing: 1 });
    });

    it('gives accepted operations of some kinds, outside a transaction and inside', async () => {
      await store.change(ORG, (change) => change.insertOperations([operation(1), operation(2), operation(3)]));
      const { kind } = operation(2);
      const query = { kinds: [kind], after: 1, until: 3, limit: 5 };
      expect((await store.bodiesOfKinds(ORG, query)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect((await store.bodiesOfKinds(ORG, { ...query, until: 2 })).map(({ seq }) => seq)).toEqual([2]);
      expect(await store.bodiesOfKinds(ORG, { ...query, kinds: ['another.kind'] })).toEqual([]);
      expect((await store.change(ORG, (change) => change.bodiesOfKinds({ ...query, limit: 1 }))).map(({ seq }) => seq)).toEqual([2]);
    });

    it('gives the log for reading and keeps how it was read', async () => {
      await store.change(ORG, (change) => change.insertOperations([operation(1), operation(2), operation(3)]));
      expect(await store.change(ORG, (change) => change.filesReadAs())).toBeNull();
      for (const readAs of ['first', 'second']) await store.change(ORG, (change) => change.saveFilesReadAs(readAs));
      expect(await store.change(ORG, (change) => change.filesReadAs())).toBe('second');
      const page = await store.change(ORG, (change) => change.bodiesAfter(1, 1));
      expect(page).toEqual([{ seq: 2, stream: operation(2).stream, desk: operation(2).desk, status: operation(2).status, body: operation(2).body }]);
    });

    it('knows no organisation that was not made', async () => {
      await expect(store.change('another', async () => undefined)).rejects.toThrow(UnknownOrganisation);
    });

    it('holds the organisation: what two nodes read and write in it comes one after the other', async () => {
      const other = await open();
      const count = (node: Store) =>
        node.change(ORG, async (change) => {
          const [counter] = await change.counters([{ journalId: 'j', serialYear: 0 }]);
          await change.saveCounters([{ journalId: 'j', serialYear: 0, next: (counter?.next ?? 0) + 1 }]);
        });
      await Promise.all(Array.from({ length: 20 }, (_, index) => count(index % 2 === 0 ? store : other)));
      expect(await store.journals(ORG)).toMatchObject([{ next: 20 }]);
      await other.close();
    });

    it('sees in a transaction the rows that one before it only added', async () => {
      // At REPEATABLE READ a transaction that waits for the lock would go on with the state from before it waited.
      const other = await open();
      const ids = Array.from({ length: 12 }, (_, index) => `person ${index}`);
      const add = (node: Store, accountId: string) =>
        node.change(ORG, async (change) => {
          const before = await change.actors(ids);
          await change.saveActors([{ accountId, active: true, roles: [], desks: null }]);
          return before.length;
        });
      const seen = await Promise.all(ids.map((id, index) => add(index % 2 === 0 ? store : other, id)));
      expect(seen.toSorted((a, b) => a - b)).toEqual(ids.map((_, index) => index));
      await other.close();
    });

    it('does not change one organisation with another', async () => {
      await store.createOrganisation('another', 'Another', 2000);
      await store.change(ORG, (change) => change.insertOperations([operation(1)]));
      expect(await store.change('another', async (change) => [...(await change.operations(['op-1'])), ...(await change.entityHeads(['entity'])), ...(await change.streamHeads(['main']))])).toEqual([]);
      expect(await store.page('another', query())).toMatchObject({ operations: [], head: 0 });
    });

    it('refuses a second operation in a place, under an id, and in a place of a chain', async () => {
      await store.change(ORG, (change) => change.insertOperations([operation(1)]));
      for (const twice of [{ ...operation(2), seq: 1 }, { ...operation(2), opId: 'op-1' }, { ...operation(2), deskSeq: 1 }, { ...operation(2), streamSeq: 1 }]) {
        await expect(store.change(ORG, (change) => change.insertOperations([twice]))).rejects.toThrow(/unique/i);
      }
      expect((await store.page(ORG, query())).head).toBe(1);
    });

    it('finds operations, heads and changes of entities', async () => {
      await store.change(ORG, async (change) => {
        await change.insertOperations([operation(1), { ...operation(2), kind: 'card.corrected' }, { ...operation(3), kind: 'card.corrected', status: 'rejected', note: { reason: 'stale' } }, { ...operation(4), kind: 'card.corrected', entity: 'another' }]);
        await change.moveEntityHeads([{ entity: 'entity', seq: 1 }]);
        await change.moveEntityHeads([{ entity: 'entity', seq: 2 }, { entity: 'another', seq: 4 }]);
      });
      await store.change(ORG, async (change) => {
        expect(await change.operations(['op-3', 'unknown'])).toEqual([{ opId: 'op-3', seq: 3, hash: hash(3), status: 'rejected', note: { reason: 'stale' } }]);
        expect(await change.operations([])).toEqual([]);
        expect((await change.entityHeads(['entity', 'another', 'none'])).toSorted((a, b) => a.seq - b.seq)).toEqual([{ entity: 'entity', seq: 2 }, { entity: 'another', seq: 4 }]);
        expect([...(await change.streamHeads(['main', 'none']))]).toEqual([['main', 4]]);
        expect(await change.changesAfter([{ entity: 'entity', seq: 0 }], ['card.corrected'])).toEqual([{ entity: 'entity', seq: 2, opId: 'op-2', desk: 'desk', body: 'body 2 – ә' }]);
        expect(await change.changesAfter([{ entity: 'entity', seq: 2 }, { entity: 'another', seq: 3 }], ['card.corrected'])).toMatchObject([{ opId: 'op-4' }]);
        expect(change.organisation.seq).toBe(4);
      });
    });

    it('reads pages by count, by bytes, by stream and by desk', async () => {
      await store.change(ORG, (change) => change.insertOperations([operation(1), { ...operation(2), stream: 'restricted', streamSeq: 1 }, { ...operation(3), streamSeq: 2, desk: 'other', deskSeq: 1 }, { ...operation(4), stream: 'restricted', streamSeq: 2, desk: 'other', deskSeq: 2 }]));
      const places = async (changes: Partial<Parameters<Store['page']>[1]>) => {
        const page = await store.page(ORG, { ...query(), ...changes });
        return { seqs: page.operations.map(({ seq }) => seq), more: page.more };
      };
      expect(await places({})).toEqual({ seqs: [1, 3], more: false });
      expect(await places({ streams: ['main', 'restricted'] })).toEqual({ seqs: [1, 2, 3, 4], more: false });
      expect(await places({ desks: ['other'] })).toEqual({ seqs: [1, 3, 4], more: false });
      expect(await places({ streams: [], desks: [] })).toEqual({ seqs: [], more: false });
      expect(await places({ after: 1 })).toEqual({ seqs: [3], more: false });
      expect(await places({ limit: 1 })).toEqual({ seqs: [1], more: true });
      expect(await places({ limit: 2 })).toEqual({ seqs: [1, 3], more: false });
      // Each body counts 10 bytes; a first one that is too large comes alone.
      expect(await places({ streams: ['main', 'restricted'], bytes: 25 })).toEqual({ seqs: [1, 2], more: true });
      expect(await places({ streams: ['main', 'restricted'], bytes: 20 })).toEqual({ seqs: [1, 2], more: true });
      expect(await places({ streams: ['main', 'restricted'], bytes: 5 })).toEqual({ seqs: [1], more: true });
      expect(await places({ streams: ['main', 'restricted'], bytes: 5, after: 3 })).toEqual({ seqs: [4], more: false });
    });

    it('reads one stream by its own places, up to a place of the order, and finds where an operation stands', async () => {
      await store.change(ORG, (change) => change.insertOperations([operation(1), { ...operation(2), stream: 'restricted', streamSeq: 1 }, { ...operation(3), streamSeq: 2 }, { ...operation(4), streamSeq: 3 }]));
      const seqs = async (given: Partial<Parameters<Store['streamPage']>[1]>) => {
        const { operations, more } = await store.streamPage(ORG, { stream: 'main', after: 0, until: 9, limit: 9, bytes: 9999, ...given });
        return [operations.map(({ seq }) => seq), more];
      };
      expect(await seqs({})).toEqual([[1, 3, 4], false]);
      expect(await seqs({ after: 1, limit: 1 })).toEqual([[3], true]);
      expect(await seqs({ until: 3 })).toEqual([[1, 3], false]);
      expect(await seqs({ bytes: 1 })).toEqual([[1], true]);
      expect(await seqs({ stream: 'restricted' })).toEqual([[2], false]);
      expect((await store.page(ORG, { ...query(), until: 3 })).operations.map(({ seq }) => seq)).toEqual([1, 3]);
      expect([await store.placeOf(ORG, 'op-3'), await store.placeOf(ORG, 'op-9'), await store.placeOf('other', 'op-3')]).toEqual([3, null, null]);
    });

    it('keeps which parts of the log are sealed, the first of two nodes that seal the same', async () => {
      const part = { lastStreamSeq: 10, firstSeq: 1, lastSeq: 12, size: 100, sha256: 'a'.repeat(64) };
      await store.saveSegment(ORG, { ...part, lastStreamSeq: 20, firstSeq: 13, lastSeq: 25 });
      await store.saveSegment(ORG, part);
      await store.saveSegment(ORG, { ...part, sha256: 'b'.repeat(64) });
      expect(await store.segments(ORG)).toEqual([part, { ...part, lastStreamSeq: 20, firstSeq: 13, lastSeq: 25 }]);
      expect(await store.segments('other')).toEqual([]);
      expect(await store.segment(ORG, 12)).toEqual(part);
      expect(await store.segment(ORG, 10)).toBeNull();
      expect(await store.segment('other', 12)).toBeNull();
    });

    it('knows who works at certain desks only', async () => {
      await store.change(ORG, (change) => change.saveActors([{ accountId: 'a', active: true, roles: [], desks: ['2', '3'] }, { accountId: 'b', active: true, roles: [], desks: null }]));
      expect(await store.change(ORG, (change) => change.enrolledActors())).toEqual([{ accountId: 'a', active: true, roles: [], desks: ['2', '3'] }]);
      await store.change(ORG, (change) => change.saveActors([{ accountId: 'a', active: true, roles: [], desks: null }]));
      expect(await store.change(ORG, (change) => change.enrolledActors())).toEqual([]);
    });

    it('keeps desks, their contacts and their codes', async () => {
      await store.change(ORG, async (change) => {
        await change.saveDesks([desk('a'), desk('b')]);
        await change.saveEnrolmentCode({ codeHash: 'hash', organisation: ORG, wishedCode: null, expiresAt: 5000, usedBy: null });
      });
      const changed: DeskRow = { ...desk('a'), state: 'fenced', fence: 'fork', founder: true, foundingUntil: 7, family: ['x', 'y'], streams: ['main', 'restricted'], last: { deskSeq: 3, hash: hash(3), opId: 'op-3' } };
      await store.change(ORG, async (change) => {
        await change.saveDesks([changed]);
        await change.saveEnrolmentCode({ codeHash: 'hash', organisation: ORG, wishedCode: null, expiresAt: 5000, usedBy: 'a' });
      });
      expect(await store.desk('a')).toEqual(changed);
      expect(await store.desk('none')).toBeNull();
      expect(await store.enrolmentCode('hash')).toMatchObject({ usedBy: 'a', expiresAt: 5000 });
      expect(await store.enrolmentCode('none')).toBeNull();
      await store.noteContact(ORG, 'a', 6000, 17);
      await store.noteContact(ORG, 'a', 7000, null);
      expect(await store.deskContacts(ORG)).toMatchObject([{ desk: 'a', seenAt: 7000, pulled: 17 }, { desk: 'b', seenAt: null, pulled: 0 }]);
      await store.createOrganisation('another', 'Another', 2000);
      await expect(store.change('another', (change) => change.saveDesks([{ ...desk('a'), organisation: 'another' }]))).rejects.toThrow(/unique/i);
    });

    it('keeps the ledger, its counters and its conflicts', async () => {
      const used: NumberRow = { journalId: 'j', serialYear: 2026, run: '', number: 3, state: 'used', leaseId: null, opId: 'op-1', documentId: 'd', voidReason: null, voidAct: null, uses: 1, history: [{ reason: 'skipped', act: 'op-9' }] };
      await store.change(ORG, async (change) => {
        await change.insertOperations([operation(1)]);
        await change.saveNumbers([used]);
        // A number that has a row keeps it.
        await change.insertNumberRanges([{ journalId: 'j', serialYear: 2026, first: 1, last: 4, state: 'void', leaseId: null, voidReason: 'skipped', voidAct: 'op-1' }]);
        await change.saveNumbers([{ ...used, run: '7', history: [] }]);
        await change.saveCounters([{ journalId: 'j', serialYear: 2026, next: 5 }]);
        await change.saveNumberConflicts([{ opId: 'op-1', kind: 'used', journalId: 'j', serialYear: 2026, run: '', number: 3, documentId: 'd', suffix: 'а' }]);
        await change.saveFieldConflicts([{ opId: 'op-1', field: 'subject', otherOpId: 'op-0', entity: 'd' }]);
      });
      await store.change(ORG, async (change) => {
        const rows = await change.numbers([{ journalId: 'j', serialYear: 2026, run: '', number: 3 }, { journalId: 'j', serialYear: 2026, run: '', number: 4 }, { journalId: 'j', serialYear: 2025, run: '', number: 4 }]);
        expect(rows.toSorted((a, b) => a.number - b.number)).toEqual([used, { ...used, number: 4, state: 'void', opId: null, documentId: null, voidReason: 'skipped', voidAct: 'op-1', uses: 0, history: [] }]);
        expect(await change.firstNumberFrom('j', 2026, 3)).toBe(3);
        expect(await change.firstNumberFrom('j', 2026, 5)).toBeNull();
        expect(await change.counters([{ journalId: 'j', serialYear: 2026 }, { journalId: 'j', serialYear: 2025 }])).toEqual([{ journalId: 'j', serialYear: 2026, next: 5 }]);
      });
      expect(await store.journals(ORG)).toEqual([{ journalId: 'j', serialYear: 2026, next: 5, used: 1, leased: 0, void: 3 }]);
      expect((await store.missingNumbers(ORG, 'j', 2026)).map(({ number, voidAct }) => [number, voidAct])).toEqual([[1, 'op-1'], [2, 'op-1'], [4, 'op-1']]);
      expect(await store.numberConflicts(ORG)).toMatchObject([{ opId: 'op-1', suffix: 'а' }]);
      expect(await store.fieldConflicts(ORG)).toEqual([{ opId: 'op-1', field: 'subject', otherOpId: 'op-0', entity: 'd' }]);
    });

    it('keeps leases, and voids what is left of them', async () => {
      const lease: LeaseRow = { leaseId: 'l', desk: 'a', epoch: 1, requestId: 'r', journalId: 'j', serialYear: 2026, first: 1, last: 4, expiresAt: 9000, active: true };
      await store.change(ORG, async (change) => {
        await change.saveDesks([desk('a')]);
        await change.saveLeases([lease]);
        await change.insertNumberRanges([{ journalId: 'j', serialYear: 2026, first: 1, last: 4, state: 'leased', leaseId: 'l', voidReason: null, voidAct: null }]);
        await change.saveCounters([{ journalId: 'j', serialYear: 2026, next: 5 }]);
      });
      await store.change(ORG, async (change) => {
        expect(await change.leaseOfRequest('a', 1, 'r')).toEqual(lease);
        expect(await change.leaseOfRequest('a', 2, 'r')).toBeNull();
        expect(await change.leases(['l', 'none'])).toEqual([lease]);
        expect(await change.activeLeasesOf('a')).toEqual([lease]);
        expect(await change.outstanding('a', 'j', 2026)).toBe(4);
        const [row] = await change.numbers([{ journalId: 'j', serialYear: 2026, run: '', number: 3 }]);
        if (row !== undefined) await change.saveNumbers([{ ...row, state: 'used', uses: 1, documentId: 'd', opId: 'op' }]);
        await change.voidLeased([{ leaseId: 'l', from: 2 }], { actId: 'act', at: 8000, reason: 'released', desk: 'a' });
        expect(await change.outstanding('a', 'j', 2026)).toBe(1);
      });
      expect(await store.leasedNumbers()).toBe(1);
      expect(await store.leasesExpiredBefore(9000)).toEqual([]);
      expect(await store.leasesExpiredBefore(9001)).toEqual([{ organisation: ORG, leaseId: 'l', desk: 'a' }]);
      expect(await store.missingNumbers(ORG, 'j', 2026)).toEqual([
        { number: 1, state: 'leased', voidReason: null, voidAct: null, voidAt: null, leaseId: 'l', deskCode: 'a', leaseExpiresAt: 9000 },
        { number: 2, state: 'void', voidReason: 'released', voidAct: 'act', voidAt: 8000, leaseId: 'l', deskCode: 'a', leaseExpiresAt: 9000 },
        { number: 4, state: 'void', voidReason: 'released', voidAct: 'act', voidAt: 8000, leaseId: 'l', deskCode: 'a', leaseExpiresAt: 9000 },
      ]);
    });

    it('gathers what desks give back, each place once, and forgets it with the end of the recovery', async () => {
      const kept = (seq: number, opId = `op-${seq}`) => ({ seq, stream: 'main', opId, prevHash: GENESIS_HASH, hash: GENESIS_HASH, status: 'accepted' as const, note: { numberSuffix: 'ә' }, body: `{"дене":${seq}}` });
      const lease: LeaseRow = { leaseId: 'l', desk: 'd', epoch: 1, requestId: 'l', journalId: 'j', serialYear: 2026, first: 3, last: 7, expiresAt: 99, active: true };
      await store.change(ORG, (change) => change.recovery.set('r1'));
      expect(await store.organisations()).toMatchObject([{ recovery: 'r1' }]);
      await store.change(ORG, async ({ recovery }) => {
        await recovery.keep([kept(4), kept(2)]);
        await recovery.keep([kept(2, 'another'), kept(3)]);
        await recovery.keepLeases([lease]);
        await recovery.keepLeases([lease]);
        await recovery.noteGiven('d', 5);
        await recovery.noteGiven('d', 6);
      });
      await store.change(ORG, async ({ recovery, organisation }) => {
        expect(organisation.recovery).toBe('r1');
        expect(await recovery.keptAfter(0, 2)).toEqual([kept(2), kept(3)]);
        expect(await recovery.keptAfter(3, 10)).toEqual([kept(4)]);
        expect(await recovery.keptAt([4, 9])).toEqual([kept(4)]);
        expect(await recovery.keptCount()).toBe(3);
        expect(await recovery.keptLeases()).toEqual([lease]);
        expect(await recovery.given()).toEqual([{ desk: 'd', at: 5 }]);
        await recovery.set(null);
      });
      await store.change(ORG, async ({ recovery, organisation }) => {
        expect(organisation.recovery).toBeNull();
        expect([await recovery.keptCount(), await recovery.keptLeases(), await recovery.given()]).toEqual([0, [], []]);
      });
    });

    it('answers those who read while many wait to change the same organisation', async () => {
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      const order: number[] = [];
      const changes = [store.change(ORG, () => held), ...Array.from({ length: 40 }, (_, index) => store.change(ORG, async () => void order.push(index)))];
      await store.ping();
      expect(await store.organisations()).toHaveLength(1);
      expect(order).toEqual([]);
      goOn();
      await Promise.all(changes);
      expect(order).toEqual(Array.from({ length: 40 }, (_, index) => index));
    });

    it('answers whether it is reachable', async () => {
      await store.ping();
      const closed = await open();
      await closed.close();
      await expect(closed.ping()).rejects.toBeInstanceOf(Error);
    });
  });
}

function query(): Parameters<Store['page']>[1] {
  return { after: 0, limit: 100, bytes: 1000, streams: ['main'], desks: [] };
}

function hash(number: number): string {
  return String(number).padStart(64, '0');
}

function operation(seq: number): StoredOperation {
  return { seq, stream: 'main', streamSeq: seq, opId: `op-${seq}`, desk: 'desk', epoch: 1, deskSeq: seq, prevHash: seq === 1 ? GENESIS_HASH : hash(seq - 1), hash: hash(seq), kind: 'card.registered', v: 1, entity: 'entity', status: 'accepted', note: {}, size: 10, body: `body ${seq} – ә` };
}

function desk(name: string): DeskRow {
  return { desk: name, organisation: ORG, epoch: 1, code: name, founder: false, foundingUntil: null, publicKey: 'key', machine: 'machine', state: 'active', fence: null, predecessor: null, family: [], streams: ['main'], last: GENESIS_PLACE, enrolledAt: 1 };
}
