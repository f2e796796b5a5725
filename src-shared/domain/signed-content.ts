/**
 * What was signed or approved stays what it was (CARD-08, SIGN-06, VER-11): whoever answered for a content answered for
 * its very bytes, and for the annexes that lay beside it.
 */
import type { DocumentFile } from './registration-card.ts';
import type { ValidationReport } from './signature-report.ts';

/** By what a content is bound. */
export const CONTENT_BINDINGS = ['signature-made-here', 'signature-file', 'signature-inside', 'password', 'route'] as const;
export type ContentBinding = (typeof CONTENT_BINDINGS)[number];

/** What is known of those who answered for a content. */
export interface ContentFacts {
  readonly files: readonly Pick<DocumentFile, 'sha256' | 'role'>[];
  /** Newest reports on the files: a signature may lie in the file itself, or in a container. */
  readonly reports: readonly Pick<ValidationReport, 'sha256' | 'signatures'>[];
  /** Whether a key signed it at this office. */
  readonly signedHere: boolean;
  /** Whether somebody gave his password for it (SIGN-12). */
  readonly byPassword: boolean;
  /** Whether it came of a draft that was approved and signed on its route (ROUTE-18). */
  readonly byRoute: boolean;
}

/** What binds the content; null: nobody answered for it. A signature counts whatever its verdict is: that it fails is told, not mended by other bytes. */
export function contentBinding({ files, reports, signedHere, byPassword, byRoute }: ContentFacts): ContentBinding | null {
  if (signedHere) return 'signature-made-here';
  if (byRoute) return 'route';
  if (byPassword) return 'password';
  if (files.some(({ role }) => role === 'signature')) return 'signature-file';
  const present = new Set(files.map(({ sha256 }) => sha256));
  return reports.some(({ sha256, signatures }) => present.has(sha256) && signatures.length > 0) ? 'signature-inside' : null;
}

/**
 * What is done to the files of a letter or document. `replaced`: other bytes in their place; `arranged`: other names, roles
 * or another order; `added`: further files beside them.
 */
export type ContentChange = 'replaced' | 'arranged' | 'added';

/**
 * Whether a change would touch what somebody answered for. Others' signatures do not keep a clerk from arranging what came
 * in, nor from laying their signature files and reports beside it; what was signed here was signed as it lay.
 *
 * @param added roles of the files that come, for `added`
 */
export function touchesSigned(change: ContentChange, facts: ContentFacts, added: readonly DocumentFile['role'][] = []): boolean {
  switch (change) {
    case 'replaced':
      return contentBinding(facts) !== null;
    case 'arranged':
      return facts.signedHere;
    case 'added':
      return facts.signedHere && added.some((role) => role === 'main' || role === 'attachment');
  }
}
