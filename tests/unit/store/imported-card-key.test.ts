import { describe, expect, it } from 'vitest';
import { importedCardKey } from '../../../src-main/store/projections/imported-card-key.ts';

describe('keys of cards from old journals', () => {
  it('stand below every place in the log, by day first and by place within the day', () => {
    const rising = [importedCardKey('0100-01-01', 1), importedCardKey('2019-03-05', 2 ** 31 - 1), importedCardKey('2019-03-06', 1), importedCardKey('2019-03-06', 2), importedCardKey('9999-12-31', 2 ** 31 - 1)];
    expect(rising.toSorted((a, b) => a - b)).toEqual(rising);
    expect(new Set(rising).size).toBe(rising.length);
    expect(rising.every((key) => Number.isSafeInteger(key) && key > Number.MIN_SAFE_INTEGER && key < 0)).toBe(true);
  });

  it('are none for what is no day', () => {
    expect(() => importedCardKey('2019-02-31', 1)).toThrow(RangeError);
  });
});
