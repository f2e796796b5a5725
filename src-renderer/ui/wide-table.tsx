import type { ReactNode } from 'react';
import styles from './wide-table.module.css';

type Named = { readonly label: string; readonly labelledBy?: undefined } | { readonly label?: undefined; readonly labelledBy: string };

/** A table as wide as its room; where it is wider, its frame scrolls sideways, by keys too. `keys`: its rows are walked through by keys. */
export function WideTable({ label, labelledBy, keys, children }: Named & { readonly keys?: 'list'; readonly children: ReactNode }) {
  return (
    <div className={styles['frame']} tabIndex={0} role="group" aria-label={label} aria-labelledby={labelledBy} data-keys={keys}>
      <table className={styles['table']}>{children}</table>
    </div>
  );
}
