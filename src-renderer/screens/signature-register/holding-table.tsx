import { Button } from '@mantine/core';
import type { HoldingShown } from '#shared/contract/agreements.ts';
import type { HoldingStepKind } from '#shared/domain/signature-holdings.ts';
import { formatDay } from '../../app/formats.ts';
import { useWords } from '../../app/use-text.ts';
import { WideTable } from '../../ui/wide-table.tsx';
import own from './signature-register.module.css';

interface Props {
  readonly holdings: readonly HoldingShown[];
  readonly onTell: (holding: HoldingShown, step: HoldingStepKind) => void;
}

/** Signatures by person: of which kind, of which certificate, who issued them and what became of them. */
export function HoldingTable({ holdings, onTell }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <WideTable label={t('holding.title')}>
      <thead>
        <tr>
          <th scope="col">{t('signatureRegister.person')}</th>
          <th scope="col">{t('holding.level')}</th>
          <th scope="col">{t('holding.certificate')}</th>
          <th scope="col">{t('holding.issuer')}</th>
          <th scope="col">{t('holding.state')}</th>
          <th scope="col">{t('account.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {holdings.map((holding) => (
          <tr key={holding.holdingId} className={holding.state === 'held' ? undefined : own['ended']}>
            <td>
              {holding.personName}
              <p className="quiet">{holding.position}</p>
            </td>
            <td className={own['words']}>
              {t(`holding.level.${holding.level}`)}
              <p className="quiet">{t(`holding.medium.${holding.medium}`)}</p>
            </td>
            <td className={own['words']}>
              {holding.serial === null ? '—' : <span className="numbers">{holding.serial}</span>}
              {holding.certificateIssuer === null ? null : <p className="quiet">{holding.certificateIssuer}</p>}
              {holding.validUntil === null ? null : <p className="quiet">{t('holding.until', { day: formatDay(holding.validUntil) })}</p>}
            </td>
            <td className={own['words']}>
              {holding.issuer}
              <p className="quiet">
                {holding.basis} · {holding.issuedBy} <span className="numbers">{words.instant(holding.issuedAt)}</span>
              </p>
            </td>
            <td className={own['words']}>
              <span className={holding.state === 'compromised' ? own['bad'] : undefined}>{t(`holding.state.${holding.state}`)}</span>
              {holding.steps.map((step) => (
                <p key={`${step.kind} ${step.since} ${step.toldAt}`} className="quiet">
                  {t(`holding.state.${step.kind}`)} <span className="numbers">{words.instant(step.since)}</span> · {step.reason} · {step.toldBy}
                </p>
              ))}
            </td>
            <td>
              {holding.state === 'held' ? <Tell holding={holding} step="returned" onTell={onTell} /> : null}
              {holding.state === 'compromised' ? null : <Tell holding={holding} step="compromised" onTell={onTell} />}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function Tell({ holding, step, onTell }: { readonly holding: HoldingShown; readonly step: HoldingStepKind; readonly onTell: Props['onTell'] }) {
  const { t } = useWords();
  const label = t(`holding.tell.${step}`);
  return (
    <Button variant="subtle" aria-label={[`${label}: ${holding.personName}, ${t(`holding.level.${holding.level}`)}`, holding.serial].filter((part) => part !== null).join(' ')} onClick={() => onTell(holding, step)}>
      {label}
    </Button>
  );
}
