import type { HistoryEntry } from '#shared/contract/registration.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './change-table.module.css';
import { fieldName, requisiteText } from './requisite-value.ts';

interface Props {
  readonly changes: HistoryEntry['changes'];
  readonly choices: Choices;
}

/** Values before and after; where nothing was before, only what came. */
export function ChangeTable({ changes, choices }: Props) {
  const words = useWords();
  const { t } = words;
  const withBefore = changes.some((change) => change.before !== null);
  const valueText = (field: string, value: string | null): string => requisiteText(field, value, choices, words) || t('common.noValue');
  return (
    <table className={styles['changes']}>
      <thead>
        <tr>
          <th scope="col">{t('document.history.field')}</th>
          {withBefore ? <th scope="col">{t('document.history.before')}</th> : null}
          <th scope="col">{t('document.history.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th scope="row">{fieldName(change.field, words)}</th>
            {withBefore ? <td className="quiet">{valueText(change.field, change.before)}</td> : null}
            <td>{valueText(change.field, change.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
