import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../src-renderer');

interface Use {
  readonly of: string;
  readonly sheet: string;
  readonly name: string;
}

/** Every class of a module of styles that a part of the face names. */
function uses(): Use[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => {
      const source = readFileSync(join(ROOT, path), 'utf8');
      return [...source.matchAll(/import (\w+) from '([^']+\.module\.css)'/gu)].flatMap(([, local, sheet]) =>
        [...source.matchAll(new RegExp(`\\b${String(local)}\\['([\\w-]+)'\\]`, 'gu'))].map(([, name]) => ({ of: path, sheet: join(ROOT, dirname(path), String(sheet)), name: String(name) })),
      );
    });
}

describe('the styles of the face', () => {
  // A name that its sheet does not hold is undefined and silently leaves a table or a line bare.
  it('hold every class that a screen names', () => {
    const named = uses();
    expect(named.length).toBeGreaterThan(500);
    expect(named.filter(({ sheet, name }) => !new RegExp(`\\.${name}(?![\\w-])`, 'u').test(readFileSync(sheet, 'utf8'))).map(({ of, name }) => `${of}: ${name}`)).toEqual([]);
  });
});
