import { IconCircleCheck } from '@tabler/icons-react';
import type { CasePage, ShownClosingPoint } from '#shared/contract/case-files.ts';
import type { ClosingMend } from '#shared/domain/case-closing.ts';
import { useWords } from '../../../app/use-text.ts';
import { type Place, usePlaces } from '../../../state/places.ts';
import styles from './case.module.css';

/** What keeps the case from being closed, each point with the way to where it is mended (NOM-05). */
export function PointsPart({ shown }: { readonly shown: CasePage }) {
  const { t, number } = useWords();
  const { points, pointCount } = shown;
  return (
    <section aria-labelledby="case-points">
      <h2 id="case-points">{t('caseFile.points')}</h2>
      {pointCount === 0 ? (
        <p>
          <IconCircleCheck size={16} aria-hidden color="var(--passed)" style={{ verticalAlign: '-3px' }} /> {t('caseFile.pointsNone')}
        </p>
      ) : (
        <ul className={styles['points']}>
          {points.map((point, at) => (
            <Point key={`${at} ${point.code}`} point={point} nomenclatureId={shown.nomenclatureId} />
          ))}
        </ul>
      )}
      {pointCount > points.length ? <p className="quiet">{t('common.shown', { shown: number(points.length), total: number(pointCount) })}</p> : null}
    </section>
  );
}

function Point({ point, nomenclatureId }: { readonly point: ShownClosingPoint; readonly nomenclatureId: string }) {
  const { t, day } = useWords();
  const go = usePlaces((places) => places.go);
  const { code, about, mends } = point;
  const place = placeOf(point, nomenclatureId);
  const named = about === null ? t('caseFile.hiddenDocument') : mends === 'dialog' ? day(about) : about;
  return (
    <li>
      <span className={`${styles['about']} numbers`}>{named}</span>
      <span className={styles['what']}>{t(`caseFile.point.${code}`)}</span>
      {place === null || mends === 'dialog' ? null : (
        <button type="button" className="text-button" aria-label={`${t(`caseFile.mend.${mends}`)}: ${named}`} onClick={() => go(place)}>
          {t(`caseFile.mend.${mends}`)}
        </button>
      )}
    </li>
  );
}

/** Null: it is mended where the case is closed, or by somebody else. */
function placeOf({ mends, subjectId }: { readonly mends: ClosingMend; readonly subjectId: string | null }, nomenclatureId: string): Place | null {
  if (mends === 'nomenclature') return { room: 'nomenclature', view: 'year', nomenclatureId };
  if (subjectId === null) return null;
  switch (mends) {
    case 'dialog':
      return null;
    case 'successor':
      return { room: 'archive', view: 'case', caseId: subjectId };
    case 'draft':
      return { room: 'start', view: 'draft', documentId: subjectId };
    case 'resolutions':
      return { room: 'start', view: 'document', documentId: subjectId };
    case 'filing':
    case 'card':
    case 'acknowledgement':
    case 'duplicate':
      return { room: 'registration', view: 'document', documentId: subjectId };
  }
}
