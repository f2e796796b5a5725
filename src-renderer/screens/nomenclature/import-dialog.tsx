import { Button, Checkbox, Group, Modal, NativeSelect, Stack } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { type NomenclatureWhole, TABLE_BYTES_LIMIT } from '#shared/contract/nomenclature.ts';
import { TABLE_FIELDS } from '#shared/domain/nomenclature-import.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './nomenclature.module.css';

interface Props {
  readonly file: File;
  readonly whole: NomenclatureWhole;
  readonly onClose: () => void;
}

type Preview = MethodOutput<'nomenclature.previewImport'>;
type Mapping = Preview['mapping'];
const LABELS = { index: 'nomenclature.index', title: 'nomenclature.title', volumes: 'nomenclature.volumes', retention: 'nomenclature.retention', article: 'nomenclature.article', note: 'nomenclature.note', medium: 'nomenclature.medium', owner: 'nomenclature.owner', section: 'nomenclature.section' } as const;

/** Shows what a table would bring before anything is written: columns, cases, rejected rows with their reasons. */
export function ImportDialog({ file, whole, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { nomenclatureId } = whole.nomenclature;
  const [bytes, setBytes] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [skip, setSkip] = useState(false);
  const tooLarge = file.size > TABLE_BYTES_LIMIT;
  const look = useCall((client, input: MethodInput<'nomenclature.previewImport'>, options) => client.nomenclature.previewImport(input, options));
  const run = useCall((client, input: MethodInput<'nomenclature.import'>, options) => client.nomenclature.import(input, options));

  async function show(content: Uint8Array<ArrayBuffer>, mapping: Mapping | null): Promise<void> {
    const found = await look.run({ nomenclatureId, fileName: file.name, bytes: content, mapping });
    if (found !== null) setPreview(found);
  }

  const begin = useEffectEvent((content: Uint8Array<ArrayBuffer>) => {
    setBytes(content);
    void show(content, null);
  });
  useEffect(() => {
    if (tooLarge) return undefined;
    let gone = false;
    void file.arrayBuffer().then((buffer) => {
      if (!gone) begin(new Uint8Array(buffer));
    });
    return () => {
      gone = true;
    };
  }, [file, tooLarge]);

  async function write(): Promise<void> {
    if (bytes === null || preview === null) return;
    if ((await run.run({ nomenclatureId, fileName: file.name, bytes, mapping: preview.mapping, skipRejected: skip })) === null) return;
    toastsFor(words).done(t('nomenclature.importDone'));
    onClose();
  }

  function map(field: keyof typeof LABELS, column: string): void {
    if (bytes === null || preview === null) return;
    const { [field]: _before, ...rest } = preview.mapping;
    void show(bytes, column === '' ? rest : { ...rest, [field]: Number(column) });
  }

  return (
    <Modal opened onClose={onClose} size="xl" title={`${t('nomenclature.importTitle')}: ${file.name}`} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        {tooLarge ? <p role="alert">{t('error.tableTooLarge')}</p> : null}
        {look.error === null ? null : <ErrorNote error={look.error} />}
        {preview === null && look.error === null && !tooLarge ? <SlowLoading label={t('common.loading')} /> : null}
        {preview === null ? null : (
          <>
            <h3>{t('nomenclature.importColumns')}</h3>
            <div className={styles['columns']}>
              {TABLE_FIELDS.map((field) => (
                <NativeSelect
                  key={field}
                  label={t(LABELS[field])}
                  value={preview.mapping[field] ?? ''}
                  onChange={(event) => map(field, event.currentTarget.value)}
                  data={[{ value: '', label: t('nomenclature.importNone') }, ...preview.headers.map((header, column) => ({ value: String(column), label: header === '' ? String(column + 1) : header }))]}
                />
              ))}
            </div>
            <h3>{t('nomenclature.importAccepted', { count: preview.accepted.length })}</h3>
            {preview.newSections.length === 0 ? null : <p className="quiet">{t('nomenclature.importSections', { list: preview.newSections.map(({ index, title }) => `${index} ${title}`).join(', ') })}</p>}
            <ul className={`${styles['points']} ${styles['scroll']}`} tabIndex={0} aria-label={t('nomenclature.importAccepted', { count: preview.accepted.length })}>
              {preview.accepted.map((one) => (
                <li key={one.row}>
                  {one.index} {one.title} — {one.retention}
                </li>
              ))}
            </ul>
            {preview.rejected.length === 0 ? null : (
              <>
                <h3>{t('nomenclature.importRejected', { count: preview.rejected.length })}</h3>
                <ul className={`${styles['points']} ${styles['scroll']}`} tabIndex={0} aria-label={t('nomenclature.importRejected', { count: preview.rejected.length })}>
                  {preview.rejected.map((one) => (
                    <li key={one.row}>
                      {t('nomenclature.importRow', { row: one.row })}: {words.tKnown(`nomenclature.import.${one.reason}`, 'nomenclature.import.damaged')} — <span className="quiet">{one.text}</span>
                    </li>
                  ))}
                </ul>
                <Checkbox label={t('nomenclature.importSkip')} checked={skip} onChange={(event) => setSkip(event.currentTarget.checked)} />
              </>
            )}
            {run.error === null ? null : <ErrorNote error={run.error} />}
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={run.running || look.running} disabled={preview === null || preview.accepted.length === 0 || (preview.rejected.length > 0 && !skip)} onClick={() => void write()}>
            {t('nomenclature.importRun')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
