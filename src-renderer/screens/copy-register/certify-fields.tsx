import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { Office } from '#shared/contract/desk.ts';
import type { ContractError } from '#shared/contract/index.ts';
import { parsePageRange } from '#shared/domain/page-range.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { type Certification, isOfField } from './use-certified-copy.ts';

interface Props {
  readonly value: Certification;
  readonly onChange: (value: Certification) => void;
  readonly office: Office;
  /** The document may not be passed outside without the head's permission (CARD-17). */
  readonly barred: boolean;
  /** True once the person has tried: what is missing is then said at its field. */
  readonly tried: boolean;
  readonly error: ContractError | null;
}

/** Whether the copy can be asked for: position, readable pages and, where it is needed, the permission. */
export function isCertifiable({ position, pages, permission }: Certification, barred: boolean): boolean {
  return position.trim() !== '' && (pages.trim() === '' || parsePageRange(pages).ok) && (!barred || permission.trim() !== '');
}

/** Who certifies, which pages, by whose permission, in which language. */
export function CertifyFields({ value, onChange, office, barred, tried, error }: Props) {
  const { t } = useWords();
  const person = useDesk((desk) => desk.person);
  const needed = (text: string): string | null => (tried && text.trim() === '' ? t('setup.fieldNeeded') : null);
  const pages = value.pages.trim() === '' ? null : parsePageRange(value.pages);
  return (
    <>
      <Group grow align="start">
        <TextInput label={t('copyRegister.position')} description={person === null ? null : t('copyRegister.certifier', { name: person.name })} required maxLength={300} value={value.position} onChange={(event) => onChange({ ...value, position: event.currentTarget.value })} error={needed(value.position)} />
        <TextInput label={t('copyRegister.pages')} description={t('copyRegister.pagesHint')} maxLength={300} value={value.pages} onChange={(event) => onChange({ ...value, pages: event.currentTarget.value })} error={tried && pages?.ok === false ? t(`error.pages.${pages.error}`) : null} />
      </Group>
      {barred || isOfField(error, 'permission') ? <TextInput label={t('document.permissionHint')} required maxLength={300} value={value.permission} onChange={(event) => onChange({ ...value, permission: event.currentTarget.value })} error={needed(value.permission)} /> : null}
      {office.documentLanguages.length > 1 ? (
        <NativeSelect label={t('document.copy.language')} value={value.language} onChange={(event) => onChange({ ...value, language: event.currentTarget.value })} data={[{ value: '', label: t('document.copy.officeLanguage') }, ...office.documentLanguages.map((language) => ({ value: language, label: t(`language.${language}`) }))]} />
      ) : null}
    </>
  );
}
