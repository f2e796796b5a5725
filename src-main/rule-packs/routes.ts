import type { RouteTemplate } from '#shared/domain/routes/template.ts';
import { periodHolds } from '#shared/domain/working-day.ts';
import type { RulePack } from './model.ts';
import type { Confidence } from './schema/common.ts';
import type { RoutesFile } from './schema/routes.ts';

/** A typical route as the country's pack brings it. */
export interface PackRoute {
  readonly templateId: string;
  readonly template: RouteTemplate;
  readonly confidence: Confidence;
  readonly packVersion: string;
}

/** Typical routes that hold on a day, in the order of the pack (ROUTE-03 … ROUTE-07, ROUTE-13). */
export function routesOn(pack: RulePack, day: string): PackRoute[] {
  return pack.content.routes.routes
    .filter(({ from, to }) => periodHolds({ from: from ?? '0000-01-01', to }, day))
    .map((route) => ({ templateId: route.id, template: routeTemplateOf(route), confidence: route.confidence, packVersion: pack.packVersion }));
}

export function routeTemplateOf({ names, stages, approval, signing, signerMeans, restart }: RoutesFile['routes'][number]): RouteTemplate {
  return { names, approval, signing, signerMeans, restart, stages: stages.map((stage) => ({ ...stage, steps: stage.steps.map(({ id, ...step }) => ({ ...step, stepId: id })) })) };
}
