import type { ReviewSuggestion } from '#shared/contract/review.ts';
import type { Words } from '../../app/use-text.ts';

/** Why this person looks at the document first, and what is not known. */
export function whyText({ rule, category, person, senderKnown }: ReviewSuggestion, { t }: Words): string {
  if (rule === 'head-only') {
    const why = t('review.why.head-only', { category: category === null ? '' : t(`correspondents.category.${category}`) });
    return person === null ? `${why}; ${t('review.why.headMissing')}` : why;
  }
  return senderKnown ? t(`review.why.${rule}`) : `${t(`review.why.${rule}`)}; ${t('review.why.senderUnknown')}`;
}
