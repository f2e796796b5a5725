import type { ConstraintResult } from '#shared/domain/signature-constraints.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './constraint-table.module.css';

/** A sign for each answer, beside its word: nothing is told by colour alone. */
const SIGNS: Readonly<Record<ConstraintResult['status'], string>> = { met: '✓', failed: '✕', undetermined: '?', warning: '!', information: 'i', 'not-checked': '–' };

/** Every question that the check asked, its answer, and why. */
export function ConstraintTable({ constraints }: { readonly constraints: readonly ConstraintResult[] }) {
  const { t, tKnown, reason } = useWords();
  if (constraints.length === 0) return <p className="quiet">{t('signature.constraintsNone')}</p>;
  return (
    <table className={styles['table']}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('signature.question')}</th>
          <th scope="col">{t('signature.answer')}</th>
        </tr>
      </thead>
      <tbody>
        {constraints.map((constraint) => (
          <tr key={constraint.key} data-status={constraint.status}>
            <th scope="row">{tKnown(constraint.key, 'constraint.status.not-checked')}</th>
            <td>
              <span className={styles['answer']}>
                <span className={styles['sign']} aria-hidden>
                  {SIGNS[constraint.status]}
                </span>
                {t(`constraint.status.${constraint.status}`)}
              </span>
              {constraint.reasons.map((one, at) => (
                <p key={at}>{reason(one)}</p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
