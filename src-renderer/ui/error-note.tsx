import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ContractError } from '#shared/contract/index.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import { useWords } from '../app/use-text.ts';
import styles from './error-note.module.css';

interface Props {
  readonly error: ContractError;
  readonly again?: (() => void) | undefined;
}

/** What happened, what was kept and what to do, in the desk's words; single points below. */
export function ErrorNote({ error, again }: Props) {
  const words = useWords();
  const points = [...new Set(error.issues.map((issue) => issue.message))].filter((message) => message !== error.message).filter(isMessageKey);
  return (
    <div className={styles['note']} role="alert">
      <IconAlertTriangle size={18} aria-hidden className={styles['icon']} />
      <div>
        <p>{words.error(error)}</p>
        {points.length === 0 ? null : (
          <ul className={styles['points']}>
            {points.map((point) => (
              <li key={point}>{words.t(point)}</li>
            ))}
          </ul>
        )}
        {error.code === 'no-right' ? <p>{words.t('frame.noRight')}</p> : null}
        {again === undefined ? null : (
          <Button variant="default" onClick={again} className={styles['again']}>
            {words.t('common.again')}
          </Button>
        )}
      </div>
    </div>
  );
}
