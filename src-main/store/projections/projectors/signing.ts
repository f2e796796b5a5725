import type { signingOperations } from '#shared/sync/kinds/signing.ts';
import type { ProjectorsOf } from '../project.ts';

export const signingProjectors: ProjectorsOf<typeof signingOperations> = {
  'signature.made': (rows, p, operation) => {
    const { sha256, fileName, size, mediaType, role } = p.file;
    const file = { sha256, file_name: fileName, size, media_type: mediaType, role };
    const [table, owner] = p.documentId === null ? (['letter_file', { letter_id: p.letterId }] as const) : (['card_file', { document_id: p.documentId }] as const);
    rows.insert(table, { ...owner, position: rows.count(table, owner), ...file });
    rows.insert('made_signature', {
      signature_id: p.signatureId,
      position: operation.place,
      letter_id: p.letterId,
      document_id: p.documentId,
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
