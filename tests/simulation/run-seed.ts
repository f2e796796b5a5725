import { violations } from './invariants.ts';
import type { OfficeTemplate } from './office-template.ts';
import { World } from './world.ts';

export interface SeedResult {
  readonly seed: number;
  readonly violations: readonly string[];
  /** What happened, step by step. */
  readonly log: readonly string[];
  readonly happened: Readonly<Record<string, number>>;
}

/** Runs one seed to its end and says what does not hold. A program that fails otherwise than by a simulated fault is one too. */
export async function runSeed(seed: number, template: OfficeTemplate): Promise<SeedResult> {
  const world = new World(seed, template);
  try {
    await world.begin();
    await world.run();
    await world.end();
    return { seed, violations: await violations(world), log: world.log, happened: world.happened() };
  } catch (error) {
    return { seed, violations: [`unexpected: ${describe(error)}`], log: world.log, happened: {} };
  } finally {
    await world.close();
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `; because of ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
