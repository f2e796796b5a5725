import type { SimpleSignatureShown } from '#shared/contract/simple-signatures.ts';
import type { SimpleRecord } from '../registration/recorded-signatures.ts';
import type { DeskDatabase } from '../store/database.ts';

/**
 * What a copy shows of passwords (SIGN-10): signatures of the document, and of the route of the draft that it came of, that
 * count by what is known now and stand on what is copied. An acknowledgement signs nothing of the document and is nobody's
 * business beside its list (ACK-06), so a copy that is given away does not tell it.
 *
 * @param signaturesOf signatures by password of a document or of a draft
 */
export function recordedForCopies(database: DeskDatabase, signaturesOf: (documentId: string) => readonly SimpleSignatureShown[]): (documentId: string) => SimpleRecord[] {
  const mainFiles = database.prepare<[string], { sha256: string }>("SELECT sha256 FROM card_file WHERE document_id = ? AND role = 'main'");
  const drafts = database.prepare<[string], { document_id: string }>('SELECT document_id FROM draft_card WHERE card_id = ? AND counts = 1');
  return (documentId) => {
    const copied = new Set(mainFiles.all(documentId).map(({ sha256 }) => sha256));
    const entities = new Set([documentId, ...drafts.all(documentId).map((row) => row.document_id)]);
    return [...entities].flatMap(signaturesOf).flatMap(({ purpose, problem, files, mark, personName, position, at, agreement }): SimpleRecord[] => {
      const signed = files.find(({ sha256 }) => copied.has(sha256));
      if (purpose === 'acknowledgement' || problem !== null || signed === undefined) return [];
      // The record names no organisation, and the office may be called otherwise now.
      const signer = { name: personName, position: position === '' ? null : position, organization: null };
      return [{ kind: mark, signer, signedAt: at, means: 'password', sha256: signed.sha256, agreement: agreement?.number ?? null }];
    });
  };
}
