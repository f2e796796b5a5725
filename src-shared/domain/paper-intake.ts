import type { ValidationReport } from './signature-report.ts';

/**
 * Intake of a paper document in the order of KhAI 3.6 (REG-05, REG-06): number, stamp on the paper, full scan,
 * primary review.
 */
export const PAPER_STAGES = ['stamp', 'scan', 'review'] as const;
/** What is due next: the stamp, the scan, or nothing but passing the document on. */
export type PaperStage = (typeof PAPER_STAGES)[number];

/** How the number came onto the paper. */
export const STAMP_METHODS = ['label', 'hand-stamp'] as const;
export type StampMethod = (typeof STAMP_METHODS)[number];

export const LABEL_FORMATS = ['pdf', 'zpl'] as const;
export type LabelFormat = (typeof LABEL_FORMATS)[number];

/** Sizes of labels that desks stick on paper, in millimetres. */
export const LABEL_SIZES = ['58x40', '100x50'] as const;
export type LabelSize = (typeof LABEL_SIZES)[number];

/** What is known of a paper's way so far. */
export interface PaperProgress {
  readonly stamped: boolean;
  readonly scanned: boolean;
}

export function paperStage({ stamped, scanned }: PaperProgress): PaperStage {
  if (scanned) return 'review';
  return stamped ? 'scan' : 'stamp';
}

export type ScanDifference = 'unknownPages' | 'unknownSheets' | 'tooFewPages' | 'tooManyPages';

/**
 * Compares the pages of a scan with the sheets that the card states (REG-06). A sheet has one or two sides, and
 * an empty back is not scanned: between one and two pages a sheet all is well.
 */
export function scanDifference(pages: number | null, sheets: number | null, attachmentSheets: number | null): ScanDifference | null {
  if (pages === null) return 'unknownPages';
  if (sheets === null) return 'unknownSheets';
  const all = sheets + (attachmentSheets ?? 0);
  if (pages < all) return 'tooFewPages';
  return pages > all * 2 ? 'tooManyPages' : null;
}

/** Whether the copy of a paper original is certified (REG-07): by the office's seal, by a person's signature, or not. */
export const SCAN_CERTIFICATIONS = ['none', 'signed', 'sealed'] as const;
export type ScanCertification = (typeof SCAN_CERTIFICATIONS)[number];

/** How the copy of a paper original is certified: only a signature that passed certifies anything. */
export function scanCertificationOf(reports: readonly Pick<ValidationReport, 'signatures'>[]): ScanCertification {
  const passed = reports.flatMap(({ signatures }) => signatures).filter(({ indication }) => indication === 'TOTAL-PASSED');
  if (passed.some(({ signerKind }) => signerKind === 'seal')) return 'sealed';
  return passed.length > 0 ? 'signed' : 'none';
}
