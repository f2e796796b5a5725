import type { ReactNode } from 'react';
import styles from './small-table.module.css';

interface Props {
  readonly label: string;
  readonly empty: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A short table; says so where it is empty. */
export function SmallTable({ label, empty, heads, rows }: Props) {
  if (rows.length === 0) return <p className="quiet">{empty}</p>;
  return (
    <table className={styles['table']} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, at) => (
              <td key={heads[at]} className="numbers">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
