import { useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import type { SystemPrinter } from '#shared/contract/printing.ts';
import { type Result, succeed } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';

/** Documents that are to be printed together, and what could print them. */
export interface Batch {
  readonly documentIds: readonly string[];
  readonly printers: readonly SystemPrinter[];
}

export interface PrintBatch {
  /** Asks how this computer prints, and which documents; says why nothing comes of it. */
  readonly begin: () => void;
  readonly running: boolean;
  readonly error: ContractError | null;
  /** What is asked about now; null: nothing. */
  readonly batch: Batch | null;
  readonly queueOpen: boolean;
  readonly entered: () => void;
  readonly close: () => void;
}

/** A batch of documents for the queues of the computer, up to its dialog and on to the queue. */
export function usePrintBatch(find: (client: Client, options: CallOptions) => Promise<Result<readonly string[], ContractError>>): PrintBatch {
  const words = useWords();
  const { t } = words;
  const [batch, setBatch] = useState<Batch | null>(null);
  const [queueOpen, setQueueOpen] = useState(false);
  const look = useCall(async (client, _input: null, options) => {
    const state = await client.printing.state({}, options);
    if (!state.ok) return state;
    const documentIds = state.value.system === 'queue' ? await find(client, options) : succeed([]);
    return documentIds.ok ? succeed({ ...state.value, documentIds: documentIds.value }) : documentIds;
  });

  async function begin(): Promise<void> {
    if (look.running) return;
    const found = await look.run(null);
    if (found === null) return;
    if (found.system !== 'queue' || found.printers.length === 0) return toastsFor(words).fail(t(found.system === 'queue' ? 'printing.noPrinters' : `printing.system.${found.system}`));
    if (found.documentIds.length === 0) return toastsFor(words).fail(t('printing.nothing'));
    setBatch(found);
  }

  return {
    begin: () => void begin(),
    running: look.running,
    error: look.error,
    batch,
    queueOpen,
    entered: () => {
      setBatch(null);
      setQueueOpen(true);
    },
    close: () => {
      setBatch(null);
      setQueueOpen(false);
    },
  };
}
