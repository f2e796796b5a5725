import { indeterminate } from './findings.ts';
import type { Finding } from './findings.ts';
import type { SignedContent } from './signed-content.ts';

/** A further signature beside is no other document of the name. */
const SIGNATURE_NAME = /\.(?:p7s|p7m|p7b|p7c|pkcs7|cades|cms|sig|sgn|sign)$/i;

/** The document whose whole name the signature file bears: `a.pdf` for `a.pdf.p7s`. */
export function namesakeOf(fileName: string, beside: readonly SignedContent[]): SignedContent | null {
  const name = comparable(fileName);
  return beside.find(({ fileName: other }) => other !== null && other !== '' && name.startsWith(`${comparable(other)}.`)) ?? null;
}

/**
 * The document that a signature file is named after, as people and the intake of letters pair them: its namesake, or
 * `a.pdf` for `a.p7s` where no other `a.*` is there.
 */
export function companionOf(fileName: string, beside: readonly SignedContent[]): SignedContent | null {
  const namesake = namesakeOf(fileName, beside);
  if (namesake !== null) return namesake;
  const stem = withoutEnding(comparable(fileName));
  const documents = beside.filter(({ fileName: other }) => other !== null && other !== '' && !SIGNATURE_NAME.test(other));
  const [only, ...more] = documents.filter(({ fileName: other }) => withoutEnding(comparable(other ?? '')) === stem);
  return only === undefined || more.length > 0 ? null : only;
}

function comparable(fileName: string): string {
  return fileName.normalize('NFC').toLowerCase();
}

function withoutEnding(name: string): string {
  return name.replace(/\.[^./]+$/, '');
}

/**
 * A signature over its own content or a third document, beside one of its name: that document is not what was signed, and
 * nobody should take it for that.
 */
export function contentDiffers({ fileName }: SignedContent): Finding[] {
  return [indeterminate('SIGNED_DATA_NOT_FOUND', 'verdict.contentDiffers', { files: fileName ?? '' })];
}
