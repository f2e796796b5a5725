import type { DeskDatabase } from '../store/database.ts';

const CLOSED_WITH = 'SELECT case_id FROM case_closing WHERE closed_with = (SELECT closed_with FROM case_closing WHERE case_id = ?)';
const CARRIED_FROM = `WITH RECURSIVE chain (case_id) AS (
    VALUES (?)
    UNION SELECT former_case_id FROM chain JOIN case_file USING (case_id) WHERE former_case_id IS NOT NULL AND carried_volumes > 0
  ) SELECT case_id FROM chain`;

/** The case with those of former years that are one with it: closed together, or carried on by it while it is open. */
export function caseChain(database: DeskDatabase, caseId: string): string[] {
  const closed = database.prepare<[string], string>(CLOSED_WITH).pluck().all(caseId);
  return closed.length > 0 ? closed : database.prepare<[string], string>(CARRIED_FROM).pluck().all(caseId);
}
