import { Button, FileButton, Group, Modal, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { useState } from 'react';
import { IMPORT_COLUMNS, type ImportColumn } from '#shared/contract/correspondents.ts';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { CORRESPONDENT_CATEGORIES, type CorrespondentCategory } from '#shared/domain/correspondents.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { storeFile } from '../../state/uploads.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { WideTable } from '../../ui/wide-table.tsx';

type Source = MethodInput<'correspondents.import'>;
type Preview = MethodOutput<'correspondents.previewImport'>;

const PROBLEMS_SHOWN = 8;

/** A table of correspondents: which column is what, what would be taken in, and the taking. */
export function ImportDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('correspondents.import')} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <ImportForm onClose={onClose} />
    </Modal>
  );
}

function ImportForm({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [source, setSource] = useState<Source | null>(null);
  const [shown, setShown] = useState<Preview | null>(null);
  const store = useCall((client, file: File, options) => storeFile(client, file, options.signal ?? new AbortController().signal, () => undefined));
  const preview = useCall((client, wanted: Source, options) => client.correspondents.previewImport(wanted, options));
  const run = useCall((client, wanted: Source, options) => client.correspondents.import(wanted, options));

  function look(wanted: Source): void {
    setSource(wanted);
    void preview.run(wanted).then((found) => {
      if (found === null) return;
      setShown(found);
      setSource({ ...wanted, columns: found.columns, headerRows: found.headerRows });
    });
  }

  function choose(file: File | null): void {
    if (file === null) return;
    setShown(null);
    void store.run(file).then((stored) => {
      if (stored !== null) look({ sha256: stored.sha256, fileName: stored.fileName, columns: null, headerRows: null, category: source?.category ?? 'institution' });
    });
  }

  function setColumn(at: number, column: ImportColumn | null): void {
    if (source === null) return;
    const others = Object.entries(source.columns ?? {}).filter(([name, place]) => place !== at && name !== column);
    look({ ...source, columns: Object.fromEntries([...others, ...(column === null ? [] : [[column, at] as const])]) });
  }

  function take(): void {
    if (source === null) return;
    void run.run(source).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t('correspondents.import.done', { added: done.added, skipped: done.skipped }));
      onClose();
    });
  }
  const width = shown === null ? 0 : Math.max(...shown.sample.map((row) => row.length));
  const error = store.error ?? preview.error ?? run.error;

  return (
    <Stack gap="sm">
      <p className="quiet">{t('correspondents.import.explain')}</p>
      {error === null ? null : <ErrorNote error={error} />}
      <Group gap="sm" align="end">
        <FileButton onChange={choose} accept=".csv,.txt,.xlsx">
          {(props) => (
            <Button {...props} data-autofocus variant={shown === null ? 'filled' : 'default'} leftSection={<IconTableImport size={16} aria-hidden />} loading={store.running || preview.running}>
              {source?.fileName ?? t('registration.intake.choose')}
            </Button>
          )}
        </FileButton>
        {shown === null || source === null ? null : (
          <>
            <NativeSelect
              label={t('correspondents.import.category')}
              value={source.category}
              onChange={(event) => look({ ...source, category: CORRESPONDENT_CATEGORIES.find((one): one is CorrespondentCategory => one === event.currentTarget.value) ?? source.category })}
              data={CORRESPONDENT_CATEGORIES.map((one) => ({ value: one, label: t(`correspondents.category.${one}`) }))}
            />
            <NumberInput label={t('correspondents.import.headerRows')} min={0} max={20} allowDecimal={false} value={source.headerRows ?? 0} onChange={(value) => (typeof value === 'number' ? look({ ...source, headerRows: value }) : undefined)} />
          </>
        )}
      </Group>
      {shown === null || source === null ? null : (
        <>
          <WideTable label={source.fileName}>
            <thead>
              <tr>
                {Array.from({ length: width }, (_, at) => (
                  <th key={at} scope="col">
                    <NativeSelect
                      size="xs"
                      aria-label={t('correspondents.import.column', { at: at + 1 })}
                      value={IMPORT_COLUMNS.find((column) => source.columns?.[column] === at) ?? ''}
                      onChange={(event) => setColumn(at, IMPORT_COLUMNS.find((column) => column === event.currentTarget.value) ?? null)}
                      data={[{ value: '', label: t('correspondents.import.ignore') }, ...IMPORT_COLUMNS.map((column) => ({ value: column, label: t(`correspondents.${column}`) }))]}
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.sample.map((row, at) => (
                <tr key={at} className={at < shown.headerRows ? 'quiet' : undefined}>
                  {Array.from({ length: width }, (_, column) => (
                    <td key={column}>{row[column] ?? ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </WideTable>
          <p role="status">{t('correspondents.import.result', { rows: shown.rows, fresh: shown.fresh, problems: shown.problemCount })}</p>
          <ul className="quiet">
            {shown.problems.slice(0, PROBLEMS_SHOWN).map(({ row, problem }) => (
              <li key={row}>{t('correspondents.import.row', { row, problem: t(`correspondents.problem.${problem}`) })}</li>
            ))}
          </ul>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={run.running ? run.cancel : onClose}>
              {t(run.running ? 'common.stop' : 'common.cancel')}
            </Button>
            <Button loading={run.running} disabled={shown.fresh === 0 || preview.running} onClick={take}>
              {t('correspondents.import.run', { count: shown.fresh })}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
