import type { ErasureAnswer } from '#shared/sync/file-wire.ts';
import { ServerRefused, ServerUnreachable } from '../../sync/server-link.ts';
import { DeskRevoked } from '../../sync/sync-session.ts';
import type { Synchronisation } from '../../sync/synchronisation.ts';

/** Asks the server what it has removed for an act; null: nothing yet, or there is no answer now, so that it is asked again. */
export function removedAtServer(sync: Pick<Synchronisation, 'files' | 'ask'> | null): (actId: string) => Promise<ErasureAnswer['removed']> {
  return async (actId) => {
    const files = sync?.files ?? null;
    if (sync === null || files === null) return null;
    try {
      return await sync.ask((token) => files.removed(actId, token));
    } catch (error) {
      // A server of an earlier version does not know the question either.
      if (error instanceof ServerUnreachable || error instanceof ServerRefused || error instanceof DeskRevoked) return null;
      throw error;
    }
  };
}
