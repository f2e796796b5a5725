import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { COUNTRIES, type Country } from '#shared/domain/languages.ts';
import { useWords } from '../../app/use-text.ts';
import { LANGUAGES_OF_COUNTRY, type SetUpForm } from './set-up-values.ts';
import styles from './set-up.module.css';

/** Name, country's rules, languages of documents and code of the desk. */
export function OfficeSection({ form }: { readonly form: SetUpForm }) {
  const { t } = useWords();

  function chooseCountry(country: Country): void {
    form.setFieldValue('country', country);
    form.setFieldValue('languages', [...LANGUAGES_OF_COUNTRY[country]]);
  }

  return (
    <section className={styles['section']} aria-labelledby="setup-office">
      <h2 id="setup-office">{t('setup.office')}</h2>
      <div className={styles['fields']}>
        <TextInput className={styles['wide']} label={t('setup.officeName')} description={t('setup.officeNameHint')} required withAsterisk={false} data-autofocus autoFocus autoComplete="off" {...form.getInputProps('officeName')} />
        <NativeSelect
          label={t('setup.country')}
          description={t('setup.countryHint')}
          value={form.values.country}
          onChange={(event) => chooseCountry(event.currentTarget.value as Country)}
          data={COUNTRIES.map((value) => ({ value, label: t(`setup.country.${value}`) }))}
        />
        <TextInput label={t('setup.deskCode')} description={t('setup.deskCodeHint')} maxLength={8} autoComplete="off" {...form.getInputProps('deskCode')} />
        <Checkbox.Group
          className={styles['wide']}
          label={t('setup.languages')}
          description={t('setup.languagesHint')}
          error={form.errors['languages']}
          value={form.values.languages}
          onChange={(languages) => form.setFieldValue('languages', languages)}
        >
          <Group gap="md" mt={6}>
            {LANGUAGES_OF_COUNTRY[form.values.country].map((language) => (
              <Checkbox key={language} value={language} label={t(`language.${language}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      </div>
    </section>
  );
}
