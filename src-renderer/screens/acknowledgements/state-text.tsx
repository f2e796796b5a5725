import type { AskedPersonShown } from '#shared/contract/acknowledgements.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './acknowledgements.module.css';

/** How a person stands, with the days that are left or over; never by colour alone. */
export function StateText({ person }: { readonly person: Pick<AskedPersonShown, 'state' | 'daysLeft' | 'mark'> }) {
  const { t, number } = useWords();
  const { state, daysLeft, mark } = person;
  const left = daysLeft === null ? null : daysLeft === 0 ? t('acknowledgement.today') : t(daysLeft > 0 ? 'acknowledgement.left' : 'acknowledgement.over', { count: number(Math.abs(daysLeft)) });
  const look = state === 'overdue' ? styles['overdue'] : state === 'dueSoon' ? styles['soon'] : undefined;
  return (
    <>
      <span className={look}>{t(`acknowledgement.state.${state}`)}</span>
      {left === null ? null : <div className="quiet">{left}</div>}
      {mark?.late === true ? <div className="quiet">{t('acknowledgement.late')}</div> : null}
    </>
  );
}
