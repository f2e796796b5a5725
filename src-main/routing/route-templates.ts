import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { TemplateRecord } from '#shared/contract/routing.ts';
import { type LocalNames, templateProblems } from '#shared/domain/routes/template.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, newId } from '../environment.ts';
import type { PackRoute } from '../rule-packs/index.ts';
import type { Store } from '../store/store.ts';
import type { RoutingRecords } from './routing-records.ts';

export interface RouteTemplatesOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: RoutingRecords;
  /** Typical routes of the country today. */
  readonly packRoutes: () => readonly PackRoute[];
}

/** Typical routes: the country's as version 0, the office's own in versions that all stay (ROUTE-06). */
export class RouteTemplates {
  readonly #options: RouteTemplatesOptions;

  constructor(options: RouteTemplatesOptions) {
    this.#options = options;
  }

  /** All versions, the newest of each template first. */
  all(): TemplateRecord[] {
    const ofPack = this.#options.packRoutes().map(({ templateId, template, confidence }) => ({ templateId, version: 0, template, confidence, definedAt: null, definedBy: null }));
    return [...this.#options.records.templates(), ...ofPack];
  }

  /** The newest version of each. */
  newest(): TemplateRecord[] {
    return [...new Map(this.all().toReversed().map((record) => [record.templateId, record])).values()].toReversed();
  }

  /** @throws Refusal */
  demand(templateId: string): TemplateRecord {
    const found = this.all().find((record) => record.templateId === templateId);
    if (found === undefined) throw new Refusal('not-found', 'error.routeTemplateNotFound');
    return found;
  }

  define({ templateId: given, template }: MethodCheckedInput<'routing.defineTemplate'>, actor: Actor): TemplateRecord {
    const { store, environment } = this.#options;
    const problems = templateProblems(template);
    if (problems.length > 0) {
      throw new Refusal('refused', 'error.routeTemplateUnusable', {}, problems.map(({ problem, stage, stepId }) => ({ path: ['stages', stage, stepId].filter((part) => part !== null).join('.'), message: `routing.problem.${problem}` })));
    }
    const templateId = given ?? newId(environment);
    store.commit((transaction) => {
      const before = given === null ? null : this.demand(given);
      transaction.append({
        kind: 'routeTemplate.defined',
        entity: templateId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { templateId, version: (before?.version ?? 0) + 1, template },
        changes: [{ field: 'routing.template', before: before === null ? null : anyName(before.template.names), after: anyName(template.names) }],
      });
    });
    return this.demand(templateId);
  }
}

/** A name for the log, in whatever language there is one. */
export function anyName(names: LocalNames): string {
  return Object.values(names)[0] ?? '';
}
