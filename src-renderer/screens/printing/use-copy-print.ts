import { useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import type { SystemPrinter } from '#shared/contract/printing.ts';
import type { Copy } from '#shared/contract/registration.ts';
import { useCall } from '../../app/use-call.ts';
import { type Printing, usePrint } from '../../app/use-print.ts';

export interface CopyPrint {
  readonly documentId: string;
  readonly print: (copy: Copy) => void;
  /** A copy whose printer is being asked for; null: none. */
  readonly asked: { readonly copy: Copy; readonly printers: readonly SystemPrinter[] } | null;
  readonly close: () => void;
  /** Why it was not begun; null: nothing stood in the way. */
  readonly error: ContractError | null;
  /** Printing through the computer's own dialog. */
  readonly own: Printing;
}

/**
 * Prints a kept copy: through the queues of the computer where it has any, since they tell what becomes of it; else
 * through the computer's own dialog.
 */
export function useCopyPrint(documentId: string): CopyPrint {
  const own = usePrint();
  const [asked, setAsked] = useState<CopyPrint['asked']>(null);
  const look = useCall((client, _input: null, options) => client.printing.state({}, options));

  async function begin(copy: Copy): Promise<void> {
    if (look.running) return;
    const found = await look.run(null);
    if (found === null) return;
    if (found.system === 'queue' && found.printers.length > 0) setAsked({ copy, printers: found.printers });
    else own.print(copy);
  }
  return { documentId, print: (copy) => void begin(copy), asked, close: () => setAsked(null), error: look.error, own };
}
