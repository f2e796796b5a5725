import { Button, FileInput } from '@mantine/core';
import { IconFiles, IconX } from '@tabler/icons-react';
import type { DraftContent } from '#shared/contract/routing.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './drafts.module.css';

type Kept = NonNullable<DraftContent['annexes']>;

interface Props {
  /** Annexes that the draft has and keeps. */
  readonly kept: Kept;
  /** Files that come to them. */
  readonly added: readonly File[];
  readonly onKept: (kept: Kept) => void;
  readonly onAdded: (added: readonly File[]) => void;
}

/** Annexes of a draft: those that stay, each with a button that takes it out, and those that come to them. */
export function AnnexFields({ kept, added, onKept, onAdded }: Props) {
  const { t } = useWords();
  return (
    <div className={styles['annexes']}>
      <FileInput label={t('draft.annexes')} description={t('draft.annexesHint')} multiple clearable clearButtonProps={{ 'aria-label': t('draft.annexesClear') }} placeholder={t('draft.annexesChoose')} leftSection={<IconFiles size={16} aria-hidden />} value={[...added]} onChange={onAdded} />
      {kept.length === 0 ? null : (
        <ul aria-label={t('draft.annexesKept')}>
          {kept.map((annex) => (
            <li key={`${annex.sha256} ${annex.fileName}`}>
              <span>{annex.fileName}</span>
              <Button variant="subtle" size="compact-xs" leftSection={<IconX size={14} aria-hidden />} aria-label={`${t('draft.annexTakeOut')}: ${annex.fileName}`} onClick={() => onKept(kept.filter((other) => other !== annex))}>
                {t('draft.annexTakeOut')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
