import { indeterminate } from './findings.ts';
import type { Finding } from './findings.ts';
import type { SignedContent } from './signed-content.ts';

/** The document that a signature file is named after: `a.pdf` for `a.pdf.p7s`. */
export function companionOf(fileName: string, beside: readonly SignedContent[]): SignedContent | null {
  const name = fileName.normalize('NFC').toLowerCase();
  const isNamesake = ({ fileName: other }: SignedContent): boolean =>
    other !== null && other !== '' && name.startsWith(`${other.normalize('NFC').toLowerCase()}.`);
  return beside.find(isNamesake) ?? null;
}

/**
 * A signature with its content inside beside another document of its name: that document is not what was signed,
 * and nobody should take it for that.
 */
export function contentDiffers({ fileName }: SignedContent): Finding[] {
  return [indeterminate('SIGNED_DATA_NOT_FOUND', 'verdict.contentDiffers', { files: fileName ?? '' })];
}
