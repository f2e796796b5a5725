import { Button } from '@mantine/core';
import { IconUsb } from '@tabler/icons-react';
import type { RemovableDrive } from '#shared/contract/stick.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './exchange.module.css';
import { StickChoice } from './stick-choice.tsx';
import { StickLook } from './stick-missing.tsx';

interface Props {
  readonly drives: readonly RemovableDrive[];
  readonly chosen: RemovableDrive | undefined;
  readonly disabled: boolean;
  readonly onChoose: (id: string) => void;
  readonly onLook: () => void;
  readonly onWrite: (drive: string) => void;
}

/** The sticks that are seen, and the bundle that is written to the chosen one. */
export function StickDrives({ drives, chosen, disabled, onChoose, onLook, onWrite }: Props) {
  const { t } = useWords();
  return (
    <>
      <StickChoice drives={drives} chosen={chosen?.id ?? null} disabled={disabled} onChoose={onChoose} />
      <div className={styles['buttons']}>
        <Button variant="default" leftSection={<IconUsb size={16} aria-hidden />} disabled={disabled || chosen === undefined} onClick={() => (chosen === undefined ? undefined : onWrite(chosen.id))}>
          {t('sync.stick.write')}
        </Button>
        <StickLook disabled={disabled} onLook={onLook} />
      </div>
    </>
  );
}
