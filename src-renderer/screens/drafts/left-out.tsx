import type { RouteView } from '#shared/contract/routing.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './drafts.module.css';
import { nameIn } from './step-names.ts';

/** Steps of the template that the draft does not take, each with its reason (ROUTE-08). */
export function LeftOut({ steps }: { readonly steps: RouteView['leftOut'] }) {
  const words = useWords();
  const { t } = words;
  if (steps.length === 0) return null;
  return (
    <div className={styles['leftOut']}>
      <p className="quiet">{t('route.leftOut')}</p>
      <ul>
        {steps.map(({ stepId, names, reason }) => (
          <li key={stepId}>
            {nameIn(words, names)}: <span className="quiet">{t(`route.leftOut.${reason}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
