import type { signingOperations } from '#shared/sync/kinds/signing.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { isSignatureOfStep } from '../step-signatures.ts';

export const signingProjectors: ProjectorsOf<typeof signingOperations> = {
  'signature.made': (rows, p, operation) => {
    const { sha256, fileName, size, mediaType, role } = p.file;
    const file = { sha256, file_name: fileName, size, media_type: mediaType, role };
    if (p.draftId === undefined) {
      const [table, owner] = p.documentId === null ? (['letter_file', { letter_id: p.letterId }] as const) : (['card_file', { document_id: p.documentId }] as const);
      rows.insert(table, { ...owner, position: rows.count(table, owner), ...file });
    }
    // The event of a step that came twice under one id is judged by its route; its signature is one.
    else if (rows.count('made_signature', { signature_id: p.signatureId }) > 0 || !isSignatureOfStep(rows, p, operation)) return;
    rows.insert('made_signature', {
      signature_id: p.signatureId,
      position: operation.place,
      kind: p.laid ?? 'signature',
      letter_id: p.letterId,
      document_id: p.documentId,
      draft_id: p.draftId ?? null,
      of_sha256: p.ofSha256,
      ...file,
      signer: p.signer,
      timestamp: p.timestamp,
      made_at: operation.at,
      made_by: operation.actor?.name ?? '',
    });
  },
  'signature.timestamped': (rows, p) => {
    const { sha256, size } = p.file;
    const [made] = rows.list('made_signature', ['draft_id', 'sha256', 'timestamp'], { signature_id: p.signatureId });
    // Of two desks that asked an authority at once, the first counts; and a timestamp follows the very file that it was asked for.
    if (made?.['timestamp'] !== 'pending' || made['sha256'] !== p.replaces || made['draft_id'] !== (p.draftId ?? null)) return;
    if (p.draftId !== undefined) showInDraft(rows, p.draftId, p);
    // The file with the timestamp stands where the one without it stood, in the letter and in what it became; the same
    // bytes that came in another letter stay as they came.
    if (p.letterId !== null) rows.update('letter_file', { letter_id: p.letterId, sha256: p.replaces }, { sha256, size });
    if (p.documentId !== null) rows.update('card_file', { document_id: p.documentId, sha256: p.replaces }, { sha256, size });
    rows.update('made_signature', { signature_id: p.signatureId }, { sha256, size, timestamp: 'present' });
  },
  'signing.settingsChanged': (rows, p) => {
    rows.remove('signing_setting', { only_row: 1 });
    rows.insert('signing_setting', { only_row: 1, timestamp_authority: p.timestampAuthority });
  },
};

/** The file with the timestamp joins those of the draft, and stands in every card that came of it meanwhile. */
function showInDraft(rows: RowWriter, draftId: string, { replaces, file }: Pick<OperationPayload<'signature.timestamped'>, 'replaces' | 'file'>): void {
  const { sha256, size, fileName } = file;
  const joins = rows.count('draft_file', { document_id: draftId, sha256: replaces }) > 0 && rows.count('draft_file', { document_id: draftId, sha256 }) === 0;
  if (joins) rows.insert('draft_file', { document_id: draftId, sha256, size, file_name: fileName });
  for (const { card_id: cardId } of rows.list('draft_card', ['card_id'], { document_id: draftId })) rows.update('card_file', { document_id: String(cardId), sha256: replaces }, { sha256, size });
}
