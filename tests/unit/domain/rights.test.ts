import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Actor, hasRight, mayReadCard, ROLES } from '#shared/domain/rights.ts';
import { rowRightsSql } from '../../../src-main/registration/row-rights.ts';
import Database from 'better-sqlite3';

const actorOf = (roles: Actor['roles'], accountId = 'a1'): Actor => ({ accountId, login: 'x', name: 'X', roles });

describe('rights', () => {
  it('[SEC-01] gives each role its own rights and no others', () => {
    expect(hasRight(actorOf(['registrar']), 'card.register')).toBe(true);
    expect(hasRight(actorOf(['registrar']), 'account.manage')).toBe(false);
    expect(hasRight(actorOf(['administrator']), 'card.register')).toBe(false);
    expect(hasRight(actorOf(['administrator']), 'account.manage')).toBe(true);
    expect(hasRight(actorOf([]), 'card.read')).toBe(false);
  });

  it('keeps restricted cards from those without the right, but not from who registered them', () => {
    const card = { restricted: true, registeredBy: 'a2', passedTo: false };
    expect(mayReadCard(actorOf(['official']), card)).toBe(false);
    expect(mayReadCard(actorOf(['official'], 'a2'), card)).toBe(true);
    expect(mayReadCard(actorOf(['registrar']), card)).toBe(true);
    expect(mayReadCard(actorOf([], 'a2'), card)).toBe(false);
  });

  it('[SEC-01] lets an executor read what was passed to them or registered by them, and nothing else', () => {
    const card = { restricted: false, registeredBy: 'a2', passedTo: false };
    expect(mayReadCard(actorOf(['executor']), card)).toBe(false);
    expect(mayReadCard(actorOf(['executor']), { ...card, passedTo: true })).toBe(true);
    expect(mayReadCard(actorOf(['executor']), { ...card, restricted: true, passedTo: true })).toBe(true);
    expect(mayReadCard(actorOf(['executor'], 'a2'), card)).toBe(true);
    expect(mayReadCard(actorOf([]), { ...card, passedTo: true })).toBe(false);
  });

  it('is the same predicate in SQL', () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE card (card_key INTEGER PRIMARY KEY, restricted INTEGER, registered_by TEXT); CREATE TABLE card_reader (account_id TEXT, card_key INTEGER)');
    fc.assert(
      fc.property(fc.subarray([...ROLES]), fc.constantFrom('a1', 'a2'), fc.boolean(), fc.constantFrom('a1', 'a2'), fc.subarray(['a1', 'a2']), (roles, accountId, restricted, registeredBy, readers) => {
        const actor = actorOf(roles, accountId);
        const { sql, params } = rowRightsSql(actor);
        database.exec('DELETE FROM card; DELETE FROM card_reader');
        database.prepare('INSERT INTO card VALUES (1, ?, ?)').run(restricted ? 1 : 0, registeredBy);
        for (const reader of readers) database.prepare('INSERT INTO card_reader VALUES (?, 1)').run(reader);
        expect(database.prepare(`SELECT 1 FROM card WHERE ${sql}`).get(...params) !== undefined).toBe(mayReadCard(actor, { restricted, registeredBy, passedTo: readers.includes(accountId) }));
      }),
    );
    database.close();
  });
});
