import { Button } from '@mantine/core';
import { IconPackageExport, IconPackageImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useAsk } from '../../../app/use-ask.ts';
import { useScreenShortcuts } from '../../../app/use-shortcuts.ts';
import { useWords } from '../../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../../state/desk.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import styles from '../../administration/administration.module.css';
import own from '../../directories/directories.module.css';
import { ImportedTable } from './imported-table.tsx';
import { InspectDialog } from './inspect-dialog.tsx';
import { MadeTable } from './made-table.tsx';
import { MakeDialog } from './make-dialog.tsx';
import lists from './packages.module.css';

/** Packages that were handed over, and those that came (ARC-01, ARC-09). */
export function Packages({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const [dialog, setDialog] = useState<'make' | 'inspect' | null>(null);
  const list = useAsk('packages.list', (client, options) => client.packages.list({}, options), ['archive']);
  // Whoever may not hand files in has nothing to inspect.
  const inspects = hasPersonRight(person, 'document.sign');
  useScreenShortcuts([
    { id: 'packages.make', keys: ['Alt+N'], label: 'packages.make', group: 'screen', run: () => setDialog('make') },
    ...(inspects ? [{ id: 'packages.inspect', keys: [], label: 'packages.inspect' as const, group: 'screen' as const, run: () => setDialog('inspect') }] : []),
  ]);
  if (list.error !== null && list.value === null) return <ErrorNote error={list.error} again={list.again} />;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { made, imported } = list.value;
  return (
    <div className={lists['room']}>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('archive.section.packages')}</h1>
        <div className={own['buttons']}>
          {inspects ? (
            <Button variant="default" leftSection={<IconPackageImport size={16} aria-hidden />} onClick={() => setDialog('inspect')}>
              {t('packages.inspect')}
            </Button>
          ) : null}
          <Button leftSection={<IconPackageExport size={16} aria-hidden />} onClick={() => setDialog('make')}>
            {t('packages.make')}
          </Button>
        </div>
      </div>
      <div className={lists['lists']} tabIndex={0} role="group" aria-label={t('archive.section.packages')}>
        <section className={own['section']} aria-labelledby="packages-made">
          <h2 id="packages-made">{t('packages.made')}</h2>
          <MadeTable packages={made} />
        </section>
        <section className={own['section']} aria-labelledby="packages-imported">
          <h2 id="packages-imported">{t('packages.imported')}</h2>
          <ImportedTable packages={imported} person={person} />
        </section>
      </div>
      {dialog === 'make' ? <MakeDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'inspect' ? <InspectDialog onClose={() => setDialog(null)} /> : null}
    </div>
  );
}
