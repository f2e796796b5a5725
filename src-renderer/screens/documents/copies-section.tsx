import type { Office } from '#shared/contract/desk.ts';
import type { Card, Copy } from '#shared/contract/registration.ts';
import { useWords } from '../../app/use-text.ts';
import { CopyRegisterSection } from '../copy-register/copy-register-section.tsx';
import { FormsMenu } from '../../ui/forms/forms-menu.tsx';
import { CopyPrintPart } from '../printing/copy-print-part.tsx';
import { useCopyPrint } from '../printing/use-copy-print.ts';
import { CopyLine } from './copy-line.tsx';
import { CopyMaker } from './copy-maker.tsx';
import styles from './copies-section.module.css';

interface Props {
  readonly documentId: string;
  readonly copies: readonly Copy[];
  readonly office: Office;
  readonly files: Card['files'];
  /** The document may not be passed outside without the head's permission (CARD-17). */
  readonly barred: boolean;
}

/** The copies made of this document, making another, and who applied for one. */
export function CopiesSection({ documentId, copies, office, files, barred }: Props) {
  const { t } = useWords();
  const printing = useCopyPrint(documentId);
  const newestFirst = [...copies].sort((one, other) => other.madeAt.localeCompare(one.madeAt));
  return (
    <div className={styles['section']}>
      <CopyMaker documentId={documentId} office={office} newest={newestFirst[0]} files={files} listed />
      <FormsMenu about="document" subjectId={documentId} />
      <CopyRegisterSection documentId={documentId} office={office} barred={barred} />
      <CopyPrintPart printing={printing} />
      {newestFirst.length === 0 ? <p className="quiet">{t('document.copy.none')}</p> : null}
      {newestFirst.map((copy) => (
        <CopyLine key={copy.copyId} copy={copy} onPrint={() => printing.print(copy)} />
      ))}
    </div>
  );
}
