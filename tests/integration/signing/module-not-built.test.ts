import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project.ts';
import { spawnNodeProcess } from '../../../src-main/jobs/node-processes.ts';
import { openTokenSource } from '../../../src-main/signing/tokens/index.ts';
import { errorOf } from './token-sources.ts';

/** The program beside a package that has its source code only, as it is where nothing could be built. */
const folder = mkdtempSync(path.join(tmpdir(), 'chancery-not-built-'));

beforeAll(() => {
  for (const part of ['package.json', 'src-shared', 'src-main/jobs', 'src-main/signing', 'src-main/signatures']) cpSync(path.join(projectRoot, part), path.join(folder, part), { recursive: true });
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(path.join(projectRoot, 'node_modules', '@noble'), path.join(folder, 'node_modules', '@noble'), 'junction');
  cpSync(path.join(projectRoot, 'node_modules', 'pkcs11js'), path.join(folder, 'node_modules', 'pkcs11js'), { recursive: true, filter: (source) => path.basename(source) !== 'build' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tokens without the native module', () => {
  it('are answered with a problem that says so, call after call', async () => {
    const source = openTokenSource({ driverPath: path.join(folder, 'driver.so'), spawn: spawnNodeProcess(path.join(folder, 'src-main', 'signing', 'tokens', 'node-token-process.ts')) });
    try {
      expect(await errorOf(source.list())).toMatchObject({ problem: 'module-not-built' });
      const request = { slot: '0', serialNumber: '1', keyId: 'a1', pin: new Uint8Array(4), message: new Uint8Array(4), digest: 'sha256' } as const;
      expect(await errorOf(source.sign(request))).toMatchObject({ problem: 'module-not-built' });
    } finally {
      source.close();
    }
  });
});
