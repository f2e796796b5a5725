import type { FacetName } from '#shared/contract/search.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';

/** What a value of a facet is called on the screen. */
export function useValueNames(): (facet: FacetName, value: string) => string {
  const words = useWords();
  const { t } = words;
  const choices = useChoices().value;
  const known = (key: string, value: string): string => (isMessageKey(key) ? t(key) : value);
  return (facet, value) => {
    switch (facet) {
      case 'direction':
        return known(`direction.${value}`, value);
      case 'journal':
        return words.named(choices?.journals.find(({ journalId }) => journalId === value)?.names ?? { '': value });
      case 'kind':
        return words.named(choices?.kinds.find(({ kindId }) => kindId === value)?.names ?? { '': value });
      case 'case': {
        const found = choices?.cases.find(({ caseId }) => caseId === value);
        return found === undefined ? value : `${found.index} ${found.title}`;
      }
      case 'verdict':
        return value === 'none' ? t('signature.notChecked') : known(`verdict.word.${value}`, value);
      case 'restricted':
        return t(value === 'true' ? 'search.restricted.yes' : 'search.restricted.no');
      case 'hasFiles':
        return t(value === 'true' ? 'search.files.yes' : 'search.files.no');
      case 'state':
        return known(`search.state.${value}`, value);
      case 'archive':
        return known(`search.archive.${value}`, value);
      case 'year':
      case 'correspondent':
        return value;
    }
  };
}
