import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { MOST_PRINTED, type SystemPrinter } from '#shared/contract/printing.ts';
import type { SearchQuestion } from '#shared/contract/search.ts';
import { succeed } from '#shared/domain/result.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { PrintQueue } from './print-queue.tsx';

const PAGE = 100;

interface Chosen {
  readonly documentIds: readonly string[];
  readonly printers: readonly SystemPrinter[];
}

/** Prints what was found, the first documents of it where there are more than a batch takes. */
export function PrintFound({ question }: { readonly question: SearchQuestion }) {
  const words = useWords();
  const { t } = words;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [queueOpen, setQueueOpen] = useState(false);
  const look = useCall(async (client, asked: SearchQuestion, options) => {
    const state = await client.printing.state({}, options);
    if (!state.ok || state.value.system !== 'queue') return state.ok ? succeed({ ...state.value, documentIds: [] }) : state;
    const documentIds: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await client.search.page({ ...asked, after, limit: PAGE }, options);
      if (!page.ok) return page;
      documentIds.push(...page.value.rows.map((row) => row.documentId));
      after = page.value.next;
      if (after === null || documentIds.length >= MOST_PRINTED) break;
    }
    return succeed({ ...state.value, documentIds: [...new Set(documentIds)].slice(0, MOST_PRINTED) });
  });

  async function begin(): Promise<void> {
    const found = await look.run(question);
    if (found === null) return;
    if (found.system !== 'queue' || found.printers.length === 0) return toastsFor(words).fail(t(found.system === 'queue' ? 'printing.noPrinters' : `printing.system.${found.system}`));
    if (found.documentIds.length === 0) return toastsFor(words).fail(t('printing.nothing'));
    setChosen(found);
  }
  useScreenShortcuts([{ id: 'printFound', keys: ['Ctrl+Shift+P'], label: 'printing.printFound', group: 'screen', run: () => void begin() }]);

  return (
    <>
      <Button variant="default" size="compact-md" loading={look.running} leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => void begin()}>
        {t('printing.printDots')}
      </Button>
      {look.error === null ? null : <ErrorNote error={look.error} />}
      {chosen === null ? null : (
        <PrintDialog
          {...chosen}
          onClose={() => setChosen(null)}
          onEntered={() => {
            setChosen(null);
            setQueueOpen(true);
          }}
        />
      )}
      {queueOpen ? <PrintQueue onClose={() => setQueueOpen(false)} /> : null}
    </>
  );
}
