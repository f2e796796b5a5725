import { UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { Card } from '#shared/contract/registration.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { Seal } from '../../ui/seal.tsx';
import styles from './document-header.module.css';

interface Props {
  readonly card: Card;
  readonly choices: Choices;
  readonly onSeal: () => void;
}

/** Number, date, kind, correspondent and state, as on the head of a card. */
export function DocumentHeader({ card, choices, onSeal }: Props) {
  const words = useWords();
  const { t } = words;
  const kind = choices.kinds.find((one) => one.kindId === card.kindId);
  const theirs = card.correspondentNumber !== null && card.correspondentDate !== null ? t('document.theirs', { number: card.correspondentNumber, date: words.day(card.correspondentDate) }) : card.correspondentNumber;
  return (
    <header className={styles['head']}>
      <h1 className={`${styles['number']} numbers`}>{t('document.of', { index: card.registrationIndex, date: words.day(card.registrationDate) })}</h1>
      <span className={styles['state']}>{t(`document.state.${card.state}`)}</span>
      {card.restricted ? (
        <span className={styles['restricted']}>
          <IconLock size={14} aria-hidden /> {t('requisite.restricted')}
        </span>
      ) : null}
      {card.files.length === 0 ? null : (
        <UnstyledButton onClick={onSeal} title={t('document.tab.signatures')}>
          <Seal verdict={card.verdict} />
        </UnstyledButton>
      )}
      <p className={styles['line']}>
        {[kind === undefined ? null : words.named(kind.names), card.correspondent, theirs].filter((part) => part !== null && part !== '').join(' · ')}
      </p>
      <p className={styles['subject']} title={card.subject}>
        {card.subject}
      </p>
    </header>
  );
}
