import type { ReactNode } from 'react';
import type { RevocationEvidence, SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './signature-details.module.css';

interface Props {
  readonly report: ValidationReport;
  readonly signature: SignatureReport;
}

/** The evidence of a verdict: chain, revocation, timestamps, algorithm, codes. */
export function SignatureDetails({ report, signature }: Props) {
  const words = useWords();
  const { t } = words;
  const partyName = (party: { readonly commonName: string | null; readonly distinguishedName: string }): string => party.commonName ?? party.distinguishedName;
  const status = (evidence: RevocationEvidence): string =>
    evidence.status === 'revoked' ? t('signature.revocation.revoked', { time: evidence.revokedAt === null ? '' : words.instant(evidence.revokedAt) }) : t(`signature.revocation.${evidence.status}`);

  return (
    <details className={styles['details']}>
      <summary>{t('signature.details')}</summary>
      <dl className={styles['facts']}>
        <Fact name={t('signature.chain')}>
          {signature.chain.length === 0 ? (
            t('signature.chainNone')
          ) : (
            <ol>
              {signature.chain.map((certificate) => (
                <li key={certificate.sha256}>
                  {partyName(certificate.subject)}
                  <span className="quiet numbers"> {t('signature.validity', { from: words.instant(certificate.notBefore), to: words.instant(certificate.notAfter) })}</span>
                  <span className={`${styles['serial']} quiet`}>{t('signature.serial', { serial: certificate.serialNumber })}</span>
                </li>
              ))}
            </ol>
          )}
        </Fact>
        <Fact name={t('signature.revocation')}>
          {signature.revocation.length === 0
            ? t('signature.revocationNone')
            : signature.revocation.map((evidence) => (
                <p key={`${evidence.kind}${evidence.certificateSerialNumber}`}>
                  {t('signature.revocationLine', { kind: evidence.kind.toUpperCase(), status: status(evidence), from: words.instant(evidence.thisUpdate), source: evidence.source })}
                </p>
              ))}
        </Fact>
        <Fact name={t('signature.timestamps')}>
          {signature.timestamps.length === 0
            ? t('signature.timestampsNone')
            : signature.timestamps.map((stamp) => (
                <p key={stamp.time} className="numbers">
                  {[words.instant(stamp.time), stamp.issuer, stamp.indication].filter((part) => part !== null).join(' · ')}
                </p>
              ))}
        </Fact>
        <Fact name={t('signature.algorithm')}>
          {signature.algorithm} <span className="quiet">({signature.algorithmOid})</span>
        </Fact>
        <Fact name={t('signature.format')}>{[signature.format, signature.baselineLevel].filter((part) => part !== null).join('-')}</Fact>
        <Fact name={t('signature.indication')}>{[signature.indication, signature.subIndication].filter((part) => part !== null).join(' / ')}</Fact>
        <Fact name={t('signature.validationTime')}>
          <span className="numbers">{words.instant(report.validationTime)}</span>
        </Fact>
        <Fact name={t('signature.engine')}>{report.engine}</Fact>
      </dl>
    </details>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
