import type { SimpleSignatureRule } from '#shared/domain/interaction-agreement.ts';
import { periodHolds } from '#shared/domain/working-day.ts';
import type { RulePack } from './model.ts';

/** What a password given for a document means on a day (SIGN-12, SIGN-15, X1); null: the pack has no rule for it, so it means nothing. */
export function simpleSignatureRuleOn(pack: RulePack, day: string): SimpleSignatureRule | null {
  const rule = pack.content.simpleSignatures.rules.find(({ from, to }) => periodHolds({ from: from ?? '0000-01-01', to }, day));
  return rule === undefined ? null : { agreementDemanded: rule.agreement === 'demanded', mark: rule.mark, firstAcceptanceKinds: rule.firstAcceptanceKinds };
}
