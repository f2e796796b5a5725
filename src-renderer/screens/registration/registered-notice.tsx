import { Button } from '@mantine/core';
import { IconArrowRight, IconFileText, IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useRef } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import type { Card } from '../../state/drafts.ts';
import { usePlaces } from '../../state/places.ts';
import { PaperSteps } from '../../ui/paper/paper-steps.tsx';
import { PassAction } from '../review/pass-action.tsx';
import { KeepCorrespondent } from './keep-correspondent.tsx';
import { CopyMaker } from '../documents/copy-maker.tsx';
import styles from './registered-notice.module.css';

interface Props {
  readonly card: Card;
  readonly office: Office;
  /** Letters that still wait. */
  readonly left: number;
  readonly onNext: () => void;
  readonly onNewCard: () => void;
}

/** The number, large, and the next thing one key away. */
export function RegisteredNotice({ card, office, left, onNext, onNewCard }: Props) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const next = useRef<HTMLButtonElement>(null);
  const paper = card.medium === 'paper' && card.direction === 'incoming';
  const focusNext = useCallback(() => next.current?.focus(), []);
  // A paper first goes its way: the step that is due takes the focus.
  useEffect(() => {
    if (!paper) focusNext();
  }, [paper, focusNext]);
  useScreenShortcuts([{ id: 'main', keys: ['Ctrl+Enter'], label: 'shortcut.next', group: 'screen', run: left > 0 ? onNext : onNewCard }]);

  return (
    <section className={styles['notice']} data-registered aria-labelledby="registered-number">
      <div className={styles['stamp']} role="status">
        <p className={styles['word']}>{t('registration.done.title')}</p>
        <p id="registered-number" className={`${styles['number']} numbers`} data-length={card.registrationIndex.length > 14 ? 'long' : undefined}>
          № {card.registrationIndex}
        </p>
        <p className={`${styles['date']} numbers`}>{t('registration.done.from', { date: words.day(card.registrationDate) })}</p>
        <p className={styles['office']}>{office.name}</p>
      </div>
      <p className={styles['subject']}>{[card.correspondent, card.subject].filter((part) => part !== null && part !== '').join(' — ')}</p>
      {paper ? (
        <div className={styles['copies']}>
          <PaperSteps card={card} mayRegister onChanged={() => undefined} onWayDone={focusNext} />
        </div>
      ) : null}
      <div className={styles['actions']}>
        {left > 0 ? (
          <Button ref={next} variant={paper ? 'default' : 'filled'} leftSection={<IconArrowRight size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>{paper ? 'Ctrl+Enter' : 'Enter'}</kbd>} onClick={onNext}>
            {t('registration.done.next')}
          </Button>
        ) : (
          <Button ref={next} variant={paper ? 'default' : 'filled'} leftSection={<IconPlus size={16} aria-hidden />} onClick={onNewCard}>
            {t('registration.done.another')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconFileText size={16} aria-hidden />} onClick={() => go({ room: 'registration', view: 'document', documentId: card.documentId })}>
          {t('registration.done.open')}
        </Button>
      </div>
      <PassAction documentId={card.documentId} />
      <KeepCorrespondent card={card} />
      {left > 0 ? null : <p className="quiet">{t('registration.done.noNext')}</p>}
      {card.files.length === 0 ? null : (
        <div className={styles['copies']}>
          <CopyMaker documentId={card.documentId} office={office} files={card.files} />
        </div>
      )}
    </section>
  );
}
