import { draftContent } from '#shared/contract/routing.ts';
import type { RowWriter } from './project.ts';

/** Kind of document of a draft, by which a delegation may be limited (RES-12); null: it is no draft. */
export function kindOfDraft(rows: RowWriter, documentId: string): string | null {
  const stored = rows.text('draft_document', 'draft', { document_id: documentId });
  return stored === null ? null : draftContent.parse(JSON.parse(stored)).kindId;
}
