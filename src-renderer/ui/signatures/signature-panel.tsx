import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ContractError } from '#shared/contract/index.ts';
import type { ValidationReport, Verdict } from '#shared/domain/signature-report.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../error-note.tsx';
import { Seal } from '../seal.tsx';
import { SignatureEntry } from './signature-entry.tsx';
import styles from './signature-panel.module.css';

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
  /** Message key of what the check could not do. */
  readonly problem: string | null;
  readonly recheck: Recheck | null;
}

/** The verdict over a document's signatures, and each signature with what it stands on. */
export function SignaturePanel({ verdict, reports, problem, recheck }: Props) {
  const { t, tKnown, instant } = useWords();
  const signatures = reports.flatMap((report) => report.signatures.map((signature) => ({ report, signature })));
  const checkedAt = reports.map((report) => report.checkedAt).sort()[0];
  const checking = recheck?.running === true || (verdict === null && problem === null);

  return (
    <section className={styles['panel']} data-verdict={verdict ?? 'unchecked'} aria-label={t('signature.heading')}>
      <header className={styles['head']}>
        <Seal verdict={verdict} form="large" />
        {checkedAt === undefined ? null : <span className={`${styles['asof']} numbers`}>{t('signature.asOf', { time: instant(checkedAt) })}</span>}
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
      {checking ? <Progress size="xs" animated={(recheck?.progress ?? null) === null} value={(recheck?.progress ?? 1) * 100} aria-label={t('registration.letter.checking')} /> : null}
      {problem === null ? null : <p className={styles['problem']}>{tKnown(problem, 'error.unknown', { reference: problem })}</p>}
      {recheck === null || recheck.error === null ? null : <ErrorNote error={recheck.error} />}
      {signatures.map(({ report, signature }, at) => (
        <SignatureEntry key={`${report.sha256}:${at}`} report={report} signature={signature} showVerdict={signatures.length > 1} />
      ))}
      {signatures.length === 0 && verdict === 'unsigned' ? <p className="quiet">{t('signature.noSignature')}</p> : null}
      {signatures.length === 0 && verdict !== 'unsigned' ? reports.map((report) => <p key={report.sha256}>{report.fileName}</p>) : null}
    </section>
  );
}
