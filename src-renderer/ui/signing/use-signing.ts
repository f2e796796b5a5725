import { useCallback, useEffect, useState } from 'react';
import type { ContractError, MethodInput } from '#shared/contract/index.ts';
import type { OfferedKey } from '#shared/contract/signing.ts';
import type { KeyKind } from '#shared/domain/key-kinds.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Result } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { useCall } from '../../app/use-call.ts';
import { type ChosenKey, type ChosenToken, type FieldProblem, fieldOfError } from './chosen-key.ts';
import { type ChosenFiles, type KeyFile, readKeyFile } from './key-file.ts';

export type Subject = MethodInput<'signing.made'>['subject'];
type LaidKey = MethodInput<'signing.sign'>['key'];

interface ToLay {
  readonly file: DocumentFile;
  /** Annexes that one container binds with the file; null: the file alone is signed. */
  readonly annexes: readonly DocumentFile[] | null;
  readonly key: LaidKey;
}

/** A signature of a letter or document as the contract asks for it. */
export function signWish(subject: Subject, { file, annexes, key }: ToLay): MethodInput<'signing.sign'> {
  const named = (annexes ?? []).map(({ sha256, fileName }) => ({ sha256, fileName }));
  return { subject, file: file.sha256, fileName: file.fileName, annexes: named, form: annexes === null ? 'cades-detached' : 'asic-e', key };
}

/** What is done with an opened key: a signature of a letter or document, or of a step. */
export type LaySignature<Done> = (client: Client, toLay: ToLay, options: CallOptions) => Promise<Result<Done, ContractError>>;

type OpenToken = MethodInput<'signing.inspectToken'>;

/** A key file or a token that was opened, with its keys. */
interface OpenedKey {
  readonly holder: ({ readonly by: 'keyFile' } & KeyFile) | ({ readonly by: 'token' } & OpenToken);
  readonly keys: readonly OfferedKey[];
}

export interface Signing<Done> {
  /** Keys of what was opened; null until something is. */
  readonly keys: readonly OfferedKey[] | null;
  readonly running: 'opening' | 'signing' | null;
  /** 0…1; null where the length is not known. */
  readonly progress: number | null;
  /** What was found wrong before the desk was asked. */
  readonly problem: FieldProblem | null;
  readonly error: ContractError | null;
  /** Opens a key file or a token; what came of it is in `keys`, `problem` or `error`. */
  readonly open: (chosen: ChosenKey, secret: string) => Promise<void>;
  /** Signs with one of the opened keys; null where that failed or was stopped. */
  readonly sign: (file: DocumentFile, annexes: readonly DocumentFile[] | null, certificate: string) => Promise<Done | null>;
  /** Signs in NCALayer's own window. */
  readonly signThroughNcalayer: (file: DocumentFile, annexes: readonly DocumentFile[] | null, language: Language) => Promise<Done | null>;
  /** Forgets what was opened, with its secret and what was said of it. */
  readonly forget: () => void;
  readonly stop: () => void;
}

/** One run of signing. Key file, password and PIN are held here and nowhere else, and are gone with the dialog. */
export function useSigning<Done>(kind: KeyKind, lay: LaySignature<Done>): Signing<Done> {
  const [opened, setOpened] = useState<OpenedKey | null>(null);
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const inspect = useCall((client, holder: OpenedKey['holder'], options) => {
    if (holder.by === 'token') return client.signing.inspectToken(partsOf(holder), options);
    return client.signing.inspectKeyFile(partsOf(holder), options);
  });
  const signing = useCall(lay);
  const error = signing.error ?? inspect.error;
  // A refusal that speaks of the key file or the token leads back to where it is chosen, and the secret goes with it.
  if (opened !== null && error !== null && fieldOfError(error.message, kind) !== null) setOpened(null);
  // A PIN is bytes, so that it can be overwritten as soon as the token that it opened is forgotten.
  useEffect(() => () => wipe(opened?.holder), [opened]);

  const { cancel: stopOpening } = inspect;
  const { cancel: stopSigning } = signing;
  const stop = useCallback(() => {
    stopOpening();
    stopSigning();
  }, [stopOpening, stopSigning]);
  useEffect(() => stop, [stop]);

  async function open(chosen: ChosenKey, secret: string): Promise<void> {
    signing.clear();
    inspect.clear();
    setProblem(null);
    setOpened(null);
    const holder = chosen.kind === 'token' ? tokenWith(chosen.token, secret) : await fileWith(chosen.files, secret);
    if ('field' in holder) return setProblem(holder);
    const answer = await inspect.run(holder);
    if (answer === null) wipe(holder);
    else setOpened({ holder, keys: answer.keys });
  }

  async function sign(file: DocumentFile, annexes: readonly DocumentFile[] | null, certificate: string): Promise<Done | null> {
    if (opened === null) return null;
    const made = await signing.run({ file, annexes, key: { ...opened.holder, certificate } });
    if (made !== null) setOpened(null);
    return made;
  }

  return {
    keys: opened?.keys ?? null,
    running: inspect.running ? 'opening' : signing.running ? 'signing' : null,
    progress: signing.running ? signing.progress : inspect.progress,
    problem,
    error,
    open,
    sign,
    signThroughNcalayer: (file, annexes, language) => signing.run({ file, annexes, key: { by: 'ncalayer', locale: language === 'kk' ? 'kk' : 'ru' } }),
    forget: () => {
      setOpened(null);
      setProblem(null);
      signing.clear();
      inspect.clear();
    },
    stop,
  };
}

function partsOf<Holder extends OpenedKey['holder']>({ by: _by, ...parts }: Holder): Omit<Holder, 'by'> {
  return parts;
}

function tokenWith(token: ChosenToken | null, secret: string): OpenedKey['holder'] | FieldProblem {
  if (token === null) return { field: 'token', key: 'signing.tokenNeeded', params: {} };
  if (secret === '') return { field: 'pin', key: 'signing.pinNeeded', params: {} };
  return { by: 'token', ...token, pin: Uint8Array.from(new TextEncoder().encode(secret)) };
}

async function fileWith(files: ChosenFiles, secret: string): Promise<OpenedKey['holder'] | FieldProblem> {
  const read = await readKeyFile(files, secret);
  return read.ok ? { by: 'keyFile', ...read.value } : read.error;
}

function wipe(holder: OpenedKey['holder'] | undefined): void {
  if (holder?.by === 'token') holder.pin.fill(0);
}
