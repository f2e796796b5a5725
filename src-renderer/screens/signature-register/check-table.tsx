import type { IdentityCheckShown } from '#shared/contract/agreements.ts';
import { useWords } from '../../app/use-text.ts';
import { WideTable } from '../../ui/wide-table.tsx';

/** Whom HR has seen, when, and by what the person was known. */
export function CheckTable({ checks }: { readonly checks: readonly IdentityCheckShown[] }) {
  const words = useWords();
  const { t } = words;
  return (
    <WideTable label={t('signatureRegister.checks')}>
      <thead>
        <tr>
          <th scope="col">{t('signatureRegister.person')}</th>
          <th scope="col">{t('agreement.proof')}</th>
          <th scope="col">{t('signatureRegister.checkWay')}</th>
          <th scope="col">{t('signatureRegister.checkedBy')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.checkId}>
            <td>{check.personName}</td>
            <td>{check.proof}</td>
            <td>{t(`agreement.way.${check.way}`)}</td>
            <td>
              {check.by} <span className="quiet numbers">{words.instant(check.at)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
