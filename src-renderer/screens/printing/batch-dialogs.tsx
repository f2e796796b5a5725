import { ErrorNote } from '../../ui/error-note.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { PrintQueue } from './print-queue.tsx';
import type { PrintBatch } from './use-print-batch.ts';

/** What a batch asks and says: why it cannot be begun, how it is printed, what becomes of it. */
export function BatchDialogs({ printing, indexes = null }: { readonly printing: PrintBatch; readonly indexes?: readonly string[] | null }) {
  return (
    <>
      {printing.error === null ? null : <ErrorNote error={printing.error} />}
      {printing.batch === null ? null : <PrintDialog printed={{ documentIds: printing.batch.documentIds, indexes }} printers={printing.batch.printers} onClose={printing.close} onEntered={printing.entered} />}
      {printing.queueOpen ? <PrintQueue onClose={printing.close} /> : null}
    </>
  );
}
