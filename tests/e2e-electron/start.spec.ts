import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { projectRoot } from '../../scripts/lib/project.ts';
import { buildProgram } from '../../scripts/package.ts';
import { electronExecutable, hasDisplay } from '../../src-main/cli/electron-binary.ts';
import { setUp, signIn } from './first-steps.ts';

const executable = electronExecutable();
const why = executable === null ? ' (skipped: no Electron binary)' : hasDisplay() ? '' : ' (skipped: no display)';

test.describe(`Electron${why}`, () => {
  test.skip(why !== '');
  let data = '';
  let program: ElectronApplication | null = null;

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    await buildProgram();
    data = mkdtempSync(path.join(tmpdir(), 'chancery-electron-'));
  });
  test.afterEach(async () => {
    await program?.close();
    program = null;
  });
  test.afterAll(() => rmSync(data, { recursive: true, force: true }));

  async function start(...files: string[]): Promise<Page> {
    if (executable === null) throw new Error('no Electron binary');
    // Chromium refuses its sandbox to root; everywhere else the test runs with it, as people do.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    program = await _electron.launch({ executablePath: executable, args: [...asRoot, '--lang=en-US', projectRoot, '--data', data, ...files] });
    return program.firstWindow();
  }

  test('sets a desk up and signs in; a second start finds the desk set up', async () => {
    const page = await start();
    await setUp(page);
    await signIn(page);
    expect(page.url()).toMatch(/^app:\/\/desk\//);
    await program?.close();
    expect(readFileSync(path.join(data, 'desk.log'), 'utf8')).toContain('desk closed');
    // Signing in, or the passphrase first where the system keeps no keys.
    await expect((await start()).getByRole('heading', { name: /^(Sign in|Open the files)$/ })).toBeVisible();
  });

  test('keeps the page in its cage', async () => {
    const page = await start();
    const seen = await page.evaluate(async () => ({
      node: typeof Reflect.get(globalThis, 'process') + typeof Reflect.get(globalThis, 'require'),
      bridge: Object.keys(Reflect.get(globalThis, 'chancery') as object).sort(),
      outside: await fetch('https://example.org/').then(() => 'reached', () => 'refused'),
      file: await fetch('file:///etc/hostname').then(() => 'reached', () => 'refused'),
      popup: window.open('https://example.org/') === null,
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'allowed', (error: unknown) => (error instanceof Error ? error.name : 'refused')),
    }));
    expect(seen).toMatchObject({ node: 'undefinedundefined', bridge: ['cancel', 'onEvent', 'onProgress', 'print', 'request'], outside: 'refused', file: 'refused', popup: true });
    expect(seen.camera).not.toBe('allowed');
    await page.evaluate(() => window.location.assign('https://example.org/'));
    expect(page.url()).toMatch(/^app:\/\/desk\//);
  });
});
