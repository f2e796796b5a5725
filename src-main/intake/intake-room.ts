import { Refusal } from '#shared/contract/errors.ts';
import type { Letter } from '#shared/contract/intake.ts';
import { isValidationReport } from '#shared/domain/letter-files.ts';
import { touchesSigned } from '#shared/domain/signed-content.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { type Environment, newId } from '../environment.ts';
import { JobFailed } from '../jobs/job-runner.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { Store, Transaction } from '../store/store.ts';
import { ContentFactsRecords } from '../verification/content-facts.ts';
import type { Verification } from '../verification/verification.ts';
import { LetterRecords } from './letter-records.ts';
import { suggestionsOf } from './letter-suggestions.ts';
import { type IncomingLetter, lettersOf, type MessagePorts } from './opened-messages.ts';
import type { Uploads } from './uploads.ts';

export interface IntakeOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly uploads: Uploads;
  readonly cards: CardRecords;
  readonly verification: Verification;
  readonly runningJobs: RunningJobs;
  readonly messages: Pick<MessagePorts, 'jobs' | 'annexName'>;
  /** Zone of the office. */
  readonly zone: () => string;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** A letter that was made, with the hashes of its files. */
export interface ReceivedLetter {
  readonly letterId: string;
  readonly files: readonly string[];
}

interface Taking {
  readonly source?: string;
  readonly within?: (letters: readonly ReceivedLetter[], transaction: Transaction) => void;
}

/** Letters that have been received and wait to be registered. */
export class IntakeRoom {
  readonly #options: IntakeOptions;
  /** Why the newest check of a letter gave nothing; message keys. */
  readonly #problems = new Map<string, string>();
  readonly #checks = new Map<string, Promise<void>>();

  readonly #letters: LetterRecords;
  readonly #contents: ContentFactsRecords;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#letters = new LetterRecords(options.store.database);
    this.#contents = new ContentFactsRecords(options.store.database);
  }

  readonly handlers: Omit<RoomHandlers<'intake'>, 'folder' | 'setFolder' | 'dismissFolderProblem'> = {
    receive: async ({ files }, { actor }) => {
      const letterIds = await this.receive(files, actor);
      return { letters: await Promise.all(letterIds.map((letterId) => this.letter(letterId))) };
    },
    list: () => ({ letters: this.#letters.waiting(this.#options.zone()).map((row) => ({ ...row, checkProblem: this.#problems.get(row.letterId) ?? null })) }),
    get: ({ letterId }) => this.letter(letterId),
    join: async ({ letterId, intoLetterId }, { actor }) => {
      if (letterId === intoLetterId) throw new Refusal('bad-input', 'error.letterIntoItself');
      const { store } = this.#options;
      const joining = this.filesOf(letterId).map((file): DocumentFile => ({ ...file, role: roleWhenJoined(file) }));
      const files = [...this.filesOf(intoLetterId), ...joining];
      store.commit((transaction) => {
        this.demandWaiting(letterId);
        this.demandWaiting(intoLetterId);
        const before = this.filesOf(intoLetterId);
        // CARD-08: annexes are laid beside a document before it is signed.
        if (touchesSigned('added', this.#contents.of({ letterId: intoLetterId }, before), joining.map(({ role }) => role))) throw contentSigned(before);
        transaction.append({
          kind: 'letter.joined',
          entity: intoLetterId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: { letterId, intoLetterId, files },
          changes: [{ field: 'files', before: null, after: joining.map((file) => file.fileName).join(', ') }],
        });
      });
      this.startCheck(intoLetterId, actor);
      this.#options.onChanged();
      return this.letter(intoLetterId);
    },
    arrange: ({ letterId, files }, { actor }) => {
      const { store } = this.#options;
      store.commit((transaction) => {
        this.demandWaiting(letterId);
        const before = this.filesOf(letterId);
        if (touchesSigned('arranged', this.#contents.of({ letterId }, before))) throw contentSigned(before);
        const after = arrangedFiles(before, files);
        transaction.append({
          kind: 'letter.arranged',
          entity: letterId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: { letterId, files: after },
          changes: [{ field: 'files', before: before.map(({ fileName }) => fileName).join(', '), after: after.map(({ fileName }) => fileName).join(', ') }],
        });
      });
      this.checkAgain(letterId, actor);
      this.#options.onChanged();
      return this.letter(letterId);
    },
    check: async ({ letterId }, { actor, signal, progress }) => {
      this.demandWaiting(letterId);
      await this.#check(letterId, actor, { signal, onProgress: progress });
      return this.letter(letterId);
    },
    discard: ({ letterId, reason }, { actor }) => {
      this.#options.store.commit((transaction) => {
        this.demandWaiting(letterId);
        transaction.append({
          kind: 'letter.discarded',
          entity: letterId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: { letterId, reason },
          changes: [{ field: 'reason', before: null, after: reason }],
        });
      });
      this.#options.onChanged();
      return {};
    },
  };

  /**
   * Makes letters of stored files and starts their checks.
   *
   * @param actor null where the desk took them by itself.
   * @param taking.source where the desk took them from; stands in the history.
   * @param taking.within what else belongs to the transaction.
   * @returns ids of the letters
   */
  async receive(named: readonly { readonly sha256: string; readonly fileName: string }[], actor: Actor | null, taking: Taking = {}): Promise<string[]> {
    const { store, uploads, messages, logUnexpected } = this.#options;
    const files = await Promise.all(
      named.map(async ({ sha256, fileName }) => {
        if (!store.blobs.has(sha256)) throw new Refusal('not-found', 'error.fileNotStored', { fileName });
        const { size } = await store.blobs.readPart(sha256, 0, 0);
        return { sha256, fileName, size, mediaType: await uploads.mediaTypeOf(sha256) };
      }),
    );
    return this.take(await lettersOf(files, { store, logUnexpected, ...messages }), actor, taking);
  }

  /** Makes letters whose files have their roles already and are stored, and starts their checks. @returns ids of the letters */
  take(letters: readonly IncomingLetter[], actor: Actor | null, taking: Taking = {}): string[] {
    const letterIds = this.#options.store.commit((transaction) => {
      const received = letters.map((letter) => this.#append(transaction, letter, actor, taking.source));
      taking.within?.(received, transaction);
      return received.map(({ letterId }) => letterId);
    });
    for (const letterId of letterIds) this.startCheck(letterId, actor);
    this.#options.onChanged();
    return letterIds;
  }

  #append(transaction: Transaction, { files, message }: IncomingLetter, actor: Actor | null, source?: string): ReceivedLetter {
    const letterId = newId(this.#options.environment);
    const common = { entity: letterId, stream: MAIN_STREAM, actor: actor === null ? null : operationActor(actor) };
    transaction.append({
      ...common,
      kind: 'letter.received',
      payload: { letterId, files: files.map(({ file, role }) => ({ ...file, role })) },
      changes: [
        ...(source === undefined ? [] : [{ field: 'source', before: null, after: source }]),
        ...files.map(({ file, role }) => ({ field: `fileRole.${role}`, before: null, after: `${file.fileName} · ${file.sha256}` })),
      ],
    });
    if (message !== null) {
      const { sha256: _file, leftOut, ...said } = message;
      const changes = Object.entries({ ...said, leftOut: leftOut.join(', ') || null }).filter(([, after]) => after !== null);
      transaction.append({ ...common, kind: 'letter.messageOpened', payload: { letterId, ...message }, changes: changes.map(([field, after]) => ({ field: `message.${field}`, before: null, after })) });
    }
    return { letterId, files: files.map(({ file }) => file.sha256) };
  }

  /** Number of letters that wait. */
  waitingCount(): number {
    return this.#letters.waitingCount();
  }

  /** Starts the checks that a stop of the program left undone. */
  resumeChecks(): void {
    for (const letterId of this.#letters.unchecked()) this.startCheck(letterId, null);
  }

  /** Runs the check beside other work; what goes wrong is shown on the letter. */
  startCheck(letterId: string, actor: Actor | null): void {
    this.#check(letterId, actor, {}).catch((error: unknown) => {
      if (!(error instanceof Refusal)) this.#options.logUnexpected('intake.check', error);
    });
  }

  /** Checks the files as they are now: a check that runs already may not have seen the newest. */
  checkAgain(letterId: string, actor: Actor | null): void {
    const again = (): void => this.startCheck(letterId, actor);
    const running = this.#checks.get(letterId);
    if (running === undefined) again();
    // How the running one ends is told by whoever began it.
    else void running.then(again, again);
  }

  /** Waits until no check of the letter runs. */
  async settled(letterId: string): Promise<void> {
    await this.#checks.get(letterId);
  }

  demandWaiting(letterId: string): void {
    const row = this.#letters.letter(letterId);
    if (row.state !== 'waiting') throw new Refusal('conflict', 'error.letterNotWaiting');
  }

  filesOf(letterId: string): DocumentFile[] {
    return this.#letters.filesOf(letterId);
  }

  async letter(letterId: string): Promise<Letter> {
    const { cards, verification, zone } = this.#options;
    const row = this.#letters.letter(letterId);
    const files = this.filesOf(letterId);
    const recorded = verification.newest({ letterId });
    const main = files.find((file) => file.role === 'main');
    const message = this.#letters.messageOf(letterId);
    const taken = this.#letters.takenFrom(letterId);
    return {
      letterId,
      receivedAt: row.received_at,
      receivedBy: row.received_by,
      files,
      verdict: recorded?.verdict ?? null,
      reports: await verification.reports(recorded),
      checkProblem: this.#problems.get(letterId) ?? null,
      suggestions: suggestionsOf(recorded?.suggestions ?? null, { message, card: taken?.card ?? null }, zone()),
      message,
      fromPackage: taken?.fromPackage ?? null,
      sameFileAs: main === undefined ? [] : cards.withFile(main.sha256),
    };
  }

  #check(letterId: string, actor: Actor | null, options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: number | null) => void }): Promise<void> {
    const running = this.#checks.get(letterId);
    if (running !== undefined) return running;
    const check = this.#runCheck(letterId, actor, options).finally(() => {
      this.#checks.delete(letterId);
      this.#options.onChanged();
    });
    this.#checks.set(letterId, check);
    return check;
  }

  async #runCheck(letterId: string, actor: Actor | null, options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: number | null) => void }): Promise<void> {
    const files = this.filesOf(letterId);
    this.#problems.delete(letterId);
    try {
      await this.#options.runningJobs.run({ title: 'job.verify', fileName: files[0]?.fileName ?? null, ...options }, (jobOptions) =>
        this.#options.verification.check({ letterId }, files, MAIN_STREAM, actor, jobOptions),
      );
    } catch (error) {
      if (!(error instanceof JobFailed)) {
        this.#problems.set(letterId, 'error.checkFailed');
        throw error;
      }
      this.#problems.set(letterId, problemKey(error));
      if (error.failure === 'failed') this.#options.logUnexpected('job verify', error);
      throw new Refusal(error.failure === 'cancelled' ? 'cancelled' : 'unreadable', problemKey(error), { detail: error.message });
    }
  }
}

/** The same answer wherever somebody would touch what was signed. */
export function contentSigned(files: readonly Pick<DocumentFile, 'fileName' | 'role'>[]): Refusal {
  return new Refusal('refused', 'error.contentSigned', { file: (files.find(({ role }) => role === 'main') ?? files[0])?.fileName ?? '' });
}

/** The same files in another order, with other names and roles. @throws Refusal where one is missing, added or none is the document. */
function arrangedFiles(before: readonly DocumentFile[], wished: readonly Pick<DocumentFile, 'sha256' | 'fileName' | 'role'>[]): DocumentFile[] {
  const left = [...before];
  const after = wished.map((wish): DocumentFile => {
    const at = left.findIndex((file) => file.sha256 === wish.sha256);
    const [file] = at < 0 ? [] : left.splice(at, 1);
    if (file === undefined) throw new Refusal('bad-input', 'error.arrangedOthers');
    return { ...file, fileName: wish.fileName, role: wish.role };
  });
  if (left.length > 0 || after.filter(({ role }) => role === 'main').length !== 1) throw new Refusal('bad-input', 'error.arrangedOthers');
  return after;
}

function roleWhenJoined(file: DocumentFile): DocumentFile['role'] {
  if (file.role === 'signature') return 'signature';
  if (isValidationReport(file.fileName) && file.mediaType === 'application/pdf') return 'validation-report';
  return file.mediaType === 'application/pkcs7-mime' ? 'signature' : 'attachment';
}

function problemKey(error: JobFailed): string {
  switch (error.failure) {
    case 'timed-out':
      return 'error.checkTimedOut';
    case 'memory':
      return 'error.checkTooMuchMemory';
    case 'died':
      return 'error.checkDied';
    case 'cancelled':
      return 'error.checkCancelled';
    case 'failed':
      return 'error.checkFailed';
  }
}
