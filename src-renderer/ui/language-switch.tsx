import { NativeSelect } from '@mantine/core';
import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import { OWN_LANGUAGE_NAMES } from '../app/own-language-names.ts';
import { useWords } from '../app/use-text.ts';
import { usePreferences } from '../state/preferences.ts';

/** The screen's language, each named in itself. */
export function LanguageSwitch() {
  const { t, language } = useWords();
  const setLanguage = usePreferences((preferences) => preferences.setLanguage);
  return (
    <NativeSelect
      aria-label={t('frame.language')}
      value={language}
      onChange={(event) => setLanguage(event.currentTarget.value as Language)}
      data={LANGUAGES.map((value) => ({ value, label: OWN_LANGUAGE_NAMES[value] }))}
    />
  );
}
