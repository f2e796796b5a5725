import { DeskClient, type DeskNotOpened } from '../desk/desk-client.ts';
import { programVersion } from '../desk/program-version.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../jobs/node-processes.ts';
import { JobPool } from '../jobs/pool.ts';
import { openTokenSource } from '../signing/tokens/token-source.ts';
import { defaultWitnessDirectory } from '../sync/witness-directory.ts';
import { readPassphrase } from './passphrase-file.ts';
import { projectPaths } from './paths.ts';
import { say, terminalText } from './terminal.ts';

export interface DeskHere {
  readonly dataDirectory: string;
  readonly demonstration: boolean;
  readonly passphraseFile: string | null;
}

/** Opens the desk of a data directory without a window of its own. @throws DeskNotOpened */
export async function openDeskHere(desk: DeskHere): Promise<DeskClient> {
  return DeskClient.open({
    entry: projectPaths.deskThread,
    data: {
      dataDirectory: desk.dataDirectory,
      resourcesDirectory: projectPaths.resources,
      host: 'loopback',
      version: await programVersion(projectPaths.packageFile),
      keyStore: desk.demonstration ? 'plain' : 'passphrase',
      passphrase: await readPassphrase(desk.passphraseFile),
      demonstration: desk.demonstration,
      witnessDirectory: desk.demonstration ? null : defaultWitnessDirectory(),
      searchThread: null,
    },
    jobs: new JobPool({ spawn: spawnNodeProcess(projectPaths.jobProcess), residentMemory: linuxResidentMemory }),
    tokens: (driverPath) => openTokenSource({ driverPath, spawn: spawnNodeProcess(projectPaths.tokenProcess) }),
    systemKeys: null,
    onPreparing: (what, progress) => say('cli.preparing', { what: terminalText(`cli.preparing.${what}`), percent: Math.round(progress * 100) }),
  });
}

/** What a person at the terminal is told when the desk does not open. */
export function sayWhyNot(error: DeskNotOpened, dataDirectory: string): void {
  const params = { data: dataDirectory, detail: error.message };
  switch (error.failure) {
    case 'in-use':
      return say('cli.inUse', params);
    case 'newer-database':
      return say('cli.newerDatabase', params);
    case 'rule-pack':
      return say('cli.rulePack', params);
    case 'key':
      return say('cli.key', params);
    case 'other':
      return say('cli.notOpened', params);
  }
}
