/** Why a rule pack was refused: the words for the office come from catalogues, keyed by `problem`. */
export const PACK_PROBLEMS = [
  'notAFolder',
  'fileMissing',
  'fileUnexpected',
  'fileTooLarge',
  'fileUnreadable',
  'notUtf8',
  'syntax',
  'duplicateKey',
  'tooDeep',
  'shape',
  'unknownField',
  'noSource',
  'unknownAct',
  'abolishedAct',
  'periodReversed',
  'periodsOverlap',
  'duplicateId',
  'duplicateDay',
  'dayUnknown',
  'outsideCoverage',
  'intervalsUnordered',
  'languageMissing',
  'languageUnexpected',
  'sentenceMissing',
  'termMissing',
  'patternUnusable',
  'journalMissing',
  'requisiteImpossible',
  'unknownReference',
  'routeUnusable',
  'countryDiffers',
] as const;
export type PackProblemKind = (typeof PACK_PROBLEMS)[number];

export interface PackProblem {
  /** File name inside the pack's folder; empty for the folder itself. */
  readonly file: string;
  /** Counted from 1; column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** JSON pointer (RFC 6901) of the place; empty for the whole file. */
  readonly pointer: string;
  readonly problem: PackProblemKind;
  /** What exactly, for a log: a value, a name, a parser's message. */
  readonly detail: string;
}

const SHOWN = 20;

/** A rule pack that cannot be used. It names every problem found, in the order of files and lines. */
export class RulePackRefused extends Error {
  readonly directory: string;
  readonly problems: readonly PackProblem[];

  constructor(directory: string, problems: readonly PackProblem[], options?: ErrorOptions) {
    const lines = problems.slice(0, SHOWN).map((p) => `${p.file}:${p.line}:${p.column} ${p.problem}${p.pointer === '' ? '' : ` at ${p.pointer}`}: ${p.detail}`);
    if (problems.length > SHOWN) lines.push(`… and ${problems.length - SHOWN} more`);
    super(`rule pack refused: ${directory}\n${lines.join('\n')}`, options);
    this.name = 'RulePackRefused';
    this.directory = directory;
    this.problems = problems;
  }
}
