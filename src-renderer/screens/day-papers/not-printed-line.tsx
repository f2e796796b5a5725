import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { useAsk } from '../../app/use-ask.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './day-papers.module.css';
import { JournalPrint } from './journal-print.tsx';

/** The evening comes without an event: the desk is asked again so often. */
const LOOK_MILLISECONDS = 300_000;

/** In the evening, as long as a journal of the day is not on paper: which one, and the button. */
export function NotPrintedLine() {
  const words = useWords();
  const [look, setLook] = useState(0);
  useInterval(() => setLook((before) => before + 1), LOOK_MILLISECONDS, { autoInvoke: true });
  const { value } = useAsk(`dayPapers.notPrinted:${look}`, (client, options) => client.dayPapers.notPrinted({}, options), ['cards']);
  const journals = useChoices().value?.journals ?? [];
  if (value === null || !value.due) return null;
  return value.journals.map((journalId) => {
    const name = words.named(journals.find((one) => one.journalId === journalId)?.names ?? {});
    return (
      <div key={journalId} className={styles['line']} role="status">
        <span>{words.t('dayPapers.notPrinted', { names: name })}</span>
        <JournalPrint journalId={journalId} from={value.day} to={value.day} label={words.t('dayPapers.print')} />
      </div>
    );
  });
}
