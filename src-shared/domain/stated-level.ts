import type { LegalLevel, SignatureReport } from './signature-report.ts';

/** The legal level that people are told: that of a signature which did not pass proves nothing and is not named. */
export function statedLevel(signature: Pick<SignatureReport, 'indication' | 'legalLevel'>): LegalLevel {
  return signature.indication === 'TOTAL-PASSED' ? signature.legalLevel : 'undetermined';
}
