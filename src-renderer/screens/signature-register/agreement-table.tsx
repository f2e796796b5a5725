import { Anchor, Button } from '@mantine/core';
import type { InteractionAgreementShown } from '#shared/contract/agreements.ts';
import { formatDay } from '../../app/formats.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { WideTable } from '../../ui/wide-table.tsx';
import own from './signature-register.module.css';

interface Props {
  readonly agreements: readonly InteractionAgreementShown[];
  readonly onEnd: (agreement: InteractionAgreementShown) => void;
}

/** Agreements and consents by person: what holds, since when, and by what it is proved. */
export function AgreementTable({ agreements, onEnd }: Props) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  return (
    <WideTable label={t('signatureRegister.agreements')}>
      <thead>
        <tr>
          <th scope="col">{t('signatureRegister.person')}</th>
          <th scope="col">{t('signatureRegister.subject')}</th>
          <th scope="col">{t('signatureRegister.period')}</th>
          <th scope="col">{t('signatureRegister.state')}</th>
          <th scope="col">{t('agreement.acceptance')}</th>
          <th scope="col">{t('account.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {agreements.map((agreement) => {
          const { basis, acceptance } = agreement;
          return (
            <tr key={agreement.agreementId} className={agreement.state === 'ended' ? own['ended'] : undefined}>
              <td>
                {agreement.personName}
                <p className="quiet">{agreement.position}</p>
              </td>
              <td className={own['words']}>
                {t(`agreement.subject.${agreement.subject}`)}
                <p className="quiet">
                  {t(`agreement.form.${agreement.form}`)} № {agreement.number}, {formatDay(agreement.concludedOn)}
                </p>
              </td>
              <td className="numbers">{agreement.lastDay === null ? t('delegation.periodOpen', { from: formatDay(agreement.inForceFrom) }) : `${formatDay(agreement.inForceFrom)} – ${formatDay(agreement.lastDay)}`}</td>
              <td className={own['words']}>
                {t(`agreement.state.${agreement.state}`)}
                {agreement.endReason === null ? null : <p className="quiet">{agreement.endReason}</p>}
              </td>
              <td className={own['words']}>
                {t(`agreement.way.${acceptance.way}`)}
                {acceptance.check === null ? null : (
                  <p className="quiet">
                    {acceptance.check.proof} · {words.instant(acceptance.check.at)} · {acceptance.check.by}
                  </p>
                )}
                {basis === null ? null : basis.registrationIndex === null ? (
                  <p className="quiet">{t('document.links.hidden')}</p>
                ) : (
                  <p>
                    <Anchor component="button" type="button" onClick={() => go({ room: 'search', view: 'document', documentId: basis.documentId })}>
                      № {basis.registrationIndex}
                    </Anchor>
                  </p>
                )}
              </td>
              <td>
                {agreement.state === 'ended' ? null : (
                  <Button variant="subtle" aria-label={`${t('signatureRegister.end')}: ${agreement.personName}, № ${agreement.number}`} onClick={() => onEnd(agreement)}>
                    {t('signatureRegister.end')}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
