import type { Office } from '#shared/contract/desk.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { MadeSignatures } from '../../ui/signing/made-signatures.tsx';
import { SignaturePanel } from '../../ui/signatures/signature-panel.tsx';
import { useRemedies } from '../../ui/signatures/use-remedies.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { OfflineProof } from './offline-proof.tsx';
import { ProtocolMaker } from './protocol-maker.tsx';
import { SimpleSignatures } from './simple/simple-signatures.tsx';
import styles from './signatures-section.module.css';

interface Props {
  readonly card: Card;
  readonly reports: readonly ValidationReport[];
  readonly office: Office;
  readonly readOnly: boolean;
  readonly onChanged: () => void;
}

/** Verdicts of a registered document, earlier checks, and the signature protocol. */
export function SignaturesSection({ card, reports, office, readOnly, onChanged }: Props) {
  const words = useWords();
  const { documentId } = card;
  const recheck = useCall((client, _nothing: null, options) => client.registration.recheck({ documentId }, options));
  const history = useAsk(`verification.history:${documentId}`, (client, options) => client.verification.history({ documentId }, options), ['cards']);

  function runRecheck(): void {
    void recheck.run(null).then((done) => {
      if (done === null) return;
      toastsFor(words).done(words.t('document.recheck.done'));
      onChanged();
    });
  }
  const remedied = useRemedies({ documentId }, recheck, runRecheck, null, onChanged);

  return (
    <div className={styles['section']}>
      <SignaturePanel
        verdict={card.verdict}
        reports={reports}
        files={card.files}
        problem={null}
        recheck={card.files.length === 0 ? null : remedied.recheck}
        actions={remedied.actions}
        history={history.value?.entries ?? null}
      />
      {reports.some(({ signatures }) => signatures.length > 0) ? <OfflineProof documentId={documentId} /> : null}
      <MadeSignatures subject={{ documentId }} files={card.files} />
      <SimpleSignatures card={card} readOnly={readOnly} />
      {history.error === null ? null : <ErrorNote error={history.error} again={history.again} />}
      {reports.length === 0 ? null : <ProtocolMaker documentId={documentId} office={office} reports={reports} />}
    </div>
  );
}
