import { statfs } from 'node:fs/promises';
import { Refusal } from '#shared/contract/errors.ts';
import type { DeskState } from '#shared/contract/desk.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { PASSPHRASE_MINIMUM } from '#shared/domain/passwords.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { appendAccount, demandGoodPassword } from '../accounts/accounts-room.ts';
import { makeVerifier } from '../accounts/password-verifier.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { appendSampleNomenclature } from '../nomenclature/sample-nomenclature.ts';
import { type Directories, kindForContract } from '../registration/directories.ts';
import { journalsOf, kindsOf, type RulePack } from '../rule-packs/index.ts';
import { KeyStoreUnavailable, WrongPassphrase } from '../store/keys/key-store.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { SyncRoom } from '../sync/sync-room.ts';
import { checkIntegrity } from './integrity.ts';

/** Below this the frame warns: a scan of a long document may not find room. */
const DISK_NEARLY_FULL_BYTES = 1024 * 1024 * 1024;

export interface DeskRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly dataDirectory: string;
  readonly host: 'electron' | 'loopback';
  readonly version: string;
  readonly passphraseNeeded: boolean;
  readonly directories: Directories;
  readonly intake: IntakeRoom;
  readonly runningJobs: RunningJobs;
  readonly sync: Pick<SyncRoom, 'state' | 'join' | 'firstRound'>;
  readonly scryptCost?: number;
  readonly loadPack: (country: string) => Promise<RulePack>;
  readonly passwordChangeDue: (from: number) => string;
  /** Makes the desk key at set-up, or opens it. */
  readonly createKey: (passphrase: string | null) => Promise<void>;
  readonly openKey: (passphrase: string | null) => Promise<void>;
  /** The office exists and its files are open: rooms may work. */
  readonly onReady: () => Promise<void>;
}

type Invitation = Parameters<SyncRoom['join']>[0];
type SetUpInput = MethodCheckedInput<'desk.setUp'>;

/** The desk itself: first start, unlocking, state of the frame, integrity. */
export class DeskRoom {
  readonly #options: DeskRoomOptions;
  /** One set-up or unlocking at a time. */
  #changing = false;

  constructor(options: DeskRoomOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'desk'> = {
    state: () => this.state(),
    setUp: (input) => this.#alone(() => this.#setUp(input)),
    join: ({ passphrase, ...invitation }, { progress }) => this.#alone(() => this.#join(invitation, passphrase, progress)),
    unlock: ({ passphrase }) => this.#alone(() => this.#unlock(passphrase)),
    status: () => this.#status(),
    check: (_input, { signal, progress }) =>
      this.#options.runningJobs.run({ title: 'job.check', fileName: null, signal, onProgress: progress }, (options) => checkIntegrity(this.#options.store, options)),
  };

  state(): DeskState {
    const { directories, store, host, version, passphraseNeeded } = this.#options;
    const record = directories.office();
    if (record === null) return { phase: 'new', office: null, version, host, demonstration: false, passphraseNeeded };
    const { demonstration, ...office } = record;
    return { phase: store.blobs.isOpen ? 'ready' : 'locked', office, version, host, demonstration, passphraseNeeded };
  }

  async #setUp({ office, passphrase, administrator, registrar }: SetUpInput): Promise<DeskState> {
    const { store, environment } = this.#options;
    if (this.state().phase !== 'new') throw new Refusal('conflict', 'error.alreadySetUp');
    if (store.membership.isMember) throw new Refusal('conflict', 'error.syncMember');
    demandGoodPassword(administrator.password, 'administrator.password');
    demandGoodPassword(registrar.password, 'registrar.password');
    if (administrator.login.toLowerCase() === registrar.login.toLowerCase()) throw new Refusal('conflict', 'error.loginTaken', { login: registrar.login });
    this.#demandPassphrase(passphrase);
    const pack = await this.#options.loadPack(office.country);
    if (!office.documentLanguages.some((language) => pack.documentLanguages.includes(language))) {
      throw new Refusal('refused', 'error.documentLanguage', { languages: pack.documentLanguages.join(', ') }, [{ path: 'office.documentLanguages', message: 'error.documentLanguage' }]);
    }
    const verifiers = { administrator: await makeVerifier(administrator.password, environment, this.#options.scryptCost), registrar: await makeVerifier(registrar.password, environment, this.#options.scryptCost) };
    await this.#options.createKey(passphrase);
    environment.crashPoint('desk.keyCreated');
    // A server was asked before and did not answer: what was offered to it lies under the key that is given up.
    if (store.membership.joining !== null) store.commitMembership(() => store.membership.giveUpJoining({ desk: newId(environment), epoch: 1 }));
    store.commit((transaction) => {
      appendOffice(transaction, environment, office, pack, false);
      appendAccount(transaction, environment, { name: administrator.name, login: administrator.login, roles: ['administrator'], verifier: verifiers.administrator, passwordChangeDue: null }, null);
      appendAccount(transaction, environment, { name: registrar.name, login: registrar.login, roles: ['registrar'], verifier: verifiers.registrar, passwordChangeDue: this.#options.passwordChangeDue(environment.now()) }, null);
    });
    await this.#options.onReady();
    return this.state();
  }

  /**
   * A new desk becomes one of an office that has a server. Asked again after a break it goes on where it was: the key
   * and the identity that were offered stay.
   */
  async #join(invitation: Invitation, passphrase: string | null, progress: (part: number) => void): Promise<DeskState> {
    const { store, environment, sync, directories } = this.#options;
    const { membership } = store;
    if (this.state().phase !== 'new') throw new Refusal('conflict', 'error.alreadySetUp');
    this.#demandPassphrase(passphrase);
    if (!store.blobs.isOpen) {
      if (membership.isMember || membership.joining !== null) await this.#openKey(passphrase);
      else await this.#options.createKey(passphrase);
      environment.crashPoint('desk.keyCreated');
    }
    if (!membership.isMember) await sync.join(invitation);
    try {
      await sync.firstRound(progress);
    } catch (error) {
      // Once the office is here people can work; the rest of the register follows by itself.
      if (directories.office() === null) throw error;
    }
    const office = directories.office();
    if (office === null) throw new Refusal('not-ready', 'error.syncOfficeMissing');
    await this.#options.loadPack(office.country);
    await this.#options.onReady();
    return this.state();
  }

  #demandPassphrase(passphrase: string | null): void {
    if (!this.#options.passphraseNeeded || (passphrase !== null && [...passphrase].length >= PASSPHRASE_MINIMUM)) return;
    throw new Refusal('refused', 'error.passphraseTooShort', { minimum: String(PASSPHRASE_MINIMUM) }, [{ path: 'passphrase', message: 'error.passphraseTooShort' }]);
  }

  async #unlock(passphrase: string): Promise<DeskState> {
    if (this.state().phase !== 'locked') return this.state();
    await this.#openKey(passphrase);
    await this.#options.onReady();
    return this.state();
  }

  async #openKey(passphrase: string | null): Promise<void> {
    try {
      await this.#options.openKey(passphrase);
    } catch (error) {
      if (error instanceof WrongPassphrase) throw new Refusal('refused', 'error.passphraseWrong');
      if (error instanceof KeyStoreUnavailable) throw new Refusal('not-ready', 'error.keyUnavailable', { detail: error.message });
      throw error;
    }
  }

  async #status(): Promise<MethodOutput<'desk.status'>> {
    const { dataDirectory, intake, runningJobs } = this.#options;
    const { bavail, bsize } = await statfs(dataDirectory);
    const freeBytes = bavail * bsize;
    return {
      sync: this.#options.sync.state(),
      jobs: runningJobs.list(),
      waiting: intake.waitingCount(),
      freeBytes,
      diskNearlyFull: freeBytes < DISK_NEARLY_FULL_BYTES,
    };
  }

  async #alone<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#changing) throw new Refusal('conflict', 'error.deskBusy');
    this.#changing = true;
    try {
      return await work();
    } finally {
      this.#changing = false;
    }
  }
}

/** Writes the office and the directories that its country's pack begins with. */
export function appendOffice(transaction: Transaction, environment: Environment, office: SetUpInput['office'], pack: RulePack, demonstration: boolean): void {
  const officeId = newId(environment);
  const common = { stream: MAIN_STREAM, actor: null } as const;
  transaction.append({
    ...common,
    kind: 'office.created',
    entity: officeId,
    payload: {
      officeId,
      name: office.name,
      country: office.country,
      documentLanguages: office.documentLanguages,
      zone: pack.content.calendar.zone.id,
      deskCode: office.deskCode,
      rulePack: pack.packVersion,
      demonstration,
    },
    changes: [{ field: 'name', before: null, after: office.name }],
  });
  for (const journal of journalsOf(pack)) {
    transaction.append({ ...common, kind: 'journal.defined', entity: journal.journalId, payload: { ...journal, names: { ...journal.names } } });
  }
  for (const kind of kindsOf(pack)) {
    transaction.append({ ...common, kind: 'kind.defined', entity: kind.kindId, payload: kindForContract(kind) });
  }
  const language = office.documentLanguages.find((candidate) => pack.documentLanguages.includes(candidate)) ?? pack.documentLanguages[0];
  if (language === undefined) throw new Error(`rule pack ${pack.packVersion} names no document language`);
  const year = Number(dayInZone(pack.content.calendar.zone.id, isoInstant(environment.now())).slice(0, 4));
  appendSampleNomenclature(transaction, environment, pack, language, year);
}
