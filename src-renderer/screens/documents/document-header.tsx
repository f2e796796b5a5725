import { UnstyledButton } from '@mantine/core';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { RestrictedMark } from '../../ui/restricted-mark.tsx';
import { Seal } from '../../ui/seal.tsx';
import { StageLine } from './stage-line.tsx';
import styles from './document-header.module.css';

interface Props {
  readonly card: Card;
  readonly choices: Choices;
  readonly status: 'draft' | 'document';
  readonly stages: MethodOutput<'registration.get'>['stages'];
  readonly onSeal: () => void;
}

/** Number, date, kind, correspondent and state, as on the head of a card. */
export function DocumentHeader({ card, choices, status, stages, onSeal }: Props) {
  const words = useWords();
  const { t } = words;
  const kind = choices.kinds.find((one) => one.kindId === card.kindId);
  const theirs = card.correspondentNumber !== null && card.correspondentDate !== null ? t('document.theirs', { number: card.correspondentNumber, date: words.day(card.correspondentDate) }) : card.correspondentNumber;
  return (
    <header className={styles['head']}>
      <h1 className={`${styles['number']} numbers`}>{t('document.of', { index: card.registrationIndex, date: words.day(card.registrationDate) })}</h1>
      <span className={styles['state']} data-state={card.state}>
        {t(`document.state.${card.state}`)}
      </span>
      {status === 'draft' && card.state !== 'void' ? <span className={styles['state']}>{t('document.status.draft')}</span> : null}
      {card.restricted ? <RestrictedMark /> : null}
      {card.files.length === 0 ? null : (
        <UnstyledButton onClick={onSeal} title={t('document.tab.signatures')}>
          <Seal verdict={card.verdict} />
        </UnstyledButton>
      )}
      <p className={styles['line']}>
        {[kind === undefined ? null : words.named(kind.names), card.correspondent, theirs].filter((part) => part !== null && part !== '').join(' · ')}
      </p>
      {card.voidReason === null ? null : <p className={styles['void']}>{t('document.voidReason', { reason: card.voidReason })}</p>}
      <StageLine stages={stages} />
      <p className={`${styles['subject']} two-lines`} title={card.subject}>
        {card.subject}
      </p>
    </header>
  );
}
