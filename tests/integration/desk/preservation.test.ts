import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { DEFAULT_POLICY } from '../../../src-main/signatures/index.ts';
import { filesOfSubject } from '../../../src-main/verification/subject.ts';
import { createTestPki } from '../../../src-main/demo/pki/index.ts';
import type { JobRunner } from '../../../src-main/jobs/job-runner.ts';
import { closeCase, destroyCases } from '../../support/destroyed-case.ts';
import { readWhole } from '../../support/read-whole.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { errorOf, openTestDesk, signIn, testJobs, valueOf } from '../../support/test-desk.ts';
import { answerTo } from '../../support/timestamp-answers.ts';
import { at, DAY, HOUR, MINUTE, type Office, pki } from './evidence-office.ts';
import { moveTo, preservingOffice, registered, round, world, YEAR } from './preservation-office.ts';

const filesOf = ({ desk }: Office, documentId: string) => filesOfSubject(desk.rooms.store.database, { documentId })?.files ?? [];
/** What a check says now, with the evidence that is kept beside the document. */
const verdictOf = async (here: Office, documentId: string) => overallVerdict(await here.desk.rooms.verification.preview({ documentId }, filesOf(here, documentId), {}));
/** The same without what rounds have made. */
const bareVerdictOf = async (here: Office, documentId: string) => overallVerdict(await here.desk.rooms.verification.preview({ letterId: 'none' }, filesOf(here, documentId), {}));
const evidenceOf = async ({ client }: Office, documentId: string) => valueOf(await client.preservation.ofDocument({ documentId }));
/** Who stamped its records, the first of them first; passwords of windows have aged by then. */
const authoritiesOf = ({ desk }: Office, documentId: string) => desk.rooms.store.database.prepare('SELECT authority FROM preserved_evidence WHERE document_id = ? ORDER BY stamped_at').pluck().all(documentId);

const reportsOf = ({ desk }: Office) => desk.rooms.store.database.prepare('SELECT assessed, renewed, not_passing FROM preservation_report ORDER BY ended_at').all();
const reportIdOf = ({ desk }: Office): string => desk.rooms.store.database.prepare<[], string>('SELECT report_id FROM preservation_report').pluck().get() ?? '';

describe('rounds that renew evidence', () => {
  it('[ARC-07] [VER-04] carry a letter of a short-lived certificate over years, by records made before each authority ends; without them it no longer passes', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const documentId = await registered(here, await outside.signer(1));
    await round(here);
    const first = await evidenceOf(here, documentId);
    expect(first.provable).toMatchObject({ passes: true });
    expect(first.evidence).toEqual([expect.objectContaining({ authority: expect.stringContaining('TSA 2'), digest: 'SHA-256', together: 1 })]);
    expect(valueOf(await here.client.preservation.state({}))).toMatchObject({ isKeeper: true, round: null, obstacle: null, reports: [{ deskCode: '1', assessed: 1, renewed: 1, notPassing: 0 }] });
    // Another round on the same day, and one the next day: nothing is due.
    moveTo(here, YEAR / 365);
    await round(here);
    expect(outside.stamps).toBe(1);

    moveTo(here, 1.9 * YEAR);
    outside.authority = await outside.authorityUntil(4);
    await round(here);
    moveTo(here, 3.9 * YEAR);
    outside.authority = await outside.authorityUntil(7);
    await round(here);
    expect(authoritiesOf(here, documentId)).toEqual(['ТЕСТ TSA 2', 'ТЕСТ TSA 4', 'ТЕСТ TSA 7']);
    expect(await verdictOf(here, documentId)).toBe('passed');
    expect(await bareVerdictOf(here, documentId)).toBe('undetermined');
    expect(here.desk.rooms.store.database.prepare('SELECT verdict FROM card WHERE document_id = ?').pluck().get(documentId)).toBe('passed');

    expect((await checkIntegrity(here.desk.rooms.store, {})).problems).toEqual([]);
    expect(compareWithLog(here.desk.rooms.store.database, here.desk.rooms.store.log)).toEqual([]);
  });

  it('[ARC-07] stamp many documents by one token, and each carries its own', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const signer = await outside.signer((20 * DAY) / YEAR);
    const documentIds: string[] = [];
    for (let count = 0; count < 200; count += 1) documentIds.push(await registered(here, signer, `Лист ${count}.txt`));
    await round(here);
    expect(outside.stamps).toBe(1);
    const { store } = here.desk.rooms;
    expect(store.database.prepare('SELECT DISTINCT together FROM preserved_evidence').pluck().all()).toEqual([200]);
    // Two brothers of the tree have the same record: it names both hashes in their order.
    expect(store.database.prepare('SELECT count(DISTINCT document_id) AS documents, count(DISTINCT manifest_sha256) AS manifests, count(DISTINCT record_sha256) AS records FROM preserved_evidence').get()).toEqual({ documents: 200, manifests: 200, records: 100 });
    // The signer's certificate has ended.
    moveTo(here, 25 * DAY);
    for (const documentId of [documentIds[0], documentIds[99], documentIds[199]]) {
      expect(await verdictOf(here, documentId ?? '')).toBe('passed');
      expect(await bareVerdictOf(here, documentId ?? '')).toBe('undetermined');
    }
    expect(reportsOf(here)).toEqual([{ assessed: 200, renewed: 200, not_passing: 0 }]);
  }, 600_000);

  it('[ARC-07] never stamp what does not pass, and the report names it; a restricted document stays in its stream and out of the report', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const [good, bad, hidden] = [await outside.signer(1), await outside.signer(1), await outside.signer(1)];
    const passing = await registered(here, good, 'Добрий.txt');
    const revoked = await registered(here, bad, 'Відкликаний.txt');
    const restricted = await registered(here, hidden, 'ДСК.txt', true);
    const secretlyRevoked = await registered(here, bad, 'ДСК відкликаний.txt', true);
    outside.revoked.push({ serialNumber: bad.serialNumber, revokedAt: at(-DAY), reason: 1 });
    // The list that is here has ended by then; the round obtains a newer one.
    moveTo(here, 40 * DAY);
    await round(here);
    const { store } = here.desk.rooms;
    expect(store.database.prepare('SELECT document_id FROM preserved_evidence ORDER BY document_id').pluck().all()).toEqual([passing, restricted].sort());
    const standing = (documentId: string) => store.database.prepare('SELECT standing FROM document_provable WHERE document_id = ?').pluck().get(documentId);
    expect([passing, restricted, revoked, secretlyRevoked].map(standing)).toEqual(['passing', 'passing', 'notPassing', 'notPassing']);
    const [report] = store.log.ofEntity(reportIdOf(here)).filter(({ kind }) => kind === 'preservation.reported');
    expect(report).toMatchObject({ stream: 'main', payload: { assessed: 4, renewed: 2, notPassing: 2, listed: [{ documentId: revoked, before: 'passed', after: 'undetermined' }] } });
    for (const [documentId, stream] of [[passing, 'main'], [restricted, 'restricted']] as const) {
      const operations = store.log.ofEntity(documentId).filter(({ kind }) => kind.startsWith('preservation.'));
      expect(operations.map(({ kind }) => kind)).toEqual(['preservation.assessed', 'preservation.evidenceMade', 'preservation.assessed']);
      expect(new Set(operations.map((operation) => operation.stream))).toEqual(new Set([stream]));
    }
  });

  it('tell what stands in the way, leave a silent authority alone for a while, and go on after a restart', async () => {
    const outside = await world();
    const dataDirectory = temporaryFolder();
    const here = await preservingOffice(outside, { dataDirectory });
    const documentId = await registered(here, await outside.signer(1));
    const obstacle = async (office: Office = here) => valueOf(await office.client.preservation.state({})).obstacle;
    const { rounds } = here.desk.rooms.preservation;

    valueOf(await here.admin.signing.setSettings({ timestampAuthority: null }));
    await rounds.now();
    expect(await obstacle()).toBe('noAuthority');
    valueOf(await here.admin.signing.setSettings({ timestampAuthority: outside.server.url('/tsa') }));
    valueOf(await here.admin.administration.setFetching({ fetch: false, allowedHosts: [outside.server.host], proxy: null }));
    await rounds.now();
    expect(await obstacle()).toBe('fetchingOff');
    valueOf(await here.admin.administration.setFetching({ fetch: true, allowedHosts: [outside.server.host], proxy: null }));

    outside.answer = (response) => response.writeHead(503).end();
    await rounds.now();
    expect(await obstacle()).toBe('refused');
    // The authority would answer again, and is left alone for a minute.
    outside.answer = null;
    await rounds.now();
    expect(outside.stamps).toBe(0);

    const stranger = await createTestPki({ now: at(0).toISOString() });
    outside.answer = (response, body) => response.end(answerTo(body, stranger, { time: at(2 * MINUTE) }));
    here.environment.advance(2 * MINUTE);
    await rounds.now();
    expect(await obstacle()).toBe('wrongToken');
    outside.answer = (response, body) => response.end(answerTo(body, pki, { time: at(5 * MINUTE), authority: outside.authority, nonce: Uint8Array.of(1) }));
    here.environment.advance(3 * MINUTE);
    await rounds.now();
    expect(await obstacle()).toBe('wrongToken');
    expect(here.desk.rooms.store.database.prepare('SELECT count(*) FROM preserved_evidence').pluck().get()).toBe(0);

    const round = valueOf(await here.client.preservation.state({})).round;
    expect(round).toMatchObject({ assessed: 1, renewed: 0, left: 1 });
    await here.desk.close();
    outside.answer = null;
    const again = await openTestDesk({ dataDirectory, environment: here.environment });
    const client = again.client();
    await signIn(client);
    expect(valueOf(await client.preservation.state({}))).toMatchObject({ round, obstacle: 'wrongToken' });
    await again.rooms.preservation.rounds.now();
    expect(valueOf(await client.preservation.state({}))).toMatchObject({ round: null, obstacle: null, obstacleSince: null, reports: [{ assessed: 1, renewed: 1 }] });
    expect(valueOf(await client.preservation.ofDocument({ documentId })).evidence).toHaveLength(1);
  });

  it('tell of an authority where nobody listens, and keep nothing half', async () => {
    const outside = await world();
    const here = await preservingOffice(outside, {});
    await registered(here, await outside.signer(1));
    // Port 9 (discard): nothing answers there.
    const host = `${new URL(outside.server.url('/')).hostname}:9`;
    valueOf(await here.admin.administration.setFetching({ fetch: true, allowedHosts: [host], proxy: null }));
    valueOf(await here.admin.signing.setSettings({ timestampAuthority: `http://${host}/tsa` }));
    await here.desk.rooms.preservation.rounds.now();
    expect(valueOf(await here.client.preservation.state({}))).toMatchObject({ obstacle: 'unreachable', round: { assessed: 1, renewed: 0 } });
    expect(here.desk.rooms.store.database.prepare('SELECT count(*) FROM preserved_evidence').pluck().get()).toBe(0);
  });

  it('are paused and go on where they stood, also after a stop of the program', async () => {
    const outside = await world();
    const dataDirectory = temporaryFolder();
    let proved = 0;
    let onProved: () => Promise<void> = () => Promise.resolve();
    const jobs: JobRunner = {
      run: async (kind, input, options) => {
        const result = await testJobs().run(kind, input, options);
        if (kind === 'verifiableUntil' && (proved += 1) === 2) await onProved();
        return result;
      },
    };
    const here = await preservingOffice(outside, { dataDirectory, jobs });
    const signer = await outside.signer(1);
    for (const name of ['Перший.txt', 'Другий.txt', 'Третій.txt']) await registered(here, signer, name);
    onProved = async () => void valueOf(await here.client.preservation.pause({}));
    await round(here);
    const paused = valueOf(await here.client.preservation.state({})).round;
    expect(paused).toMatchObject({ assessed: 1, left: 2, paused: true });
    await round(here);
    expect(valueOf(await here.client.preservation.state({})).round).toEqual(paused);
    await here.desk.close();

    const again = await openTestDesk({ dataDirectory, environment: here.environment });
    const client = again.client();
    await signIn(client);
    await again.rooms.preservation.rounds.now();
    expect(valueOf(await client.preservation.state({})).round).toEqual(paused);
    valueOf(await client.preservation.begin({}));
    await again.rooms.preservation.rounds.now();
    expect(valueOf(await client.preservation.state({}))).toMatchObject({ round: null, reports: [{ assessed: 3, renewed: 3 }] });
    expect(outside.stamps).toBe(1);
  });

  it('[VER-04] obtain a newer list about the authority when the old one has ended; without a link no verdict is taken away for that', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const documentId = await registered(here, await outside.signer(1));
    await round(here);
    const { store } = here.desk.rooms;
    const checks = () => store.log.ofEntity(documentId).filter(({ kind }) => kind === 'verification.recorded').length;
    const row = () => store.database.prepare<[], { standing: string; until: string }>('SELECT standing, until FROM document_provable').get();
    const [before, made] = [row(), checks()];
    outside.lists = false;
    moveTo(here, 35 * DAY);
    await round(here);
    expect(row()).toEqual(before);
    expect(checks()).toBe(made);
    outside.lists = true;
    moveTo(here, 36 * DAY);
    await round(here);
    expect(row()?.standing).toBe('passing');
    expect(row()?.until.slice(0, 10)).toBe(at(66 * DAY).toISOString().slice(0, 10));
    expect(store.database.prepare('SELECT verdict FROM verification ORDER BY position DESC LIMIT 1').pluck().get()).toBe('passed');
    // Another record under the same authority would not have lengthened it.
    expect(outside.stamps).toBe(1);
  });

  it('[ARC-07] make new evidence under a stronger hash, over all that the old one listed, before the old hash ages', async () => {
    const outside = await world();
    const dataDirectory = temporaryFolder();
    const here = await preservingOffice(outside, { dataDirectory });
    outside.authority = await outside.authorityUntil(7);
    const documentId = await registered(here, await outside.signer(1));
    await round(here);
    await here.desk.close();
    moveTo(here, 2 * DAY);
    // From now on it is known that SHA-256 will not count any more in five years.
    const signaturePolicy = { ...DEFAULT_POLICY, digests: [...DEFAULT_POLICY.digests.filter(({ name }) => name !== 'SHA-256'), { name: 'SHA-256', trustedUntil: at(5 * YEAR).toISOString() }] };
    const again = await openTestDesk({ dataDirectory, environment: here.environment, signaturePolicy });
    const client = again.client();
    await signIn(client);
    await again.rooms.preservation.rounds.now();
    const { evidence } = valueOf(await client.preservation.ofDocument({ documentId }));
    expect(evidence.map(({ digest }) => digest)).toEqual(['SHA-512', 'SHA-256']);
    const { store, verification } = again.rooms;
    const [newest] = store.database.prepare<[], { manifest_sha256: string; package_id: string }>('SELECT * FROM preserved_evidence ORDER BY stamped_at DESC').all();
    const manifest = (await store.blobs.read(newest?.manifest_sha256 ?? '')).toString('utf8');
    const first = store.database.prepare<[string], string>('SELECT value FROM preserved_evidence, json_each(json_array(manifest_sha256, record_sha256)) WHERE package_id <> ? UNION SELECT sha256 FROM preserved_piece UNION SELECT sha256 FROM card_file').pluck().all(newest?.package_id ?? '');
    expect(first.length).toBeGreaterThan(4);
    for (const sha256 of first) expect(manifest).toContain(hash('sha512', await store.blobs.read(sha256), 'base64'));
    expect(manifest).not.toContain('#sha256');
    expect(overallVerdict(await verification.preview({ documentId }, filesOfSubject(store.database, { documentId })?.files ?? [], {}))).toBe('passed');
    // It is not made a third time.
    moveTo(here, 4 * DAY);
    await again.rooms.preservation.rounds.now();
    expect(outside.stamps).toBe(2);
  });
});

describe('what people see of it', () => {
  it('lists show what ends first, hide what one may not read, and leave out what is void', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const signer = await outside.signer(1);
    const open = await registered(here, signer, 'Відкритий.txt');
    const restricted = await registered(here, signer, 'ДСК.txt', true);
    const state = async () => valueOf(await here.client.preservation.state({}));
    expect((await state()).counts).toEqual({ documents: 2, endingSoon: 0, notPassing: 0, notAssessed: 2 });
    await round(here);
    expect((await state()).counts).toEqual({ documents: 2, endingSoon: 2, notPassing: 0, notAssessed: 0 });
    expect((await state()).ends).toEqual([{ year: 2026, quarter: 2, documents: 2 }]);
    const all = { list: 'all', from: 0, count: 50 } as const;
    const mine = valueOf(await here.client.preservation.list(all));
    expect(mine).toMatchObject({ total: 2, hidden: 0 });
    expect(mine.documents.map(({ documentId }) => documentId).sort()).toEqual([open, restricted].sort());
    expect(mine.documents[0]).toMatchObject({ passes: true, caseIndex: null, stampedAt: expect.stringMatching(/^2026-03-02/) });
    expect(valueOf(await here.admin.preservation.list({ ...all, list: 'ending' }))).toMatchObject({ total: 1, hidden: 1, documents: [{ documentId: open }] });
    expect(valueOf(await here.client.preservation.list({ ...all, from: 1 })).documents).toHaveLength(1);
    expect(valueOf(await here.client.preservation.list({ ...all, list: 'notPassing' }))).toEqual({ total: 0, hidden: 0, documents: [] });
    expect(errorOf(await here.admin.preservation.ofDocument({ documentId: restricted })).code).toBe('not-found');
    valueOf(await here.client.registration.void({ documentId: open, reason: 'Помилково', basedOn: here.desk.rooms.store.log.lastOfEntity(open) ?? '' }));
    expect((await state()).counts.documents).toBe(1);
    expect(compareWithLog(here.desk.rooms.store.database, here.desk.rooms.store.log)).toEqual([]);
  });

  it('[ARC-07] a card that moves to another journal keeps the evidence of its document', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const documentId = await registered(here, await outside.signer(1));
    await round(here);
    const { card } = valueOf(await here.client.registration.get({ documentId }));
    const { journals } = valueOf(await here.client.registration.choices({}));
    const other = journals.find(({ direction, journalId }) => direction === 'incoming' && journalId !== card.journalId);
    if (other === undefined) throw new Error('the pack has one incoming journal alone');
    const moved = valueOf(await here.client.registration.moveToJournal({ documentId, basedOn: here.desk.rooms.store.log.lastOfEntity(documentId) ?? '', requestId: crypto.randomUUID(), journalId: other.journalId, kindId: card.kindId, caseId: card.caseId, reason: 'Не той журнал', clockConfirmed: true }));
    expect((await evidenceOf(here, documentId)).evidence).toEqual([]);
    expect((await evidenceOf(here, moved.documentId)).evidence).toHaveLength(1);
    moveTo(here, 25 * DAY);
    expect(await verdictOf(here, moved.documentId)).toBe('passed');
    expect(here.desk.rooms.store.database.prepare('SELECT document_id, standing FROM document_provable').all()).toEqual([{ document_id: moved.documentId, standing: 'notAssessed' }]);
    expect(compareWithLog(here.desk.rooms.store.database, here.desk.rooms.store.log)).toEqual([]);
  });

  it('settings name a desk of the office, and are kept', async () => {
    const here = await preservingOffice(await world());
    expect(errorOf(await here.client.preservation.setSettings({ keeper: '7', renewDays: 30, revalidateDays: 100 }))).toMatchObject({ message: 'error.preservationDeskUnknown', params: { desk: '7' } });
    expect(valueOf(await here.client.preservation.setSettings({ keeper: '1', renewDays: 30, revalidateDays: 100 }))).toMatchObject({ settings: { keeper: '1', renewDays: 30, revalidateDays: 100 }, keeper: '1', isKeeper: true });
    expect(errorOf(await here.client.preservation.report({ reportId: crypto.randomUUID() })).message).toBe('error.preservationReportNotFound');
    expect(errorOf(await here.desk.client('nobody').preservation.state({})).code).toBe('not-signed-in');
  });
});

describe('a document with evidence beside it', () => {
  it('[ARC-04] [C.7.6] that is destroyed takes manifest and record along; what the office keeps of signers stays', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const signer = await outside.signer(1);
    const documentId = await registered(here, signer);
    await round(here);
    const other = await registered(here, signer, 'Інший.txt');
    valueOf(await here.client.preservation.begin({}));
    await round(here);
    const { store, erasure } = here.desk.rooms;
    const own = store.database.prepare<[string], string>('SELECT value FROM preserved_evidence, json_each(json_array(manifest_sha256, record_sha256)) WHERE document_id = ?').pluck();
    const pieces = store.database.prepare<[], string>('SELECT DISTINCT sha256 FROM preserved_piece').pluck().all();
    const [doomed, kept] = [own.all(documentId), own.all(other)];
    expect([doomed.length, kept.length]).toEqual([2, 2]);
    expect(pieces.length).toBeGreaterThan(0);

    here.environment.advance(2 * HOUR);
    await signIn(here.client);
    closeCase({ store }, 'case-1', [documentId]);
    destroyCases({ store }, 'act-1', ['case-1']);
    erasure.kick();
    await erasure.settled();
    for (const sha256 of doomed) expect(store.blobs.has(sha256)).toBe(false);
    for (const sha256 of [...kept, ...pieces]) expect(store.blobs.has(sha256)).toBe(true);
    expect(await evidenceOf(here, documentId)).toEqual({ provable: null, evidence: [] });
    expect((await evidenceOf(here, other)).evidence).toHaveLength(1);
    expect(valueOf(await here.client.preservation.state({})).counts.documents).toBe(1);
    // No round looks for what is gone.
    moveTo(here, 1.5 * YEAR);
    await round(here);
    expect(reportsOf(here).at(-1)).toMatchObject({ assessed: 1, not_passing: 0 });
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('[ARC-09] goes into a package for the archive with its manifests, records and pieces', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const documentId = await registered(here, await outside.signer(1));
    await round(here);
    const { store } = here.desk.rooms;
    closeCase({ store }, 'case-1', [documentId]);
    const { sha256 } = valueOf(await here.client.packages.make({ packageId: crypto.randomUUID(), format: 'bagit', caseIds: ['case-1'], madeFor: 'Державний архів' }));
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'package.tar'), await readWhole(here.client, sha256));
    execFileSync('tar', ['-xf', 'package.tar'], { cwd: folder });
    const packed = new Set(readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [hash('sha256', readFileSync(path.join(entry.parentPath, entry.name)))] : [])));
    const named = store.database.prepare<[], string>('SELECT manifest_sha256 FROM preserved_evidence UNION SELECT record_sha256 FROM preserved_evidence UNION SELECT sha256 FROM preserved_piece').pluck().all();
    expect(named.length).toBeGreaterThan(2);
    for (const one of named) expect(packed.has(one)).toBe(true);
  });
});
