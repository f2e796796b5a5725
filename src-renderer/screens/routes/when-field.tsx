import { Checkbox } from '@mantine/core';
import { DRAFT_CONCERNS, type DraftConcern } from '#shared/domain/routes/template.ts';
import { useWords } from '../../app/use-text.ts';
import drafts from '../drafts/drafts.module.css';

/** Questions that a draft has to touch for a stage or a step to be taken; none: always (ROUTE-08). */
export function WhenField({ when, onWhen }: { readonly when: readonly DraftConcern[]; readonly onWhen: (when: readonly DraftConcern[]) => void }) {
  const { t } = useWords();
  return (
    <Checkbox.Group label={t('routeEditor.when')} value={[...when]} onChange={(chosen) => onWhen(DRAFT_CONCERNS.filter((one) => chosen.includes(one)))}>
      <div className={drafts['boxes']}>
        {DRAFT_CONCERNS.map((concern) => (
          <Checkbox key={concern} value={concern} label={t(`draft.concern.${concern}`)} />
        ))}
        {when.length === 0 ? <span className="quiet">{t('routeEditor.always')}</span> : null}
      </div>
    </Checkbox.Group>
  );
}
