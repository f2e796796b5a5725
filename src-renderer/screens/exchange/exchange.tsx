import { Tabs } from '@mantine/core';
import type { SyncDetails } from '#shared/contract/sync.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import type { Person } from '../../state/desk.ts';
import { type Place, usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { ConflictsView } from './conflicts-view.tsx';
import styles from './exchange.module.css';
import { GapActView } from './gap-act-view.tsx';
import { StateView } from './state-view.tsx';
import { WaitingView } from './waiting-view.tsx';

type ExchangePlace = Extract<Place, { room: 'exchange' }>;

interface Tab {
  readonly id: string;
  readonly label: MessageKey;
  readonly place: ExchangePlace;
  readonly count: (details: SyncDetails) => number;
}

const TABS: readonly Tab[] = [
  { id: 'state', label: 'sync.tab.state', place: { room: 'exchange', view: 'state' }, count: () => 0 },
  { id: 'waiting', label: 'sync.tab.waiting', place: { room: 'exchange', view: 'waiting' }, count: ({ queued }) => queued },
  { id: 'conflicts', label: 'sync.tab.conflicts', place: { room: 'exchange', view: 'conflicts', settled: false }, count: ({ conflicts, refused }) => conflicts + refused },
  { id: 'settled', label: 'sync.tab.settled', place: { room: 'exchange', view: 'conflicts', settled: true }, count: () => 0 },
  { id: 'gapAct', label: 'sync.tab.gapAct', place: { room: 'exchange', view: 'gapAct' }, count: () => 0 },
];

/** Exchange with the central server: how it stands, what waits, what two desks did apart, the act on missing numbers. */
export function Exchange({ person, place }: { readonly person: Person; readonly place: ExchangePlace }) {
  const { t, number } = useWords();
  const go = usePlaces((places) => places.go);
  const state = useAsk('sync.state', (client, options) => client.sync.state({}, options), ['sync', 'status']);
  const here = TABS.find((tab) => tab.place.view === place.view && (place.view !== 'conflicts' || place.settled === (tab.id === 'settled')))?.id ?? 'state';
  useScreenShortcuts(TABS.filter(({ id }) => id !== here).map(({ id, label, place: to }) => ({ id: `exchange.${id}`, keys: [], label, group: 'screen', run: () => go(to) })));

  return (
    <Tabs
      className={styles['room']}
      value={here}
      onChange={(value) => {
        const tab = TABS.find(({ id }) => id === value);
        if (tab !== undefined) go(tab.place);
      }}
    >
      <Tabs.List aria-label={t('sync.views')} className={styles['tabs']}>
        {TABS.map(({ id, label, count }) => {
          const waits = state.value === null ? 0 : count(state.value);
          return (
            <Tabs.Tab key={id} value={id}>
              {t(label)}
              {waits === 0 ? null : <span className={`${styles['count']} numbers`}>{number(waits)}</span>}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      {TABS.map(({ id }) => (
        <Tabs.Panel key={id} value={id} className={styles['panel']}>
          {id === here ? content() : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  );

  function content() {
    if (state.error !== null && state.value === null) return <div className="padded"><ErrorNote error={state.error} again={state.again} /></div>;
    if (state.value === null) return <SlowLoading label={t('common.loading')} lines={8} />;
    switch (place.view) {
      case 'state':
        return <StateView person={person} details={state.value} onChanged={state.again} />;
      case 'waiting':
        return <WaitingView person={person} standalone={state.value.server === null} />;
      case 'conflicts':
        return <ConflictsView key={String(place.settled)} person={person} settled={place.settled} />;
      case 'gapAct':
        return <GapActView details={state.value} />;
    }
  }
}
