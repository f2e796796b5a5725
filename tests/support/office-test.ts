import { test as plainTest } from '@playwright/test';
import { type DeskWindow, OfficeWindows } from './office-windows.ts';

/** An office of two desks with the server that they joined; each registrar sits at a window. */
export interface TwoDesks {
  readonly office: OfficeWindows;
  readonly first: DeskWindow;
  second: DeskWindow;
}

/** Tests of an office at work. It is made once for all files of a worker: each test leaves nothing open in it. */
export const test = plainTest.extend<object, { twoDesks: TwoDesks }>({
  twoDesks: [
    // oxlint-disable-next-line no-empty-pattern -- the first argument has to be a pattern
    async ({}, use) => {
      const office = await OfficeWindows.begin();
      try {
        await use({ office, first: await office.founder(), second: await office.joined('second') });
      } finally {
        await office.close();
      }
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
