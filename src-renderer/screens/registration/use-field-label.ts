import type { Direction, RequisiteName } from '#shared/domain/registration-card.ts';
import { useWords } from '../../app/use-text.ts';

/** Labels of the requisites; the correspondent is a sender or a recipient. */
export function useFieldLabel(direction: Direction): (name: RequisiteName) => string {
  const { t } = useWords();
  return (name) => (name === 'correspondent' && direction !== 'internal' ? t(`requisite.correspondent.${direction}`) : t(`requisite.${name}`));
}
