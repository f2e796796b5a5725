/**
 * Which requisites a card asks for, by kind and direction (CARD-04, CARD-06): mandatory ones, additional ones
 * that are shown beside them, and the optional rest.
 */
import type { DocumentKind } from './document-kinds.ts';
import type { Direction, RequisiteName, Requisites } from './registration-card.ts';

/** Requisites in the order in which a clerk reads them off a letter. */
export const CARD_FIELDS = [
  'paperGround',
  'correspondent',
  'correspondentNumber',
  'correspondentDate',
  'subject',
  'sheets',
  'attachmentSheets',
  'caseId',
  'addressee',
  'author',
  'unitId',
  'language',
  'delivery',
  'postalTrack',
  'receivedDate',
  'outageId',
  'restricted',
  'distributionBarred',
  'note',
] as const satisfies readonly RequisiteName[];
export type CardField = (typeof CARD_FIELDS)[number];

/** Shown where a kind names no additional requisites of its own. */
const USUAL: Readonly<Record<Direction, readonly CardField[]>> = {
  incoming: ['correspondentNumber', 'correspondentDate', 'attachmentSheets', 'caseId', 'addressee', 'delivery', 'restricted'],
  outgoing: ['correspondentNumber', 'correspondentDate', 'attachmentSheets', 'caseId', 'addressee', 'author', 'delivery', 'restricted'],
  internal: ['attachmentSheets', 'caseId', 'addressee', 'author', 'restricted'],
};

const OF_OTHER_SIDE: ReadonlySet<CardField> = new Set(['correspondent', 'correspondentNumber', 'correspondentDate', 'delivery', 'postalTrack']);

/** Whether a requisite can mean anything on this card. */
function applies(name: CardField, requisites: Requisites): boolean {
  const madeHere = requisites.direction !== 'incoming';
  switch (name) {
    case 'paperGround':
      return madeHere && requisites.medium === 'paper';
    case 'postalTrack':
      return requisites.delivery === 'post' || requisites.delivery === 'courier' || requisites.postalTrack !== null;
    case 'outageId':
      return requisites.medium === 'paper';
    case 'delivery':
      // Of a late entry it is recorded how the paper was handed over, whoever made it (OFF-03).
      return requisites.direction !== 'internal' || requisites.outageId !== null;
    default:
      return requisites.direction !== 'internal' || !OF_OTHER_SIDE.has(name);
  }
}

export interface RequisiteGroups {
  readonly mandatory: readonly CardField[];
  readonly additional: readonly CardField[];
  readonly optional: readonly CardField[];
}

/** @param demanded requisites that are mandatory for another reason than the kind, such as the case in the index */
export function requisiteGroups(requisites: Requisites, kind: Pick<DocumentKind, 'mandatory' | 'additional'>, demanded: readonly RequisiteName[] = []): RequisiteGroups {
  const must = new Set<RequisiteName>([...kind.mandatory, ...demanded]);
  const beside = new Set<RequisiteName>(kind.additional.length > 0 ? kind.additional : USUAL[requisites.direction]);
  // What was filled or follows from another requisite is not hidden.
  const shown = (name: CardField): boolean => beside.has(name) || name === 'postalTrack' || (requisites[name] !== null && requisites[name] !== false && requisites[name] !== '');
  const fields = CARD_FIELDS.filter((name) => applies(name, requisites));
  return {
    mandatory: fields.filter((name) => must.has(name)),
    additional: fields.filter((name) => !must.has(name) && shown(name)),
    optional: fields.filter((name) => !must.has(name) && !shown(name)),
  };
}
