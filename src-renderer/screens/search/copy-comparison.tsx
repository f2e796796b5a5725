import { IconAlertOctagon, IconCircleCheck, IconFileText } from '@tabler/icons-react';
import type { CopyDocument } from '#shared/contract/search.ts';
import { useWords } from '../../app/use-text.ts';
import { Seal } from '../../ui/seal.tsx';
import styles from './copy-check-view.module.css';

/** What the copy says and what the desk knows, side by side; a difference in word, shape and colour. */
export function CopyComparison({ document }: { readonly document: CopyDocument }) {
  const words = useWords();
  const { t } = words;
  const { comparison, onCopy } = document;
  const nothingStated = comparison.agrees && comparison.hash === 'not-stated' && comparison.verdict === 'not-stated';
  const Mark = nothingStated ? IconFileText : comparison.agrees ? IconCircleCheck : IconAlertOctagon;
  const hash = onCopy.hash === null ? t('search.copy.notStated') : `${onCopy.hash}…`;
  return (
    <>
      <p className={styles['answer']} data-agrees={comparison.agrees} role={comparison.agrees ? 'status' : 'alert'}>
        <Mark size={22} aria-hidden />
        <strong>{t(nothingStated ? 'search.copy.nothingStated' : comparison.agrees ? 'search.copy.agrees' : 'search.copy.differs')}</strong>
      </p>
      <h2 className={`${styles['number']} numbers`}>{t('document.of', { index: document.registrationIndex, date: words.day(document.registrationDate) })}</h2>
      <p>{[t(`direction.${document.direction}`), document.correspondent, document.subject].filter((part) => part !== null && part !== '').join(' · ')}</p>
      {document.voidReason === null ? null : <p className={styles['differs']}>{t('document.voidReason', { reason: document.voidReason })}</p>}
      <table className={styles['table']}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('search.copy.onCopy')}</th>
            <th scope="col">{t('search.copy.here')}</th>
          </tr>
        </thead>
        <tbody>
          <tr data-state={comparison.hash}>
            <th scope="row">{t('search.copy.original')}</th>
            <td className="numbers">{hash}</td>
            <td>{t(`search.copy.hash.${comparison.hash}`)}</td>
          </tr>
          <tr data-state={comparison.verdict}>
            <th scope="row">{t('search.facet.verdict')}</th>
            <td>{onCopy.verdict === null ? t('search.copy.notStated') : <Seal verdict={onCopy.verdict} />}</td>
            <td>
              <Seal verdict={document.verdict} />
              {document.checkedAt === null ? null : <p className="quiet">{t('search.copy.checkedAt', { time: words.instant(document.checkedAt) })}</p>}
            </td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
