import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { founderOf, joinedDesk, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { errorOf, signIn, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const year = new Date().getFullYear();

describe('the act on missing numbers', () => {
  it('[NUM-01] names every number that no document bears, with its reason and its desk, printed in the office’s language', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    const second = await joinedDesk(house, 'second');
    await round(second);
    await registerPapers(first, 2);
    await house.stop();
    await registerPapers(second, 1);
    await house.start();
    for (const desk of [first, second, first]) await round(desk);
    const lost = second.rooms.store.identity.desk;
    await house.revoke(lost);

    const client = first.client();
    const journal = valueOf(await client.registration.choices({})).journals.find(({ direction }) => direction === 'incoming');
    const made = valueOf(await client.sync.gapAct({ journalId: journal?.journalId ?? '', serialYear: year }));
    expect(made.gaps).toBeGreaterThan(0);
    const { piece } = valueOf(await client.files.read({ sha256: made.sha256, offset: 0, length: made.size }));
    const file = path.join(temporaryFolder(), 'act.pdf');
    writeFileSync(file, piece);
    if (process.env['LOOK'] !== undefined) writeFileSync(path.join(process.env['LOOK'], 'gap-act.pdf'), piece);
    const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;
    expect(text).toContain('Акт про пропущені реєстраційні номери');
    expect(text).toContain('Повернуто робочим місцем');
    expect(text).toContain('Видано робочому місцю');

    // Used and missing numbers together are all numbers there are: none is left without a word.
    const { gaps } = (await first.rooms.sync?.ask((token, link) => link.gaps(token, journal?.journalId ?? '', year))) ?? { gaps: [] };
    const missing = gaps.flatMap(({ first: from, last }) => Array.from({ length: last - from + 1 }, (_, at) => from + at));
    const used = first.rooms.store.database.prepare<[string], number>("SELECT number FROM reg_number WHERE journal_id = ? AND run = ''").pluck().all(journal?.journalId ?? '');
    expect([...missing, ...used].toSorted((a, b) => a - b)).toEqual(Array.from({ length: missing.length + used.length }, (_, at) => at + 1));
    expect(gaps.some(({ deskCode, state }) => deskCode === '2' && state === 'void')).toBe(true);

    await house.stop();
    expect(errorOf(await client.sync.gapAct({ journalId: journal?.journalId ?? '', serialYear: year })).message).toBe('error.syncUnreachable');
    await signIn(client);
  });
});
