import { Button, Progress, Stack } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconArrowLeft, IconSignature } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { KeyKind } from '#shared/domain/key-kinds.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { LaidKind } from '#shared/domain/seals.ts';
import { matchesKey } from '../../app/keys.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../error-note.tsx';
import { type ChosenKey, fieldOfError, SECRET_FIELDS, type SignField } from './chosen-key.ts';
import { KeyChoiceStep } from './key-choice-step.tsx';
import { KeyStep } from './key-step.tsx';
import styles from './sign-form.module.css';
import { type LaySignature, useSigning } from './use-signing.ts';

interface Props<Done> {
  readonly laid: LaidKind;
  readonly files: readonly DocumentFile[];
  readonly file: DocumentFile;
  /** Annexes that are signed with the file in one container; null: the file alone. */
  readonly annexes: readonly DocumentFile[] | null;
  readonly mayBind: boolean;
  readonly kinds: readonly KeyKind[];
  readonly chosen: ChosenKey;
  readonly lay: LaySignature<Done>;
  /** Null: all files together. */
  readonly onFile: (file: DocumentFile | null) => void;
  readonly onKind: (kind: KeyKind) => void;
  readonly onChosen: (chosen: ChosenKey) => void;
  readonly onClose: () => void;
  readonly onSigned: (done: Done) => void;
  /** Fields of what the signature is laid for. */
  readonly children?: ReactNode;
}

/** Two steps: the key file or token is opened, then one of its keys signs; in NCALayer it is one. Esc goes one step back. */
export function SignForm<Done>({ laid, files, file, annexes, mayBind, kinds, chosen, lay, onFile, onKind, onChosen, onClose, onSigned, children }: Props<Done>) {
  const words = useWords();
  const { t } = words;
  const form = useRef<HTMLFormElement>(null);
  const signing = useSigning(chosen.kind, lay);
  const [picked, setPicked] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [shown, setShown] = useState(0);
  const { keys, running, problem, error } = signing;
  const usable = (keys ?? []).filter((key) => key.problem === null);
  const certificate = picked ?? (usable.length === 1 ? (usable[0]?.certificate ?? null) : null);
  const opens = keys === null && chosen.kind !== 'ncalayer';
  const wrongField = problem?.field ?? (error === null ? null : fieldOfError(error.message, chosen.kind));
  const wrong = problem !== null ? t(problem.key, problem.params) : error !== null ? words.error(error) : null;
  const errors: Partial<Record<SignField, string>> = wrongField === null || wrong === null ? {} : { [wrongField]: wrong };

  // Focus follows what is asked next: the field that is wrong, or the key.
  useEffect(() => {
    if (running !== null) return;
    if (keys !== null) form.current?.querySelector<HTMLElement>('input[type="radio"]:checked, input[type="radio"]:not(:disabled), [data-back]')?.focus();
    else if (wrongField !== null) form.current?.querySelector<HTMLElement>(`[data-sign-field="${wrongField}"]`)?.focus();
    const secret = secretIn(form.current);
    if (wrongField !== null && SECRET_FIELDS.includes(wrongField) && secret !== null) secret.value = '';
  }, [keys, running, wrongField, wrong, shown]);

  async function openKey(): Promise<void> {
    setPicked(null);
    setTried(false);
    await signing.open(chosen, secretIn(form.current)?.value ?? '');
  }

  async function sign(): Promise<void> {
    setTried(true);
    if (certificate === null) return form.current?.querySelector<HTMLElement>('input[type="radio"]:not(:disabled)')?.focus();
    const made = await signing.sign(file, annexes, certificate);
    if (made !== null) onSigned(made);
  }

  async function signElsewhere(): Promise<void> {
    const made = await signing.signThroughNcalayer(file, annexes, words.language);
    if (made !== null) onSigned(made);
  }

  function submit(event?: FormEvent): void {
    event?.preventDefault();
    if (running === null) void (chosen.kind === 'ncalayer' ? signElsewhere() : keys === null ? openKey() : sign());
  }

  function changeKind(kind: KeyKind): void {
    signing.forget();
    onKind(kind);
  }

  function stepBack(): void {
    if (running !== null) signing.stop();
    else if (keys !== null) signing.forget();
    else onClose();
  }

  useWindowEvent('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (matchesKey('Esc', event)) stepBack();
    else if (matchesKey('Ctrl+Enter', event)) submit();
    else return;
    event.preventDefault();
  });

  return (
    <form ref={form} onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {keys === null ? (
          <KeyStep laid={laid} files={files} file={file} annexes={annexes} mayBind={mayBind} kinds={kinds} chosen={chosen} errors={errors} busy={running !== null} onFile={onFile} onKind={changeKind} onChosen={onChosen} onShown={() => setShown((before) => before + 1)} />
        ) : (
          <>
            <p className={styles['name']}>
              <span className="quiet">{t(laid === 'seal' ? 'signing.seal.ofFile' : 'signing.ofFile')}:</span> {[file, ...(annexes ?? [])].map(({ fileName }) => fileName).join(', ')}
            </p>
            <KeyChoiceStep keys={keys} chosen={certificate} busy={running !== null} needed={tried} onChoose={setPicked} />
          </>
        )}
        {children}
        {error === null || wrongField !== null ? null : <ErrorNote error={error} />}
        {running === null ? null : <Running label={t(running === 'opening' ? 'signing.opening' : chosen.kind === 'ncalayer' ? 'signing.ncalayer.running' : 'signing.running')} progress={signing.progress} onStop={signing.stop} stop={t('common.stop')} />}
        <div className={styles['foot']}>
          {keys === null ? (
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          ) : (
            <Button variant="default" data-back disabled={running !== null} leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={signing.forget}>
              {t('common.back')}
            </Button>
          )}
          {keys !== null && usable.length === 0 ? null : (
            <Button type="submit" disabled={running !== null} leftSection={opens ? null : <IconSignature size={16} aria-hidden />}>
              {t(opens ? (chosen.kind === 'token' ? 'signing.openToken' : 'signing.open') : laid === 'seal' ? 'signing.seal.action' : 'signing.action')}
            </Button>
          )}
        </div>
      </Stack>
    </form>
  );
}

/** The one field of a secret that the form has at a time. */
function secretIn(form: HTMLFormElement | null): HTMLInputElement | null {
  return form?.querySelector<HTMLInputElement>('input[data-sign-field="password"], input[data-sign-field="pin"]') ?? null;
}

function Running({ label, progress, stop, onStop }: { readonly label: string; readonly progress: number | null; readonly stop: string; readonly onStop: () => void }) {
  return (
    <div className={styles['running']} role="status">
      <span>{label}</span>
      <Progress className={styles['bar']} size="sm" value={(progress ?? 1) * 100} animated={progress === null} aria-label={label} />
      <Button variant="default" onClick={onStop}>
        {stop}
      </Button>
    </div>
  );
}
