/** Characters of one document that search keeps. */
export const TEXT_LIMIT = 1_000_000;

/**
 * `no-text-layer`: pictures of pages, which only recognition of characters could read. `unsupported`: a format that is
 * not read here. `unreadable`: damaged, encrypted, or past a limit.
 */
export type ExtractionOutcome = 'text' | 'cut' | 'no-text-layer' | 'unsupported' | 'unreadable';

export interface ExtractedText {
  readonly outcome: ExtractionOutcome;
  readonly text: string;
  /** For the log: what could not be read. */
  readonly detail: string | null;
}
