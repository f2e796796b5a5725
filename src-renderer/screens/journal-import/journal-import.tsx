import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import type { ImportPreview, ImportSummary, ImportTrial } from '#shared/contract/journal-import.ts';
import { useCall } from '../../app/use-call.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { storeFile } from '../../state/uploads.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import { Working } from '../../ui/working.tsx';
import { ImportHistory } from './import-history.tsx';
import { type ImportOrder, orderFrom } from './import-order.ts';
import styles from './journal-import.module.css';
import { MappingStep } from './mapping-step.tsx';
import { TrialStep } from './trial-step.tsx';

interface Chosen {
  readonly preview: ImportPreview;
  readonly order: ImportOrder;
}

/** Takes an old journal over: choose the table, say what its columns are, dry run, import. */
export function JournalImport({ office }: { readonly office: Office }) {
  const words = useWords();
  const { t } = words;
  const choices = useChoices();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [trial, setTrial] = useState<ImportTrial | null>(null);
  const [done, setDone] = useState<ImportSummary | null>(null);
  const look = useCall(async (client, file: File | ImportOrder, options) => {
    const stored = file instanceof File ? await storeFile(client, file, options.signal ?? new AbortController().signal, () => undefined) : null;
    if (stored?.ok === false) return stored;
    const source = file instanceof File ? { sha256: stored?.value.sha256 ?? '', fileName: file.name, sheet: null } : file;
    const seen = await client.journalImport.preview({ sha256: source.sha256, fileName: source.fileName, sheet: source.sheet }, options);
    return seen.ok ? { ok: true as const, value: { source, preview: seen.value } } : seen;
  });
  const check = useCall((client, order: ImportOrder, options) => client.journalImport.check(order, options));

  if (choices.error !== null) return <div className="padded"><ErrorNote error={choices.error} again={choices.again} /></div>;
  if (choices.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { journals, kinds } = choices.value;

  async function open(file: File | ImportOrder | null): Promise<void> {
    if (file === null) return;
    setTrial(null);
    setDone(null);
    const seen = await look.run(file);
    if (seen === null) return;
    setChosen({ preview: seen.preview, order: orderFrom(seen.source, seen.preview, { journals, kinds, language: office.documentLanguages[0] ?? null, before: chosen?.order ?? null }) });
  }

  async function tryOut(order: ImportOrder): Promise<void> {
    const tried = await check.run(order);
    if (tried !== null) setTrial(tried);
  }

  function again(): void {
    setChosen(null);
    setTrial(null);
    setDone(null);
    look.clear();
    check.clear();
  }

  const step = done !== null ? 'done' : trial !== null ? 'trial' : chosen !== null ? 'mapping' : 'file';
  return (
    <div className={styles['page']}>
      <p className={styles['explain']}>{t('journalImport.explain')}</p>
      <ol className={styles['steps']} aria-label={t('journalImport.title')}>
        {(['file', 'mapping', 'trial', 'done'] as const).map((one) => (
          <li key={one} aria-current={one === step ? 'step' : undefined}>
            {t(`journalImport.step.${one}`)}
          </li>
        ))}
      </ol>
      {look.running ? <Working call={look} label={t('job.readTable')} /> : null}
      {look.error === null ? null : <ErrorNote error={look.error} />}
      {step !== 'file' || look.running ? null : (
        <>
          <div>
            <FileButton accept=".csv,.txt,.xlsx" onChange={(file) => void open(file)}>
              {(props) => <Button {...props}>{t('journalImport.choose')}</Button>}
            </FileButton>
          </div>
          <ImportHistory journals={journals} />
        </>
      )}
      {step !== 'mapping' || chosen === null || look.running ? null : (
        <MappingStep
          preview={chosen.preview}
          order={chosen.order}
          choices={choices.value}
          check={check}
          onOrder={(order) => setChosen({ ...chosen, order })}
          onSheet={(sheet) => void open({ ...chosen.order, sheet })}
          onTry={() => void tryOut(chosen.order)}
          onAnotherFile={again}
        />
      )}
      {step !== 'trial' || chosen === null || trial === null ? null : (
        <TrialStep order={chosen.order} trial={trial} earlier={chosen.preview.earlier} choices={choices.value} onBack={() => setTrial(null)} onDone={setDone} />
      )}
      {done === null ? null : (
        <DoneStep done={done} onAnother={again} />
      )}
    </div>
  );
}

function DoneStep({ done, onAnother }: { readonly done: ImportSummary; readonly onAnother: () => void }) {
  const { t } = useWords();
  const heading = useFocusOnShow<HTMLHeadingElement>();
  return (
    <section className={styles['block']}>
      <h2 ref={heading} tabIndex={-1}>
        {t('journalImport.done', { count: done.accepted })}
      </h2>
      <p>{t('journalImport.doneHint', { rejected: done.rejected })}</p>
      <div>
        <Button onClick={onAnother}>{t('journalImport.another')}</Button>
      </div>
    </section>
  );
}
