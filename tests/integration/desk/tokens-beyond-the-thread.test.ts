import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { MethodInput, MethodName, MethodOutput } from '#shared/contract/index.ts';
import { projectPaths } from '../../../src-main/cli/paths.ts';
import { createTestPki, type TestPki } from '../../../src-main/demo/pki/index.ts';
import { DeskClient } from '../../../src-main/desk/desk-client.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../../src-main/jobs/pool.ts';
import { openTokenSource } from '../../../src-main/signing/tokens/token-source.ts';
import { findSoftHsm, SoftHsm } from '../../support/softhsm.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { PASSWORD } from '../../support/test-desk.ts';

const library = findSoftHsm();
const PIN = 'token-pin-4711';

describe.skipIf(library === null)(`tokens of a desk in its own thread${library === null ? ' (skipped: no SoftHSM)' : ''}`, () => {
  const home = mkdtempSync(path.join(tmpdir(), 'chancery-softhsm-'));
  let hsm: SoftHsm;
  let pki: TestPki;

  beforeAll(async () => {
    hsm = new SoftHsm(library ?? '', home);
    pki = await createTestPki({ now: new Date().toISOString() });
    hsm.addToken('Office', PIN);
    hsm.addKey('Office', PIN, { id: 'a1', privateKey: pki.signers.clerk.keys.privateKey, certificate: pki.signers.clerk.certificate });
  });
  afterAll(() => {
    hsm.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('are asked by the main thread, one process a call that ends with it', async () => {
    let running = 0;
    const spawn = spawnNodeProcess(projectPaths.tokenProcess);
    const desk = await DeskClient.open({
      entry: projectPaths.deskThread,
      data: { dataDirectory: path.join(temporaryFolder(), 'desk'), resourcesDirectory: projectPaths.resources, host: 'loopback', version: '0.0.0', keyStore: 'plain', passphrase: null, demonstration: false, witnessDirectory: null, searchThread: null },
      jobs: new JobPool({ spawn: spawnNodeProcess(projectPaths.jobProcess), residentMemory: linuxResidentMemory, size: 1 }),
      tokens: (driverPath) =>
        openTokenSource({
          driverPath,
          spawn: () => {
            const process = spawn();
            running += 1;
            return { ...process, onExit: (listener) => process.onExit((detail) => { running -= 1; listener(detail); }) };
          },
        }),
      systemKeys: null,
    });
    onTestFinished(() => desk.close());
    const ask = async <Name extends MethodName>(method: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>> => {
      const result = await desk.call('window', { callId: crypto.randomUUID(), method, input });
      if (!result.ok) throw new Error(result.error.message);
      return result.value as MethodOutput<Name>;
    };
    const person = { name: 'А. Адміністратор', login: 'admin', password: PASSWORD };
    await ask('desk.setUp', { office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'], deskCode: '1' }, passphrase: null, administrator: person, registrar: { ...person, login: 'registrar' } });
    await ask('session.signIn', { login: 'admin', password: PASSWORD });
    await ask('signing.setTokenModules', { modules: [library ?? ''] });
    await ask('session.signOut', {});
    await ask('session.signIn', { login: 'registrar', password: PASSWORD });
    const [module] = (await ask('signing.tokens', {})).modules;
    const [token] = module?.tokens ?? [];
    expect(token).toMatchObject({ label: 'Office' });
    const opened = { module: library ?? '', slot: token?.slot ?? '', serialNumber: token?.serialNumber ?? '' };
    await expect(ask('signing.inspectToken', { ...opened, pin: new TextEncoder().encode('another') })).rejects.toThrow('signing.token.wrong-pin-few');
    expect((await ask('signing.inspectToken', { ...opened, pin: new TextEncoder().encode(PIN) })).keys).toMatchObject([{ problem: null }]);
    await expect.poll(() => running).toBe(0);
  });
});
