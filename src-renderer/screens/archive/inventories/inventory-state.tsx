import type { Inventory } from '#shared/contract/inventories.ts';
import { useWords } from '../../../app/use-text.ts';

/** Where an inventory stands, and whom it waits for. */
export function InventoryState({ inventory: { state, archive, archiveAsked } }: { readonly inventory: Inventory }) {
  const { t } = useWords();
  return <>{state === 'agreed' && archiveAsked && archive === null ? t('inventory.waitsForArchive') : t(`inventory.state.${state}`)}</>;
}
