import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { isTwinOfDraft as isTwinForRooms } from '../../../src-main/routing/draft-twins.ts';
import { isTwinOfDraft as isTwinForProjections } from '../../../src-main/store/projections/draft-twins.ts';
import { createRowWriter } from '../../../src-main/store/projections/project.ts';
import { createTables, liveTables } from '../../../src-main/store/projections/tables.ts';

const DRAFTS = ['draft-1', 'draft-2'];
const CARDS = ['card-1', 'card-2', 'card-3'];

const registered = fc.uniqueArray(fc.record({ document_id: fc.constantFrom(...DRAFTS), card_id: fc.constantFrom(...CARDS), counts: fc.constantFrom(0, 1) }), { maxLength: 6, selector: ({ document_id: draft, card_id: card }) => `${draft} ${card}` });
/** Null: a card that this desk has not got. */
const states = fc.tuple(...CARDS.map(() => fc.constantFrom('registered', 'void', null)));

it('[ROUTE-18] rooms and projections agree on which card of a draft is the later one, whatever cards the desk has', () => {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  createTables(database, liveTables(1));
  // Of a card its state alone is asked for.
  database.exec('DROP TABLE card; CREATE TABLE card (document_id TEXT, state TEXT)');
  const rows = createRowWriter(database, liveTables(1));
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(registered, states, (cards, stateOf) => {
      database.exec('DELETE FROM draft_card; DELETE FROM card');
      for (const card of cards) rows.insert('draft_card', card);
      for (const [at, state] of stateOf.entries()) if (state !== null) rows.insert('card', { document_id: CARDS[at], state });
      for (const cardId of CARDS) {
        const twin = isTwinForProjections(rows, cardId);
        seen.add(twin);
        expect(isTwinForRooms(database, cardId)).toBe(twin);
      }
    }),
    { numRuns: 500 },
  );
  expect(seen).toEqual(new Set([true, false]));
});
