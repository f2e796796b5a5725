import { IconCheck, IconCircleDashed, IconQuestionMark } from '@tabler/icons-react';
import type { DemandedSignature, DemandState } from '#shared/domain/demanded-signatures.ts';
import { useWords } from '../../../app/use-text.ts';
import styles from './simple-signatures.module.css';

const ICONS: Readonly<Record<DemandState, typeof IconCheck>> = { present: IconCheck, undetermined: IconQuestionMark, missing: IconCircleDashed };

/** Whose signatures the kind of the document demands, each with whether it is there (SIGN-13). Not there where it demands none. */
export function DemandedList({ demanded }: { readonly demanded: readonly DemandedSignature[] }) {
  const { t } = useWords();
  if (demanded.length === 0) return null;
  return (
    <>
      <p className={styles['heading']}>{t('demandedSignature.title')}</p>
      <ul className={styles['list']} aria-label={t('demandedSignature.title')}>
        {demanded.map(({ party, level, name, personId, state }) => {
          const Icon = ICONS[state];
          return (
            <li key={`${party} ${personId ?? ''}`} className={styles['demand']}>
              <Icon size={16} aria-hidden />
              <span>
                {t(`kinds.signature.${party}`)}: {t(`demandedSignature.level.${level}`)}
                {name === null ? null : <span className="quiet"> · {name}</span>}
              </span>
              <strong className={styles[state]}>{t(`demandedSignature.state.${state}`)}</strong>
            </li>
          );
        })}
      </ul>
    </>
  );
}
