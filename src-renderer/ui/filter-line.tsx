import { useWords } from '../app/use-text.ts';
import styles from './filter-line.module.css';

interface Props<Value extends string> {
  readonly label: string;
  readonly chosen: Value | 'all';
  readonly choices: readonly { readonly value: Value | 'all'; readonly text: string; readonly count: number | null }[];
  readonly onChoose: (value: Value | 'all') => void;
}

/** Filters of a list as a line of buttons, one of them pressed, each with how many it shows. */
export function FilterLine<Value extends string>({ label, chosen, choices, onChoose }: Props<Value>) {
  const { number } = useWords();
  return (
    <div className={styles['line']} role="group" aria-label={label}>
      {choices.map(({ value, text, count }) => (
        <button key={value} type="button" aria-pressed={value === chosen} className={styles['choice']} onClick={() => onChoose(value)}>
          {text}
          {count === null ? null : <span className="numbers">{number(count)}</span>}
        </button>
      ))}
    </div>
  );
}
