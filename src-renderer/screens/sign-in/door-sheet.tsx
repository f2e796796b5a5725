import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { Quiet } from '../../ui/quiet.tsx';
import styles from './door-sheet.module.css';
import { LanguageSwitch } from '../../ui/language-switch.tsx';

interface Props {
  readonly title: string;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly children: ReactNode;
  readonly below?: ReactNode;
}

/** The sheet in front of the desk: signing in and unlocking look alike. */
export function DoorSheet({ title, onSubmit, children, below }: Props) {
  const { t } = useWords();
  const office = useDesk((desk) => desk.state?.office?.name ?? null);
  const version = useDesk((desk) => desk.state?.version ?? '');
  return (
    <Quiet>
      <div className={styles['door']}>
        <form className={styles['sheet']} onSubmit={onSubmit} autoComplete="off" noValidate>
          <header className={styles['head']}>
            <div>
              {office === null ? null : <p className={styles['office']}>{office}</p>}
              <h1>{title}</h1>
            </div>
            <LanguageSwitch />
          </header>
          {children}
        </form>
        {below}
        <p className={`${styles['version']} numbers`}>{t('common.product')} {version}</p>
      </div>
    </Quiet>
  );
}
