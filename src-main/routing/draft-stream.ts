import type { DraftContent } from '#shared/contract/routing.ts';
import { isRestricted } from '#shared/domain/routes/draft-access.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { streamOf } from '../registration/streams.ts';
import type { DeskDatabase } from '../store/database.ts';

/** Stream of a draft and of all that happens on its routes: a restricted one goes to granted desks only (SEC-22). */
export function streamOfDraft(draft: DraftContent): string {
  return streamOf({ restricted: isRestricted(draft) });
}

/** As {@link streamOfDraft}, of a draft that is known by its id. */
export function streamOfDraftId(database: DeskDatabase, documentId: string): string {
  const row = database.prepare<[string], { restricted: number | null }>("SELECT draft ->> 'restricted' AS restricted FROM draft_document WHERE document_id = ?").get(documentId);
  return row === undefined ? MAIN_STREAM : streamOf({ restricted: row.restricted === 1 });
}
