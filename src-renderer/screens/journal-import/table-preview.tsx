import { useWords } from '../../app/use-text.ts';
import { columnName } from './import-order.ts';
import styles from './journal-import.module.css';

interface Props {
  readonly rows: readonly (readonly string[])[];
  readonly columns: number;
  readonly headingRow: number;
}

/** The first rows as they stand in the table. */
export function TablePreview({ rows, columns, headingRow }: Props) {
  const { t } = useWords();
  const places = Array.from({ length: columns }, (_none, at) => at);
  return (
    // Long tables are scrolled by keyboard as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['preview']} tabIndex={0} role="region" aria-label={t('journalImport.preview')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('journalImport.row')}</th>
            {places.map((at) => (
              <th key={at} scope="col">
                {columnName(at)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no other name
            <tr key={row} data-heading={row === headingRow || undefined}>
              <th scope="row" className="numbers">
                {row + 1}
              </th>
              {places.map((at) => (
                <td key={at}>{cells[at] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
