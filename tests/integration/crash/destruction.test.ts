import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { systemEnvironment } from '../../../src-main/environment.ts';
import { Store } from '../../../src-main/store/store.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openTestDesk } from '../../support/test-desk.ts';

const DESK = path.resolve(import.meta.dirname, '..', '..', 'support', 'crashing-destruction-desk.ts');
const CASES = 130;

it.each(['destruction.portion', 'store.beforeCommit'])('[C.7.6] [ARC-04] a desk that is killed at %s in the middle of a long act destroys the rest when it is started again, each case once', async (place) => {
  const folder = temporaryFolder();
  const [, signal] = (await once(spawn(process.execPath, [DESK, folder, place, String(CASES)], { stdio: ['ignore', 'ignore', 'inherit'] }), 'close')) as [number | null, NodeJS.Signals | null];
  expect(signal).toBe('SIGKILL');
  const left = await Store.open(folder, systemEnvironment());
  const destroyed = left.database.prepare<[], number>('SELECT count(*) FROM destroyed_case').pluck().get();
  // A portion is there as a whole, or not at all.
  expect(destroyed).toBe(place === 'destruction.portion' ? 50 : 0);
  left.close();
  const { rooms } = await openTestDesk({ dataDirectory: folder, environment: systemEnvironment() });
  await rooms.actExecution.settled();
  await rooms.erasure.settled();
  const { database, log } = rooms.store;
  expect(database.prepare('SELECT count(*) FROM destroyed_case').pluck().get()).toBe(CASES);
  expect(database.prepare("SELECT count(*) FROM operation WHERE kind = 'case.destroyed'").pluck().get()).toBe(CASES);
  expect(log.ofEntity('act-1').filter(({ kind }) => kind === 'destruction.completed')).toMatchObject([{ payload: { stayed: [] }, actor: { login: 'registrar' } }]);
  expect(database.prepare("SELECT state FROM destruction_act WHERE act_id = 'act-1'").pluck().get()).toBe('executed');
  expect(database.prepare('SELECT cases FROM destruction_report').pluck().all()).toEqual([CASES]);
  expect(compareWithLog(database, log)).toEqual([]);
});
