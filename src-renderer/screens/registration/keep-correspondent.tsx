import { Button } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import type { Card } from '../../state/drafts.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

/** Proposes to keep a sender that was written freely; the card is found by its name from then on. */
export function KeepCorrespondent({ card }: { readonly card: Card }) {
  const words = useWords();
  const { t } = words;
  const edits = useDesk((desk) => hasPersonRight(desk.person, 'directory.edit'));
  const keep = useCall((client, name: string, options) => client.correspondents.define({ name }, options));
  const proposed = edits && card.correspondentId === null ? card.correspondent : null;

  function run(): void {
    if (proposed === null || keep.running) return;
    void keep.run(proposed).then((made) => {
      if (made !== null) toastsFor(words).done(t('correspondents.saved', { name: made.name }));
    });
  }
  useScreenShortcuts(proposed === null ? [] : [{ id: 'keepCorrespondent', keys: ['F7'], label: 'shortcut.keepCorrespondent', group: 'screen', run }]);
  if (proposed === null) return null;
  return (
    <div>
      <Button variant="subtle" leftSection={<IconAddressBook size={16} aria-hidden />} rightSection={<kbd>F7</kbd>} loading={keep.running} onClick={run}>
        {t('correspondents.keep')}
      </Button>
      {keep.error === null ? null : <ErrorNote error={keep.error} />}
    </div>
  );
}
