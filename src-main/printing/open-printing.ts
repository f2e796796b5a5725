import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { MadeForm } from '#shared/contract/printing.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { accountRecords } from '../accounts/account-records.ts';
import type { Environment } from '../environment.ts';
import type { Store } from '../store/store.ts';
import type { Piece } from './checked-copy.ts';
import { ClearFolder } from './clear-folder.ts';
import type { PrintLeaves } from './print-leaves.ts';
import { PrintQueue, type PrintQueueOptions } from './print-queue.ts';
import { PrintRecords } from './print-records.ts';
import type { PrintSystem } from './print-system.ts';
import { PrintingRoom } from './printing-room.ts';

export interface PrintingOptions extends Pick<PrintQueueOptions, 'refusalOfFailure' | 'onChanged' | 'logUnexpected'> {
  readonly store: Store;
  readonly environment: Environment;
  readonly system: PrintSystem;
  readonly leaves: PrintLeaves;
  /** Where files in clear lie on their way to the printer. */
  readonly folder: string;
  readonly deskCode: () => string;
  /** @throws Refusal where the person may not read the document */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** Makes a copy by the rules of every copy. @returns its hash @throws Refusal */
  readonly copyForPrint: (documentId: string, form: MadeForm, actor: Actor, signal: AbortSignal) => Promise<string>;
  /** A piece of a file that the person may read. @throws Refusal */
  readonly readFile: (input: MethodCheckedInput<'files.read'>, actor: Actor, signal: AbortSignal) => Piece | Promise<Piece>;
}

/** Puts the parts of printing together: the queue, which works by itself, and the room that windows ask. */
export function openPrinting({ store, environment, system, leaves, folder, deskCode, readable, copyForPrint, readFile, refusalOfFailure, onChanged, logUnexpected }: PrintingOptions): { readonly queue: PrintQueue; readonly room: PrintingRoom } {
  const accounts = accountRecords(store.database);
  const records = new PrintRecords(store.database);
  const queue = new PrintQueue({
    records,
    system,
    leaves,
    folder: new ClearFolder(folder),
    environment,
    actorOf: (accountId) => {
      const account = accounts.byId(accountId);
      if (account === null || account.lockedReason !== null || account.desks?.includes(deskCode()) === false) return null;
      return { accountId, login: account.login, name: account.name, roles: account.roles };
    },
    makeCopy: copyForPrint,
    read: async (sha256, offset, length, actor, signal) => readFile({ sha256, offset, length }, actor, signal),
    refusalOfFailure,
    onChanged,
    logUnexpected,
  });
  const demandReadableFile = async (sha256: string, actor: Actor): Promise<void> => void (await readFile({ sha256, offset: 0, length: 1 }, actor, new AbortController().signal));
  return { queue, room: new PrintingRoom({ records, queue, leaves, system, environment, readable, demandReadableFile, onChanged }) };
}
