import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { VerificationEntry } from '#shared/contract/evidence.ts';
import type { ContractError } from '#shared/contract/index.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { type Verdict, verdictOf } from '#shared/domain/signature-indications.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../error-note.tsx';
import { Seal } from '../seal.tsx';
import { Remedies, type RemedyActions } from './remedies.tsx';
import { ReportSection } from './report-section.tsx';
import { remediesFor } from './settle.ts';
import styles from './signature-panel.module.css';
import { VerdictHistory } from './verdict-history.tsx';

export interface Recheck {
  readonly run: () => void;
  readonly running: boolean;
  readonly progress: number | null;
  readonly error: ContractError | null;
  readonly cancel: () => void;
}

interface Props {
  readonly verdict: Verdict | null;
  readonly reports: readonly ValidationReport[];
  /** Files of the letter or document, beside which containers lie. */
  readonly files?: readonly DocumentFile[];
  /** Message key of what the check could not do. */
  readonly problem: string | null;
  readonly recheck: Recheck | null;
  readonly actions?: RemedyActions;
  /** Earlier checks; null where they are not offered here. */
  readonly history?: readonly VerificationEntry[] | null;
}

const NO_ACTIONS: RemedyActions = { fetch: null, document: null, trust: null };
/** Up to so many signatures are shown open; more become lines that unfold. */
const SHOWN_OPEN = 3;

/** The verdict over a document's signatures, and each signature with what it stands on. */
export function SignaturePanel({ verdict, reports, files = [], problem, recheck, actions = NO_ACTIONS, history = null }: Props) {
  const { t, tKnown, instant } = useWords();
  const signatures = reports.flatMap((report) => report.signatures);
  const speaking = reports.filter((report) => report.signatures.length > 0 || report.documentTimestamps.length > 0 || report.unsignedFiles.length > 0);
  const checkedAt = reports.map((report) => report.checkedAt).sort()[0];
  const checking = recheck?.running === true || (verdict === null && problem === null);
  const form = signatures.length === 1 ? 'alone' : signatures.length <= SHOWN_OPEN ? 'open' : 'folded';

  return (
    <section className={styles['panel']} data-verdict={verdict ?? 'unchecked'} aria-label={t('signature.heading')}>
      <header className={styles['head']}>
        <div className={styles['title']}>
          <Seal verdict={verdict} form="large" />
          {checkedAt === undefined ? null : <span className={`${styles['asof']} numbers`}>{t('signature.asOf', { time: instant(checkedAt) })}</span>}
        </div>
        {recheck === null ? null : (
          <span className={styles['act']}>
            {recheck.running ? (
              <Button variant="default" onClick={recheck.cancel}>
                {t('common.stop')}
              </Button>
            ) : (
              <Tooltip label={t('registration.letter.checkAgain')}>
                <ActionIcon aria-label={t('registration.letter.checkAgain')} onClick={recheck.run}>
                  <IconRefresh size={18} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </span>
        )}
      </header>
      {signatures.length > 1 ? <Tally signatures={signatures} /> : null}
      {checking ? <Progress size="xs" animated={(recheck?.progress ?? null) === null} value={(recheck?.progress ?? 1) * 100} aria-label={t('registration.letter.checking')} /> : null}
      {problem === null ? null : <p className={styles['problem']}>{tKnown(problem, 'error.unknown', { reference: problem })}</p>}
      {recheck === null || recheck.error === null ? null : <ErrorNote error={recheck.error} />}
      <Remedies remedies={remediesFor(signatures)} actions={actions} busy={checking} />
      {speaking.map((report) => (
        <ReportSection key={report.sha256} report={report} files={files} named={speaking.length > 1} form={form} />
      ))}
      {signatures.length === 0 && verdict === 'unsigned' ? <p className="quiet">{t('signature.noSignature')}</p> : null}
      {signatures.length === 0 && verdict !== 'unsigned' ? reports.map((report) => <p key={report.sha256}>{report.fileName}</p>) : null}
      {history === null ? null : <VerdictHistory entries={history} />}
    </section>
  );
}

const ORDER: readonly Verdict[] = ['failed', 'undetermined', 'passed'];

/** How many signatures there are, and how many of each verdict. */
function Tally({ signatures }: { readonly signatures: readonly SignatureReport[] }) {
  const { t } = useWords();
  return (
    <p className={`${styles['tally']} numbers`}>
      <span>{t('signature.total', { total: signatures.length })}</span>
      {ORDER.map((verdict) => {
        const count = signatures.filter(({ indication }) => verdictOf(indication) === verdict).length;
        return count === 0 ? null : (
          <span key={verdict} className={styles['count']}>
            <Seal verdict={verdict} /> {count}
          </span>
        );
      })}
    </p>
  );
}
