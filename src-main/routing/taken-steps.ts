import type { RouteFile } from '#shared/domain/routes/events.ts';
import { askingOf, stepsOf } from '#shared/domain/routes/running-route.ts';
import type { LocalNames } from '#shared/domain/routes/template.ts';
import type { RoutingRecords } from './routing-records.ts';

/** A step of a draft's route that was taken without a certificate and stands. */
export interface TakenStep {
  readonly draftId: string;
  readonly eventId: string;
  readonly names: LocalNames;
  /** Whose step it was. */
  readonly personName: string;
  /** Who took it: the same, or whoever stood in for him. */
  readonly byPersonId: string;
  readonly onBehalf: boolean;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  readonly means: 'password' | 'handwritten';
  readonly evidence: RouteFile | null;
  readonly contentSha256: string;
}

/**
 * Steps of the route that a card came of which were taken by hand or by password (SIGN-14), in the order of the route.
 * Only what the route counts: an asking that a re-start repeated, and an event that came too late, are none; nor is
 * anything of a draft that was registered twice, at the card that does not count.
 */
export function takenSteps(records: RoutingRecords, cardId: string): TakenStep[] {
  const draft = records.draftOfCard(cardId);
  const route = draft?.counts === true ? records.routeOfDocument(draft.documentId) : null;
  if (draft === null || route === null) return [];
  return stepsOf(route.route).flatMap(({ stepId, names, personName }): TakenStep[] => {
    const asking = askingOf(route, stepId);
    if (asking?.state !== 'done' || asking.decision === null) return [];
    const { eventId, byPersonId, onBehalf, at, means, evidence, contentSha256 } = asking.decision;
    return means === 'password' || means === 'handwritten' ? [{ draftId: draft.documentId, eventId, names, personName, byPersonId, onBehalf, at, means, evidence, contentSha256 }] : [];
  });
}
