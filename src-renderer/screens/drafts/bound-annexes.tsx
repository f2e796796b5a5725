import type { RouteView } from '#shared/contract/routing.ts';
import { useWords } from '../../app/use-text.ts';

/** Annexes on which a step is decided together with the content; nothing where there are none. */
export function BoundAnnexes({ annexes }: Pick<RouteView, 'annexes'>) {
  const { t } = useWords();
  return annexes.length === 0 ? null : <p role="note">{t('draft.annexesBound', { files: annexes.map(({ fileName }) => fileName).join(', ') })}</p>;
}
