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

/** Why a case is proposed, the strongest first. */
export const FILING_GROUNDS = ['card', 'index', 'kind', 'unit'] as const;
export type FilingGround = (typeof FILING_GROUNDS)[number];

export interface CaseToChoose {
  readonly caseId: string;
  readonly index: string;
  readonly sectionIndex: string;
  /** Number of the volume in hand. */
  readonly volumes: number;
}

export interface FilingFacts {
  /** Cases of the document's list that take documents. */
  readonly cases: readonly CaseToChoose[];
  readonly caseId: string | null;
  readonly registrationIndex: string;
  /** Index of the case into which most documents of the kind went; null: none did. */
  readonly usualOfKind: string | null;
  /** Index of the unit that the card names; null: it names none. */
  readonly unitIndex: string | null;
}

/**
 * The case and volume that are proposed for a document (NOM-01): the one that its card names, else the one whose index
 * stands in its own, else where its kind usually goes, else the only case of its unit. Null: nothing speaks for any.
 */
export function suggestedFiling({ cases, caseId, registrationIndex, usualOfKind, unitIndex }: FilingFacts): { readonly caseId: string; readonly volume: number; readonly ground: FilingGround } | null {
  const parts = registrationIndex.split('/');
  const ofUnit = cases.filter(({ sectionIndex }) => sectionIndex === unitIndex);
  const found: Readonly<Record<FilingGround, CaseToChoose | undefined>> = {
    card: cases.find((one) => one.caseId === caseId),
    index: cases.find(({ index }) => parts.includes(index)),
    kind: cases.find(({ index }) => index === usualOfKind),
    unit: ofUnit.length === 1 ? ofUnit[0] : undefined,
  };
  for (const ground of FILING_GROUNDS) {
    const proposed = found[ground];
    if (proposed !== undefined) return { caseId: proposed.caseId, volume: Math.max(1, proposed.volumes), ground };
  }
  return null;
}
