import { IconBan } from '@tabler/icons-react';
import type { OfferedKey } from '#shared/contract/signing.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './key-choice-step.module.css';

interface Props {
  readonly keys: readonly OfferedKey[];
  readonly chosen: string | null;
  readonly busy: boolean;
  /** True once signing was tried without a choice. */
  readonly needed: boolean;
  readonly onChoose: (certificate: string) => void;
}

/** The keys of the opened file; those that cannot sign say why and cannot be chosen. */
export function KeyChoiceStep({ keys, chosen, busy, needed, onChoose }: Props) {
  const { t } = useWords();
  if (keys.every(({ problem }) => problem !== null)) {
    return (
      <>
        <p role="alert" className={styles['needed']}>
          {t('signing.noUsableKey')}
        </p>
        <ul className={styles['keys']}>
          {keys.map((key) => (
            <li key={key.certificate} className={styles['card']} data-problem>
              <KeyFacts offered={key} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <fieldset className={styles['choice']} disabled={busy}>
      <legend>{t('signing.chooseKey')}</legend>
      {needed && chosen === null ? (
        <p role="alert" className={styles['needed']}>
          {t('signing.keyNeeded')}
        </p>
      ) : null}
      <div className={styles['keys']}>
        {keys.map((key) => (
          <label key={key.certificate} className={styles['card']} data-problem={key.problem === null ? undefined : true} data-chosen={key.certificate === chosen ? true : undefined}>
            <input type="radio" name="key" value={key.certificate} checked={key.certificate === chosen} disabled={key.problem !== null} onChange={() => onChoose(key.certificate)} />
            <KeyFacts offered={key} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function KeyFacts({ offered }: { readonly offered: OfferedKey }) {
  const words = useWords();
  const { t } = words;
  const { holder, organization, issuer, algorithm, notAfter, problem } = offered;
  return (
    <span className={styles['facts']}>
      <strong>{holder}</strong>
      {organization === null ? null : <span>{organization}</span>}
      <span className="quiet">{t('signing.issuedBy', { issuer })}</span>
      <span className="quiet numbers">
        {algorithm} · {t('signing.validUntil', { date: words.instant(notAfter) })}
      </span>
      {problem === null ? null : (
        <span className={styles['problem']}>
          <IconBan size={16} aria-hidden /> {t(`signing.keyProblem.${problem}`)}
        </span>
      )}
    </span>
  );
}
