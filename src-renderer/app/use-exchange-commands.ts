import type { SyncState } from '#shared/contract/sync-state.ts';
import type { Shortcut } from '../state/shortcuts.ts';
import { usePlaces } from '../state/places.ts';
import { useExchangeNow } from './use-exchange-now.ts';

/** Commands of the exchange from anywhere; F9 as office mail programs have it. */
export function useExchangeCommands(link: SyncState['link']): readonly Shortcut[] {
  const go = usePlaces((places) => places.go);
  const exchange = useExchangeNow();
  const conflicts: Shortcut = { id: 'exchange.conflicts', keys: [], label: 'sync.tab.conflicts', group: 'everywhere', run: () => go({ room: 'exchange', view: 'conflicts', settled: false }) };
  if (link === 'standalone' || link === 'revoked') return [conflicts];
  return [{ id: 'exchange.now', keys: ['F9'], label: 'sync.exchangeNow', group: 'everywhere', run: () => void exchange.run() }, conflicts];
}
