import { useState } from 'react';
import type { DutyMatter, ShownDuty } from '#shared/contract/duties.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './duties.module.css';
import { RequestsSection } from './requests-section.tsx';
import { SupplyDialog } from './supply-dialog.tsx';
import { useDuties } from './use-duties.ts';

/** The person's duties within HR e-document flow, with what waits by each; data asked of employees for whoever asks (HRC-05). */
export function DutiesPage({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const answer = useDuties();
  const [supplying, setSupplying] = useState<DutyMatter | null>(null);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  return (
    <div className={styles['page']} tabIndex={0} role="group" aria-label={t('start.tab.duties')}>
      <h2 className="visually-hidden">{t('start.tab.duties')}</h2>
      <ol className={styles['duties']}>
        {answer.value.duties.map((duty) => (
          <Duty key={duty.dutyId} duty={duty} onSupply={setSupplying} />
        ))}
      </ol>
      {hasPersonRight(person, 'agreement.keep') ? <RequestsSection /> : null}
      {supplying === null ? null : <SupplyDialog requestId={supplying.matterId} subject={supplying.title} own onClose={() => setSupplying(null)} />}
    </div>
  );
}

function Duty({ duty, onSupply }: { readonly duty: ShownDuty; readonly onSupply: (matter: DutyMatter) => void }) {
  const { t, number, language } = useWords();
  const { names, clause, track, matters } = duty;
  const overdue = matters.filter(({ state }) => state === 'overdue').length;
  return (
    <li className={styles['duty']}>
      <h3 className={styles['name']}>{names[language]}</h3>
      <p className="quiet">{t('duty.clause', { clause })}</p>
      {track === null ? null : matters.length === 0 ? (
        <p>{t('duty.nothingWaits')}</p>
      ) : (
        <>
          <p>
            {t('duty.waiting', { count: number(matters.length) })}
            {overdue === 0 ? null : <span className={styles['overdue']}> · {t('duty.overdue', { count: number(overdue) })}</span>}
          </p>
          <table className={`${styles['table']} ${styles['matters']}`} aria-label={names[language]}>
            <tbody>
              {matters.map((matter) => (
                <Matter key={matter.matterId} matter={matter} onSupply={onSupply} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </li>
  );
}

function Matter({ matter, onSupply }: { readonly matter: DutyMatter; readonly onSupply: (matter: DutyMatter) => void }) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const { documentId, registrationIndex, state, dueOn } = matter;
  return (
    <tr>
      <td>
        {documentId === null ? (
          <button type="button" className="text-button" aria-label={`${t('dataRequest.supply')}: ${matter.title}`} onClick={() => onSupply(matter)}>
            {t('dataRequest.supply')}
          </button>
        ) : (
          <button type="button" className="text-button" onClick={() => go({ room: 'start', view: registrationIndex === null ? 'draft' : 'document', documentId })}>
            {registrationIndex === null ? t('duty.draft') : `№ ${registrationIndex}`}
          </button>
        )}
      </td>
      <td>{matter.title}</td>
      <td>{t(`duty.means.${matter.means}`)}</td>
      <td className={styles['day']}>
        <span className={state === 'overdue' ? styles['overdue'] : state === 'dueSoon' ? styles['soon'] : undefined}>{t(`duty.state.${state}`)}</span>
        {dueOn === null ? null : <div className="quiet">{t('duty.dueOn', { day: words.day(dueOn) })}</div>}
      </td>
    </tr>
  );
}
