import { Button } from '@mantine/core';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useWords } from '../../../app/use-text.ts';
import { WideTable } from '../../../ui/wide-table.tsx';
import own from '../../directories/directories.module.css';

type Waiting = MethodOutput<'inventories.list'>['waiting'][number];

/** Closed cases of each year and class that stand in no inventory yet, each with the way to one. */
export function WaitingVolumes({ waiting, onDrawUp }: { readonly waiting: readonly Waiting[]; readonly onDrawUp: (waiting: Waiting) => void }) {
  const { t, number } = useWords();
  return (
    <section className={own['section']} aria-labelledby="inventory-waiting">
      <h2 id="inventory-waiting">{t('inventory.waiting')}</h2>
      {waiting.length === 0 ? <p className="quiet">{t('inventory.waitingNone')}</p> : null}
      {waiting.length === 0 ? null : (
        <WideTable labelledBy="inventory-waiting">
          <thead>
            <tr>
              <th scope="col">{t('inventory.year')}</th>
              <th scope="col">{t('inventory.kind')}</th>
              <th scope="col">{t('inventory.volumes')}</th>
              <th scope="col">{t('account.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((one) => (
              <tr key={`${one.year}/${one.type}`}>
                <td>{one.year}</td>
                <td>{t(`inventory.type.${one.type}`)}</td>
                <td className="numbers">{number(one.volumes)}</td>
                <td>
                  <Button variant="default" size="compact-sm" aria-label={t('inventory.drawUpOf', { year: String(one.year), type: t(`inventory.type.${one.type}`) })} onClick={() => onDrawUp(one)}>
                    {t('inventory.drawUp')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}
