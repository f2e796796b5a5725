/** What running a whole corpus gave. */
export interface Conformance {
  /** For example "246 of 246". */
  readonly summary: string;
  /** One line for each case that came out otherwise than its authors say. */
  readonly misses: readonly string[];
}
