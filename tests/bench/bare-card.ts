import { createHash, randomUUID } from 'node:crypto';
import type { DeskDatabase } from '../../src-main/store/database.ts';
import { anotherLetter } from './store-requisites.ts';

/**
 * The raw limit of a registration: operation, number and card by hand, in one transaction on the desk's own
 * connection, with the tables, indexes and fsync that the desk has.
 *
 * @param sample id of a registered card whose rows are written again, under a journal of their own
 */
export function bareCard(database: DeskDatabase, sample: string): () => void {
  const body = database.prepare('SELECT body FROM operation WHERE entity = ?').pluck().get(sample) as Buffer;
  const row = database.prepare('SELECT * FROM card WHERE document_id = ?').get(sample) as Readonly<Record<string, unknown>>;
  const columns = Object.keys(row);
  const last = database.prepare('SELECT max(arrival) FROM operation').pluck();
  const operation = database.prepare("INSERT INTO operation (place, own_seq, state, note, op_id, stream, kind, v, entity, prev_hash, hash, body) VALUES (?, ?, 'confirmed', '{}', ?, ?, ?, ?, ?, ?, ?, ?)");
  const card = database.prepare(`INSERT INTO card (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const number = database.prepare("INSERT INTO reg_number (journal_id, year, run, number, suffix, document_id) VALUES (?, ?, '', ?, '', ?)");
  let given = database.prepare<[], { n: number | null }>("SELECT max(number) AS n FROM reg_number WHERE journal_id = 'bare'").get()?.n ?? 0;
  const write = database.transaction(() => {
    const id = randomUUID();
    const key = (last.get() as number) + 1;
    const hash = createHash('sha256').update(body).digest();
    given += 1;
    operation.run(key, key, randomUUID(), 'bare', 'card.registered', 1, id, hash, hash, body);
    number.run('bare', 2026, given, id);
    const { correspondentNumber, correspondentDate } = anotherLetter();
    const own: Readonly<Record<string, unknown>> = { ...row, journal_id: 'bare', registration_number: given, card_key: key, document_id: id, request_id: randomUUID(), correspondent_number: correspondentNumber, compared_number: correspondentNumber, correspondent_date: correspondentDate };
    card.run(...columns.map((column) => own[column]));
  });
  return () => write.immediate();
}
