import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestDesk, setUpOffice, signIn } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('files handed over from outside', () => {
  it('wait for somebody to sign in, and one that cannot be read takes none of the others with it', async () => {
    const folder = temporaryFolder();
    const test = await openTestDesk();
    const client = test.client();
    await setUpOffice(client);
    const offered: string[] = [];
    test.desk.events.subscribe((event) => {
      if (event.event === 'openFiles') offered.push(...event.files.map((file) => file.fileName));
    });
    for (const name of ['перший.txt', 'другий.txt']) writeFileSync(path.join(folder, name), name);
    for (const name of ['перший.txt', 'немає.txt', 'другий.txt']) await test.desk.openFile(path.join(folder, name));
    expect(offered).toEqual([]);
    await signIn(client);
    await expect.poll(() => offered).toEqual(['перший.txt', 'другий.txt']);
    await expect(test.desk.openFile(path.join(folder, 'немає.txt'))).rejects.toThrow(AggregateError);
  });
});
