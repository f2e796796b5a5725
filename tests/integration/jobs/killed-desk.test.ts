import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../support/test-desk.ts';

it('a job that answers a desk that was killed meanwhile ends without a word', async () => {
  const desk = spawn(process.execPath, [path.join(PROJECT_ROOT, 'tests', 'support', 'desk-that-is-killed.ts')], { stdio: ['ignore', 'pipe', 'pipe'] });
  // The job writes where its desk did: this ends when the last of both has.
  const said = text(desk.stderr);
  const [pid] = (await once(desk.stdout, 'data')) as [Buffer];
  expect(Number(pid.toString())).toBeGreaterThan(0);
  await new Promise((resume) => setTimeout(resume, 300));
  desk.kill('SIGKILL');
  expect(await said).toBe('');
});
