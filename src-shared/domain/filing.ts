import type { Retention } from './retention.ts';

/** What the records office looks at before a case is closed, as far as the card can tell (NOM-05, C.7.1). */
export interface FiledCard {
  readonly registrationIndex: string;
  readonly caseId: string | null;
  /** Volume of the case into which the executed document was put; null while it is not filed. */
  readonly volume: number | null;
  readonly files: number;
  readonly sheets: number | null;
}

export interface CaseToClose {
  readonly caseId: string;
  readonly index: string;
  readonly retention: Retention | null;
  /** Numbers of the volumes that exist. */
  readonly volumes: readonly number[];
}

export type FilingPoint =
  | { readonly code: 'noRetention' | 'noArticle' | 'noDocuments'; readonly about: string }
  | { readonly code: 'notFiled' | 'unknownVolume' | 'nothingInside'; readonly about: string };

/**
 * Filing data checked before a case is closed (NOM-05): the period and its article stand, every document
 * that names the case has been filed into a volume that exists, and holds something.
 *
 * @returns what is missing, in the order in which it is mended; empty where the case may be closed
 */
export function filingPoints(subject: CaseToClose, cards: readonly FiledCard[]): FilingPoint[] {
  const points: FilingPoint[] = [];
  if (subject.retention === null) points.push({ code: 'noRetention', about: subject.index });
  else if (subject.retention.article === null) points.push({ code: 'noArticle', about: subject.index });
  const own = cards.filter((card) => card.caseId === subject.caseId);
  if (own.length === 0) points.push({ code: 'noDocuments', about: subject.index });
  for (const card of own) {
    if (card.volume === null) points.push({ code: 'notFiled', about: card.registrationIndex });
    else if (!subject.volumes.includes(card.volume)) points.push({ code: 'unknownVolume', about: card.registrationIndex });
    if (card.files === 0 && (card.sheets ?? 0) === 0) points.push({ code: 'nothingInside', about: card.registrationIndex });
  }
  return points;
}
