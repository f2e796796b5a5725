import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binaryArray } from '../../../src-server/stores/postgres/binary-array.ts';
import { postgresTypes } from '../../../src-server/stores/postgres/postgres-session.ts';
import { findPostgres, PostgresCluster } from '../../support/postgres.ts';

describe.skipIf(findPostgres() === null)('lists as PostgreSQL reads them in its binary form (skipped where PostgreSQL is not installed)', () => {
  let cluster: PostgresCluster;
  let client: pg.Client;

  beforeAll(async () => {
    cluster = await PostgresCluster.start();
    client = new pg.Client({ connectionString: cluster.connection, types: postgresTypes });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await cluster.stop();
  });

  const back = async (type: 'text' | 'bigint', array: Buffer): Promise<unknown[]> => {
    const { rows } = await client.query<{ cell: unknown }>(`SELECT cell FROM unnest($1::${type}[]) WITH ORDINALITY AS r(cell, place) ORDER BY place`, [array]);
    return rows.map(({ cell }) => cell);
  };

  it('come back as they were: quotation marks, braces, backslashes, five languages, nothing and NULL', async () => {
    const texts = ['', '{"a":"b\\"c"}', '{1,2}', 'NULL', null, '\\x41', 'Қазақстан і Україна ї Кыргызстан ө', '😀', 'a'.repeat(70_000)];
    expect(await back('text', binaryArray('text', texts))).toEqual(texts);
    expect(await back('text', binaryArray('text', []))).toEqual([]);
    expect(await back('text', binaryArray('text', [null]))).toEqual([null]);
  });

  it('keep integers of either sign up to the largest that JavaScript counts with', async () => {
    const integers = [0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32 - 1, 2 ** 32, -(2 ** 32), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null];
    expect(await back('bigint', binaryArray('integer', integers))).toEqual(integers);
  });

  it('take no cell of another type, nor a number that is no whole one', () => {
    expect(() => binaryArray('integer', ['1'])).toThrow(TypeError);
    expect(() => binaryArray('text', [1])).toThrow(TypeError);
    expect(() => binaryArray('integer', [1.5])).toThrow(TypeError);
    expect(() => binaryArray('integer', [2 ** 60])).toThrow(TypeError);
  });
});
