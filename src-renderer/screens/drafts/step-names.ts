import type { LocalNames } from '#shared/domain/routes/template.ts';
import type { Words } from '../../app/use-text.ts';

/** The name that an office or its country gave, in the person's language where there is one. */
export function nameIn({ language }: Pick<Words, 'language'>, names: LocalNames): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}
