import type { SignatureChain, StoredSimpleSignature } from '#shared/domain/simple-signature.ts';
import { simpleSignatureRecord } from '#shared/sync/kinds/simple-signatures.ts';
import { isOperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import { z } from 'zod';
import type { Store } from '../store/store.ts';

const columns = z.object({ record: z.string(), hash: z.string() });

function stored(found: unknown): StoredSimpleSignature {
  const row = columns.parse(found);
  return { record: simpleSignatureRecord.parse(JSON.parse(row.record)), hash: row.hash };
}

/** Reads simple signatures, from the tables and from the log. */
export class SimpleSignatureRecords {
  readonly #store: Store;
  readonly #statements;

  constructor(store: Store) {
    this.#store = store;
    const { database } = store;
    this.#statements = {
      byId: database.prepare<[string]>('SELECT record, hash FROM simple_signature WHERE signature_id = ?'),
      ofDocument: database.prepare<[string]>("SELECT record, hash FROM simple_signature WHERE document_id = ? ORDER BY json_extract(record, '$.at'), hash"),
      chain: database.prepare<[string, number, string]>('SELECT record, hash FROM simple_signature WHERE chain_desk = ? AND chain_epoch = ? AND chain_stream = ? ORDER BY chain_number'),
      end: database.prepare<[string, number, string]>('SELECT record, hash FROM simple_signature WHERE chain_desk = ? AND chain_epoch = ? AND chain_stream = ? ORDER BY chain_number DESC LIMIT 1'),
    };
  }

  byId(signatureId: string): StoredSimpleSignature | null {
    const row = this.#statements.byId.get(signatureId);
    return row === undefined ? null : stored(row);
  }

  /** By their instants. */
  ofDocument(documentId: string): StoredSimpleSignature[] {
    return this.#statements.ofDocument.all(documentId).map(stored);
  }

  chain({ desk, epoch, stream }: SignatureChain): StoredSimpleSignature[] {
    return this.#statements.chain.all(desk, epoch, stream).map(stored);
  }

  /** The last record of a chain; null: it has not begun. */
  endOf({ desk, epoch, stream }: SignatureChain): StoredSimpleSignature | null {
    const row = this.#statements.end.get(desk, epoch, stream);
    return row === undefined ? null : stored(row);
  }

  /** What the log says of a document's signatures. */
  inLog(documentId: string): StoredSimpleSignature[] {
    return this.#store.log.ofEntity(documentId).flatMap(({ kind, v, payload, state, barred }) => {
      if (kind !== 'simpleSignature.made' || !isOperationKind(kind) || state === 'rejected' || barred !== null) return [];
      return [readPayload('simpleSignature.made', v, payload)];
    });
  }
}
