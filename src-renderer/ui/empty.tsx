import type { ReactNode } from 'react';
import styles from './empty.module.css';

interface Props {
  readonly title: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

/** Nothing here: says so and what to do first. */
export function Empty({ title, hint, icon, children }: Props) {
  return (
    <div className={styles['empty']}>
      {icon === undefined ? null : <span className={styles['icon']}>{icon}</span>}
      <p className={styles['title']}>{title}</p>
      {hint === undefined ? null : <p className="quiet">{hint}</p>}
      {children}
    </div>
  );
}
