import type { SyncHost } from '../../src-main/sync/synchronisation.ts';

/** A machine with its own fingerprint and a folder outside the data directory, whose desk belongs to no server. */
export function printingMachine(machine: string, witnessDirectory: string): SyncHost {
  return {
    link: () => {
      throw new Error('no server here');
    },
    machine,
    witnessDirectory,
    automatic: false,
  };
}
