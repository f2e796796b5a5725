import { Button, NativeSelect, NumberInput } from '@mantine/core';
import type { ImportPreview, ImportTrial } from '#shared/contract/journal-import.ts';
import { IMPORT_FIELDS, NEEDED_FIELDS } from '#shared/domain/import-columns.ts';
import type { RunningCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import { Working } from '../../ui/working.tsx';
import { columnName, type ImportOrder } from './import-order.ts';
import styles from './journal-import.module.css';
import { TablePreview } from './table-preview.tsx';

interface Props {
  readonly preview: ImportPreview;
  readonly order: ImportOrder;
  readonly choices: Choices;
  readonly check: RunningCall<ImportOrder, ImportTrial>;
  readonly onOrder: (order: ImportOrder) => void;
  readonly onSheet: (sheet: string) => void;
  readonly onTry: () => void;
  readonly onAnotherFile: () => void;
}

/** Which journal the rows go to, what its columns are, and what holds for rows that do not say it. */
export function MappingStep({ preview, order, choices, check, onOrder, onSheet, onTry, onAnotherFile }: Props) {
  const title = useFocusOnShow<HTMLHeadingElement>();
  const words = useWords();
  const { t, named } = words;
  const journal = choices.journals.find(({ journalId }) => journalId === order.journalId);
  const kinds = choices.kinds.filter(({ directions }) => journal !== undefined && directions.includes(journal.direction));
  const heading = preview.first[order.headingRow] ?? [];
  const columns = Array.from({ length: preview.columns }, (_none, at) => ({ value: String(at), label: `${columnName(at)}. ${heading[at] ?? ''}`.trim() }));
  const nothing = { value: '', label: '—' };
  const numberOrNull = (value: string): number | null => (value === '' ? null : Number(value));

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onTry();
      }}
    >
      <section className={styles['block']}>
        <h2 ref={title} tabIndex={-1}>
          {order.fileName}
        </h2>
        <p className="quiet">
          {t('journalImport.rows', { count: preview.rows })}
          {preview.encoding === null ? null : ` · ${t(preview.encodingGuessed ? 'journalImport.encodingGuessed' : 'journalImport.encoding', { encoding: preview.encoding })}`}
        </p>
        {preview.earlier[0] === undefined ? null : <p role="alert">{t('journalImport.earlier', { time: words.instant(preview.earlier[0].at), count: preview.earlier[0].accepted })}</p>}
        {preview.problems.length === 0 ? null : <p role="alert">{t('journalImport.problems', { rows: preview.problems.map(({ row }) => row).join(', ') })}</p>}
        <TablePreview rows={preview.first} columns={preview.columns} headingRow={order.headingRow} />
      </section>
      <section className={styles['fields']}>
        {preview.sheetNames.length < 2 ? null : <NativeSelect label={t('journalImport.sheet')} value={order.sheet ?? preview.sheet ?? ''} data={[...preview.sheetNames]} onChange={(event) => onSheet(event.currentTarget.value)} />}
        <NativeSelect label={t('requisite.journalId')} value={order.journalId} data={choices.journals.map((one) => ({ value: one.journalId, label: named(one.names) }))} onChange={(event) => onOrder({ ...order, journalId: event.currentTarget.value, defaults: { ...order.defaults, kindId: null } })} />
        <NumberInput label={t('journalImport.headingRow')} min={1} max={Math.max(1, preview.first.length)} value={order.headingRow + 1} onChange={(value) => onOrder({ ...order, headingRow: Math.max(0, Number(value) - 1) })} />
        <NativeSelect
          label={t('journalImport.defaultKind')}
          value={order.defaults.kindId ?? ''}
          data={[nothing, ...kinds.map((kind) => ({ value: kind.kindId, label: named(kind.names) }))]}
          onChange={(event) => onOrder({ ...order, defaults: { ...order.defaults, kindId: event.currentTarget.value || null } })}
        />
        <NativeSelect
          label={t('journalImport.defaultCase')}
          value={order.defaults.caseId ?? ''}
          data={[nothing, ...choices.cases.map(({ caseId, index, title }) => ({ value: caseId, label: `${index} ${title}` }))]}
          onChange={(event) => onOrder({ ...order, defaults: { ...order.defaults, caseId: event.currentTarget.value || null } })}
        />
      </section>
      <section aria-labelledby="import-columns" className={styles['block']}>
        <h2 id="import-columns">{t('journalImport.columns')}</h2>
        <div className={styles['fields']}>
          {IMPORT_FIELDS.map((field) => (
            <NativeSelect
              key={field}
              label={t(`journalImport.field.${field}`)}
              required={NEEDED_FIELDS.includes(field)}
              value={String(order.mapping[field] ?? '')}
              error={check.error?.issues.some(({ path }) => path === `mapping.${field}`) === true ? t('requisite.missing') : null}
              data={[nothing, ...columns]}
              onChange={(event) => onOrder({ ...order, mapping: { ...order.mapping, [field]: numberOrNull(event.currentTarget.value) } })}
            />
          ))}
        </div>
      </section>
      {check.error === null ? null : <ErrorNote error={check.error} />}
      {check.running ? (
        <Working call={check} label={t('job.readTable')} />
      ) : (
        <div className={styles['actions']}>
          <Button type="submit">{t('journalImport.try')}</Button>
          <Button variant="default" onClick={onAnotherFile}>
            {t('journalImport.anotherFile')}
          </Button>
        </div>
      )}
    </form>
  );
}
