import { Button, FileInput, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Inspection } from '#shared/contract/packages.ts';
import { succeed } from '#shared/domain/result.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { storeFile } from '../../../state/uploads.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { Working } from '../../../ui/working.tsx';
import styles from './packages.module.css';
import { ReportView } from './report-view.tsx';

interface Inspected {
  readonly file: { readonly sha256: string; readonly fileName: string };
  readonly inspection: Inspection;
}

/** A package that came from elsewhere is read and verified before anything of it is kept. */
export function InspectDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [found, setFound] = useState<Inspected | null>(null);
  const [packageId, setPackageId] = useState(() => crypto.randomUUID());
  const inspect = useCall(async (client, file: File, options) => {
    const stored = await storeFile(client, file, options.signal ?? new AbortController().signal, () => undefined);
    if (!stored.ok) return stored;
    const { sha256, fileName } = stored.value;
    const inspection = await client.packages.inspect({ sha256, fileName }, options);
    return inspection.ok ? succeed({ file: { sha256, fileName }, inspection: inspection.value }) : inspection;
  });
  const keep = useCall((client, { file }: Inspected, options) => client.packages.import({ ...file, packageId }, options));

  async function choose(file: File | null): Promise<void> {
    setFound(null);
    keep.clear();
    setPackageId(crypto.randomUUID());
    if (file !== null) setFound(await inspect.run(file));
  }
  async function keepIt(inspected: Inspected): Promise<void> {
    const kept = await keep.run(inspected);
    if (kept === null) return;
    toastsFor(words).done(t('packages.kept', { file: kept.fileName }));
    onClose();
  }
  const error = inspect.error ?? keep.error;

  return (
    <Modal opened size="xl" onClose={onClose} title={t('packages.inspect')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <FileInput data-autofocus label={t('packages.choose')} placeholder={t('packages.choose.placeholder')} accept=".tar,application/x-tar" disabled={inspect.running || keep.running} onChange={(file) => void choose(file)} />
        {error === null ? null : <ErrorNote error={error} />}
        {inspect.running ? <Working call={inspect} label={t('packages.inspecting')} /> : null}
        {keep.running ? <Working call={keep} label={t('packages.inspecting')} /> : null}
        {found === null ? null : found.inspection.kind === 'refused' ? (
          <div role="alert">
            <p className={styles['verdict']}>{t('packages.refused')}</p>
            <p>{t(`packages.refusal.${found.inspection.code}`)}</p>
            {found.inspection.path === null ? null : <code className={styles['path']}>{found.inspection.path}</code>}
          </div>
        ) : (
          <>
            <ReportView report={found.inspection.report} />
            <p className="quiet">{t('packages.keep.about')}</p>
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {found?.inspection.kind === 'inspected' ? (
            <Button loading={keep.running} onClick={() => void keepIt(found)}>
              {t('packages.keep')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  );
}
