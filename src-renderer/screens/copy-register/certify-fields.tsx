import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { Office } from '#shared/contract/desk.ts';
import type { ContractError } from '#shared/contract/index.ts';
import { type PageRangeProblem, parsePageRange } from '#shared/domain/page-range.ts';
import { useWords, type Words } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { type Certification, isOfField } from './use-certified-copy.ts';
import type { PageCount } from './use-page-count.ts';

interface Props {
  /** Pages of the document, as far as they are known. */
  readonly pageCount: PageCount;
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
export function isCertifiable({ position, pages, permission }: Certification, barred: boolean, pageCount: PageCount): boolean {
  return position.trim() !== '' && (pages.trim() === '' || chosenPages(pages, pageCount).ok) && (!barred || permission.trim() !== '');
}

function chosenPages(pages: string, pageCount: PageCount) {
  return parsePageRange(pages, typeof pageCount === 'number' ? pageCount : undefined);
}

function pagesHint(pageCount: PageCount, { t, number }: Words): string {
  switch (pageCount) {
    case 'asked':
      return t('copyRegister.pagesHint');
    case 'uncounted':
      return t('copyRegister.pagesUncounted');
    default:
      return t('copyRegister.pagesOf', { count: number(pageCount) });
  }
}

function pagesProblem(problem: PageRangeProblem, pageCount: PageCount, { t, number }: Words): string {
  return problem === 'out-of-range' && typeof pageCount === 'number' ? t('copyRegister.pagesBeyond', { count: number(pageCount) }) : t(`error.pages.${problem}`);
}

/** Who certifies, which pages, by whose permission, in which language. */
export function CertifyFields({ pageCount, value, onChange, office, barred, tried, error }: Props) {
  const words = useWords();
  const { t } = words;
  const person = useDesk((desk) => desk.person);
  const needed = (text: string): string | null => (tried && text.trim() === '' ? t('setup.fieldNeeded') : null);
  const pages = value.pages.trim() === '' ? null : chosenPages(value.pages, pageCount);
  // A page that the document does not have is told while it is typed; what cannot be read yet may be half a range.
  const beyond = pages?.ok === false && pages.error === 'out-of-range';
  return (
    <>
      <Group grow align="start">
        <TextInput label={t('copyRegister.position')} description={person === null ? null : t('copyRegister.certifier', { name: person.name })} required maxLength={300} value={value.position} onChange={(event) => onChange({ ...value, position: event.currentTarget.value })} error={needed(value.position)} />
        <TextInput label={t('copyRegister.pages')} description={pagesHint(pageCount, words)} maxLength={300} value={value.pages} onChange={(event) => onChange({ ...value, pages: event.currentTarget.value })} error={pages?.ok === false && (tried || beyond) ? pagesProblem(pages.error, pageCount, words) : null} />
      </Group>
      {barred || isOfField(error, 'permission') ? <TextInput label={t('document.permissionHint')} required maxLength={300} value={value.permission} onChange={(event) => onChange({ ...value, permission: event.currentTarget.value })} error={needed(value.permission)} /> : null}
      {office.documentLanguages.length > 1 ? (
        <NativeSelect label={t('document.copy.language')} value={value.language} onChange={(event) => onChange({ ...value, language: event.currentTarget.value })} data={[{ value: '', label: t('document.copy.officeLanguage') }, ...office.documentLanguages.map((language) => ({ value: language, label: t(`language.${language}`) }))]} />
      ) : null}
    </>
  );
}
