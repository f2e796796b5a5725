import type { SqlMigration } from './index.ts';

/** Desks at which a person may sign in: only these take the passwords. */
export const enrolledActors: SqlMigration = {
  version: 40,
  statements: () => ['ALTER TABLE @actor ADD COLUMN desks TEXT'],
};
