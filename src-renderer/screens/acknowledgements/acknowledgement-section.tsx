import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { Card } from '#shared/contract/registration.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './acknowledgements.module.css';
import { ListPart } from './list-part.tsx';
import { RequirementPart } from './requirement-part.tsx';
import { SendDialog } from './send-dialog.tsx';

/** Lists of acknowledgement of a document, and sending it to further people. */
export function AcknowledgementSection({ card, readOnly }: { readonly card: Card; readonly readOnly: boolean }) {
  const { t } = useWords();
  const { documentId } = card;
  const person = useDesk((desk) => desk.person);
  const [sending, setSending] = useState(false);
  const answer = useAsk(`acknowledgements:${documentId}`, (client, options) => client.acknowledgements.ofDocument({ documentId }, options), ['cards']);
  const maySend = hasPersonRight(person, 'acknowledgement.send') && !readOnly;
  const mayRecord = hasPersonRight(person, 'card.correct') && !readOnly;
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  const { lists, martialLaw } = answer.value;
  return (
    <section className={styles['section']} aria-label={t('acknowledgement.title')}>
      {maySend && card.state !== 'void' ? (
        <div className={styles['line']}>
          <Button variant="default" leftSection={<IconSend size={16} aria-hidden />} onClick={() => setSending(true)}>
            {t('acknowledgement.send')}
          </Button>
        </div>
      ) : null}
      <RequirementPart documentId={documentId} mayChange={maySend && card.state !== 'void'} />
      {lists.length === 0 ? (
        <div>
          <p>{t('acknowledgement.none')}</p>
          <p className="quiet">{t('acknowledgement.noneHint')}</p>
        </div>
      ) : null}
      {lists.map((list) => (
        <ListPart key={list.listId} card={card} list={list} martialLaw={martialLaw} maySend={maySend} mayRecord={mayRecord} />
      ))}
      {sending ? <SendDialog documentId={documentId} listId={null} there={[]} onClose={() => setSending(false)} /> : null}
    </section>
  );
}
