import { type SignatureReport, type ValidationReport, verdictOf } from '#shared/domain/signature-report.ts';
import { useWords } from '../../app/use-text.ts';
import { Seal } from '../seal.tsx';
import { whatSettles } from './settle.ts';
import { SignatureDetails } from './signature-details.tsx';
import styles from './signature-entry.module.css';

interface Props {
  readonly report: ValidationReport;
  readonly signature: SignatureReport;
  readonly showVerdict: boolean;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** One signature in plain words: who, in what capacity, when and how that is known, why, what would settle it. */
export function SignatureEntry({ report, signature, showVerdict }: Props) {
  const words = useWords();
  const { t } = words;
  const { signer } = signature;
  const name = signer?.commonName ?? signer?.organization ?? null;
  const capacity = [signer?.position, signer?.organization === name ? null : signer?.organization].filter((part) => part !== null && part !== undefined);
  const settles = whatSettles(signature);
  // Reasons carry instants of certificates as parameters; people read them as dates.
  const readable = (params: Readonly<Record<string, string>> | undefined): Record<string, string> =>
    Object.fromEntries(Object.entries(params ?? {}).map(([key, value]) => [key, INSTANT.test(value) ? words.instant(value) : value]));

  return (
    <article className={styles['entry']}>
      <p className={styles['who']}>
        {showVerdict ? <Seal verdict={verdictOf(signature.indication)} /> : null}
        <strong>{name ?? t('signature.signerUnknown')}</strong>
        {capacity.length > 0 ? ` — ${capacity.join(', ')}` : null}
        {capacity.length === 0 && signer !== null ? <span className="quiet"> — {t('signature.capacityUnknown')}</span> : null}
      </p>
      <p className="numbers">{time()}</p>
      <p>
        <span className={styles['mark']}>{t(`signature.legal.${signature.legalLevel}`)}.</span> {signature.reasons.map((reason) => words.tKnown(reason.key, 'signature.notChecked', readable(reason.params))).join(' ')}
      </p>
      {settles.length === 0 ? null : (
        <p className={styles['settle']}>
          <strong>{t('signature.settle')}:</strong> {settles.map((key) => t(key)).join(' ')}
        </p>
      )}
      <SignatureDetails report={report} signature={signature} />
    </article>
  );

  function time(): string {
    if (signature.bestSignatureTime !== null) return t('signature.timeProved', { time: words.instant(signature.bestSignatureTime) });
    if (signature.claimedSigningTime !== null) return t('signature.timeClaimed', { time: words.instant(signature.claimedSigningTime) });
    return t('signature.timeUnknown');
  }
}
