/**
 * The part of `hyphen` (ISC) that is used here; the package brings no types. Ambient modules and no `paths` of the
 * compiler: the runner of the tests in a browser takes those for places of the code itself.
 */
declare module 'hyphen' {
  /** Levels, a trie of patterns, exceptions: TeX's patterns as the package packs them. */
  export type Patterns = readonly unknown[];

  interface Options {
    readonly hyphenChar?: string;
    readonly minWordLength?: number;
    /** The package skips what looks like mark-up unless this is false. */
    readonly html?: boolean;
  }

  export default function createHyphenator(patterns: Patterns, options?: Options): (text: string) => string;
}

declare module 'hyphen/patterns/*.js' {
  import type { Patterns } from 'hyphen';

  const patterns: Patterns;
  export default patterns;
}
