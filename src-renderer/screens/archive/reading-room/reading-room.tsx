import { Button, NativeSelect } from '@mantine/core';
import { IconBook2, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ArchiveUse } from '#shared/contract/reading-room.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useMadeFile } from '../../../app/use-made-file.ts';
import { useWords } from '../../../app/use-text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import own from '../../directories/directories.module.css';
import { GiveDialog } from './give-dialog.tsx';
import styles from './reading-room.module.css';
import { TakeBackDialog } from './take-back-dialog.tsx';
import { isNarrowed, type UseChoice, UseFilter } from './use-filter.tsx';
import { UseTable } from './use-table.tsx';

const NO_FILTER: UseChoice = { text: '', from: null, to: null };

/** What of the archive is with readers, and the log of its use (ARC-05). */
export function ReadingRoom() {
  const { t, number, language } = useWords();
  const made = useMadeFile();
  const [shown, setShown] = useState<'out' | 'all'>('out');
  const [choice, setChoice] = useState(NO_FILTER);
  const [giving, setGiving] = useState(false);
  const [back, setBack] = useState<ArchiveUse | null>(null);
  const uses = useAsk(`readingRoom.uses:${JSON.stringify({ shown, ...choice })}`, (client, options) => client.readingRoom.uses({ shown, caseId: null, before: null, ...choice }, options), ['archive']);
  const table = useCall((client, _nothing: null, options) => client.readingRoom.export({ shown, caseId: null, ...choice, language }, options));
  if (uses.error !== null && uses.value === null) return <div className="padded"><ErrorNote error={uses.error} again={uses.again} /></div>;
  return (
    <div className={styles['page']}>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('use.log')}</h1>
        <span className="quiet numbers" role="status">
          {uses.value === null ? '' : t('use.counts', { out: number(uses.value.out), overdue: number(uses.value.overdue) })}
        </span>
        <span className={styles['space']} />
        <NativeSelect aria-label={t('use.shown')} value={shown} onChange={(event) => setShown(event.currentTarget.value === 'all' ? 'all' : 'out')} data={(['out', 'all'] as const).map((value) => ({ value, label: t(`use.shown.${value}`) }))} />
        <Button variant="default" leftSection={<IconFileExport size={16} aria-hidden />} loading={table.running} onClick={() => void table.run(null).then(made.save)}>
          {t('use.export')}
        </Button>
        <Button onClick={() => setGiving(true)}>{t('use.give')}</Button>
      </div>
      <UseFilter choice={choice} onChoice={setChoice} />
      {table.error === null ? null : <ErrorNote error={table.error} />}
      {uses.value === null ? <SlowLoading label={t('common.loading')} lines={6} /> : <Log key={JSON.stringify({ shown, ...choice })} shown={shown} choice={choice} first={uses.value} onBack={setBack} />}
      <GiveDialog opened={giving} onClose={() => setGiving(false)} />
      {back === null ? null : <TakeBackDialog use={back} onClose={() => setBack(null)} />}
    </div>
  );
}

interface LogProps {
  readonly shown: 'out' | 'all';
  readonly choice: UseChoice;
  readonly first: { readonly uses: readonly ArchiveUse[]; readonly more: boolean };
  readonly onBack: (use: ArchiveUse) => void;
}

function Log({ shown, choice, first, onBack }: LogProps) {
  const { t } = useWords();
  const [older, setOlder] = useState<{ readonly after: string; readonly uses: readonly ArchiveUse[]; readonly more: boolean } | null>(null);
  const next = useCall((client, before: string, options) => client.readingRoom.uses({ shown, caseId: null, before, ...choice }, options));
  const last = first.uses.at(-1)?.useId ?? null;
  // Pages that were added follow the first one as it was; once that has changed they are asked for anew.
  const added = older !== null && older.after === last ? older : null;
  const uses = [...first.uses, ...(added?.uses ?? [])];

  async function more(): Promise<void> {
    const before = uses.at(-1)?.useId;
    if (before === undefined || last === null) return;
    const page = await next.run(before);
    if (page !== null) setOlder({ after: last, uses: [...(added?.uses ?? []), ...page.uses], more: page.more });
  }

  if (uses.length === 0) return <Empty icon={<IconBook2 size={40} stroke={1.2} aria-hidden />} title={t(isNarrowed(choice) ? 'use.noneFound' : 'use.none')} hint={t(isNarrowed(choice) ? 'use.noneFoundHint' : 'use.noneHint')} />;
  return (
    <>
      <UseTable uses={uses} onBack={onBack} />
      {next.error === null ? null : <ErrorNote error={next.error} />}
      {added?.more ?? first.more ? (
        <Button variant="default" className={styles['more']} loading={next.running} onClick={() => void more()}>
          {t('use.more')}
        </Button>
      ) : null}
    </>
  );
}
