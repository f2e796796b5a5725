import { Button } from '@mantine/core';
import type { ArchiveUse } from '#shared/contract/reading-room.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from './reading-room.module.css';

interface Props {
  readonly uses: readonly ArchiveUse[];
  readonly onBack: (use: ArchiveUse) => void;
}

/** Entries of the log of use; what is overdue stands out by words and colour. */
export function UseTable({ uses, onBack }: Props) {
  const { t, day } = useWords();
  const go = usePlaces((places) => places.go);
  return (
    <WideTable label={t('use.log')}>
      <thead>
        <tr>
          {(['givenOn', 'case', 'form', 'reader', 'purpose', 'state'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`use.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('use.takeBackAction')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {uses.map((use) => (
          <tr key={use.useId} className={styles['row']}>
            <td className="numbers">{day(use.givenOn)}</td>
            <td>
              <button type="button" className={styles['case']} onClick={() => go({ room: 'archive', view: 'case', caseId: use.caseId })}>
                <span className="numbers">{use.index}</span>
                {use.volume === null ? null : `, ${t('use.volume')} ${use.volume}`}
              </button>
              <p className="quiet">{use.title}</p>
            </td>
            <td>
              {t(`use.form.${use.form}`)}
              {use.copy === null ? null : <p className="quiet">{t('use.copyOf', use.copy)}</p>}
            </td>
            <td>
              {use.reader}
              <p className="quiet">{use.readerOf}</p>
              {use.proof === '' ? null : <p className="quiet">{use.proof}</p>}
            </td>
            <td>{use.purpose}</td>
            <td data-overdue={use.overdue || undefined}>{state(use)}</td>
            <td>
              {use.form === 'original' && use.returned === null ? (
                <Button size="compact-sm" variant="default" aria-label={`${t('use.takeBackAction')}: ${use.index}`} onClick={() => onBack(use)}>
                  {t('use.takeBack')}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );

  function state({ returned, dueOn, overdue }: ArchiveUse): string {
    if (returned !== null) return `${t('use.back', { day: day(returned.on) })}${returned.note === '' ? '' : `: ${returned.note}`}`;
    return dueOn === null ? '' : t(overdue ? 'use.overdue' : 'use.out', { day: day(dueOn) });
  }
}
