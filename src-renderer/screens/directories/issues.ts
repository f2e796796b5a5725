import type { ContractError } from '#shared/contract/index.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import type { Words } from '../../app/use-text.ts';

/** What the desk said about one field, for the place below it; undefined where nothing is wrong. */
export function issueAt(error: ContractError | null, path: string, { t }: Words): string | undefined {
  const issue = error?.issues.find((one) => one.path === path || one.path.startsWith(`${path}.`));
  if (issue === undefined) return undefined;
  return t(isMessageKey(issue.message) ? issue.message : 'setup.fieldNeeded');
}
