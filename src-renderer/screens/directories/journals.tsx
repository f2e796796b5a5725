import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from '../administration/administration.module.css';
import own from './directories.module.css';
import { JournalEditor } from './journal-editor.tsx';

/** Stands for an entry that is not written yet. */
const NEW = 'new';

/** Journals of the office and how papers are numbered. */
export function Journals({ person }: { readonly person: Person }) {
  const words = useWords();
  const { t } = words;
  const edits = hasPersonRight(person, 'directory.edit');
  const choices = useChoices();
  const used = useAsk('directories.journalsInUse', (client, options) => client.directories.journalsInUse({}, options), ['cards']);
  const settings = useAsk('directories.settings', (client, options) => client.directories.settings({}, options), ['cards']);
  const setSettings = useCall((client, numberBeforeScan: boolean, options) => client.directories.setSettings({ numberBeforeScan }, options));
  const [chosen, setChosen] = useState<string | null>(null);
  useScreenShortcuts(edits ? [{ id: 'newLetter', keys: ['Alt+N'], label: 'journals.new', group: 'screen', run: () => setChosen(NEW) }] : []);
  if (choices.error !== null && choices.value === null) return <ErrorNote error={choices.error} again={choices.again} />;
  if (used.error !== null && used.value === null) return <ErrorNote error={used.error} again={used.again} />;
  if (choices.value === null || used.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { journals } = choices.value;
  const shown = chosen === NEW ? null : (journals.find(({ journalId }) => journalId === chosen) ?? journals[0] ?? null);

  return (
    <>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('journals.title')}</h1>
        {edits ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setChosen(NEW)}>
            {t('journals.new')}
          </Button>
        ) : null}
      </div>
      {settings.value === null ? null : (
        <Checkbox
          label={t('journals.numberBeforeScan')}
          description={t('journals.numberBeforeScanHint')}
          disabled={!edits || setSettings.running}
          checked={settings.value.numberBeforeScan}
          onChange={(event) => void setSettings.run(event.currentTarget.checked)}
        />
      )}
      {settings.error === null ? null : <ErrorNote error={settings.error} again={settings.again} />}
      {setSettings.error === null ? null : <ErrorNote error={setSettings.error} />}
      <div className={own['split']}>
        <ul className={own['list']} aria-label={t('journals.title')}>
          {journals.map((journal) => (
            <li key={journal.journalId}>
              <button type="button" className={own['entry']} aria-current={journal === shown} onClick={() => setChosen(journal.journalId)}>
                {words.named(journal.names)}
                <span className="quiet">{[t(`direction.${journal.direction}`), journal.pattern, ...(journal.closed ? [t('journals.closed')] : [])].join(' · ')}</span>
              </button>
            </li>
          ))}
        </ul>
        {shown === null && chosen !== NEW ? (
          <p className="quiet">{t('directory.choose')}</p>
        ) : (
          <JournalEditor
            key={shown?.journalId ?? 'new'}
            journal={shown}
            choices={choices.value}
            inUse={shown !== null && used.value.journalIds.includes(shown.journalId)}
            readOnly={!edits}
            onSaved={setChosen}
          />
        )}
      </div>
    </>
  );
}
