import { IconShieldLock } from '@tabler/icons-react';
import { useWords } from '../../app/use-text.ts';
import { SecretField } from '../../ui/fields/secret-field.tsx';
import type { PassphraseFields } from './set-up-values.ts';
import styles from './set-up.module.css';

/** The passphrase that opens the key of the files, with a plain word about what its loss means. */
export function PassphraseSection({ form }: { readonly form: PassphraseFields }) {
  const { t } = useWords();
  return (
    <section className={styles['section']} aria-labelledby="setup-passphrase">
      <h2 id="setup-passphrase">{t('setup.passphrase')}</h2>
      <div className="attention-note">
        <IconShieldLock size={20} aria-hidden />
        <div>
          <p>{t('setup.passphraseExplain')}</p>
          <p className="quiet">{t('setup.textInClear')}</p>
        </div>
      </div>
      <div className={styles['fields']}>
        <SecretField label={t('setup.passphrase')} {...form.getInputProps('passphrase')} />
        <SecretField label={t('setup.passphraseAgain')} {...form.getInputProps('passphraseAgain')} />
      </div>
    </section>
  );
}
