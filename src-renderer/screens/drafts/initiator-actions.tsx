import { Button } from '@mantine/core';
import { IconFileUpload, IconRefresh, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { RouteView } from '#shared/contract/routing.ts';
import type { RouteFile } from '#shared/domain/routes/events.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { AgainDialog } from './again-dialog.tsx';
import styles from './drafts.module.css';

/** Whether all signers have signed: from then on the draft is neither changed nor withdrawn (SIGN-06). */
function isSigned({ stages }: RouteView): boolean {
  return stages.flatMap(({ steps }) => steps).every(({ role, state }) => role !== 'signer' || state === 'done');
}

/** What the initiator may do with a draft that is on its route: another content, once more, or back. */
export function InitiatorActions({ route, main }: { readonly route: RouteView; readonly main: RouteFile }) {
  const words = useWords();
  const { t } = words;
  const { phase, routeId } = route;
  const [dialog, setDialog] = useState<'replace' | 'restart' | 'withdraw' | null>(null);
  const [eventId] = useState(() => crypto.randomUUID());
  const withdraw = useCall((client, reason: string, options) => client.routing.withdraw({ routeId, eventId, reason }, options));
  const open = (phase === 'running' || phase === 'returned') && !isSigned(route);
  const returned = phase === 'returned';
  useScreenShortcuts([
    ...(open ? [{ id: 'replace', keys: ['Alt+T'], label: 'route.replace', group: 'screen', run: () => setDialog('replace') } as const] : []),
    ...(returned ? [{ id: 'restart', keys: ['Alt+A'], label: 'route.restart', group: 'screen', run: () => setDialog('restart') } as const] : []),
    ...(open ? [{ id: 'withdraw', keys: ['Alt+W'], label: 'route.withdraw', group: 'screen', run: () => setDialog('withdraw') } as const] : []),
  ]);
  if (!open) return null;
  const close = (): void => setDialog(null);
  return (
    <div className={styles['line']}>
      <Button variant={returned ? 'filled' : 'default'} leftSection={<IconFileUpload size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>Alt+T</kbd>} onClick={() => setDialog('replace')}>
        {t('route.replace')}
      </Button>
      {returned ? (
        <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>Alt+A</kbd>} onClick={() => setDialog('restart')}>
          {t('route.restart')}
        </Button>
      ) : null}
      <Button variant="default" leftSection={<IconX size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>Alt+W</kbd>} onClick={() => setDialog('withdraw')}>
        {t('route.withdraw')}
      </Button>
      {dialog === 'replace' || dialog === 'restart' ? <AgainDialog route={route} main={main} what={dialog} onClose={close} /> : null}
      <ReasonDialog
        opened={dialog === 'withdraw'}
        title={t('route.withdraw')}
        explain={t('route.withdrawHint')}
        action={t('route.withdraw')}
        call={withdraw}
        onClose={close}
        onReason={(reason) =>
          void withdraw.run(reason).then((done) => {
            if (done === null) return;
            toastsFor(words).done(t('route.withdrawn'));
            close();
          })
        }
      />
    </div>
  );
}
