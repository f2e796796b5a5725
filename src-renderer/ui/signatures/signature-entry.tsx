import { IconClockCheck, IconClockQuestion } from '@tabler/icons-react';
import { verdictOf } from '#shared/domain/signature-indications.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { parentOf } from '#shared/domain/signature-tree.ts';
import { statedLevel } from '#shared/domain/stated-level.ts';
import { capacityText, otherPurposeText, signerNameText } from '#shared/i18n/holder-text.ts';
import { useWords, type Words } from '../../app/use-text.ts';
import { Seal } from '../seal.tsx';
import { whatSettles } from './settle.ts';
import { SignatureDetails } from './signature-details.tsx';
import styles from './signature-entry.module.css';

interface Props {
  readonly report: ValidationReport;
  readonly signature: SignatureReport;
  /** Distance from the document: a counter-signature stands below and inside what it signs. */
  readonly depth: number;
  /** `alone`: the panel's head shows the verdict; `open`: one of a few; `folded`: one line that unfolds. */
  readonly form: 'alone' | 'open' | 'folded';
}

/** One signature in plain words: who, in what capacity, when and how that is known, why, what would settle it. */
export function SignatureEntry({ report, signature, depth, form }: Props) {
  const words = useWords();
  const { t } = words;
  const verdict = verdictOf(signature.indication);
  const name = signerName(signature) ?? t('signature.signerUnknown');
  const number = t('signature.number', { id: signature.id });
  if (form === 'folded') {
    return (
      <details className={styles['entry']} data-depth={depth} data-verdict={verdict}>
        <summary className={styles['line']}>
          <Seal verdict={verdict} form="mark" />
          <span className="numbers quiet">{signature.id}</span>
          <strong>{name}</strong>
          <ShortTime signature={signature} words={words} />
        </summary>
        <SignatureBody report={report} signature={signature} words={words} />
      </details>
    );
  }
  return (
    <article className={styles['entry']} data-depth={depth} data-verdict={verdict} aria-label={`${number}: ${name}`}>
      <p className={styles['who']}>
        {form === 'alone' ? null : <Seal verdict={verdict} />}
        <strong>{name}</strong>
      </p>
      <SignatureBody report={report} signature={signature} words={words} />
    </article>
  );
}

function SignatureBody({ report, signature, words }: { readonly report: ValidationReport; readonly signature: SignatureReport; readonly words: Words }) {
  const { t } = words;
  const steps = whatSettles(signature);
  const parent = parentOf(signature.id);
  const otherPurpose = otherPurposeText(signature.signer?.holder, words.language);
  return (
    <div className={styles['body']}>
      {signature.kind === 'counter-signature' ? (
        <p className={styles['mark']}>
          {t('signature.counter')}
          {parent === null ? null : ` — ${t('signature.counterOf', { id: parent })}`}
        </p>
      ) : null}
      <p>{capacityOf(signature, words)}</p>
      {otherPurpose === null ? null : <p className={styles['purpose']}>{otherPurpose}</p>}
      <p className={`${styles['time']} numbers`} data-proved={signature.bestSignatureTime !== null}>
        {signature.bestSignatureTime === null ? <IconClockQuestion size={16} aria-hidden /> : <IconClockCheck size={16} aria-hidden />}
        <span>{timeOf(signature, words)}</span>
      </p>
      <p>
        <span className={styles['mark']}>{levelOf(signature, words)}.</span> {signature.reasons.map(words.reason).join(' ')}
      </p>
      {steps.length === 0 ? null : (
        <div className={styles['settle']}>
          <strong>{t('signature.settle')}:</strong>
          <ul>
            {steps.map((step) => (
              <li key={`${step.key}${step.params['issuer'] ?? ''}`}>{t(step.key, step.params)}</li>
            ))}
          </ul>
        </div>
      )}
      <SignatureDetails report={report} signature={signature} />
    </div>
  );
}

function signerName({ signer }: SignatureReport): string | null {
  return signer === null ? null : signerNameText(signer);
}

function capacityOf({ signer }: SignatureReport, { t, language }: Words): string {
  return signer === null ? t('signature.signerUnknown') : capacityText(signer, language);
}

function levelOf(signature: SignatureReport, { t }: Words): string {
  const level = statedLevel(signature);
  return signature.signerKind === 'seal' ? t(`signature.sealLevel.${level}`) : t(`signature.legal.${level}`);
}

function timeOf({ bestSignatureTime, claimedSigningTime }: SignatureReport, { t, instant }: Words): string {
  if (bestSignatureTime !== null) return t('signature.timeProved', { time: instant(bestSignatureTime) });
  return claimedSigningTime === null ? t('signature.timeUnknown') : t('signature.timeClaimed', { time: instant(claimedSigningTime) });
}

/** The time for a narrow line: its sign tells proved from claimed, its words are there to be read aloud and on hovering. */
function ShortTime({ signature, words }: { readonly signature: SignatureReport; readonly words: Words }) {
  const { t, instant } = words;
  const proved = signature.bestSignatureTime !== null;
  const time = signature.bestSignatureTime ?? signature.claimedSigningTime;
  const meaning = time === null ? t('signature.timeUnknown') : t(proved ? 'signature.time.proved' : 'signature.time.claimed');
  const Sign = proved ? IconClockCheck : IconClockQuestion;
  return (
    <span className={`${styles['when']} ${styles['time']} numbers quiet`} data-proved={proved} title={meaning}>
      <Sign size={16} aria-hidden />
      <span className="visually-hidden">{meaning}</span>
      {time === null ? '—' : instant(time)}
    </span>
  );
}
