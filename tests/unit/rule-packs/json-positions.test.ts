import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonRefused, parseJsonWithPositions, pointerOf } from '../../../src-main/rule-packs/json-positions.ts';

const limits = { length: 2_000_000, depth: 30 };
const parse = (text: string) => parseJsonWithPositions(text, limits);

function refusal(text: string): JsonRefused {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof JsonRefused) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('places', () => {
  const text = '{\n  "a": [1,\n    {"ключ": null}],\n  "b/c~": "x"\n}';
  test('of values, and of the nearest parent for what is missing', () => {
    const json = parse(text);
    expect(json.positionOf([])).toEqual({ line: 1, column: 1 });
    expect(json.positionOf(['a', 0])).toEqual({ line: 2, column: 9 });
    expect(json.positionOf(['a', 1, 'ключ'])).toEqual({ line: 3, column: 14 });
    expect(json.positionOf(['a', 1, 'no'])).toEqual({ line: 3, column: 5 });
    expect(json.positionOf(['b/c~'])).toEqual({ line: 4, column: 11 });
    expect(pointerOf(['b/c~', 0])).toBe('/b~1c~0/0');
  });
  test('a byte order mark does not shift the first line; line ends of Windows count once', () => {
    expect(parse('\uFEFF{"a": 1}').positionOf(['a'])).toEqual({ line: 1, column: 7 });
    expect(parse('{\r\n"a":\r\n 1}').positionOf(['a'])).toEqual({ line: 3, column: 2 });
  });
});

describe('refusals', () => {
  test.each([
    ['{"a": 1,\n "a": 2}', 'duplicateKey', 2, 2],
    ['[1,\n 2,\n]', 'syntax', 3, 1],
    ['{"a": "x\ny"}', 'syntax', 1, 7],
    ['["a\\x"]', 'syntax', 1, 2],
    ['"open', 'syntax', 1, 1],
    ['{"a" 1}', 'syntax', 1, 6],
    ['1 2', 'syntax', 1, 3],
    ['[01]', 'syntax', 1, 3],
    ['', 'syntax', 1, 1],
    ['['.repeat(40), 'tooDeep', 1, 32],
  ])('%j', (text, problem, line, column) => {
    expect(refusal(text)).toMatchObject({ problem, position: { line, column } });
  });
  test('text over the limit is not read', () => {
    expect(() => parseJsonWithPositions('[1, 2, 3]', { length: 8, depth: 5 })).toThrow(JsonRefused);
  });
  test('a key "__proto__" is a plain member', () => {
    const { value } = parse('{"__proto__": {"polluted": 1}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect('polluted' in ({} as object)).toBe(false);
  });
});

describe('against JSON.parse', () => {
  test('reads the same values', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2), (text, indent) => {
      const plain: unknown = JSON.parse(text);
      expect(parse(JSON.stringify(plain, null, indent)).value).toStrictEqual(plain);
    }));
  });
  test('refuses what it refuses and reads nothing else, over mutated text', () => {
    const mutation = fc.tuple(fc.nat(), fc.constantFrom('', '"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', 'e', '\n', '\u0001', '.', 'true', ' '), fc.nat({ max: 2 }));
    fc.assert(fc.property(fc.json({ maxDepth: 3 }), fc.array(mutation, { minLength: 1, maxLength: 3 }), (text, mutations) => {
      let hostile = text;
      for (const [place, put, cut] of mutations) {
        const from = place % (hostile.length + 1);
        hostile = hostile.slice(0, from) + put + hostile.slice(from + cut);
      }
      let ours: unknown;
      try {
        ours = parse(hostile).value;
      } catch (error) {
        expect(error).toBeInstanceOf(JsonRefused);
        if ((error as JsonRefused).problem === 'syntax') expect(() => JSON.parse(hostile)).toThrow(SyntaxError);
        return;
      }
      expect(ours).toStrictEqual(JSON.parse(hostile));
    }), { numRuns: 500 });
  });
  test('a megabyte of string or of open brackets is answered quickly', () => {
    const started = performance.now();
    expect(parse(JSON.stringify('я'.repeat(1_000_000))).value).toHaveLength(1_000_000);
    expect(refusal(`"${'a'.repeat(1_000_000)}`).problem).toBe('syntax');
    expect(refusal('['.repeat(1_000_000)).problem).toBe('tooDeep');
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
