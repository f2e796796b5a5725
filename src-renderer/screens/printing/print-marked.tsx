import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { MOST_PRINTED } from '#shared/contract/printing.ts';
import { succeed } from '#shared/domain/result.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { BatchDialogs } from './batch-dialogs.tsx';
import { usePrintBatch } from './use-print-batch.ts';

/** Prints the documents that are marked in a list, in the order in which they were marked. Not there while none is. */
export function PrintMarked({ marked }: { readonly marked: ReadonlyMap<string, string> }) {
  const words = useWords();
  const { t, number } = words;
  const printing = usePrintBatch(async () => succeed([...marked.keys()]));

  function begin(): void {
    if (marked.size > MOST_PRINTED) toastsFor(words).fail(t('printing.mostMarked', { limit: number(MOST_PRINTED), count: number(marked.size) }));
    else printing.begin();
  }
  useScreenShortcuts(marked.size === 0 ? [] : [{ id: 'printMarked', keys: ['Ctrl+P'], label: 'printing.printMarkedKey', group: 'screen', run: begin }]);

  return (
    <>
      {marked.size === 0 ? null : (
        <Button variant="default" size="compact-md" loading={printing.running} leftSection={<IconPrinter size={16} aria-hidden />} onClick={begin}>
          {t('printing.printMarked', { count: number(marked.size) })}
        </Button>
      )}
      <BatchDialogs printing={printing} indexes={[...marked.values()]} />
    </>
  );
}
