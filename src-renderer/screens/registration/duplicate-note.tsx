import { Anchor } from '@mantine/core';
import { IconCopyX } from '@tabler/icons-react';
import type { Letter } from '#shared/contract/intake.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import styles from './duplicate-note.module.css';

/** The same bytes are registered already (REG-17): says so and leads there. */
export function DuplicateNote({ cards }: { readonly cards: Letter['sameFileAs'] }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  return (
    <div className={`${styles['note']} attention-note`} role="status">
      <IconCopyX size={18} aria-hidden />
      <div>
        <p>
          <strong>{t('registration.duplicate')}</strong>{' '}
          {cards.map((card) => (
            <Anchor key={card.documentId} component="button" type="button" className={styles['link']} onClick={() => go({ room: 'registration', view: 'document', documentId: card.documentId })}>
              № {card.registrationIndex}
            </Anchor>
          ))}
        </p>
        <p>{t('registration.duplicateHint')}</p>
      </div>
    </div>
  );
}
