import type { Card } from '#shared/contract/registration.ts';

import type { Actor } from '#shared/domain/rights.ts';
import type { Environment } from '../environment.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Directories, OfficeRecord } from '../registration/directories.ts';
import type { RulePack } from '../rule-packs/index.ts';
import type { Store } from '../store/store.ts';
import type { Topic } from './events.ts';
import type { OfficeRules } from './office-rules.ts';

/** What the rooms of an opened desk have in common. */
export interface CommonParts {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly directories: Directories;
  readonly rules: OfficeRules;
  /** @throws Refusal while there is no office */
  readonly rulePack: () => RulePack;
  /** @throws Refusal while there is no office */
  readonly office: () => OfficeRecord;
  readonly fontsDirectory: string;
  /** A card that the account may read. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** Tells the windows what they show anew. */
  readonly changed: (...topics: Topic[]) => void;
}
