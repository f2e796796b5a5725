import { useCallback, useEffect, useState } from 'react';
import type { ContractError, MethodInput } from '#shared/contract/index.ts';
import type { OfferedKey } from '#shared/contract/signing.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Result } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { useCall } from '../../app/use-call.ts';
import { type ChosenFiles, type FieldProblem, fieldOfError, type KeyFile, readKeyFile } from './key-file.ts';

export type Subject = MethodInput<'signing.made'>['subject'];

interface ToLay {
  readonly file: DocumentFile;
  /** Annexes that one container binds with the file; null: the file alone is signed. */
  readonly annexes: readonly DocumentFile[] | null;
  readonly key: MethodInput<'signing.sign'>['key'];
}

/** A signature of a letter or document as the contract asks for it. */
export function signWish(subject: Subject, { file, annexes, key }: ToLay): MethodInput<'signing.sign'> {
  const named = (annexes ?? []).map(({ sha256, fileName }) => ({ sha256, fileName }));
  return { subject, file: file.sha256, fileName: file.fileName, annexes: named, form: annexes === null ? 'cades-detached' : 'asic-e', key };
}

/** What is done with an opened key: a signature of a letter or document, or of a step. */
export type LaySignature<Done> = (client: Client, toLay: ToLay, options: CallOptions) => Promise<Result<Done, ContractError>>;

interface OpenedKey {
  readonly file: KeyFile;
  readonly keys: readonly OfferedKey[];
}

export interface Signing<Done> {
  /** Keys of the opened file; null until one is open. */
  readonly keys: readonly OfferedKey[] | null;
  readonly running: 'opening' | 'signing' | null;
  /** 0…1; null where the length is not known. */
  readonly progress: number | null;
  /** What was found wrong before the desk was asked. */
  readonly problem: FieldProblem | null;
  readonly error: ContractError | null;
  /** Opens the key file; what came of it is in `keys`, `problem` or `error`. */
  readonly open: (chosen: ChosenFiles, password: string) => Promise<void>;
  /** Signs with one of the opened keys; null where that failed or was stopped. */
  readonly sign: (file: DocumentFile, annexes: readonly DocumentFile[] | null, certificate: string) => Promise<Done | null>;
  /** Forgets the opened key with its password. */
  readonly forget: () => void;
  readonly stop: () => void;
}

/** One run of signing. Key file and password are held here and nowhere else, and are gone with the dialog. */
export function useSigning<Done>(lay: LaySignature<Done>): Signing<Done> {
  const [opened, setOpened] = useState<OpenedKey | null>(null);
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const inspect = useCall((client, file: KeyFile, options) => client.signing.inspectKeyFile(file, options));
  const signing = useCall(lay);
  const error = signing.error ?? inspect.error;
  // A refusal that speaks of the key file leads back to where it is chosen, and the password goes with it.
  if (opened !== null && error !== null && fieldOfError(error.message) !== null) setOpened(null);

  const { cancel: stopOpening } = inspect;
  const { cancel: stopSigning } = signing;
  const stop = useCallback(() => {
    stopOpening();
    stopSigning();
  }, [stopOpening, stopSigning]);
  useEffect(() => stop, [stop]);

  async function open(chosen: ChosenFiles, password: string): Promise<void> {
    signing.clear();
    inspect.clear();
    setProblem(null);
    setOpened(null);
    const read = await readKeyFile(chosen, password);
    if (!read.ok) return setProblem(read.error);
    const answer = await inspect.run(read.value);
    if (answer !== null) setOpened({ file: read.value, keys: answer.keys });
  }

  async function sign(file: DocumentFile, annexes: readonly DocumentFile[] | null, certificate: string): Promise<Done | null> {
    if (opened === null) return null;
    const made = await signing.run({ file, annexes, key: { ...opened.file, certificate } });
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
    forget: () => {
      setOpened(null);
      signing.clear();
    },
    stop,
  };
}
