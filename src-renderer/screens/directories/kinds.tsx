import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type Kind, useChoices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from '../administration/administration.module.css';
import own from './directories.module.css';
import { KindEditor } from './kind-editor.tsx';

/** Stands for an entry that is not written yet. */
const NEW = 'new';

/** Kinds of document that the office handles, each with its own rules. */
export function Kinds({ person }: { readonly person: Person }) {
  const words = useWords();
  const { t } = words;
  const edits = hasPersonRight(person, 'directory.edit');
  const choices = useChoices();
  const [chosen, setChosen] = useState<string | null>(null);
  useScreenShortcuts(edits ? [{ id: 'newLetter', keys: ['Alt+N'], label: 'kinds.new', group: 'screen', run: () => setChosen(NEW) }] : []);
  if (choices.error !== null && choices.value === null) return <ErrorNote error={choices.error} again={choices.again} />;
  if (choices.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { kinds } = choices.value;
  const shown = chosen === NEW ? null : (kinds.find(({ kindId }) => kindId === chosen) ?? kinds[0] ?? null);
  const line = (kind: Kind): string => [kind.directions.map((one) => t(`direction.${one}`)).join(', '), ...(kind.letter === '' ? [] : [kind.letter]), ...(kind.blockedBy === null ? [] : [t('kinds.medium.paper-only')])].join(' · ');

  return (
    <>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('kinds.title')}</h1>
        {edits ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setChosen(NEW)}>
            {t('kinds.new')}
          </Button>
        ) : null}
      </div>
      <div className={own['split']}>
        <ul className={own['list']} aria-label={t('kinds.title')}>
          {kinds.map((kind) => (
            <li key={kind.kindId}>
              <button type="button" className={own['entry']} aria-current={kind === shown} onClick={() => setChosen(kind.kindId)}>
                {words.named(kind.names)}
                <span className="quiet">{line(kind)}</span>
              </button>
            </li>
          ))}
        </ul>
        {shown === null && chosen !== NEW ? <p className="quiet">{t('directory.choose')}</p> : shown === null || shown.blockedBy === null ? <KindEditor key={shown?.kindId ?? 'new'} kind={shown} choices={choices.value} readOnly={!edits} onSaved={setChosen} /> : <BlockedKind kind={shown} clause={shown.blockedBy} />}
      </div>
    </>
  );
}

/** A kind that law keeps out of electronic flow: what it is and which clause says so. */
function BlockedKind({ kind, clause }: { readonly kind: Kind; readonly clause: string }) {
  const words = useWords();
  return (
    <section className={own['section']} aria-label={words.named(kind.names)}>
      <h2 className={own['title']}>{words.named(kind.names)}</h2>
      <p>{words.t('kinds.blocked', { clause })}</p>
      <p className="quiet">{words.t('kinds.blockedHint')}</p>
    </section>
  );
}
