import { Button } from '@mantine/core';
import type { ResolutionOfDocument, ResolutionPlace } from '#shared/contract/resolutions.ts';
import { useWords } from '../../app/use-text.ts';
import { AssignmentLine } from './assignment-line.tsx';
import styles from './resolutions.module.css';

interface Props {
  readonly documentId: string;
  readonly resolution: ResolutionOfDocument;
  /** Resolutions that follow from an assignment (RES-04). */
  readonly below: (assignmentId: string) => readonly ResolutionOfDocument[];
  /** Where the person may put another in the place of this one. */
  readonly placeOf: (resolutionId: string) => ResolutionPlace | null;
  readonly onReplace: (place: ResolutionPlace) => void;
  readonly onChanged: () => void;
}

/** A resolution with its executors, and below each the resolutions that follow from it. */
export function ResolutionNode({ documentId, resolution, below, placeOf, onReplace, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const past = resolution.superseded || resolution.withdrawn;
  const place = past ? null : placeOf(resolution.resolutionId);
  return (
    <li className={styles['resolution']} data-past={past || undefined}>
      <div className={styles['head']}>
        <b>{resolution.authorName}</b>
        <span className="quiet numbers">{headTexts().join(' · ')}</span>
        {place === null ? null : (
          <Button variant="subtle" size="compact-sm" onClick={() => onReplace(place)}>
            {t('resolution.replace')}
          </Button>
        )}
      </div>
      <p className={styles['text']}>
        {resolution.urgent ? <b className={styles['urgent']}>{t('resolution.urgent')}. </b> : null}
        {resolution.text}
      </p>
      {resolution.units.length === 0 ? null : <p className="quiet">{t('resolution.unitsTakingPart', { units: resolution.units.map(({ name }) => name).join(', ') })}</p>}
      {past ? (
        <p className="quiet">{resolution.executors.map(({ personName, role, dueOn }) => [personName, t(`resolution.role.${role}`), dueOn === null ? null : t('assignment.due', { day: words.day(dueOn) })].filter((part) => part !== null).join(', ')).join('; ')}</p>
      ) : (
        <ul className={styles['assignments']} aria-label={t('resolution.executors')}>
          {resolution.assignments.map((assignment) => (
            <li key={assignment.assignmentId}>
              <AssignmentLine documentId={documentId} assignment={assignment} onChanged={onChanged} />
              {below(assignment.assignmentId).length === 0 ? null : (
                <ul className={styles['tree']}>
                  {below(assignment.assignmentId).map((one) => (
                    <ResolutionNode key={one.resolutionId} documentId={documentId} resolution={one} below={below} placeOf={placeOf} onReplace={onReplace} onChanged={onChanged} />
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );

  function headTexts(): string[] {
    const issued = words.instant(resolution.issuedAt);
    const how =
      resolution.onPaperOn !== null
        ? t('resolution.enteredBy', { person: resolution.issuedBy, time: issued, day: words.day(resolution.onPaperOn) })
        : resolution.onBehalf
          ? `${issued} · ${t('resolution.onBehalf', { person: resolution.issuedBy })}`
          : issued;
    return [how, ...(resolution.superseded ? [t('resolution.superseded')] : []), ...(resolution.withdrawn && !resolution.superseded ? [t('resolution.withdrawn')] : [])];
  }
}
