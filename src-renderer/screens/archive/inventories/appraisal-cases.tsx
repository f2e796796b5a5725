import { Checkbox } from '@mantine/core';
import { type MarkedCase, PROTOCOL_CASES_LIMIT } from '#shared/contract/appraisal.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';

interface Props {
  readonly cases: readonly MarkedCase[];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}

/** Closed cases with the commission's mark; those that are marked go into the next protocol. */
export function AppraisalCases({ cases, chosen, onChosen }: Props) {
  const { t, day } = useWords();
  const { shown, more } = usePagedRows(cases);
  if (cases.length === 0) return <p className="quiet">{t('appraisal.none')}</p>;
  const most = cases.slice(0, PROTOCOL_CASES_LIMIT);
  const every = most.every(({ caseId }) => chosen.has(caseId));
  const toggle = (caseId: string): void => onChosen(new Set(chosen.has(caseId) ? [...chosen].filter((one) => one !== caseId) : [...chosen, caseId]));
  return (
    <>
      <WideTable label={t('appraisal.awaiting')}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox aria-label={t('appraisal.chooseAll')} title={t('appraisal.chooseAll')} checked={every} indeterminate={!every && chosen.size > 0} onChange={() => onChosen(every ? new Set() : new Set(most.map(({ caseId }) => caseId)))} />
            </th>
            <th scope="col">{t('appraisal.caseYear')}</th>
            <th scope="col">{t('appraisal.case')}</th>
            <th scope="col">{t('appraisal.retention')}</th>
            <th scope="col">{t('appraisal.endsOn')}</th>
            <th scope="col">{t('appraisal.decided')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <tr key={entry.caseId}>
              <td>
                <Checkbox aria-label={t('appraisal.choose', { index: entry.index })} checked={chosen.has(entry.caseId)} disabled={!chosen.has(entry.caseId) && chosen.size >= PROTOCOL_CASES_LIMIT} onChange={() => toggle(entry.caseId)} />
              </td>
              <td>{entry.year}</td>
              <td>
                <p>
                  <span className="numbers">{entry.index}</span> {entry.title}
                </p>
              </td>
              <td>{entry.retentionText}</td>
              <td>{entry.endsOn === null ? '—' : day(entry.endsOn)}</td>
              <td>{entry.decided === null ? <span className="quiet">{t('appraisal.undecided')}</span> : `${t(`appraisal.decision.${entry.decided.decision}`)} · № ${entry.decided.number}, ${day(entry.decided.date)}`}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {more}
    </>
  );
}
