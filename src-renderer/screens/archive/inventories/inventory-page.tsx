import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Inventory, InventoryWhole } from '#shared/contract/inventories.ts';
import { type AgreeingBody, AGREEING_BODIES } from '#shared/domain/archive-inventories.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import admin from '../../administration/administration.module.css';
import own from '../../directories/directories.module.css';
import { InventoryEntries } from './inventory-entries.tsx';
import { InventoryState } from './inventory-state.tsx';
import { InventoryTools } from './inventory-tools.tsx';
import { StepDialog } from './step-dialog.tsx';

/** One inventory: its state and next steps, what it counts, its entries, paper and files. */
export function InventoryPage({ inventoryId, onRedraw, onDiscarded }: { readonly inventoryId: string; readonly onRedraw: () => void; readonly onDiscarded: () => void }) {
  const { t } = useWords();
  const whole = useAsk(`inventories.get:${inventoryId}`, (client, options) => client.inventories.get({ inventoryId }, options), ['archive']);
  if (whole.error !== null && whole.value === null) return <ErrorNote error={whole.error} again={whole.again} />;
  if (whole.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  return <Shown whole={whole.value} onRedraw={onRedraw} onDiscarded={onDiscarded} />;
}

/** The step that is open to it besides going back; null: none. */
function nextStep({ state, archiveAsked, archive }: Inventory): AgreeingBody | 'approve' | null {
  if (state === 'approved') return null;
  if (state === 'draft') return 'commission';
  return archiveAsked && archive === null ? 'archive' : 'approve';
}

function Shown({ whole: { inventory, entries }, onRedraw, onDiscarded }: { readonly whole: InventoryWhole; readonly onRedraw: () => void; readonly onDiscarded: () => void }) {
  const words = useWords();
  const { t } = words;
  const [dialog, setDialog] = useState<'step' | 'return' | 'discard' | null>(null);
  const giveBack = useCall((client, reason: string, options) => client.inventories.return({ inventoryId: inventory.inventoryId, reason }, options));
  const discard = useCall((client, reason: string, options) => client.inventories.discard({ inventoryId: inventory.inventoryId, reason }, options));
  const { totals } = inventory;
  const next = nextStep(inventory);
  const counted = [
    t('inventory.totals', { volumes: words.number(totals.volumes), sheets: words.number(totals.sheets) }),
    ...(totals.electronic === 0 ? [] : [t('inventory.totalsElectronic', { cases: words.number(totals.electronic), documents: words.number(totals.electronicDocuments) })]),
  ].join('; ');
  return (
    <section className={own['section']} aria-labelledby="inventory-shown">
      <div className={admin['bar']}>
        <h2 id="inventory-shown">
          № {inventory.number} · {inventory.title}
        </h2>
        <div className={own['buttons']}>
          {inventory.state === 'draft' ? (
            <>
              <Button variant="default" onClick={() => setDialog('discard')}>
                {t('inventory.discard')}
              </Button>
              <Button variant="default" onClick={onRedraw}>
                {t('inventory.redraw')}
              </Button>
            </>
          ) : null}
          {inventory.state === 'agreed' ? (
            <Button variant="default" onClick={() => setDialog('return')}>
              {t('inventory.return')}
            </Button>
          ) : null}
          {next === null ? null : <Button onClick={() => setDialog('step')}>{t(next === 'approve' ? 'inventory.approve' : `inventory.agree.${next}`)}</Button>}
        </div>
      </div>
      <dl className={own['facts']}>
        <Fact name={t('inventory.state')}>
          <InventoryState inventory={inventory} />
        </Fact>
        {AGREEING_BODIES.map((body) => {
          const agreed = inventory[body];
          return agreed === null ? null : <Fact key={body} name={t(`inventory.by.${body}`)}>{`№ ${agreed.number}, ${words.day(agreed.date)}`}</Fact>;
        })}
        {inventory.approved === null ? null : <Fact name={t('inventory.state.approved')}>{`${inventory.approved.by}, ${words.day(inventory.approved.on)}`}</Fact>}
      </dl>
      <InventoryTools inventory={inventory} />
      <p>{counted}</p>
      <InventoryEntries entries={entries} />
      {dialog === 'step' && next !== null ? <StepDialog inventory={inventory} step={next} onClose={() => setDialog(null)} /> : null}
      <ReasonDialog
        opened={dialog === 'discard'}
        title={t('inventory.discard')}
        explain={t('inventory.discardExplain')}
        action={t('inventory.discard')}
        call={discard}
        onClose={() => setDialog(null)}
        onReason={(reason) =>
          void discard.run(reason).then((done) => {
            if (done !== null) onDiscarded();
          })
        }
      />
      <ReasonDialog
        opened={dialog === 'return'}
        title={t('inventory.return')}
        explain={t('inventory.returnExplain')}
        action={t('inventory.return')}
        call={giveBack}
        onClose={() => setDialog(null)}
        onReason={(reason) =>
          void giveBack.run(reason).then((made) => {
            if (made !== null) setDialog(null);
          })
        }
      />
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
