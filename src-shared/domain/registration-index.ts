/**
 * Registration index: one pattern engine for all offices (requirements C.5).
 *
 * A pattern is literal text with tokens in braces: `{n}` serial in the journal and year, `{case}` index
 * of the case, `{unit}`, `{corr}` letter of the correspondent, `{kind}` letter of the kind, `{desk}`
 * desk code, `{yy}` two-digit year.
 */
export const INDEX_TOKENS = ['n', 'case', 'unit', 'corr', 'kind', 'desk', 'yy'] as const;
export type IndexToken = (typeof INDEX_TOKENS)[number];

export type IndexValues = Readonly<Record<IndexToken, string | null>>;

export type PatternProblem =
  | { readonly problem: 'unknownToken'; readonly token: string }
  | { readonly problem: 'serialMissing' }
  | { readonly problem: 'unbalancedBrace' };

const TOKEN = /\{([^{}]*)\}/g;

function isIndexToken(token: string): token is IndexToken {
  return (INDEX_TOKENS as readonly string[]).includes(token);
}

/** What is wrong with a pattern; an empty list means that it can be used. */
export function patternProblems(pattern: string): PatternProblem[] {
  const problems: PatternProblem[] = [];
  const tokens = [...pattern.matchAll(TOKEN)].map((match) => match[1] ?? '');
  for (const token of tokens) if (!isIndexToken(token)) problems.push({ problem: 'unknownToken', token });
  if (/[{}]/.test(pattern.replace(TOKEN, ''))) problems.push({ problem: 'unbalancedBrace' });
  if (!tokens.includes('n')) problems.push({ problem: 'serialMissing' });
  return problems;
}

/** The pattern of an index whose number is of one desk's own run: the desk's code stands in it, at the end where nowhere else. */
export function patternWithDesk(pattern: string): string {
  return pattern.includes('{desk}') ? pattern : `${pattern}-{desk}`;
}

/** Tokens that the pattern uses and for which no value is given: the card cannot get a number yet. */
export function missingTokens(pattern: string, values: IndexValues): IndexToken[] {
  const used = [...pattern.matchAll(TOKEN)].map((match) => match[1] ?? '').filter(isIndexToken);
  return [...new Set(used)].filter((token) => values[token] === null || values[token] === '');
}

/** Writes the index; call only when {@link missingTokens} is empty. */
export function formatIndex(pattern: string, values: IndexValues): string {
  return pattern.replace(TOKEN, (whole, token: string) => (isIndexToken(token) ? (values[token] ?? '') : whole));
}
