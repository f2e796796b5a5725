import type { FormErrors, UseFormReturnType } from '@mantine/form';
import type { Country, Language } from '#shared/domain/languages.ts';
import { PASSPHRASE_MINIMUM, passwordProblems } from '#shared/domain/passwords.ts';
import type { Words } from '../../app/use-text.ts';

export interface NewPerson {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly again: string;
}

export interface PassphraseValues {
  readonly passphrase: string;
  readonly passphraseAgain: string;
}

export interface SetUpValues extends PassphraseValues {
  readonly officeName: string;
  readonly country: Country;
  readonly languages: Language[];
  readonly deskCode: string;
  readonly administrator: NewPerson;
  readonly registrar: NewPerson;
}

export type SetUpForm = UseFormReturnType<SetUpValues>;
/** The part of a form that asks for the passphrase. */
export interface PassphraseFields {
  readonly getInputProps: (path: keyof PassphraseValues) => ReturnType<SetUpForm['getInputProps']>;
}

/** Languages in which the offices of a country keep their papers, leading one first. */
export const LANGUAGES_OF_COUNTRY: Readonly<Record<Country, readonly Language[]>> = { KZ: ['kk', 'ru'], UA: ['uk'], KG: ['ky', 'ru'] };

const NOBODY: NewPerson = { name: '', login: '', password: '', again: '' };

const COUNTRY_OF_LANGUAGE: Readonly<Record<Language, Country>> = { kk: 'KZ', ru: 'KZ', en: 'KZ', uk: 'UA', ky: 'KG' };

/** A form to begin with; the screen's language is a fair guess of the country. */
export function emptySetUp(language: Language): SetUpValues {
  const country = COUNTRY_OF_LANGUAGE[language];
  return {
    officeName: '',
    country,
    languages: [...LANGUAGES_OF_COUNTRY[country]],
    deskCode: '1',
    passphrase: '',
    passphraseAgain: '',
    administrator: { ...NOBODY, login: 'admin' },
    registrar: { ...NOBODY, login: 'registrar' },
  };
}

/** What is wrong with the passphrase of a new desk, by the field's path. */
export function problemsOfPassphrase({ passphrase, passphraseAgain }: PassphraseValues, t: Words['t']): FormErrors {
  const problems: FormErrors = {};
  if ([...passphrase].length < PASSPHRASE_MINIMUM) problems['passphrase'] = t('error.passphraseTooShort', { minimum: PASSPHRASE_MINIMUM });
  if (passphrase.trim() === '') problems['passphrase'] = t('setup.fieldNeeded');
  if (passphrase !== passphraseAgain) problems['passphraseAgain'] = t('setup.notTheSame');
  return problems;
}

/** What is still missing or wrong, by the field's path. */
export function problemsOfSetUp(values: SetUpValues, passphraseNeeded: boolean, t: Words['t']): FormErrors {
  const problems: FormErrors = {};
  const need = (path: string, value: string): void => {
    if (value.trim() === '') problems[path] = t('setup.fieldNeeded');
  };
  need('officeName', values.officeName);
  need('deskCode', values.deskCode);
  if (values.languages.length === 0) problems['languages'] = t('setup.languageNeeded');
  if (passphraseNeeded) Object.assign(problems, problemsOfPassphrase(values, t));
  for (const who of ['administrator', 'registrar'] as const) {
    const person = values[who];
    need(`${who}.name`, person.name);
    need(`${who}.login`, person.login);
    if (passwordProblems(person.password).length > 0) problems[`${who}.password`] = t('password.rules');
    if (person.password !== person.again) problems[`${who}.again`] = t('setup.notTheSame');
  }
  if (values.administrator.login.trim() !== '' && values.administrator.login.trim().toLowerCase() === values.registrar.login.trim().toLowerCase()) problems['registrar.login'] = t('setup.sameLogin');
  return problems;
}
