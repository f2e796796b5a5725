import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { HeadWatch } from '../../../src-server/operations/head-watch.ts';
import { sqliteStore } from '../../support/central-server/test-server.ts';

const LOOKS_OF_AN_OUTAGE = 5;

it('says once for each outage that the database does not answer, and once that it does again', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const lines: { readonly level: number; readonly err?: { readonly message: string } }[] = [];
  const log = pino({}, new Writable({ write: (chunk: Buffer, _encoding, done) => done((lines.push(JSON.parse(chunk.toString('utf8'))), null)) }));
  const store = await sqliteStore();
  await store.createOrganisation('office', 'Office', 1);
  let answers = true;
  const { organisations } = store;
  store.organisations = () => (answers ? organisations.call(store) : Promise.reject(new Error('the connection ended')));
  const stop = new HeadWatch(store, log).listen('office', () => undefined);
  onTestFinished(stop);
  const look = async (times: number): Promise<void> => {
    for (let count = 0; count < times; count += 1) await vi.advanceTimersByTimeAsync(2000);
  };

  await look(1);
  expect(lines).toEqual([]);
  for (const outage of [1, 2]) {
    answers = false;
    await look(LOOKS_OF_AN_OUTAGE);
    answers = true;
    await look(2);
    expect(lines.map(({ level, err }) => [level, err?.message])).toEqual(Array.from({ length: outage }, () => [[pino.levels.values['warn'], 'the connection ended'], [pino.levels.values['info'], undefined]]).flat());
  }
});
