import type { RouteView } from '#shared/contract/routing.ts';
import { useWords } from '../../app/use-text.ts';
import { DueWord } from '../../ui/due-word.tsx';
import styles from './drafts.module.css';
import { LeftOut } from './left-out.tsx';
import { type DrawnStage, RoutePicture } from './route-picture.tsx';
import { isAsked, StepContent } from './step-content.tsx';
import { nameIn } from './step-names.ts';

/** The route as it stands: its term, its picture, what is left out of it. */
export function RoutePart({ route }: { readonly route: RouteView }) {
  const words = useWords();
  const { t } = words;
  const drawn = route.stages.map(({ names, steps }, at): DrawnStage => {
    const [first] = steps;
    const named = nameIn(words, names);
    return {
      key: `${at}`,
      title: named !== '' ? named : first === undefined ? t('route.stage', { number: at + 1 }) : t(`route.role.${first.role}`),
      state: steps.every(({ state }) => state === 'done' || state === 'replaced') ? 'done' : steps.some((step) => isAsked(step, route.phase)) ? 'open' : 'ahead',
      steps: steps.map((step) => ({ key: step.stepId, state: step.state === 'done' ? 'done' : isAsked(step, route.phase) ? 'open' : step.state === 'open' ? 'stopped' : 'ahead', content: <StepContent step={step} phase={route.phase} /> })),
    };
  });
  return (
    <section className={styles['part']} aria-label={t('route.title')}>
      <div className={styles['line']}>
        <h2>{t('route.title')}</h2>
        {route.timeliness === null ? null : (
          <p>
            {t('route.term', { time: words.instant(route.dueAt) })} <DueWord timeliness={route.timeliness} />
          </p>
        )}
      </div>
      {route.returnedReason === null ? null : (
        <p className="attention-note" role="note">
          {t('route.returnedReason', { reason: route.returnedReason })}
        </p>
      )}
      <RoutePicture label={t('route.title')} stages={drawn} />
      <LeftOut steps={route.leftOut} />
    </section>
  );
}
