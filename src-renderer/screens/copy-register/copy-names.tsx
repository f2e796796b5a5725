import type { CopyEntry } from '#shared/contract/copy-register.ts';
import { useWords } from '../../app/use-text.ts';

/** The certified copies made for an application: number, pages, who certified, by whose permission. */
export function CopyNames({ copies }: Pick<CopyEntry, 'copies'>) {
  const { t } = useWords();
  return copies.map(({ copyId, number, pages, position, certifiedBy: name, permission }) => (
    <p key={copyId}>
      {pages === null ? t('copyRegister.copyLine', { number, position, name }) : t('copyRegister.extractLine', { number, pages, position, name })}
      {permission === null ? null : ` · ${t('copyRegister.permitted', { permission })}`}
    </p>
  ));
}
