import { NativeSelect, Stack } from '@mantine/core';
import type { KeyKind } from '#shared/domain/key-kinds.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { LaidKind } from '#shared/domain/seals.ts';
import { useWords } from '../../app/use-text.ts';
import type { ChosenKey, SignField } from './chosen-key.ts';
import { KeyFileFields } from './key-file-fields.tsx';
import { nameOf, TOGETHER } from './signable-files.ts';
import styles from './sign-form.module.css';
import { TokenFields } from './token-fields.tsx';

interface Props {
  readonly laid: LaidKind;
  readonly files: readonly DocumentFile[];
  readonly file: DocumentFile;
  readonly annexes: readonly DocumentFile[] | null;
  readonly mayBind: boolean;
  readonly kinds: readonly KeyKind[];
  readonly chosen: ChosenKey;
  /** What is wrong, in words, by field. */
  readonly errors: Readonly<Partial<Record<SignField, string>>>;
  readonly busy: boolean;
  readonly onFile: (file: DocumentFile | null) => void;
  readonly onKind: (kind: KeyKind) => void;
  readonly onChosen: (chosen: ChosenKey) => void;
  /** Fields that had to be asked for are there now. */
  readonly onShown: () => void;
}

/** Which file is signed, and what holds the key. */
export function KeyStep({ laid, files, file, annexes, mayBind, kinds, chosen, errors, busy, onFile, onKind, onChosen, onShown }: Props) {
  const { t } = useWords();
  return (
    <Stack gap="sm">
      {files.length === 1 ? (
        <div>
          <p className="quiet">{t(laid === 'seal' ? 'signing.seal.ofFile' : 'signing.ofFile')}</p>
          <p className={styles['name']}>{file.fileName}</p>
        </div>
      ) : (
        <NativeSelect
          label={t(laid === 'seal' ? 'signing.seal.ofFile' : 'signing.ofFile')}
          disabled={busy}
          description={annexes === null ? undefined : t('signing.togetherHint')}
          value={annexes === null ? nameOf(file) : TOGETHER}
          onChange={(event) => onFile(files.find((one) => nameOf(one) === event.currentTarget.value) ?? null)}
          data={[...(mayBind ? [{ value: TOGETHER, label: t('signing.together', { count: files.length }) }] : []), ...files.map((one) => ({ value: nameOf(one), label: `${one.fileName} (${t(`fileRole.${one.role}`)})` }))]}
        />
      )}
      <NativeSelect
        data-autofocus={chosen.kind === 'keyFile' ? undefined : true}
        data-sign-field="kind"
        label={t('signing.keyKind')}
        disabled={busy}
        value={chosen.kind}
        onChange={(event) => {
          const next = kinds.find((kind) => kind === event.currentTarget.value);
          if (next !== undefined) onKind(next);
        }}
        data={kinds.map((kind) => ({ value: kind, label: t(`signing.keyKind.${kind}`) }))}
      />
      {chosen.kind === 'keyFile' ? <KeyFileFields chosen={chosen.files} errors={errors} busy={busy} onChosen={(next) => onChosen({ ...chosen, files: next })} /> : null}
      {chosen.kind === 'token' ? <TokenFields chosen={chosen.token} errors={errors} busy={busy} onChosen={(token) => onChosen({ ...chosen, token })} onShown={onShown} /> : null}
      {chosen.kind === 'ncalayer' ? <p>{t('signing.ncalayer.explain')}</p> : null}
    </Stack>
  );
}
