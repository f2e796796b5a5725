import { Button, FileButton, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { TABLE_BYTES_LIMIT } from '#shared/contract/nomenclature.ts';
import { todayIn } from '../../app/formats.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import styles from './nomenclature.module.css';

/** The retention list by which periods are chosen, and bringing in the office's own. */
export function RetentionList({ mayEdit }: { readonly mayEdit: boolean }) {
  const words = useWords();
  const { t } = words;
  const [file, setFile] = useState<File | null>(null);
  const answer = useAsk('nomenclature.articles', (client, options) => client.nomenclature.articles({ text: '' }, options), ['nomenclature']);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return null;
  const { list } = answer.value;
  return (
    <section>
      <h2>{t('nomenclature.retentionList')}</h2>
      <p>
        {list.title}
        {list.from === null ? '' : ` (${words.day(list.from)})`}
      </p>
      <p className="quiet">{list.imported === 0 ? t('nomenclature.listOfPack') : t('nomenclature.listImported', { count: words.number(list.imported) })}</p>
      {mayEdit ? (
        <FileButton onChange={setFile} accept=".csv,.xlsx,.txt">
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
              {t('nomenclature.importList')}
            </Button>
          )}
        </FileButton>
      ) : null}
      {file === null ? null : <ImportList key={`${file.name}${file.size}`} file={file} onClose={() => setFile(null)} />}
    </section>
  );
}

function ImportList({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const today = todayIn(useDesk((desk) => desk.state?.office?.zone) ?? 'UTC');
  const [fields, setFields] = useState({ title: '', source: '' });
  const [from, setFrom] = useState<string | null>(null);
  const [result, setResult] = useState<MethodOutput<'nomenclature.importArticles'> | null>(null);
  const run = useCall((client, input: MethodInput<'nomenclature.importArticles'>, options) => client.nomenclature.importArticles(input, options));
  const tooLarge = file.size > TABLE_BYTES_LIMIT;
  const complete = fields.title.trim() !== '' && fields.source.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(from ?? '');

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const bytes = new Uint8Array(await file.arrayBuffer());
    setResult(await run.run({ fileName: file.name, bytes, ...fields, effectiveFrom: from ?? '' }));
  }

  return (
    <Modal opened onClose={onClose} size="lg" title={`${t('nomenclature.importList')}: ${file.name}`} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {result === null ? (
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack gap="sm">
            {tooLarge ? <p role="alert">{t('error.tableTooLarge')}</p> : null}
            <TextInput data-autofocus label={t('nomenclature.listTitle')} maxLength={1000} value={fields.title} onChange={(event) => setFields({ ...fields, title: event.currentTarget.value })} autoComplete="off" />
            <TextInput label={t('nomenclature.listSource')} maxLength={500} value={fields.source} onChange={(event) => setFields({ ...fields, source: event.currentTarget.value })} autoComplete="off" />
            <DayField label={t('nomenclature.listFrom')} value={from} today={today} onDay={setFrom} />
            {run.error === null ? null : <ErrorNote error={run.error} />}
            <FormFoot action={t('nomenclature.importRun')} running={run.running} disabled={!complete || tooLarge} onCancel={onClose} />
          </Stack>
        </form>
      ) : (
        <Stack gap="sm">
          <p role="status">{t('nomenclature.listImported', { count: words.number(result.articles) })}</p>
          {result.rejected.length === 0 ? null : (
            <>
              <h3>{t('nomenclature.importRejected', { count: result.rejected.length })}</h3>
              <ul className={`${styles['points']} ${styles['scroll']}`} tabIndex={0} aria-label={t('nomenclature.importRejected', { count: result.rejected.length })}>
                {result.rejected.map((one) => (
                  <li key={one.row}>
                    {t('nomenclature.importRow', { row: one.row })}: {words.tKnown(`nomenclature.import.${one.reason}`, 'nomenclature.import.damaged')} — <span className="quiet">{one.text}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('common.close')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
