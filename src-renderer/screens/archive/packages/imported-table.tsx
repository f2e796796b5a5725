import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ImportedPackage } from '#shared/contract/packages.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../../state/desk.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { SmallTable } from '../../../ui/small-table.tsx';
import { ReportView } from './report-view.tsx';
import { TakeDocuments } from './take-documents.tsx';

/** Packages that came and were kept, newest first, each with the report of its inspection. */
export function ImportedTable({ packages, person }: { readonly packages: readonly ImportedPackage[]; readonly person: Person }) {
  const words = useWords();
  const { t } = words;
  const [shown, setShown] = useState<ImportedPackage | null>(null);
  return (
    <>
      <SmallTable
        label={t('packages.imported')}
        empty={t('packages.imported.empty')}
        heads={[t('packages.column.date'), t('packages.column.from'), t('packages.column.file'), t('packages.column.format'), t('packages.column.documents'), t('packages.column.size'), t('packages.column.findings'), t('packages.column.action')]}
        rows={packages.map((entry) => ({
          key: entry.packageId,
          cells: [
            words.instant(entry.importedAt),
            entry.organisation ?? t('packages.fact.notStated'),
            entry.fileName,
            t(`packages.format.${entry.format}`),
            words.number(entry.documents),
            words.size(entry.size),
            words.number(entry.findings),
            <Button key="report" variant="default" size="compact-sm" aria-label={t('packages.report', { file: entry.fileName })} onClick={() => setShown(entry)}>
              {t('packages.report.short')}
            </Button>,
          ],
        }))}
      />
      {shown === null ? null : (
        <Modal opened size="xl" onClose={() => setShown(null)} title={t('packages.report', { file: shown.fileName })} closeButtonProps={{ 'aria-label': t('common.close') }}>
          <KeptReport packageId={shown.packageId} takesOver={hasPersonRight(person, 'card.register') && shown.documents > 0} />
        </Modal>
      )}
    </>
  );
}

function KeptReport({ packageId, takesOver }: { readonly packageId: string; readonly takesOver: boolean }) {
  const { t } = useWords();
  const [taking, setTaking] = useState(false);
  const report = useAsk(`packages.report ${packageId}`, (client, options) => client.packages.report({ packageId }, options));
  if (taking) return <TakeDocuments packageId={packageId} />;
  if (report.error !== null) return <ErrorNote error={report.error} again={report.again} />;
  if (report.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  return (
    <Stack gap="sm">
      <ReportView report={report.value} />
      {takesOver ? (
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setTaking(true)}>
            {t('packages.take.open')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
