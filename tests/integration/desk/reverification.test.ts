import { truncateSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { Letter } from '#shared/contract/intake.ts';
import { createTestPki, signDetached } from '../../../src-main/demo/pki/index.ts';
import { JobFailed, type JobRunner } from '../../../src-main/jobs/job-runner.ts';
import { issueWithAddresses } from '../../support/evidence-pki.ts';
import { evidenceServer } from '../../support/evidence-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openTestDesk, signIn, someRequisites, testJobs, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { NOW, LETTER, pki, sha256, office, add, receive, verdictOf, historyOf } from './evidence-office.ts';

describe('verification again', () => {
  it('follows what the administrator hands in: list, certificate, root', async () => {
    const here = await office();
    const unknown = await createTestPki({ now: NOW });
    const byList = await receive(here, await issueWithAddresses(pki, {}), { name: 'Список.txt', content: Buffer.from('1') });
    const byIssuer = await receive(here, { ...(await issueWithAddresses(pki, {})), chain: [] }, { name: 'Видавець.txt', content: Buffer.from('2') });
    const byRoot = await receive(here, unknown.signers.director, { name: 'Корінь.txt', content: Buffer.from('3') });
    const verdicts = (): Promise<Letter['verdict'][]> => Promise.all([byList, byIssuer, byRoot].map((letter) => verdictOf(here, letter)));
    expect(await verdicts()).toEqual(['undetermined', 'undetermined', 'undetermined']);
    await add(here.admin, 'crl', 'issuing.crl', pki.intermediateCrl);
    await here.desk.rooms.evidence.settled();
    expect(await verdicts()).toEqual(['passed', 'undetermined', 'undetermined']);
    await add(here.admin, 'intermediate', 'issuing.cer', pki.intermediate.certificate);
    await here.desk.rooms.evidence.settled();
    expect(await verdicts()).toEqual(['passed', 'passed', 'undetermined']);
    for (const [kind, name, content] of [['crl', 'u-root.crl', unknown.rootCrl], ['crl', 'u-issuing.crl', unknown.intermediateCrl], ['anchor', 'u-root.cer', unknown.root.certificate]] as const) await add(here.admin, kind, name, content);
    await here.desk.rooms.evidence.settled();
    expect(await verdicts()).toEqual(['passed', 'passed', 'passed']);
    expect((await historyOf(here, byList))[0]).toMatchObject({
      trigger: 'evidence',
      changes: [{ fileName: 'Список.txt.p7s', before: { indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }, after: { indication: 'TOTAL-PASSED', subIndication: null } }],
      evidence: [{ kind: 'crl', source: 'issuing.crl', sha256: sha256(pki.intermediateCrl), obtainedAt: null }],
    });
  });

  it('reaches a registered document, and its card', async () => {
    const here = await office();
    const letter = await receive(here, await issueWithAddresses(pki, {}));
    const { documentId, verdict } = valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites: await someRequisites(here.client, { restricted: true }) }));
    expect(verdict).toBe('undetermined');
    await add(here.admin, 'crl', 'issuing.crl', pki.intermediateCrl);
    await here.desk.rooms.evidence.settled();
    const document = valueOf(await here.client.registration.get({ documentId }));
    expect(document.card.verdict).toBe('passed');
    expect(valueOf(await here.client.verification.history({ documentId })).entries.map(({ verdict: was, trigger }) => [was, trigger])).toEqual([['passed', 'evidence'], ['undetermined', 'intake']]);
    expect(here.desk.rooms.store.log.ofEntity(documentId).filter(({ kind }) => kind === 'verification.recorded').map(({ stream, actor }) => [stream, actor])).toEqual([['restricted', null]]);
  });

  it('belongs to the document when the letter was registered meanwhile', async () => {
    const here = await office();
    const signer = await issueWithAddresses(pki, {});
    const files = [];
    for (const [fileName, part] of [['Лист.txt', LETTER], ['Лист.txt.p7s', signDetached(LETTER, signer)]] as const) files.push({ sha256: (await upload(here.client, fileName, part)).sha256, fileName });
    const requisites = await someRequisites(here.client);
    const [letter] = valueOf(await here.client.intake.receive({ files })).letters;
    const { documentId, verdict } = valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId: letter?.letterId ?? '', requisites }));
    expect(verdict).toBeNull();
    await here.desk.rooms.intake.settled(letter?.letterId ?? '');
    expect(valueOf(await here.client.registration.get({ documentId })).card.verdict).toBe('undetermined');
  });

  it('goes on after the desk was closed in between', async () => {
    const dataDirectory = temporaryFolder();
    const here = await office({ dataDirectory });
    const letters = [await receive(here, await issueWithAddresses(pki, {}), { name: 'А.txt', content: Buffer.from('а') }), await receive(here, await issueWithAddresses(pki, {}), { name: 'Б.txt', content: Buffer.from('б') })];
    await add(here.admin, 'crl', 'issuing.crl', pki.intermediateCrl);
    await here.desk.close();
    const desk = await openTestDesk({ dataDirectory, environment: testEnvironment(NOW, 'second') });
    await signIn(desk.client());
    await desk.rooms.evidence.settled();
    const again = { ...here, desk, client: desk.client() };
    expect(await Promise.all(letters.map((letter) => verdictOf(again, letter)))).toEqual(['passed', 'passed']);
    expect(valueOf(await again.client.evidence.state({}))).toMatchObject({ waiting: 0, queued: 0 });
  });

  it('asks once more for what was being fetched when the desk was closed', async () => {
    const dataDirectory = temporaryFolder();
    let silent = true;
    const server = await evidenceServer({ '/list.crl': (_request, response) => void (silent ? undefined : response.end(pki.intermediateCrl)) });
    const here = await office({ dataDirectory, servers: [server] });
    const letter = await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }));
    await vi.waitFor(() => expect(server.asked).toHaveLength(1));
    expect(valueOf(await here.client.evidence.state({}))).toMatchObject({ fetching: true, waiting: 1 });
    expect(valueOf(await here.client.evidence.missing({ letterId: letter.letterId }))).toMatchObject({ fetching: true, queued: false });
    await here.desk.close();
    silent = false;
    const desk = await openTestDesk({ dataDirectory, environment: testEnvironment(NOW, 'second') });
    await signIn(desk.client());
    await desk.rooms.evidence.settled();
    expect(await verdictOf({ ...here, desk, client: desk.client() }, letter)).toBe('passed');
  });

  it('waits for all other work, one at a time, and can be cancelled', async () => {
    const pool = testJobs();
    const runs: { readonly priority: string; readonly go: () => void }[] = [];
    let held = false;
    const jobs: JobRunner = {
      run: async (kind, input, options = {}) => {
        if (kind === 'verify' && held) {
          await new Promise<void>((resolve, reject) => {
            options.signal?.addEventListener('abort', () => reject(new JobFailed('cancelled', 'cancelled')));
            runs.push({ priority: options.priority ?? 'normal', go: resolve });
          });
        }
        return pool.run(kind, input, options);
      },
    };
    const here = await office({ jobs });
    const letters = [await receive(here, await issueWithAddresses(pki, {}), { name: 'А.txt', content: Buffer.from('а') }), await receive(here, await issueWithAddresses(pki, {}), { name: 'Б.txt', content: Buffer.from('б') })];
    held = true;
    await add(here.admin, 'crl', 'issuing.crl', pki.intermediateCrl);
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    expect(runs[0]?.priority).toBe('low');
    const { jobs: shown } = valueOf(await here.client.desk.status({}));
    expect(shown.map(({ title }) => title)).toEqual(['job.verify']);
    expect(valueOf(await here.client.evidence.state({}))).toMatchObject({ waiting: 2, queued: 2 });
    valueOf(await here.client.jobs.cancel({ jobId: shown[0]?.jobId ?? '' }));
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    held = false;
    runs[1]?.go();
    await here.desk.rooms.evidence.settled();
    const verdicts = await Promise.all(letters.map((letter) => verdictOf(here, letter)));
    expect(new Set(verdicts)).toEqual(new Set(['passed', 'undetermined']));
    expect(valueOf(await here.client.evidence.state({}))).toMatchObject({ waiting: 1, queued: 0 });
  });

  it('gives up what always fails', async () => {
    const here = await office();
    const letter = await receive(here, await issueWithAddresses(pki, {}));
    const { database } = here.desk.rooms.store;
    // A damaged file: the check cannot be made, now or ever.
    const main = letter.files[0]?.sha256 ?? '';
    const place = await here.desk.rooms.store.blobs.locate(main);
    truncateSync(place.path, 200);
    await add(here.admin, 'crl', 'issuing.crl', pki.intermediateCrl);
    const waits: (string | null)[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      here.desk.rooms.evidence.look();
      await here.desk.rooms.evidence.settled();
      const row = database.prepare<[], { failures: number; next_at: string }>('SELECT failures, next_at FROM recheck').get();
      waits.push(row === undefined ? null : row.next_at);
      if (row !== undefined) here.environment.set(row.next_at);
    }
    expect(waits.filter((wait) => wait !== null)).toEqual(['2026-03-02T04:01:00.000Z', '2026-03-02T04:11:00.000Z', '2026-03-02T05:11:00.000Z', '2026-03-02T11:11:00.000Z']);
    expect(waits.at(-1)).toBeNull();
  });
});
