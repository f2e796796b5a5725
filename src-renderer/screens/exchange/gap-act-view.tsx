import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { IconDownload, IconFileText, IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { SyncDetails } from '#shared/contract/sync.ts';
import { serialYear } from '#shared/domain/journals.ts';
import { LINK_ICONS } from '../../app/link-icons.ts';
import { saveFile } from '../../app/save-file.ts';
import { useCall } from '../../app/use-call.ts';
import { type Journal, useChoices } from '../../app/use-choices.ts';
import { usePrint } from '../../app/use-print.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './exchange.module.css';

type Act = MethodOutput<'sync.gapAct'>;

/** The act that explains each missing number of a journal and year (NUM-01). */
export function GapActView({ details }: { readonly details: SyncDetails }) {
  const words = useWords();
  const { t } = words;
  const choices = useChoices();
  if (details.server === null) {
    return (
      <>
        <h1 className="visually-hidden">{t('gapAct.title')}</h1>
        <Empty icon={<IconFileText size={40} stroke={1.2} aria-hidden />} title={t('sync.alone')} hint={t('sync.alone.noAct')} />
      </>
    );
  }
  if (choices.value === null) return choices.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : <div className="padded"><ErrorNote error={choices.error} again={choices.again} /></div>;
  const LinkIcon = LINK_ICONS[details.link];
  return (
    <div className={styles['page']}>
      <h1>{t('gapAct.title')}</h1>
      <p className={styles['explain']}>{t('sync.gap.explain')}</p>
      {details.link === 'online' ? null : (
        <p className={`${styles['problem']} attention-note`} role="status">
          <LinkIcon size={18} aria-hidden />
          {t('sync.gap.offline')}
        </p>
      )}
      <ActForm journals={choices.value.journals} />
    </div>
  );
}

function ActForm({ journals }: { readonly journals: readonly Journal[] }) {
  const words = useWords();
  const { t, todayDay } = words;
  const [journalId, setJournalId] = useState(journals[0]?.journalId ?? '');
  const journal = journals.find((one) => one.journalId === journalId);
  const [year, setYear] = useState<number | null>(() => Number(todayDay().slice(0, 4)));
  const [act, setAct] = useState<Act | null>(null);
  const make = useCall((client, input: MethodInput<'sync.gapAct'>, options) => client.sync.gapAct(input, options));

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (year === null || journal === undefined) return;
    setAct(null);
    setAct(await make.run({ journalId, serialYear: serialYear(journal, year) }));
  }

  return (
    <>
      <form className={styles['fields']} onSubmit={(event) => void submit(event)} noValidate>
        <NativeSelect label={t('sync.gap.journal')} value={journalId} onChange={(event) => setJournalId(event.currentTarget.value)} data={journals.map((one) => ({ value: one.journalId, label: words.named(one.names) }))} />
        {journal?.yearly === false ? null : <NumberInput label={t('sync.gap.year')} w={100} hideControls allowDecimal={false} allowNegative={false} maxLength={4} value={year ?? ''} onChange={(value) => setYear(value === '' ? null : Number(value))} />}
        {make.running ? (
          <Button variant="default" onClick={make.cancel}>
            {t('common.stop')}
          </Button>
        ) : null}
        <Button type="submit" loading={make.running} disabled={year === null || journal === undefined}>
          {t('sync.gap.make')}
        </Button>
      </form>
      {make.error === null ? null : <ErrorNote error={make.error} />}
      {act === null ? null : <MadeAct act={act} />}
    </>
  );
}

function MadeAct({ act }: { readonly act: Act }) {
  const words = useWords();
  const { t } = words;
  const printing = usePrint();
  const save = useCall((client, file: Act, options) => saveFile(client, file, options));
  useScreenShortcuts([{ id: 'print', keys: ['Ctrl+P'], label: 'shortcut.print', group: 'screen', run: () => printing.print(act) }]);
  return (
    <section className={styles['made']} role="status" aria-label={t('gapAct.title')}>
      <p>
        <strong>{t(act.gaps === 0 ? 'sync.gap.none' : 'sync.gap.made', { day: words.day(act.made), gaps: words.number(act.gaps) })}</strong>
      </p>
      <p className="quiet">{`${act.fileName} · ${words.size(act.size)}`}</p>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <div className={styles['buttons']}>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} rightSection={<kbd aria-hidden>Ctrl+P</kbd>} loading={printing.at !== null} onClick={() => printing.print(act)}>
          {t('document.print')}
        </Button>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={save.running} onClick={() => void save.run(act)}>
          {t('document.saveFile')}
        </Button>
      </div>
    </section>
  );
}
