import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { MOST_PRINTED } from '#shared/contract/printing.ts';
import type { SearchQuestion } from '#shared/contract/search.ts';
import { succeed } from '#shared/domain/result.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { BatchDialogs } from './batch-dialogs.tsx';
import { usePrintBatch } from './use-print-batch.ts';

const PAGE = 100;

interface Props {
  readonly question: SearchQuestion;
  /** Single rows are marked as well: the button says which of both it prints. */
  readonly beside: boolean;
}

/** Prints what was found, the first documents of it where there are more than a batch takes. */
export function PrintFound({ question, beside }: Props) {
  const { t } = useWords();
  const printing = usePrintBatch(async (client, options) => {
    const documentIds: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await client.search.page({ ...question, after, limit: PAGE }, options);
      if (!page.ok) return page;
      documentIds.push(...page.value.rows.map((row) => row.documentId));
      after = page.value.next;
      if (after === null || documentIds.length >= MOST_PRINTED) break;
    }
    return succeed([...new Set(documentIds)].slice(0, MOST_PRINTED));
  });
  useScreenShortcuts([{ id: 'printFound', keys: ['Ctrl+Shift+P'], label: 'printing.printFound', group: 'screen', run: printing.begin }]);

  return (
    <>
      <Button variant="default" size="compact-md" loading={printing.running} leftSection={<IconPrinter size={16} aria-hidden />} onClick={printing.begin}>
        {t(beside ? 'printing.printFound' : 'printing.printDots')}
      </Button>
      <BatchDialogs printing={printing} />
    </>
  );
}
