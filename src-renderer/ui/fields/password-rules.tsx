import { IconCheck, IconCircle } from '@tabler/icons-react';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM, PASSWORD_SPECIALS, type PasswordProblem, passwordProblems } from '#shared/domain/passwords.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './password-rules.module.css';

/** Rules that the window can judge; earlier passwords are known to the desk alone. */
const SHOWN: readonly PasswordProblem[] = ['tooShort', 'noDigit', 'noLowerCase', 'noUpperCase', 'noSpecial', 'repeated'];

/** The password's rules (SEC-06, SEC-07), each marked as met or not while it is typed. */
export function PasswordRules({ password, id }: { readonly password: string; readonly id: string }) {
  const { t } = useWords();
  const problems = passwordProblems(password);
  const shown = problems.includes('tooLong') ? [...SHOWN, 'tooLong' as const] : SHOWN;
  return (
    <ul id={id} className={styles['rules']} aria-label={t('password.rules')}>
      {shown.map((rule) => {
        // An empty field repeats nothing, but has met nothing either.
        const met = password !== '' && !problems.includes(rule);
        return (
          <li key={rule} data-met={met}>
            {met ? <IconCheck size={14} stroke={2.6} aria-hidden /> : <IconCircle size={14} aria-hidden />}
            <span>{t(`password.rule.${rule}`, { minimum: PASSWORD_MINIMUM, maximum: PASSWORD_MAXIMUM, specials: PASSWORD_SPECIALS })}</span>
            <span className="visually-hidden">{t(met ? 'password.met' : 'password.unmet')}</span>
          </li>
        );
      })}
    </ul>
  );
}
