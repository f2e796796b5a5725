import { Button } from '@mantine/core';
import type { RemovableDrive } from '#shared/contract/stick.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './stick.module.css';

interface Props {
  readonly answers: RemovableDrive['answers'];
  readonly disabled: boolean;
  readonly onRead: (fileName: string) => void;
}

/** Answers of a server on the chosen stick, the newest first. */
export function StickAnswers({ answers, disabled, onRead }: Props) {
  const { t, size, instant } = useWords();
  if (answers.length === 0) return <p className="quiet">{t('sync.stick.noAnswers')}</p>;
  return (
    <>
      <h3 id="stick-answers">{t('sync.stick.answers')}</h3>
      <ul className={styles['answers']} aria-labelledby="stick-answers">
        {answers.map((answer) => (
          <li key={answer.fileName}>
            <div>
              <p className={styles['name']}>{answer.fileName}</p>
              <p className="quiet numbers">{[size(answer.size), instant(answer.modifiedAt)].join(' · ')}</p>
            </div>
            <Button variant="default" aria-label={`${t('sync.stick.read')}: ${answer.fileName}`} disabled={disabled} onClick={() => onRead(answer.fileName)}>
              {t('sync.stick.read')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
