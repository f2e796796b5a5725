import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { MethodInput } from '#shared/contract/index.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { usePrint } from '../../app/use-print.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

interface Props extends MethodInput<'dayPapers.journalOfPeriod'> {
  readonly label: string;
}

/** Prints the journal of a period: the desk makes and logs it, the window hands it to the printer. */
export function JournalPrint({ label, ...period }: Props) {
  const words = useWords();
  const printing = usePrint();
  const call = useCall((client, given: MethodInput<'dayPapers.journalOfPeriod'>, options) =>
    given.from === given.to ? client.dayPapers.journalOfDay({ journalId: given.journalId, day: given.from }, options) : client.dayPapers.journalOfPeriod(given, options),
  );
  async function printIt(): Promise<void> {
    const made = await call.run(period);
    if (made === null) return;
    toastsFor(words).done(words.t('dayPapers.printed', { rows: made.rows }));
    printing.print(made);
  }
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} loading={call.running || printing.at !== null} onClick={() => void printIt()}>
        {label}
      </Button>
      {call.error === null ? null : <ErrorNote error={call.error} />}
    </>
  );
}
