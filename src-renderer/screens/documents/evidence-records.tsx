import type { PreservedEvidence } from '#shared/contract/preservation.ts';
import { useWords } from '../../app/use-text.ts';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from './signatures-section.module.css';

/** Evidence records of a document, newest first: by whom, until when and over how much they were stamped (RFC 4998). */
export function EvidenceRecords({ evidence }: { readonly evidence: readonly PreservedEvidence[] }) {
  const { t, instant, number } = useWords();
  const newestFirst = evidence.toSorted((one, other) => other.stampedAt.localeCompare(one.stampedAt));
  const title = t('preservation.proof.records', { count: number(evidence.length) });
  return (
    <details className={styles['records']}>
      <summary>{title}</summary>
      <WideTable label={title}>
        <thead>
          <tr>
            {(['stampedAt', 'authority', 'until', 'digest', 'together'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`preservation.record.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map((record) => (
            <tr key={record.packageId}>
              <td className="numbers">{instant(record.stampedAt)}</td>
              <td>{record.authority}</td>
              <td className="numbers">{instant(record.authorityUntil)}</td>
              <td>{record.digest}</td>
              <td className="numbers">{number(record.together)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </details>
  );
}
