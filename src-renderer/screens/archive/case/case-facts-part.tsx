import type { ReactNode } from 'react';
import type { CasePage } from '#shared/contract/case-files.ts';
import { useWords, type Words } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import styles from './case.module.css';

/** What stands on the cover of the case, how it was closed, and how long it is kept. */
export function CaseFactsPart({ shown }: { readonly shown: CasePage }) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const { closing, destroyed } = shown;
  const other = ({ caseId, index, year }: CasePage['former'][number]): ReactNode => (
    <button key={caseId} type="button" className="text-button" onClick={() => go({ room: 'archive', view: 'case', caseId })}>
      {index} ({year})
    </button>
  );
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('nomenclature.retention'), shown.retentionText],
    [t('caseFile.term'), termText(shown.term, words)],
    [t('nomenclature.medium'), t(`nomenclature.medium.${shown.medium}`)],
    [t('nomenclature.owner'), shown.owner],
    [t('nomenclature.note'), shown.note],
    [t('caseFile.former'), shown.former.length === 0 ? null : shown.former.map(other)],
    [t('caseFile.successor'), shown.successor === null ? null : other(shown.successor)],
    [t('caseFile.finishedOn'), closing === null ? null : words.day(closing.finishedOn)],
    [t('caseFile.closedOn'), closing === null ? null : `${words.day(closing.closedOn)}, ${closing.by}`],
    [t('caseFile.closedWith'), closing === null || closing.closedWith === null ? null : other(closing.closedWith)],
    [t('caseFile.certifiedBy'), closing === null ? null : `${closing.certifiedBy.position}, ${closing.certifiedBy.name}`],
    [t('caseFile.destroyed'), destroyed === null ? null : t('caseFile.destroyedBy', { day: words.day(destroyed.on), number: destroyed.actNumber, method: destroyed.method })],
    [t('caseFile.staysClosed'), shown.reopenBarrier === null || shown.reopenBarrier === 'destroyed' ? null : t(`caseFile.barrier.${shown.reopenBarrier}`)],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.filter(([, value]) => value !== null && value !== '').map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="numbers">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function termText(term: CasePage['term'], { t, day }: Words): string | null {
  if (term === null) return null;
  if (term.startsOn === null || term.endsOn === null || term.destroyableFrom === null) return term.reason === 'permanent' || term.reason === 'awaitsEvent' ? t(`caseFile.term.${term.reason}`) : null;
  return t('caseFile.term.runs', { from: day(term.startsOn), until: day(term.endsOn), year: term.destroyableFrom });
}
