import { Anchor, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconLink, IconUnlink } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Card, CardLink } from '#shared/contract/registration.ts';
import { HAND_RELATIONS } from '#shared/domain/card-links.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import styles from './links-section.module.css';

interface Props {
  readonly card: Card;
  readonly links: readonly CardLink[];
  readonly mayCorrect: boolean;
  readonly onChanged: () => void;
}

type Relation = (typeof HAND_RELATIONS)[number];

/** Documents that belong together: replies, continuations, equal originals. */
export function LinksSection({ card, links, mayCorrect, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const [relation, setRelation] = useState<Relation>('reply-to');
  const [text, setText] = useState('');
  const [leaving, setLeaving] = useState<CardLink | null>(null);
  const wanted = text.trim();
  const found = useAsk(wanted.length < 2 ? null : `link:${wanted}`, (client, options) => client.search.page({ text: wanted, limit: 8 }, options));
  const link = useCall((client, toDocumentId: string, options) => client.registration.link({ documentId: card.documentId, relation, toDocumentId }, options));
  const unlink = useCall((client, given: { linkId: string; reason: string }, options) => client.registration.unlink(given, options));
  const candidates = (found.value?.rows ?? []).filter((row) => row.documentId !== card.documentId);

  function add(toDocumentId: string): void {
    void link.run(toDocumentId).then((done) => {
      if (done === null) return;
      setText('');
      onChanged();
    });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (candidates[0] !== undefined) add(candidates[0].documentId);
  }

  return (
    <>
      {links.length === 0 ? <p className="quiet">{t('document.links.none')}</p> : null}
      <ul className={styles['links']}>
        {links.map((one) => (
          <li key={one.linkId}>
            <div>
              <p>
                <strong>{t(one.outward ? `document.link.${one.relation}` : `document.linkFrom.${one.relation}`)}</strong>{' '}
                <Anchor component="button" type="button" onClick={() => go({ room: 'registration', view: 'document', documentId: one.documentId })}>
                  № {one.registrationIndex}
                </Anchor>{' '}
                <span className="quiet numbers">{[words.day(one.registrationDate), t(`requisite.medium.${one.medium}`), one.state === 'void' ? t('document.state.void') : null].filter((part) => part !== null).join(' · ')}</span>
              </p>
              <p className="quiet">{one.subject ?? t('document.links.hidden')}</p>
            </div>
            {mayCorrect && one.relation !== 'supersedes' ? (
              <Button variant="default" size="compact-sm" leftSection={<IconUnlink size={14} aria-hidden />} onClick={() => setLeaving(one)} aria-label={`${t('document.links.remove')}: № ${one.registrationIndex}`}>
                {t('document.links.remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayCorrect ? (
        <form className={styles['add']} onSubmit={submit}>
          <NativeSelect label={t('document.links.relation')} value={relation} onChange={(event) => setRelation(HAND_RELATIONS.find((one) => one === event.currentTarget.value) ?? relation)} data={HAND_RELATIONS.map((value) => ({ value, label: t(`document.link.${value}`) }))} />
          <TextInput label={t('document.links.find')} value={text} autoComplete="off" maxLength={200} onChange={(event) => setText(event.currentTarget.value)} />
        </form>
      ) : null}
      {link.error === null ? null : <ErrorNote error={link.error} />}
      {wanted.length < 2 ? null : (
        <ul className={styles['found']} aria-label={t('document.links.found')}>
          {candidates.map((row) => (
            <li key={row.documentId}>
              <Button variant="default" fullWidth justify="flex-start" leftSection={<IconLink size={14} aria-hidden />} loading={link.running} onClick={() => add(row.documentId)}>
                <span className="ellipsis">{[`№ ${row.registrationIndex}`, words.day(row.registrationDate), row.correspondent, row.subject].filter((part) => part !== null).join(' · ')}</span>
              </Button>
            </li>
          ))}
          {found.value !== null && candidates.length === 0 ? <li className="quiet">{t('palette.nothing')}</li> : null}
        </ul>
      )}
      <ReasonDialog
        opened={leaving !== null}
        title={t('document.links.remove')}
        explain={t('document.links.removeExplain', { index: leaving?.registrationIndex ?? '' })}
        action={t('document.links.remove')}
        call={unlink}
        onClose={() => setLeaving(null)}
        onReason={(reason) => {
          if (leaving === null) return;
          void unlink.run({ linkId: leaving.linkId, reason }).then((done) => {
            if (done === null) return;
            setLeaving(null);
            onChanged();
          });
        }}
      />
    </>
  );
}
