import { Refusal } from '#shared/contract/errors.ts';
import type { FetchSettings } from '#shared/contract/evidence.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import { CONTAINER_LIMIT, type MadeSignature, type SigningKeyInput } from '#shared/contract/signing.ts';
import { CONTAINER_MEDIA_TYPE } from '#shared/domain/bound-files.ts';
import type { Country } from '#shared/domain/languages.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CertificateIdentity } from '#shared/domain/signature-holdings.ts';
import { keyKindProblem, type LaidKind, maySeal, type ToSeal } from '#shared/domain/seals.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { SignResult } from '../jobs/job-kinds.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Store, Transaction } from '../store/store.ts';
import { columnOf, filesOfSubject, presentSubject, type Subject } from '../verification/subject.ts';
import { MadeSignatures, type RecordedSignature, type Signed } from './made-signatures.ts';
import { PendingTimestamps } from './pending-timestamps.ts';
import { KeysAtHand } from './keys-at-hand.ts';
import { signingRefusal, tokenRefusal } from './signing-refusal.ts';
import { SigningSettingsRecord } from './signing-settings.ts';
import { TokenKeys } from './token-keys.ts';
import { TokenModules } from './token-modules.ts';
import type { NcalayerProgram } from './ncalayer/index.ts';
import type { OpenTokenSource } from './tokens/index.ts';
import { TokenError } from './tokens/token-error.ts';

/** Files that a signature makes: beside the document, or around it and its annexes. */
const BESIDE = { ending: '.p7s', mediaType: 'application/pkcs7-mime' } as const;
const TOGETHER = { ending: '.asice', mediaType: CONTAINER_MEDIA_TYPE } as const;
/** A file name of the contract has at most 255 letters. */
const NAME_LIMIT = 255;

/** The file that a step of a draft's route signs, with whoever's key. */
export interface DraftToSign {
  readonly draftId: string;
  /** Stream of the draft. */
  readonly stream: string;
  readonly content: Pick<DocumentFile, 'sha256' | 'size' | 'fileName'>;
  /** Names that files of the draft have already. */
  readonly takenNames: readonly string[];
  readonly key: SigningKeyInput;
}

/** A signature that was made for a step and that nothing tells of yet. */
export interface DraftSignature {
  readonly file: DocumentFile;
  /** What the desk's evidence says of the content and the signature. */
  readonly reports: readonly ValidationReport[];
  /** Records the signature, whose timestamp then comes as that of any other (SIGN-05), as what the event of the step was taken by. @throws Refusal */
  readonly record: (transaction: Transaction, eventId: string, actor: Actor) => void;
}

interface ToSign {
  readonly laid: LaidKind;
  /** Names what is checked to the check alone. */
  readonly subject: Subject;
  readonly target: DocumentFile;
  /** What one container binds beside the target; null: the signature lies beside the target. */
  readonly annexes: readonly DocumentFile[] | null;
  readonly takenNames: readonly string[];
  readonly key: SigningKeyInput;
}

export interface SigningRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly tokens: OpenTokenSource;
  readonly ncalayer: NcalayerProgram;
  /** Of the office. @throws Refusal while there is none */
  readonly country: () => Country;
  readonly fetching: () => FetchSettings;
  /** The letter or document, if the actor may read it. @throws Refusal */
  readonly demandReadable: (subject: Subject, actor: Actor) => Subject;
  /** That nobody told the key of this certificate to be compromised (SIGN-17). @throws Refusal */
  readonly demandNotCompromised: (key: CertificateIdentity) => void;
  /** That the seal of this certificate is the actor's to lay (SIGN-04). @throws Refusal */
  readonly demandSealHolder: (key: CertificateIdentity, actor: Actor) => void;
  /** What the document is that a seal is to be laid on. */
  readonly toSeal: (documentId: string) => Promise<ToSeal>;
  /** What the desk's evidence says of these files now; nothing is recorded. @throws JobFailed */
  readonly preview: (subject: Subject, files: readonly DocumentFile[], options: JobOptions) => Promise<readonly ValidationReport[]>;
  /** Checks the signatures of the letter or document anew. */
  readonly verify: (subject: Subject, actor: Actor | null) => void;
  readonly onChanged: (...topics: ('letters' | 'cards' | 'status')[]) => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** Makes signatures with keys that people bring, and completes them with timestamps. */
export class SigningRoom {
  readonly #options: SigningRoomOptions;
  readonly #made: MadeSignatures;
  readonly #settings: SigningSettingsRecord;
  readonly #timestamps: PendingTimestamps;
  readonly #modules: TokenModules;
  readonly #tokenKeys: TokenKeys;
  readonly #keys: KeysAtHand;

  constructor(options: SigningRoomOptions) {
    this.#options = options;
    this.#made = new MadeSignatures(options.store.database);
    this.#settings = new SigningSettingsRecord(options.store);
    this.#modules = new TokenModules(options.store);
    this.#tokenKeys = new TokenKeys({ modules: this.#modules, open: options.tokens, jobs: options.jobs });
    this.#keys = new KeysAtHand({ ...options, tokens: this.#tokenKeys });
    this.#timestamps = new PendingTimestamps({
      ...options,
      made: this.#made,
      settings: this.#settings,
      onCompleted: (subject) => {
        for (const checked of this.#checkedOf(subject)) options.verify(checked, null);
        options.onChanged('letterId' in subject ? 'letters' : 'cards');
      },
      onChanged: () => options.onChanged('status'),
    });
  }

  readonly handlers: RoomHandlers<'signing'> = {
    inspectKeyFile: async (keyFile, { signal, progress }) => {
      const job = { ...keyFile, now: isoInstant(this.#options.environment.now()) };
      const keys = await this.#run('job.openKeyFile', null, { signal, onProgress: progress }, (options) => this.#options.jobs.run('inspectKeyFile', job, options));
      return { keys: [...keys] };
    },
    tokens: async (_nothing, { signal, progress }) => ({ modules: await this.#run('job.findTokens', null, { signal, onProgress: progress }, (options) => this.#tokenKeys.shown(options)) }),
    inspectToken: async (token, { signal, progress }) => {
      const now = isoInstant(this.#options.environment.now());
      const keys = await this.#run('job.openToken', null, { signal, onProgress: progress }, (options) => this.#tokenKeys.inspect(token, now, options));
      return { keys: [...keys] };
    },
    sign: (input, { actor, signal, progress }) => this.#lay('signature', input, this.#options.demandReadable(input.subject, actor), actor, { signal, onProgress: progress }),
    seal: async (input, { actor, signal, progress }) => {
      const { documentId } = input.subject;
      const subject = this.#options.demandReadable({ documentId }, actor);
      if (!maySeal(await this.#options.toSeal(documentId))) throw new Refusal('refused', 'error.sign.sealBeforeSignature');
      return this.#lay('seal', input, subject, actor, { signal, onProgress: progress });
    },
    made: ({ subject }, { actor }) => ({ signatures: this.#made.of(this.#options.demandReadable(subject, actor)).map((signature) => this.#shown(signature)) }),
    completeTimestamps: async () => {
      await this.#timestamps.tryNow();
      return { pending: this.#made.pending().length };
    },
    settings: () => this.#settings.read(),
    setSettings: (next, { actor }) => {
      const settings = this.#settings.change(next, actor);
      void this.#timestamps.tryNow();
      return settings;
    },
    tokenModules: () => ({ modules: this.#modules.all() }),
    setTokenModules: ({ modules }) => {
      this.#modules.set(modules);
      return { modules: this.#modules.all() };
    },
  };

  /** Goes on with what is due, from time to time and at start. */
  look(): void {
    this.#timestamps.kick();
  }

  stop(): void {
    this.#timestamps.stop();
  }

  /** Waits until no timestamp is being asked for. */
  settled(): Promise<void> {
    return this.#timestamps.settled();
  }

  /**
   * Signs the content of a draft for a step of its route; `lay` judges the signature and takes the step in the transaction
   * that records both. Where it refuses, nothing tells of the signature.
   *
   * @throws Refusal
   */
  async signDraft<Value>({ draftId, stream, content, takenNames, key }: DraftToSign, call: JobOptions, lay: (signed: DraftSignature) => Value): Promise<Value> {
    const target: DocumentFile = { ...content, mediaType: 'application/octet-stream', role: 'main' };
    const { made, file, reports } = await this.#make({ laid: 'signature', subject: { documentId: draftId }, target, annexes: null, takenNames, key }, call);
    const record = (transaction: Transaction, eventId: string, actor: Actor): void => {
      // The word of it may have come while the signature was checked.
      this.#options.demandNotCompromised(made);
      appendSignature(transaction, { signed: { draftId }, stream, signatureId: eventId, ofSha256: target.sha256, file, signer: made.signer, certificate: made.certificate }, actor);
    };
    const laid = lay({ file, reports, record });
    this.#timestamps.kick();
    this.#options.onChanged('status');
    return laid;
  }

  async #lay(laid: LaidKind, input: MethodCheckedInput<'signing.sign'>, subject: Subject, actor: Actor, call: JobOptions): Promise<MadeSignature> {
    const signature = await this.#sign(laid, input, subject, actor, call);
    for (const checked of this.#checkedOf(signature.subject)) this.#options.verify(checked, actor);
    this.#timestamps.kick();
    this.#options.onChanged('letterId' in signature.subject ? 'letters' : 'cards', 'status');
    return this.#shown(signature);
  }

  async #sign(laid: LaidKind, { file: sha256, fileName, annexes, form, key }: MethodCheckedInput<'signing.sign'>, subject: Subject, actor: Actor, call: JobOptions): Promise<RecordedSignature> {
    const signed = filesToSign(filesOfSubject(this.#options.store.database, subject)?.files ?? [], [{ sha256, fileName }, ...annexes], form);
    const { made, file } = await this.#make({ laid, subject, ...signed, key }, call);
    return this.#record(laid, subject, signed, file, made, actor);
  }

  /** A signature whose file is stored, and what the check says of it; nothing tells of it yet. */
  async #make({ laid, subject, target, annexes, takenNames, key }: ToSign, call: JobOptions): Promise<{ readonly made: SignResult; readonly file: DocumentFile; readonly reports: readonly ValidationReport[] }> {
    const { store, environment } = this.#options;
    const { sha256, fileName } = target;
    const { ending, mediaType } = annexes === null ? BESIDE : TOGETHER;
    const output = store.blobs.newPlace();
    try {
      const located = async (one: DocumentFile) => ({ fileName: one.fileName, mediaType: one.mediaType, location: await store.blobs.locate(one.sha256) });
      const together = annexes === null ? null : await Promise.all([target, ...annexes].map(located));
      const wish = { now: isoInstant(environment.now()), file: { fileName, location: await store.blobs.locate(sha256) }, together, output };
      const result = await this.#run('job.sign', fileName, call, async (options) => {
        const made = await this.#keys.sign(key, wish, options);
        this.#options.demandNotCompromised(made);
        await store.blobs.adopt(output, made.sha256);
        const file: DocumentFile = { sha256: made.sha256, size: made.size, fileName: freeName(fileName, takenNames, ending), mediaType, role: 'signature' };
        return { made, file, reports: await this.#demandUsable(laid, subject, [target, ...(annexes ?? [])], file, options) };
      });
      environment.crashPoint('signing.signatureStored');
      return result;
    } finally {
      await store.blobs.discard(output);
    }
  }

  /** A key that is known to be revoked signs nothing here, although its holder may not know yet; a seal is no signature, and a signature no seal. */
  async #demandUsable(laid: LaidKind, subject: Subject, signed: readonly DocumentFile[], file: DocumentFile, options: JobOptions): Promise<readonly ValidationReport[]> {
    const reports = await this.#options.preview(subject, [...signed, file], options);
    const signatures = reports.find(({ sha256 }) => sha256 === file.sha256)?.signatures ?? [];
    if (signatures.some(({ subIndication }) => subIndication?.startsWith('REVOKED') === true)) throw new Refusal('refused', 'error.sign.revoked');
    const [wrong] = signatures.map(({ signerKind }) => keyKindProblem(laid, signerKind)).filter((problem) => problem !== null);
    if (wrong !== undefined) throw new Refusal('refused', `error.sign.${wrong}`);
    return reports;
  }

  /** What is checked anew once a signature has its timestamp: of a draft, the cards that came of it. */
  #checkedOf(signed: Signed): readonly Subject[] {
    return 'draftId' in signed ? this.#made.cardsOfDraft(signed.draftId).map((documentId) => ({ documentId })) : [signed];
  }

  #record(laid: LaidKind, subject: Subject, { target, annexes }: FilesToSign, signed: DocumentFile, made: SignResult, actor: Actor): RecordedSignature {
    const { store, environment } = this.#options;
    const signatureId = newId(environment);
    store.commit((transaction) => {
      // The word of it may have come while the signature was checked.
      this.#options.demandNotCompromised(made);
      if (laid === 'seal') this.#options.demandSealHolder(made, actor);
      // A letter may have been registered while it was signed.
      const present = presentSubject(store.database, subject);
      const found = filesOfSubject(store.database, present);
      // What was signed is what lies there: a scan may have given way to a better one meanwhile.
      if (found === null || ![target, ...(annexes ?? [])].every((one) => isAmong(found.files, one))) throw new Refusal('conflict', 'error.sign.fileGone');
      const file = { ...signed, fileName: freeName(target.fileName, found.files.map((one) => one.fileName), annexes === null ? BESIDE.ending : TOGETHER.ending) };
      appendSignature(transaction, { signed: present, stream: found.stream, signatureId, ofSha256: target.sha256, file, signer: made.signer, certificate: made.certificate, ...(laid === 'seal' ? { laid } : {}) }, actor);
    });
    const recorded = this.#made.byId(signatureId);
    if (recorded === null) throw new Error('a signature that was just recorded is there');
    return recorded;
  }

  #shown({ subject: _subject, letterId: _letterId, ...signature }: RecordedSignature): MadeSignature {
    return { ...signature, timestampProblem: signature.timestamp === 'present' ? null : this.#timestamps.problemOf(signature.signatureId) };
  }

  async #run<Value>(title: string, fileName: string | null, call: JobOptions, work: (options: JobOptions) => Promise<Value>): Promise<Value> {
    try {
      return await this.#options.runningJobs.run({ title, fileName, ...call }, work);
    } catch (error) {
      const log = (what: string, cause: unknown): void => void this.#options.logUnexpected(what, cause);
      if (error instanceof TokenError) throw tokenRefusal(error, log);
      if (!(error instanceof JobFailed)) throw error;
      throw signingRefusal(error, log);
    }
  }
}

interface ToRecord {
  readonly signed: Signed;
  readonly stream: string;
  readonly signatureId: string;
  readonly ofSha256: string;
  readonly file: DocumentFile;
  readonly signer: string;
  readonly certificate: string;
  readonly laid?: 'seal';
}

function appendSignature(transaction: Transaction, { signed, stream, ...made }: ToRecord, actor: Actor): void {
  const { file, signer } = made;
  transaction.append({
    kind: 'signature.made',
    entity: 'draftId' in signed ? signed.draftId : columnOf(signed)[1],
    stream,
    actor: operationActor(actor),
    payload: {
      ...made,
      letterId: 'letterId' in signed ? signed.letterId : null,
      documentId: 'documentId' in signed ? signed.documentId : null,
      ...('draftId' in signed ? { draftId: signed.draftId } : {}),
      timestamp: 'pending',
    },
    changes: [
      { field: 'fileRole.signature', before: null, after: `${file.fileName} · ${file.sha256}` },
      { field: made.laid === 'seal' ? 'seal' : 'signer', before: null, after: signer },
    ],
  });
}

type FilesToSign = Pick<ToSign, 'target' | 'annexes' | 'takenNames'>;

function isAmong(files: readonly DocumentFile[], wanted: Pick<DocumentFile, 'sha256' | 'fileName'>): boolean {
  return files.some((file) => file.sha256 === wanted.sha256 && file.fileName === wanted.fileName);
}

/** The files that the person has before him, in their order (CARD-08). @throws Refusal */
function filesToSign(files: readonly DocumentFile[], wanted: readonly Pick<DocumentFile, 'sha256' | 'fileName'>[], form: MethodCheckedInput<'signing.sign'>['form']): FilesToSign {
  const [target, ...annexes] = wanted.map((one) => files.find((file) => isAmong([file], one)));
  if (target === undefined || annexes.includes(undefined)) throw new Refusal('not-found', 'error.sign.fileGone');
  const takenNames = files.map(({ fileName }) => fileName);
  if (form === 'cades-detached') return { target, annexes: null, takenNames };
  const bound = annexes.filter((one) => one !== undefined);
  if ([target, ...bound].reduce((sum, { size }) => sum + size, 0) >= CONTAINER_LIMIT) throw new Refusal('too-large', 'error.sign.containerTooLarge');
  return { target, annexes: bound, takenNames };
}

/** `letter.pdf.p7s`, and `letter.pdf.2.p7s` for the second signature of the same document. */
function freeName(name: string, takenNames: readonly string[], form: string): string {
  const taken = new Set(takenNames);
  for (let place = 1; ; place += 1) {
    const ending = place === 1 ? form : `.${place}${form}`;
    const candidate = `${name.slice(0, NAME_LIMIT - ending.length)}${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}
