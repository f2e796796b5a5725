import { TextInput } from '@mantine/core';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import own from './directories.module.css';

interface Props {
  readonly names: Readonly<Record<string, string>>;
  readonly error: string | undefined;
  readonly onNames: (names: Record<string, string>) => void;
}

/** The name in all languages; those of the office's documents come first. */
export function NameFields({ names, error, onNames }: Props) {
  const { t } = useWords();
  const ofOffice = useDesk((desk) => desk.state?.office ?? null)?.documentLanguages ?? [];
  const order = [...ofOffice, ...LANGUAGES.filter((language) => !ofOffice.includes(language))];
  return (
    <fieldset className={own['inner']}>
      <legend>{t('directory.names')}</legend>
      <div className={own['twins']}>
        {order.map((language, at) => (
          <TextInput
            key={language}
            lang={language}
            label={t(`language.${language}`)}
            maxLength={300}
            value={names[language] ?? ''}
            error={at === 0 ? error : undefined}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
            onChange={(event) => onNames(withName(names, language, event.currentTarget.value))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** An empty name is none: another language then stands for it. */
function withName(names: Readonly<Record<string, string>>, language: string, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...names, [language]: name }).filter(([, text]) => text !== ''));
}
