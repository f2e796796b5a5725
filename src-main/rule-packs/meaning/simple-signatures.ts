import type { PackContent } from '../model.ts';
import { checkOverlaps, checkPeriod, checkSource, checkUnique, type Path, type Report } from './reporter.ts';

/** Rules that do not contradict each other, about kinds of the pack on which an employee signs simply. */
export function checkSimpleSignatures({ pack, simpleSignatures: { rules }, kinds: { kinds } }: PackContent, report: Report): void {
  checkOverlaps('simpleSignatures', ['rules'], rules, report);
  for (const [at, rule] of rules.entries()) {
    const path: Path = ['rules', at];
    checkPeriod('simpleSignatures', path, rule, report);
    checkSource('simpleSignatures', path, rule, pack.acts, report);
    checkUnique('simpleSignatures', [...path, 'firstAcceptanceKinds'], rule.firstAcceptanceKinds, 'duplicateId', report);
    for (const [n, kindId] of rule.firstAcceptanceKinds.entries()) {
      if (!kinds.some((kind) => kind.id === kindId && kind.signatures?.employee === 'simple')) report('simpleSignatures', [...path, 'firstAcceptanceKinds', n], 'unknownReference', kindId);
    }
  }
}
