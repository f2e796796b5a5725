import type { ReactNode } from 'react';
import styles from './route-picture.module.css';

export interface DrawnStage {
  readonly key: string;
  readonly title: string;
  /** Small words below the title. */
  readonly hint?: string;
  readonly state: 'ahead' | 'open' | 'done';
  readonly steps: readonly { readonly key: string; readonly state: 'ahead' | 'open' | 'done' | 'stopped'; readonly content: ReactNode }[];
}

/** A route as a line of stages; steps that are asked at once stand beneath each other. */
export function RoutePicture({ label, stages }: { readonly label: string; readonly stages: readonly DrawnStage[] }) {
  return (
    <ol className={styles['line']} aria-label={label}>
      {stages.map(({ key, title, hint, state, steps }, at) => (
        <li key={key} className={styles['stage']} data-state={state} aria-current={state === 'open' ? 'step' : undefined}>
          <p className={styles['head']}>
            <span className={`${styles['number']} numbers`} aria-hidden>
              {at + 1}
            </span>
            <span className={styles['title']}>{title}</span>
          </p>
          {hint === undefined ? null : <p className="quiet">{hint}</p>}
          <ul className={styles['steps']}>
            {steps.map((step) => (
              <li key={step.key} className={styles['step']} data-state={step.state}>
                {step.content}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
