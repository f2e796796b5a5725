import { IconAlertTriangle, IconPassword } from '@tabler/icons-react';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../../state/desk.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DemandedList } from './demanded-list.tsx';
import { SimpleLine } from './simple-line.tsx';
import { SimpleSignAction } from './simple-sign-action.tsx';
import styles from './simple-signatures.module.css';

type Verified = MethodOutput<'simpleSignatures.verify'>;

/** What was signed or confirmed by password, whether its records are whole, and what the kind demands (SIGN-12, SIGN-13, VER-12). Not there where there is none of it. */
export function SimpleSignatures({ card, readOnly }: { readonly card: Card; readonly readOnly: boolean }) {
  const { t, tKnown } = useWords();
  const { documentId } = card;
  const maySign = useDesk(({ person }) => hasPersonRight(person, 'document.sign')) && !readOnly;
  const answer = useAsk(`simpleSignatures:${documentId}`, (client, options) => client.simpleSignatures.ofDocument({ documentId }, options), ['cards', 'signatures']);
  const count = answer.value?.signatures.length ?? 0;
  // Another number of records is another question: what was added is checked as well.
  const check = useAsk(count === 0 ? null : `simpleSignatures.verify:${documentId}:${count}`, (client, options) => client.simpleSignatures.verify({ documentId }, options));

  if (answer.value === null) return answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />;
  const { signatures, demanded, offer } = answer.value;
  const offered = maySign && offer !== null && offer.texts.length > 0 ? offer : null;
  if (signatures.length === 0 && demanded.length === 0 && offered === null) return null;
  return (
    <section className={styles['simple']} aria-label={t('simpleSignature.title')}>
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      <DemandedList demanded={demanded} />
      {signatures.length === 0 ? null : (
        <>
          <p className={styles['heading']}>
            <IconPassword size={16} aria-hidden className="quiet" />
            {t('simpleSignature.title')}
          </p>
          <ul className={styles['list']}>
            {signatures.map((signature) => (
              <li key={signature.signatureId}>
                <SimpleLine signature={signature} verified={check.value} />
              </li>
            ))}
          </ul>
          {check.value === null ? null : <Elsewhere verified={check.value} shown={signatures.map(({ signatureId }) => signatureId)} />}
          {check.error === null ? null : <ErrorNote error={check.error} again={check.again} />}
        </>
      )}
      {offered === null ? null : offered.problem === null ? <SimpleSignAction documentId={documentId} offer={offered} /> : <p className={`${styles['small']} quiet`}>{t('simpleSignature.mayNot', { reason: tKnown(`simpleSignature.reason.${offered.problem}`, 'simpleSignature.reason.other') })}</p>}
    </section>
  );
}

/** What the check found beside the records that are shown: one that is gone, another document's in their chain, files that are not here. */
function Elsewhere({ verified, shown }: { readonly verified: Verified; readonly shown: readonly string[] }) {
  const { t } = useWords();
  const others = new Set(verified.problems.filter(({ signatureId }) => !shown.includes(signatureId)).map(({ problem }) => problem));
  return (
    <>
      {[...others].map((problem) => (
        <p key={problem} className={styles['broken']} role="status">
          <IconAlertTriangle size={14} aria-hidden />
          {t('simpleSignature.otherBroken', { reason: t(`simpleSignature.break.${problem}`) })}
        </p>
      ))}
      {verified.elsewhere.length === 0 ? null : <p className={`${styles['small']} quiet`}>{t('simpleSignature.elsewhere', { files: verified.elsewhere.join(', ') })}</p>}
    </>
  );
}
