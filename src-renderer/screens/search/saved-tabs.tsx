import { ActionIcon, Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { SavedSearch, SearchQuestion } from '#shared/contract/search.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { NO_FILTERS, sameQuestion } from '../../state/search.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './saved-tabs.module.css';

interface Props {
  readonly person: Person;
  readonly question: SearchQuestion;
  readonly onAsk: (question: SearchQuestion) => void;
}

const EVERYTHING: SearchQuestion = { text: '', filters: NO_FILTERS, sort: 'newest' };

/** Saved searches as tabs; the one whose question is on the screen is marked. */
export function SavedTabs({ person, question, onAsk }: Props) {
  const { t } = useWords();
  const saved = useAsk('search.saved', (client, options) => client.search.saved({}, options), ['searches']).value?.searches ?? [];
  const forget = useCall((client, searchId: string, options) => client.search.forget({ searchId }, options));
  const known = [EVERYTHING, ...saved.map((one) => one.question)].some((one) => sameQuestion(one, question));
  return (
    <nav className={styles['tabs']} aria-label={t('search.saved')}>
      <Tab name={t('search.saved.everything')} current={sameQuestion(EVERYTHING, question)} onAsk={() => onAsk(EVERYTHING)} />
      {saved.map((one) => (
        <SavedTab key={one.searchId} saved={one} current={sameQuestion(one.question, question)} onAsk={() => onAsk(one.question)} onForget={() => void forget.run(one.searchId)} />
      ))}
      {known ? null : <SaveSearch person={person} question={question} />}
      {forget.error === null ? null : <ErrorNote error={forget.error} />}
    </nav>
  );
}

function Tab({ name, current, onAsk }: { readonly name: string; readonly current: boolean; readonly onAsk: () => void }) {
  return (
    <Button variant={current ? 'light' : 'subtle'} size="compact-md" aria-current={current ? 'true' : undefined} onClick={onAsk}>
      {name}
    </Button>
  );
}

function SavedTab({ saved, current, onAsk, onForget }: { readonly saved: SavedSearch; readonly current: boolean; readonly onAsk: () => void; readonly onForget: () => void }) {
  const { t } = useWords();
  return (
    <span className={styles['tab']}>
      <Tab name={saved.scope === 'office' ? `${saved.name} · ${t('search.saved.ofOffice')}` : saved.name} current={current} onAsk={onAsk} />
      {saved.mine && current ? (
        <ActionIcon variant="subtle" size="sm" aria-label={t('search.saved.forget', { name: saved.name })} title={t('search.saved.forget', { name: saved.name })} onClick={onForget}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      ) : null}
    </span>
  );
}

function SaveSearch({ person, question }: { readonly person: Person; readonly question: SearchQuestion }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [forOffice, setForOffice] = useState(false);
  const save = useCall((client, input: { readonly name: string; readonly scope: 'own' | 'office' }, options) => client.search.save({ ...input, question }, options));
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() === '') return;
    if ((await save.run({ name: name.trim(), scope: forOffice ? 'office' : 'own' })) === null) return;
    setOpen(false);
    setName('');
  }
  return (
    <Popover opened={open} onChange={setOpen} width={300} position="bottom-start" trapFocus withinPortal attributes={{ dropdown: { 'data-popover': true } }}>
      <Popover.Target>
        <Button variant="subtle" size="compact-md" leftSection={<IconDeviceFloppy size={16} aria-hidden />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('search.saved.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={styles['form']} onSubmit={(event) => void submit(event)}>
          <TextInput label={t('search.saved.name')} value={name} maxLength={80} autoComplete="off" data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
          {hasPersonRight(person, 'directory.edit') ? <Checkbox label={t('search.saved.forOffice')} checked={forOffice} onChange={(event) => setForOffice(event.currentTarget.checked)} /> : null}
          {save.error === null ? null : <ErrorNote error={save.error} />}
          <Button type="submit" loading={save.running} disabled={name.trim() === ''}>
            {t('common.save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
