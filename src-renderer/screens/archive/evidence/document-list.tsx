import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { PreservationList, ProvableDocument } from '#shared/contract/preservation.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { MoreRows } from '../../../ui/paged-rows.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from './evidence.module.css';
import { useProvable } from './use-provable.ts';

/** Signed documents with how long they can be proved; what ends first stands first. */
export function DocumentList({ list, renewDays }: { readonly list: PreservationList; readonly renewDays: number }) {
  const { t, number, instant } = useWords();
  const go = usePlaces((places) => places.go);
  const { answer, next } = useProvable(list);
  const { value } = answer;
  return (
    <section className={styles['list']} aria-labelledby="evidence-list">
      <h2 id="evidence-list">{t(`preservation.list.${list}`, { days: renewDays })}</h2>
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      {value === null && answer.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null}
      {value !== null && value.documents.length === 0 ? <p className="quiet">{t('preservation.noneShown')}</p> : null}
      {value === null || value.documents.length === 0 ? null : (
        <>
          <WideTable labelledBy="evidence-list">
            <thead>
              <tr>
                {(['document', 'case', 'until', 'record', 'state'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`preservation.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.documents.map((one) => (
                <tr key={one.documentId}>
                  <td className={styles['subject']}>
                    <button type="button" className="text-button" onClick={() => go({ room: 'search', view: 'document', documentId: one.documentId })}>
                      {one.registrationIndex}
                    </button>
                    <p className="two-lines" title={one.subject}>
                      {one.subject}
                    </p>
                  </td>
                  <td>{one.caseIndex ?? <span className="quiet">{t('preservation.notFiled')}</span>}</td>
                  <td className="numbers">{untilOf(one)}</td>
                  <td className="numbers">{one.stampedAt === null ? <span className="quiet">{t('preservation.noRecord')}</span> : instant(one.stampedAt)}</td>
                  <td>
                    <ProofState document={one} />
                  </td>
                </tr>
              ))}
            </tbody>
          </WideTable>
          <MoreRows shown={value.documents.length} total={value.total} onMore={next} />
        </>
      )}
      {value === null || value.hidden === 0 ? null : <p className="quiet">{t('fixity.hidden', { count: number(value.hidden) })}</p>}
    </section>
  );

  function untilOf({ assessedAt, passes, until }: ProvableDocument): string {
    if (assessedAt === null || !passes) return '–';
    return until === null ? t('preservation.noEnd') : instant(until);
  }
}

/** What the newest assessment says, by shape and word. */
function ProofState({ document: { assessedAt, passes } }: { readonly document: ProvableDocument }) {
  const { t, instant } = useWords();
  const Icon = assessedAt === null ? IconCircleDashed : passes ? IconCircleCheck : IconAlertTriangle;
  return (
    <>
      <span className={styles['state']} data-state={assessedAt === null ? 'unknown' : passes ? 'passes' : 'fails'}>
        <Icon size={16} aria-hidden />
        {t(assessedAt === null ? 'preservation.notAssessed' : passes ? 'preservation.passes' : 'preservation.notPassing')}
      </span>
      {assessedAt === null ? null : <p className="quiet">{t('preservation.assessedAt', { time: instant(assessedAt) })}</p>}
    </>
  );
}
