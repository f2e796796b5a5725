import { existsSync } from 'node:fs';
import { app } from 'electron';
import { DeskClient, DeskNotOpened } from '../desk/desk-client.ts';
import type { DeskThreadData, OpenFailure } from '../desk/thread-messages.ts';
import { JobPool } from '../jobs/pool.ts';
import { openTokenSource } from '../signing/tokens/token-source.ts';
import { keyStoreKindOf, KeyStoreUnavailable } from '../store/keys/key-store.ts';
import { deskFiles } from '../store/store.ts';
import { defaultWitnessDirectory } from '../sync/witness-directory.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import { residentMemoryOfApp, spawnUtilityProcess } from './jobs/utility-processes.ts';
import { programPaths } from './program-paths.ts';
import { safeStorageKeys, systemKeysProblem } from './security/safe-storage-keys.ts';
import type { StartArguments } from './start-arguments.ts';

/**
 * Who keeps the desk key. A desk that exists already is opened as it was sealed, so that one made in the
 * browser opens here too. A new one goes to the system's key store; where that protects nothing, the
 * person is asked for a passphrase at set-up.
 *
 * @throws DeskNotOpened where the key file cannot be read
 */
export async function chooseKeyStore({ dataDirectory, demonstration }: StartArguments): Promise<DeskThreadData['keyStore']> {
  if (demonstration) return 'plain';
  const keyFile = deskFiles(dataDirectory).key;
  if (!existsSync(keyFile)) return (await systemKeysProblem()) === null ? 'system' : 'passphrase';
  try {
    const kind = await keyStoreKindOf(keyFile);
    // A key in the clear belongs to a demonstration; the desk thread then says that the keys do not match.
    return kind === 'plain' ? 'system' : kind;
  } catch (error) {
    if (error instanceof KeyStoreUnavailable || error instanceof SyntaxError) throw new DeskNotOpened('key', error.message);
    throw error;
  }
}

/** Opens the desk with its thread and its job processes. After `ready`. @throws DeskNotOpened */
export async function openDesk(start: StartArguments): Promise<DeskClient> {
  const paths = programPaths();
  return DeskClient.open({
    entry: paths.deskThread,
    data: {
      dataDirectory: start.dataDirectory,
      resourcesDirectory: paths.resources,
      host: 'electron',
      version: app.getVersion(),
      keyStore: await chooseKeyStore(start),
      passphrase: null,
      demonstration: start.demonstration,
      witnessDirectory: start.demonstration ? null : defaultWitnessDirectory(),
      searchThread: paths.searchThread,
    },
    jobs: new JobPool({ spawn: spawnUtilityProcess(paths.jobProcess), residentMemory: residentMemoryOfApp }),
    tokens: (driverPath) => openTokenSource({ driverPath, spawn: spawnUtilityProcess(paths.tokenProcess) }),
    systemKeys: safeStorageKeys,
  });
}

/** What a person is told when the desk does not open. */
export const OPEN_FAILURE_TEXTS = {
  'in-use': 'cli.inUse',
  'newer-database': 'cli.newerDatabase',
  'rule-pack': 'cli.rulePack',
  key: 'cli.key',
  other: 'cli.notOpened',
} as const satisfies Record<OpenFailure, MessageKey>;
