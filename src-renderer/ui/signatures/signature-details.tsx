import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { claimText, purposeText } from '#shared/i18n/holder-text.ts';
import { useWords } from '../../app/use-text.ts';
import { ConstraintTable } from './constraint-table.tsx';
import { ChainList, ChangeList, ObjectList, RevocationList, TimestampList } from './evidence-lists.tsx';
import { Fact } from './fact.tsx';
import styles from './signature-details.module.css';

interface Props {
  readonly report: ValidationReport;
  readonly signature: SignatureReport;
}

/** The evidence of a verdict: questions and answers, what is signed, chain, revocation, timestamps, trust. */
export function SignatureDetails({ report, signature }: Props) {
  const { t, instant, language } = useWords();
  const holder = signature.signer?.holder;
  return (
    <details className={styles['details']}>
      <summary>{t('signature.details')}</summary>
      <div className={styles['body']}>
        <p>
          <strong>{t('signature.constraints')}</strong>
        </p>
        <ConstraintTable constraints={signature.constraints} />
        <dl className={styles['facts']}>
          <Fact name={t('signature.signer')}>{signature.signer?.distinguishedName ?? t('signature.signerUnknown')}</Fact>
          <Fact name={t('signature.signerKind')}>{t(holder === undefined || holder.kind === null ? `signature.signerKind.${signature.signerKind ?? 'unknown'}` : `holder.kind.${holder.kind}`)}</Fact>
          {holder === undefined ? null : (
            <>
              <Fact name={t('holder.purpose')}>{purposeText(holder, language)}</Fact>
              <Fact name={t('holder.claim')}>{claimText(holder.claim, language)}</Fact>
            </>
          )}
          {signature.signedObjects.length === 0 ? null : (
            <Fact name={t('signature.objects')}>
              <ObjectList objects={signature.signedObjects} />
            </Fact>
          )}
          {report.content === null ? null : (
            <Fact name={t('protocol.label.content')}>
              {report.content.fileName} <span className="quiet">SHA-256 {report.content.sha256}</span>
            </Fact>
          )}
          {report.container === 'pdf' || signature.changesAfter.length > 0 ? (
            <Fact name={t('signature.changes')}>{signature.changesAfter.length === 0 ? t('signature.changesNone') : <ChangeList changes={signature.changesAfter} />}</Fact>
          ) : null}
          <Fact name={t('signature.chain')}>
            <ChainList chain={signature.chain} />
          </Fact>
          <Fact name={t('signature.revocation')}>
            <RevocationList revocation={signature.revocation} />
          </Fact>
          <Fact name={t('signature.timestamps')}>
            <TimestampList timestamps={signature.timestamps} />
          </Fact>
          {signature.bestSignatureTime !== null && signature.claimedSigningTime !== null ? <Fact name={t('protocol.label.claimedTime')}>{instant(signature.claimedSigningTime)}</Fact> : null}
          <Fact name={t('signature.algorithm')}>
            {signature.algorithm} <span className="quiet">({signature.algorithmOid})</span>
          </Fact>
          <Fact name={t('signature.format')}>{signature.level}</Fact>
          <Fact name={t('signature.container')}>{t(`protocol.container.${report.container}`)}</Fact>
          {signature.signaturePolicy === null ? null : <Fact name={t('signature.signaturePolicy')}>{signature.signaturePolicy}</Fact>}
          <Fact name={t('signature.indication')}>{[signature.indication, signature.subIndication].filter((part) => part !== null).join(' / ')}</Fact>
          <Fact name={t('signature.validationTime')}>
            <span className="numbers">{instant(report.validationTime)}</span>
          </Fact>
          {/* A report without a policy comes from an engine that did not count anchors either. */}
          {report.policy === '' ? null : (
            <>
              <Fact name={t('signature.policy')}>{report.policy}</Fact>
              <Fact name={t('signature.trust')}>
                {t('signature.trustAnchors', { anchors: report.trust.anchors })}
                {report.trust.lists.map((list) => (
                  <p key={list.sha256}>{t('signature.trustList', { name: list.name, number: list.sequenceNumber ?? '—', from: list.issuedAt === null ? '—' : instant(list.issuedAt) })}</p>
                ))}
              </Fact>
            </>
          )}
          <Fact name={t('signature.engine')}>{report.engine}</Fact>
        </dl>
      </div>
    </details>
  );
}
