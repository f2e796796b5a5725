/** Who signed a draft on its routes electronically: of each of them a protocol of the check is printed (VER-07). */
import type { RouteFile, StepSignature } from './events.ts';
import { type RunningRoute, stepsOf } from './running-route.ts';
import type { LocalNames } from './template.ts';

/** A step that was taken by a signature or a password, also one of a former version of the draft. */
export interface RouteSignature {
  readonly eventId: string;
  readonly names: LocalNames;
  /** Whose step it was. */
  readonly personName: string;
  /** Who took it: the same, or whoever stood in for him. */
  readonly byPersonId: string;
  readonly onBehalf: boolean;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  readonly means: 'signature' | 'password';
  /** File of the signature; null: a password leaves none. */
  readonly evidence: RouteFile | null;
  /** What the check said when the step was taken; null: a password. */
  readonly signature: StepSignature | null;
  readonly contentSha256: string;
  /** Annexes that it binds. */
  readonly annexes: readonly RouteFile[];
  /** Whether it stands: nobody was asked anew since, and the route was not withdrawn. */
  readonly stands: boolean;
}

/** All electronic signatures of a draft's routes in the order in which they were laid; a return or a withdrawal loses none. */
export function routeSignatures(routes: readonly RunningRoute[]): RouteSignature[] {
  const found = routes.flatMap(({ route, askings, phase }) => {
    const steps = new Map(stepsOf(route).map((step) => [step.stepId, step]));
    return askings.flatMap(({ stepId, decision, state }): RouteSignature[] => {
      const step = steps.get(stepId);
      if (step === undefined || decision === null) return [];
      const { eventId, byPersonId, onBehalf, at, means, evidence, signature, contentSha256, annexes = [] } = decision;
      if (means !== 'signature' && means !== 'password') return [];
      return [{ eventId, names: step.names, personName: step.personName, byPersonId, onBehalf, at, means, evidence, signature, contentSha256, annexes, stands: state === 'done' && phase !== 'withdrawn' }];
    });
  });
  return found.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
