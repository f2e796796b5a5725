import { Button, Modal, Stack } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import type { CorrespondentEntry } from '#shared/contract/correspondents.ts';
import { fail } from '#shared/domain/result.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import own from './directories.module.css';

/** Entries that are likely one and the same: one is chosen to stay, the others go up in it. */
export function Duplicates({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('correspondents.duplicates')} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <DuplicateGroups />
    </Modal>
  );
}

function DuplicateGroups() {
  const words = useWords();
  const { t } = words;
  const found = useAsk('correspondents.likelyDuplicates', (client, options) => client.correspondents.likelyDuplicates({}, options), ['directories']);
  const merge = useCall(async (client, { into, others }: { into: CorrespondentEntry; others: readonly CorrespondentEntry[] }, options) => {
    let result: Awaited<ReturnType<typeof client.correspondents.merge>> = fail({ code: 'not-found', message: 'error.correspondentNotFound', params: {}, issues: [] });
    for (const other of others) {
      result = await client.correspondents.merge({ correspondentId: other.correspondentId, intoCorrespondentId: into.correspondentId }, options);
      if (!result.ok) break;
    }
    return result;
  });

  function mergeInto(into: CorrespondentEntry, entries: readonly CorrespondentEntry[]): void {
    void merge.run({ into, others: entries.filter((entry) => entry !== into) }).then((merged) => {
      if (merged !== null) toastsFor(words).done(t('correspondents.merged', { name: merged.name }));
    });
  }

  if (found.error !== null && found.value === null) return <ErrorNote error={found.error} again={found.again} />;
  if (found.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  if (found.value.groups.length === 0) return <p>{t('correspondents.duplicates.none')}</p>;
  return (
    <Stack gap="sm">
      <p className="quiet">{t('correspondents.duplicates.explain')}</p>
      {merge.error === null ? null : <ErrorNote error={merge.error} />}
      {found.value.groups.map((group) => (
        <section key={group.entries.map(({ correspondentId }) => correspondentId).join()} className={own['group']} aria-label={group.entries[0]?.name}>
          <p className="quiet">{t(`correspondents.duplicates.${group.reason}`)}</p>
          {group.entries.map((entry) => (
            <div key={entry.correspondentId} className={own['line']}>
              <span>
                {entry.name}
                <span className="quiet"> {[t(`correspondents.category.${entry.category}`), entry.code, entry.address].filter((part) => part !== '').join(' · ')}</span>
              </span>
              <Button variant="subtle" leftSection={<IconArrowsJoin size={16} aria-hidden />} loading={merge.running} onClick={() => mergeInto(entry, group.entries)} aria-label={`${t('correspondents.merge')}: ${entry.name}`}>
                {t('correspondents.merge')}
              </Button>
            </div>
          ))}
        </section>
      ))}
    </Stack>
  );
}
