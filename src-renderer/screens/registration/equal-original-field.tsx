import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconLink, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { useDrafts } from '../../state/drafts.ts';
import styles from './draft-execution-fields.module.css';

interface Props {
  readonly draftKey: string;
  /** The card beside which the draft becomes an original of equal force. */
  readonly equalTo: string | null;
}

/** The paper original beside which a signed draft is registered: only one of both goes its way (X5). */
export function EqualOriginalField({ draftKey, equalTo }: Props) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState('');
  const wanted = text.trim();
  const chosen = useAsk(equalTo === null ? null : `registration.get:${equalTo}`, (client, options) => client.registration.get({ documentId: equalTo ?? '' }, options), ['cards']).value?.card ?? null;
  const found = useAsk(equalTo !== null || wanted.length < 2 ? null : `equal:${wanted}`, (client, options) => client.search.page({ text: wanted, limit: 8 }, options));
  const candidates = found.value?.rows ?? [];
  const choose = (documentId: string | null): void => {
    useDrafts.getState().decide(draftKey, { equalTo: documentId });
    setText('');
  };

  // Enter takes the first that is found: in the form around it would register the card.
  function takeFirst(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    if (candidates[0] !== undefined) choose(candidates[0].documentId);
  }

  if (equalTo !== null) {
    return (
      <p className={styles['equal']}>
        <span>{t('draftExecution.equal.chosen', { index: chosen?.registrationIndex ?? '…' })}</span>
        <ActionIcon aria-label={t('draftExecution.equal.remove')} onClick={() => choose(null)}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </p>
    );
  }
  return (
    <>
      <TextInput label={t('draftExecution.equal.find')} description={t('draftExecution.equal.hint')} value={text} autoComplete="off" maxLength={200} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={takeFirst} />
      {wanted.length < 2 ? null : (
        <ul className={styles['executors']} aria-label={t('document.links.found')}>
          {candidates.map((row) => (
            <li key={row.documentId}>
              <Button variant="default" fullWidth justify="flex-start" leftSection={<IconLink size={14} aria-hidden />} onClick={() => choose(row.documentId)}>
                <span className="ellipsis">{[`№ ${row.registrationIndex}`, words.day(row.registrationDate), row.subject].filter((part) => part !== null).join(' · ')}</span>
              </Button>
            </li>
          ))}
          {found.value !== null && candidates.length === 0 ? <li className="quiet">{t('palette.nothing')}</li> : null}
        </ul>
      )}
    </>
  );
}
