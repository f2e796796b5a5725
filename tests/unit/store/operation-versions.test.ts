import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOperationKind, OPERATION_KINDS, readPayload } from '#shared/sync/operation-kinds.ts';

const FIXTURES = path.resolve(import.meta.dirname, '..', '..', 'fixtures', 'operations');

interface Fixture {
  readonly kind: string;
  readonly v: number;
  readonly payload: unknown;
}

const fixtures = readdirSync(FIXTURES).flatMap((file) => JSON.parse(readFileSync(path.join(FIXTURES, file), 'utf8')) as Fixture[]);

describe('operations of every released version', () => {
  it.each(fixtures.map((fixture) => [`${fixture.kind}@${fixture.v}`, fixture] as const))('%s is read', (_name, { kind, v, payload }) => {
    if (!isOperationKind(kind)) throw new Error(`unknown kind ${kind}`);
    expect(OPERATION_KINDS[kind].parse(readPayload(kind, v, payload))).toBeTruthy();
  });

  it('cover every kind', () => {
    expect([...new Set(fixtures.map((fixture) => fixture.kind))].sort()).toEqual(Object.keys(OPERATION_KINDS).sort());
  });

  it('are lifted step by step', () => {
    const upcasters = {
      'account.unlocked@1': (payload: unknown) => ({ id: (payload as { account: string }).account }),
      'account.unlocked@2': (payload: unknown) => ({ accountId: (payload as { id: string }).id }),
    };
    expect(readPayload('account.unlocked', 1, { account: 'a' }, upcasters, 3)).toEqual({ accountId: 'a' });
    expect(() => readPayload('account.unlocked', 1, {}, {}, 2)).toThrow(/no way from version 1 to 2/);
  });

  it('of a newer program are refused, not guessed', () => {
    expect(() => readPayload('account.unlocked', 2, { accountId: 'a' })).toThrow(/version 2; this program knows 1/);
  });
});
