import { IconAlertTriangle } from '@tabler/icons-react';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { SimpleSignatureShown } from '#shared/contract/simple-signatures.ts';
import { useWords } from '../../../app/use-text.ts';
import styles from './simple-signatures.module.css';

interface Props {
  readonly signature: SimpleSignatureShown;
  /** Null: the check is still under way, or could not be made. */
  readonly verified: MethodOutput<'simpleSignatures.verify'> | null;
}

/** One record of a password: who, when, for what, by which agreement, and whether the record is whole. No verdict of a certificate stands here. */
export function SimpleLine({ signature, verified }: Props) {
  const { t, tKnown, instant } = useWords();
  const { agreement, consent, identityCheck, problem } = signature;
  const grounds = [
    agreement === null ? null : t('simpleSignature.byAgreement', { number: agreement.number }),
    consent === null ? null : t('simpleSignature.byConsent', { number: consent.number }),
    identityCheck === null ? null : t('simpleSignature.byIdentity', { time: instant(identityCheck.at), name: identityCheck.by }),
  ].filter((ground) => ground !== null);
  const breaks = verified === null ? [] : [...new Set(verified.problems.filter(({ signatureId }) => signatureId === signature.signatureId).map((found) => found.problem))];
  return (
    <>
      <p className={styles['who']}>
        <strong>{signature.personName}</strong>
        <span className={styles['mark']}>{t(`simpleSignature.mark.${signature.mark}`)}</span>
        {verified === null || breaks.length > 0 ? null : <span className="quiet">{t('simpleSignature.intact')}</span>}
      </p>
      <p className={`${styles['small']} quiet numbers`}>{[instant(signature.at), signature.position, t(`simpleSignature.purpose.${signature.purpose}`), ...grounds].filter((part) => part !== '').join(' · ')}</p>
      <p className={styles['small']} lang={signature.words.language}>
        «{signature.words.text}»
      </p>
      {breaks.map((found) => (
        <p key={found} className={styles['broken']} role="status">
          <IconAlertTriangle size={14} aria-hidden />
          {t('simpleSignature.broken', { reason: t(`simpleSignature.break.${found}`) })}
        </p>
      ))}
      {problem === null ? null : <p className={styles['problem']}>{t('simpleSignature.doesNotCount', { reason: tKnown(`simpleSignature.reason.${problem}`, 'simpleSignature.reason.other') })}</p>}
    </>
  );
}
