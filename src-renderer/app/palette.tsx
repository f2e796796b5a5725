import { Spotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { usePlaces, type Room } from '../state/places.ts';
import { useAsk } from './use-ask.ts';
import { type Command, useCommands } from './use-commands.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { useWords } from './use-text.ts';

const CARDS_SHOWN = 8;

interface Props {
  readonly rooms: readonly Room[];
  readonly onKeys: () => void;
  readonly onPassword: () => void;
}

/** Any command, and any card by a fragment of its number. */
export function Palette({ rooms, onKeys, onPassword }: Props) {
  const words = useWords();
  const { t } = words;
  const [query, write] = useState('');
  const setQuery = (next: string): void => {
    moved.current = false;
    entered.current = false;
    write(next);
  };
  const [settled] = useDebouncedValue(query.trim(), 150);
  const go = usePlaces((places) => places.go);
  const commands = useCommands({ rooms, onKeys, onPassword }).filter((command) => fits(command, query));
  const searchable = rooms.includes('search');
  const found = useAsk(searchable && settled !== '' ? `palette:${settled}` : null, (client, options) => client.search.page({ text: settled, limit: CARDS_SHOWN }, options));
  // Cards found for older words are no answer to these: Enter would open one of them in place of what was typed.
  const cards = query.trim() === '' || settled !== query.trim() ? [] : (found.value?.rows ?? []);
  const room = rooms.includes('registration') ? 'registration' : 'search';
  const foundFor = cards.map((card) => card.documentId).join(' ');
  // Cards come a moment after the words, above the line that was marked first: Enter opens the first card, unless the hand has gone down the list.
  const list = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  // A scanner of barcodes types Enter sooner than any card can be found: it opens the first one when they come.
  const entered = useRef(false);
  const awaited = searchable && query.trim() !== '' && (settled !== query.trim() || found.loading);
  const onKey = (key: string): void => {
    moved.current ||= key === 'ArrowDown' || key === 'ArrowUp';
    entered.current = key === 'Enter' && awaited && commands.length === 0;
  };
  useLayoutEffect(() => {
    if (foundFor === '' || moved.current) return;
    list.current?.querySelector('[data-selected]')?.removeAttribute('data-selected');
    const first = list.current?.querySelector<HTMLElement>('[data-action]');
    first?.setAttribute('data-selected', 'true');
    if (entered.current) first?.click();
    entered.current = false;
  }, [foundFor]);

  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut={null} attributes={{ content: { 'aria-label': t('shortcut.palette') } }} scrollable maxHeight={420} transitionProps={{ duration: 0 }}>
      <Spotlight.Search onKeyDown={({ key }) => onKey(key)} placeholder={t('palette.placeholder')} aria-label={t('palette.placeholder')} leftSection={<IconSearch size={18} aria-hidden />} autoComplete="off" />
      <Spotlight.ActionsList ref={list}>
        {cards.length === 0 ? null : (
          <Spotlight.ActionsGroup label={t('palette.cards')}>
            {cards.map((card) => (
              <Spotlight.Action
                key={card.documentId}
                label={`№ ${card.registrationIndex} · ${words.day(card.registrationDate)}`}
                description={[card.correspondent, card.subject].filter((part) => part !== null).join(' · ')}
                leftSection={<IconFileText size={18} aria-hidden />}
                onClick={() => go({ room, view: 'document', documentId: card.documentId })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length === 0 ? null : (
          <Spotlight.ActionsGroup label={t('palette.commands')}>
            {commands.map((command) => (
              <Spotlight.Action key={command.id} label={command.label} leftSection={command.icon} rightSection={command.keys === undefined ? undefined : <kbd>{command.keys}</kbd>} onClick={command.run} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.error === null ? null : <ErrorNote error={found.error} again={found.again} />}
        {cards.length === 0 && commands.length === 0 && found.error === null ? <Spotlight.Empty>{found.loading ? t('common.loading') : t('palette.nothing')}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function fits(command: Command, query: string): boolean {
  return command.label.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
}

