import type { KindsQuery, LoggedBody } from '../store.ts';
import type { Dialect, SqlSession } from './dialect.ts';

/** Accepted operations of some kinds, in their order; inside a transaction or outside. */
export function bodiesOfKinds(session: SqlSession, dialect: Dialect, organisation: string, { kinds, after, until, limit }: KindsQuery): Promise<LoggedBody[]> {
  return session.all<LoggedBody>(`SELECT seq, stream, desk, status, body FROM @op WHERE organisation = $1 AND seq > $2 AND seq <= $3 AND status = 'accepted' AND kind ${dialect.among(5)} ORDER BY seq LIMIT $4`, [organisation, after, until, limit, kinds]);
}
