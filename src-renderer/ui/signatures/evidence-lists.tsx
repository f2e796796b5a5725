import type { CertificateSummary, DocumentChange, RevocationEvidence, SignedObject, TimestampEvidence } from '#shared/domain/signature-evidence.ts';
import { verdictOf } from '#shared/domain/signature-indications.ts';
import { useWords, type Words } from '../../app/use-text.ts';
import { Seal } from '../seal.tsx';
import styles from './evidence-lists.module.css';

/** Name of a certificate's owner for people. */
function ownerOf({ subject }: CertificateSummary): string {
  return subject.commonName ?? subject.distinguishedName;
}

/** The certificates from the signer's up to the anchor. */
export function ChainList({ chain }: { readonly chain: readonly CertificateSummary[] }) {
  const { t, instant } = useWords();
  if (chain.length === 0) return t('signature.chainNone');
  return (
    <ol className={styles['chain']}>
      {chain.map((certificate) => (
        <li key={certificate.sha256}>
          {ownerOf(certificate)}
          <span className="quiet numbers"> {t('signature.validity', { from: instant(certificate.notBefore), to: instant(certificate.notAfter) })}</span>
          <span className={`${styles['block']} quiet`}>{t('signature.serial', { serial: certificate.serialNumber })}</span>
        </li>
      ))}
    </ol>
  );
}

/** Source that reports state for evidence which lay inside the signature. */
const EMBEDDED = 'embedded';

function originOf(evidence: RevocationEvidence, { t, age }: Words): string {
  if (evidence.source === EMBEDDED) return t('signature.evidence.embedded');
  if (evidence.obtainedAt === null) return t('signature.evidence.given', { source: evidence.source });
  return t('signature.evidence.obtained', { age: age(evidence.obtainedAt), source: evidence.source });
}

function revocationText(evidence: RevocationEvidence, words: Words): string {
  const { t, instant } = words;
  const status = evidence.status === 'revoked' ? t('signature.revocation.revoked', { time: evidence.revokedAt === null ? '—' : instant(evidence.revokedAt) }) : t(`signature.revocation.${evidence.status}`);
  return [
    t('signature.evidence.line', { kind: evidence.kind.toUpperCase(), from: instant(evidence.thisUpdate), status, origin: originOf(evidence, words) }),
    evidence.reason === null ? null : t('signature.evidence.reason', { reason: evidence.reason }),
    evidence.nextUpdate === null ? null : t('signature.evidence.next', { until: instant(evidence.nextUpdate) }),
    evidence.issuer === null ? null : t('signature.evidence.issuer', { issuer: evidence.issuer }),
    t('signature.serial', { serial: evidence.certificateSerialNumber }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Lists and answers that say whether the certificates were revoked, with their source and age. */
export function RevocationList({ revocation }: { readonly revocation: readonly RevocationEvidence[] }) {
  const words = useWords();
  if (revocation.length === 0) return words.t('signature.revocationNone');
  return (
    <ul className={styles['list']}>
      {revocation.map((evidence, at) => (
        <li key={at} className="numbers">
          {revocationText(evidence, words)}
        </li>
      ))}
    </ul>
  );
}

/** Timestamps with what each covers, its authority and its own verdict. */
export function TimestampList({ timestamps }: { readonly timestamps: readonly TimestampEvidence[] }) {
  const { t, instant, reason } = useWords();
  if (timestamps.length === 0) return t('signature.timestampsNone');
  return (
    <ul className={styles['list']}>
      {timestamps.map((stamp, at) => (
        <li key={at}>
          <span className="numbers">{instant(stamp.time)}</span> {t(`signature.timestampKind.${stamp.kind}`)}
          {stamp.issuer === null ? null : <span className="quiet"> · {stamp.issuer}</span>}
          <span className={styles['block']}>
            <Seal verdict={verdictOf(stamp.indication)} />
          </span>
          {stamp.indication === 'TOTAL-PASSED' ? null : <p>{stamp.reasons.map(reason).join(' ')}</p>}
        </li>
      ))}
    </ul>
  );
}

/** What the signature signs. */
export function ObjectList({ objects }: { readonly objects: readonly SignedObject[] }) {
  const { t } = useWords();
  return (
    <ul className={styles['list']}>
      {objects.map((object, at) => (
        <li key={at} data-status={object.status}>
          {object.name} — <strong>{t(`signature.object.${object.status}`)}</strong>
          {object.sha256 === null ? null : <span className={`${styles['block']} quiet`}>SHA-256 {object.sha256}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What later revisions of the file changed; what the signature forbids stands first. */
export function ChangeList({ changes }: { readonly changes: readonly DocumentChange[] }) {
  const { t } = useWords();
  const forbiddenFirst = [...changes].sort((one, other) => Number(one.allowed) - Number(other.allowed));
  return (
    <ul className={styles['list']}>
      {forbiddenFirst.map((change, at) => (
        <li key={at} data-status={change.allowed ? 'intact' : 'altered'}>
          {t(change.allowed ? 'signature.changeAllowed' : 'signature.changeForbidden', { change: t(`signature.change.${change.kind}`), revision: change.revision })}
          {change.detail === '' ? null : <span className="quiet"> · {change.detail}</span>}
        </li>
      ))}
    </ul>
  );
}
