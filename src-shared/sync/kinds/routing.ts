import { z } from 'zod';
import { instant } from '../../contract/common.ts';
import { contentReplaced, draftContent, draftRegistered, protocolVerdict, routeFile, routeRestarted, routeReturned, routeStarted, routeTemplate, routeWithdrawn, stepDecided } from '../../contract/routing.ts';

/**
 * Operations of drafts and their routes. What happens on a route is additive: parallel steps that two desks decided
 * without a line must both count, so the order is judged by the machine of the route (`domain/routes/running-route.ts`)
 * and not by the server; what came too late stays in the history as stale.
 */
export const routingOperations = {
  /** Every version stays (ROUTE-06); a route that runs keeps the one that it began with. */
  'routeTemplate.defined': z.object({ templateId: z.string(), version: z.number().int().positive(), template: routeTemplate }),
  'draftDocument.created': z.object({ documentId: z.string(), draft: draftContent, authorPersonId: z.string(), authorName: z.string() }),
  'draftDocument.changed': z.object({ documentId: z.string(), draft: draftContent }),
  /** The protocol of the check of one signature on a route, by the evidence of its day (VER-07). */
  'draftDocument.protocolMade': z.object({ documentId: z.string(), protocolId: z.string(), eventId: z.string(), file: routeFile, verdict: protocolVerdict, checkedAt: instant }),
  'route.started': z.object({ documentId: z.string(), templateId: z.string(), templateVersion: z.number().int(), event: routeStarted }),
  'route.stepDecided': z.object({ documentId: z.string(), event: stepDecided }),
  'route.returned': z.object({ documentId: z.string(), event: routeReturned }),
  'route.contentReplaced': z.object({ documentId: z.string(), event: contentReplaced }),
  'route.restarted': z.object({ documentId: z.string(), event: routeRestarted }),
  /** A signed draft became a card where no step of its route is a registrar's (ROUTE-18). */
  'route.registered': z.object({ documentId: z.string(), event: draftRegistered }),
  'route.withdrawn': z.object({ documentId: z.string(), event: routeWithdrawn }),
} as const;
