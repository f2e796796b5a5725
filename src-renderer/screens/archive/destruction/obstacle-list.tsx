import type { Obstacle } from '#shared/domain/destruction.ts';
import { INVENTORY_TYPES } from '#shared/domain/archive-inventories.ts';
import { useWords } from '../../../app/use-text.ts';
import styles from './destruction.module.css';

/** Every reason against the destruction of a case, in words and with what it is about. */
export function ObstacleList({ obstacles }: { readonly obstacles: readonly Obstacle[] }) {
  const { t } = useWords();
  const about = ({ code, about: of }: Obstacle): string => {
    if (code === 'termNotOver' && of !== '') return t('destruction.fromYear', { year: of });
    const [type, year = ''] = of.split(' ');
    const inventory = code === 'inventoryMissing' ? INVENTORY_TYPES.find((one) => one === type) : undefined;
    return inventory === undefined ? of : t(`destruction.inventory.${inventory}`, { year });
  };
  return (
    <ul className={styles['obstacles']}>
      {obstacles.map((obstacle) => (
        <li key={`${obstacle.code} ${obstacle.about}`}>{[t(`destruction.obstacle.${obstacle.code}`), about(obstacle)].filter((part) => part !== '').join(': ')}</li>
      ))}
    </ul>
  );
}
