import { templateProblems } from '#shared/domain/routes/template.ts';
import type { PackContent } from '../model.ts';
import { routeTemplateOf } from '../routes.ts';
import { checkLanguages, checkOverlaps, checkPeriod, checkSource, type Path, type Report } from './reporter.ts';

/** Routes that can run, named in each language of the country's documents. */
export function checkRoutes({ pack, routes: { routes } }: PackContent, report: Report): void {
  checkOverlaps('routes', ['routes'], routes, report);
  for (const [at, route] of routes.entries()) {
    const path: Path = ['routes', at];
    checkPeriod('routes', path, route, report);
    checkSource('routes', path, route, pack.acts, report);
    checkLanguages('routes', [...path, 'names'], route.names, pack.documentLanguages, report);
    for (const [n, stage] of route.stages.entries()) {
      checkLanguages('routes', [...path, 'stages', n, 'names'], stage.names, pack.documentLanguages, report);
      for (const [s, step] of stage.steps.entries()) checkLanguages('routes', [...path, 'stages', n, 'steps', s, 'names'], step.names, pack.documentLanguages, report);
    }
    for (const { problem, stage, stepId } of templateProblems(routeTemplateOf(route))) {
      report('routes', stage === null ? path : [...path, 'stages', stage], 'routeUnusable', stepId === null ? problem : `${problem}: ${stepId}`);
    }
  }
}
