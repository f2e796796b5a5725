import type { simpleSignaturesOperations } from '#shared/sync/kinds/simple-signatures.ts';
import type { ProjectorsOf } from '../project.ts';

/** Evidence is never weighed here: two desks' signatures both stand, and a second of one id stands beside the first. */
export const simpleSignaturesProjectors: ProjectorsOf<typeof simpleSignaturesOperations> = {
  'simpleSignature.made': (rows, { record, hash }) => {
    if (rows.count('simple_signature', { hash }) > 0) return;
    const { signatureId, documentId, personId, chain, number } = record;
    rows.insert('simple_signature', { hash, signature_id: signatureId, document_id: documentId, person_id: personId, chain_desk: chain.desk, chain_epoch: chain.epoch, chain_stream: chain.stream, chain_number: number, record: JSON.stringify(record) });
  },
};
