import { spawn } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '../support/plain-desk.ts';

/** Milliseconds from the start of a program until it says that it is ready; waits for its end too. */
export function untilReady(args: readonly string[], ready: RegExp): Promise<number> {
  const started = performance.now();
  return new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' } });
    let text = '';
    let taken = 0;
    const hear = (part: Buffer): void => {
      text += part.toString('utf8');
      if (taken !== 0 || !ready.test(text)) return;
      taken = performance.now() - started;
      child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('exit', () => (taken === 0 ? reject(new Error(`never ready: ${text}`)) : resolve(taken)));
  });
}

/** Milliseconds until a freshly started desk says that it is open. */
export function untilOpen(dataDirectory: string): Promise<number> {
  return untilReady([path.join(PROJECT_ROOT, 'scripts', 'chancery.ts'), 'desk', '--host', 'loopback', '--data', dataDirectory], /The desk is open/);
}
