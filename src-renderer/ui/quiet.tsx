import type { ReactNode } from 'react';
import styles from './quiet.module.css';

/** A page with one thing in the middle. */
export function Quiet({ children }: { readonly children: ReactNode }) {
  return <main className={styles['quiet']}>{children}</main>;
}
