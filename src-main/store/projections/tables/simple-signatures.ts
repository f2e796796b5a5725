import { defineTables } from './define.ts';

export const simpleSignaturesTables = defineTables({
  /** The record is kept whole: its hash covers every part of it. */
  simple_signature: ({ table, index }) => `
  CREATE TABLE ${table} (
    hash TEXT PRIMARY KEY, signature_id TEXT NOT NULL, document_id TEXT NOT NULL, person_id TEXT NOT NULL,
    chain_desk TEXT NOT NULL, chain_epoch INTEGER NOT NULL, chain_stream TEXT NOT NULL, chain_number INTEGER NOT NULL, record TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('simple_signature_by_id')} ON ${table} (signature_id);
  CREATE INDEX ${index('simple_signature_by_document')} ON ${table} (document_id);
  CREATE INDEX ${index('simple_signature_by_chain')} ON ${table} (chain_desk, chain_epoch, chain_stream, chain_number);
  `,
});
