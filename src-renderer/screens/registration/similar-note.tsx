import { Anchor, Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCopyX } from '@tabler/icons-react';
import type { SimilarCard } from '#shared/contract/registration.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { type Draft, useDrafts } from '../../state/drafts.ts';
import { usePlaces } from '../../state/places.ts';
import styles from './duplicate-note.module.css';

const NONE: readonly SimilarCard[] = [];

/** The same sender, number and date stand on another card (REG-17): shown at once, and the person says what it is. */
export function SimilarNote({ draft, onAnswered }: { readonly draft: Draft; readonly onAnswered: () => void }) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const decide = useDrafts((drafts) => drafts.decide);
  const { direction, correspondent, correspondentId, correspondentNumber, correspondentDate } = draft.requisites;
  const given = JSON.stringify({ direction, correspondent, correspondentId, correspondentNumber, correspondentDate });
  const [asked] = useDebouncedValue(given, 250);
  const complete = direction === 'incoming' && (correspondentNumber ?? '').trim() !== '' && correspondentDate !== null && (correspondent ?? '').trim() !== '';
  const answer = useAsk(complete ? `similar:${asked}` : null, (client, options) => client.registration.similar({ letterId: null, direction, correspondent, correspondentId, correspondentNumber, correspondentDate }, options), ['cards']);
  const open = (answer.value?.cards ?? NONE).filter((card) => !draft.knownSimilar.includes(card.documentId));
  if (open.length === 0) return null;
  const equal = open.find((card) => card.documentId === draft.equalTo);
  const answerWith = (decision: Parameters<typeof decide>[1]): void => {
    decide(draft.key, decision);
    onAnswered();
  };
  return (
    <div className={`${styles['note']} attention-note`} role="status" data-similar>
      <IconCopyX size={18} aria-hidden />
      <div>
        {open.map((card) => (
          <p key={card.documentId}>
            <strong>{t(equal === undefined ? 'registration.similar' : 'registration.similar.equal')}</strong>{' '}
            <Anchor component="button" type="button" className={styles['link']} onClick={() => go({ room: 'registration', view: 'document', documentId: card.documentId })}>
              № {card.registrationIndex}
            </Anchor>{' '}
            <span className="numbers">{[words.day(card.registrationDate), t(`requisite.medium.${card.medium}`), card.subject].filter((part) => part !== null).join(' · ')}</span>
          </p>
        ))}
        <div className={styles['choices']}>
          <Button data-answer size="compact-sm" variant="default" onClick={() => answerWith({ knownSimilar: [...draft.knownSimilar, ...open.map(({ documentId }) => documentId)], equalTo: null })}>
            {t('registration.similar.other')}
          </Button>
          {equal === undefined && open[0] !== undefined && open[0].medium !== draft.requisites.medium ? (
            <Button size="compact-sm" variant="default" onClick={() => answerWith({ equalTo: open[0]?.documentId ?? null })}>
              {t('registration.similar.asEqual')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}
