import { renameSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobKinds } from '../../../src-main/jobs/job-kinds.ts';
import type { JobRunner } from '../../../src-main/jobs/job-runner.ts';
import { registerPlainLetter } from '../../support/register-plain-letter.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, testJobs, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const DAY = 86_400_000;

async function office(jobs: JobRunner = testJobs(), dataDirectory = temporaryFolder()) {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment, jobs, dataDirectory });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  return { test, client, environment, dataDirectory };
}

const blobPath = (dataDirectory: string, sha256: string): string => path.join(dataDirectory, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

describe('fixity checks', () => {
  it('[ARC-05] read every stored file on a schedule, and a report names each that is changed, unreadable or missing with its document', async () => {
    const { test, client, environment, dataDirectory } = await office();
    const { documentId } = await registerPlainLetter(client, 1);
    const { card } = valueOf(await client.registration.get({ documentId }));
    const { registrationIndex, files: [main] } = card;
    if (main === undefined) throw new Error('the card has no file');
    const { fixity, store } = test.rooms;

    // Nothing is old yet: the first round comes a whole interval after the office was set up.
    await fixity.rounds.now();
    expect(valueOf(await client.fixity.state({}))).toMatchObject({ everyDays: 90, nextOn: '2026-05-31', round: null, reports: [] });
    valueOf(await client.fixity.setSchedule({ everyDays: 1 }));
    environment.advance(DAY / 2);
    await signIn(client);
    await fixity.rounds.now();
    expect(valueOf(await client.fixity.state({})).reports).toEqual([]);
    environment.advance(DAY / 2);
    await signIn(client);
    await fixity.rounds.now();
    const files = (await store.blobs.list()).length;
    const first = valueOf(await client.fixity.state({}));
    expect(first.reports).toEqual([expect.objectContaining({ deskCode: '1', files, problems: 0 })]);
    expect(first.nextOn).toBe('2026-03-04');

    // The bytes of one file under the name of another: sealed rightly, and not what the name says.
    const other = await store.blobs.write(Buffer.from('another content'));
    renameSync(blobPath(dataDirectory, other.sha256), blobPath(dataDirectory, main.sha256));
    const torn = await store.blobs.write(Buffer.from('a file that no document holds'));
    const bytes = readFileSync(blobPath(dataDirectory, torn.sha256));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(blobPath(dataDirectory, torn.sha256), bytes);
    const cut = await store.blobs.write(Buffer.from('a file whose head is gone'));
    writeFileSync(blobPath(dataDirectory, cut.sha256), 'CHBLOB');
    valueOf(await client.fixity.begin({}));
    await fixity.rounds.now();
    const [report] = valueOf(await client.fixity.state({})).reports;
    expect(report).toMatchObject({ problems: 3 });
    const { findings } = valueOf(await client.fixity.findings({ reportId: report?.reportId ?? '' }));
    expect(new Map(findings.map(({ sha256, problem, documents }) => [sha256, [problem, documents.map((one) => one.registrationIndex)]]))).toEqual(
      new Map<string, unknown>([
        [main.sha256, ['changed', [registrationIndex]]],
        [torn.sha256, ['unreadable', []]],
        [cut.sha256, ['unreadable', []]],
      ]),
    );

    rmSync(blobPath(dataDirectory, main.sha256));
    valueOf(await client.fixity.begin({}));
    await fixity.rounds.now();
    const [second] = valueOf(await client.fixity.state({})).reports;
    expect(valueOf(await client.fixity.findings({ reportId: second?.reportId ?? '' })).findings).toContainEqual(expect.objectContaining({ sha256: main.sha256, problem: 'missing', documents: [expect.objectContaining({ documentId })] }));
  });

  it('[ARC-05] are paused and go on, also after a stop of the program, without reading a file twice', async () => {
    const seen: string[] = [];
    let portions = 0;
    let pauseAfter = 1;
    let onPortion: () => Promise<void> = () => Promise.resolve();
    const jobs: JobRunner = {
      run: async (kind, input, options) => {
        const result = await testJobs().run(kind, input, options);
        if (kind === 'checkFixity') {
          seen.push(...(result as JobKinds['checkFixity']['result']).map(({ sha256 }) => sha256));
          portions += 1;
          if (portions === pauseAfter) await onPortion();
        }
        return result;
      },
    };
    const { test, client, dataDirectory } = await office(jobs);
    for (let at = 0; at < 400; at += 1) await test.rooms.store.blobs.write(Buffer.from(`file ${at}`));
    const all = await test.rooms.store.blobs.list();
    onPortion = async () => void valueOf(await client.fixity.pause({}));
    valueOf(await client.fixity.begin({}));
    await test.rooms.fixity.rounds.now();
    const paused = valueOf(await client.fixity.state({}));
    expect(paused.round).toMatchObject({ paused: true, files: 128 });
    expect(paused.round?.done).toBeGreaterThan(0.1);
    // Paused, it does not go on by itself.
    await test.rooms.fixity.rounds.now();
    expect(seen).toHaveLength(128);
    await test.close();

    const again = await openTestDesk({ dataDirectory, jobs });
    const window = again.client();
    await signIn(window);
    await again.rooms.fixity.rounds.now();
    expect(valueOf(await window.fixity.state({})).round).toMatchObject({ paused: true, files: 128 });
    pauseAfter = 0;
    valueOf(await window.fixity.resume({}));
    await again.rooms.fixity.rounds.now();
    expect(valueOf(await window.fixity.state({}))).toMatchObject({ round: null, reports: [{ files: all.length, problems: 0 }] });
    expect(seen).toEqual(all);
  });

  it('have a schedule that those who keep the archive change, and nobody else', async () => {
    const { test, client } = await office();
    expect(valueOf(await client.fixity.setSchedule({ everyDays: 30 }))).toMatchObject({ everyDays: 30, nextOn: '2026-04-01' });
    expect(errorOf(await client.fixity.setSchedule({ everyDays: 0 })).code).toBe('bad-input');
    expect(errorOf(await client.fixity.findings({ reportId: crypto.randomUUID() })).message).toBe('error.fixityReportNotFound');
    expect(errorOf(await test.client('nobody').fixity.state({})).code).toBe('not-signed-in');
  });
});
