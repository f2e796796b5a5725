import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@mantine/core';
import { boundDifferences } from '#shared/domain/bound-files.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { inTree, type PlacedSignature } from '#shared/domain/signature-tree.ts';
import { useWords } from '../../app/use-text.ts';
import { TimestampList } from './evidence-lists.tsx';
import styles from './report-section.module.css';
import { SignatureEntry } from './signature-entry.tsx';

interface Props {
  readonly report: ValidationReport;
  /** Files of the letter or document, beside which a container lies. */
  readonly files: readonly DocumentFile[];
  /** Whether other files of the letter carry signatures too, so that each needs its name. */
  readonly named: boolean;
  readonly form: 'alone' | 'open' | 'folded';
}

/** More than this is first shown in part: the card below must stay in reach. */
const SHOWN_AT_ONCE = 6;

/** The signatures of one file, the files that no signature covers, and the document's own timestamps. */
export function ReportSection({ report, files, named, form }: Props) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const placed = inTree(report.signatures);
  const differences = boundDifferences([report], files).filter(({ fileName, difference }) => difference !== 'added' || !report.unsignedFiles.includes(fileName));
  const shown = all ? placed : worstFirst(placed);
  return (
    <>
      {named ? <p className={styles['file']}>{report.fileName}</p> : null}
      {report.unsignedFiles.length === 0 ? null : (
        <Notice>
          <strong>
            {t('signature.unsignedFiles')}: {report.unsignedFiles.join(', ')}.
          </strong>{' '}
          {t('signature.unsignedFilesExplain')}
        </Notice>
      )}
      {differences.length === 0 ? null : (
        <Notice>
          <strong>{t('signature.boundDifferences')}:</strong> {differences.map(({ fileName, difference }) => `${fileName} — ${t(`signature.bound.${difference}`)}`).join('; ')}.
        </Notice>
      )}
      {shown.map(({ signature, depth }) => (
        <SignatureEntry key={signature.id} report={report} signature={signature} depth={depth} form={form} />
      ))}
      {shown.length === placed.length ? null : (
        <Button variant="default" className={styles['more']} onClick={() => setAll(true)}>
          {t('signature.showAll', { total: placed.length })}
        </Button>
      )}
      {report.documentTimestamps.length === 0 ? null : (
        <div className={styles['stamps']}>
          <p>
            <strong>{t('signature.documentTimestamps')}</strong>
          </p>
          <TimestampList timestamps={report.documentTimestamps} />
        </div>
      )}
    </>
  );
}

function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <p className={`${styles['notice']} attention-note`}>
      <IconAlertTriangle size={16} aria-hidden /> <span>{children}</span>
    </p>
  );
}

const WEIGHT: Readonly<Record<SignatureReport['indication'], number>> = { 'TOTAL-FAILED': 0, INDETERMINATE: 1, 'TOTAL-PASSED': 2 };

/** The part of a long list that is shown first: what did not pass must never hide behind what did. File order stays. */
export function worstFirst(placed: readonly PlacedSignature<SignatureReport>[]): PlacedSignature<SignatureReport>[] {
  if (placed.length <= SHOWN_AT_ONCE) return [...placed];
  const worst = new Set([...placed].sort((one, other) => WEIGHT[one.signature.indication] - WEIGHT[other.signature.indication]).slice(0, SHOWN_AT_ONCE));
  return placed.filter((one) => worst.has(one));
}
