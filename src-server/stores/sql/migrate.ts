import { NewerSchema } from '../store.ts';
import type { Dialect, SqlSession } from './dialect.ts';
import { sqlMigrations, type SqlMigration } from './migrations/index.ts';

/** Version of the schema; 0 in a new database. The row is locked, so that one node alone migrates. */
export async function lockSchemaVersion(session: SqlSession, dialect: Dialect): Promise<number> {
  await session.all('INSERT INTO @schema_version (only_row, version) VALUES (1, 0) ON CONFLICT DO NOTHING');
  const [row] = await session.all<{ version: number }>(`SELECT version FROM @schema_version${dialect.lockRows}`);
  if (row === undefined) throw new Error('the schema has no version');
  return row.version;
}

export function createVersionTable(dialect: Dialect): string {
  return `CREATE TABLE IF NOT EXISTS @schema_version (only_row ${dialect.integer} PRIMARY KEY CHECK (only_row = 1), version ${dialect.integer} NOT NULL)${dialect.tableOptions}`;
}

/** Runs what is missing inside the caller's transaction. @throws NewerSchema */
export async function migrate(session: SqlSession, dialect: Dialect, migrations: readonly SqlMigration[] = sqlMigrations): Promise<void> {
  const found = await lockSchemaVersion(session, dialect);
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) throw new NewerSchema(found, known);
  for (const migration of migrations.filter(({ version }) => version > found)) {
    for (const statement of migration.statements(dialect)) await session.all(statement);
    await session.all('UPDATE @schema_version SET version = $1', [migration.version]);
  }
}
