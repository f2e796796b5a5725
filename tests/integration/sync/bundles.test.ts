import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBundle } from '#shared/sync/sealed-bundle.ts';
import { founderOf, joinedDesk, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { errorOf, signIn, type TestDesk, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const indexes = ({ rooms }: TestDesk): string[] => rooms.store.database.prepare<[], string>('SELECT registration_index FROM card ORDER BY card_key').pluck().all();

async function stickOffice() {
  const house = await officeServer();
  const [first, far] = [await founderOf(house), await joinedDesk(house, 'far')];
  await round(far);
  await registerPapers(first, 3);
  await round(first);
  // The far desk has had no link since its first day.
  await registerPapers(far, 4);
  return { house, first, far };
}

const written = async (desk: TestDesk): Promise<Uint8Array> => valueOf(await desk.client().sync.writeBundle({})).bytes;

describe('exchange by a stick', () => {
  it('carries work both ways, numbers included, and may be done twice', async () => {
    const { house, first, far } = await stickOffice();
    const question = valueOf(await far.client().sync.writeBundle({}));
    expect(question.operations).toBeGreaterThan(3);
    expect(question.fileName).toMatch(/^desk-2 .*\.chancery-bundle$/);
    expect(Buffer.from(question.bytes).includes('архівних')).toBe(false);
    const answer = await house.bundle(question.bytes);
    const before = far.rooms.store.database.prepare<[], number>('SELECT sum(last - next + 1) FROM number_lease').pluck().get() ?? 0;
    expect(valueOf(await far.client().sync.readBundle({ bytes: answer }))).toEqual({ taken: expect.any(Number) as number, sent: question.operations, more: false });
    expect(indexes(far)).toHaveLength(7);
    expect(valueOf(await far.client().sync.state({}))).toMatchObject({ queued: 0, numberSafety: 'safe' });
    // The stick brought numbers as well: what was given in three weeks is there again.
    expect(far.rooms.store.database.prepare<[], number>('SELECT sum(last - next + 1) FROM number_lease').pluck().get()).toBeGreaterThanOrEqual(before);
    expect(await round(first)).toBe('done');
    expect(indexes(first)).toEqual(indexes(far));

    // The same stick once more, and the same answer: nothing happens twice.
    const again = await house.bundle(question.bytes);
    expect(valueOf(await far.client().sync.readBundle({ bytes: again })).taken).toBe(0);
    expect(valueOf(await far.client().sync.readBundle({ bytes: answer })).taken).toBe(0);
    expect(await round(far)).toBe('done');
    expect(await round(first)).toBe('done');
    expect(indexes(first)).toEqual(indexes(far));
    expect(new Set(indexes(first)).size).toBe(7);
  });

  it('is refused with its reason where it is not meant for this desk, was changed, or comes out of turn', async () => {
    const { house, first, far } = await stickOffice();
    const answer = await house.bundle(await written(far));
    expect(errorOf(await first.client().sync.readBundle({ bytes: answer })).message).toBe('error.bundle.forSomebodyElse');
    const changed = Uint8Array.from(answer);
    changed[changed.length - 9] = (changed.at(-9) ?? 0) ^ 1;
    expect(errorOf(await far.client().sync.readBundle({ bytes: changed })).message).toBe('error.bundle.signature');
    expect(errorOf(await far.client().sync.readBundle({ bytes: Uint8Array.from(answer.subarray(0, 30)) })).message).toBe('error.bundle.damaged');
    expect(errorOf(await far.client().sync.readBundle({ bytes: Uint8Array.from(new TextEncoder().encode('лист')) })).message).toBe('error.bundle.notABundle');
    const other = await officeServer();
    await expect(other.bundle(await written(far))).rejects.toMatchObject({ problem: 'forSomebodyElse' });
    expect(indexes(far)).toHaveLength(4);
    await house.revoke(far.rooms.store.identity.desk);
    expect(errorOf(await far.client().sync.readBundle({ bytes: await house.bundle(await written(far)) })).message).toBe('error.bundle.fenced');
    expect(valueOf(await far.client().sync.state({})).link).toBe('revoked');
    // What was written before it was cut off is kept.
    expect(indexes(far)).toHaveLength(4);
  });

  it('is answered by the command line of the server, beside a running node', async () => {
    const { house, first, far } = await stickOffice();
    const stick = temporaryFolder();
    const [question, answer] = [path.join(stick, 'to-server'), path.join(stick, 'to-desk')];
    writeFileSync(question, await written(far));
    const command = (...words: string[]) => spawnSync(process.execPath, [path.resolve(import.meta.dirname, '..', '..', '..', 'bin', 'chancery'), 'server', 'bundle', ...words, '--data', house.dataDirectory], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'en_GB.UTF-8' } });
    expect(command(question, answer)).toMatchObject({ status: 0, stderr: expect.stringContaining('The bundle was taken.') as string });
    valueOf(await far.client().sync.readBundle({ bytes: Uint8Array.from(readFileSync(answer)) }));
    expect(await round(first)).toBe('done');
    expect(indexes(first)).toEqual(indexes(far));
    expect(command(path.join(stick, 'to-desk'), path.join(stick, 'other'))).toMatchObject({ status: 1 });
    expect(existsSync(path.join(stick, 'other'))).toBe(false);
    await expect(openBundle(readFileSync(answer), { from: 'server', recipient: new Uint8Array(32).fill(1), signerOf: async () => null })).rejects.toMatchObject({ problem: 'forSomebodyElse' });
    await signIn(far.client());
  });
});
