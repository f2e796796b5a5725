/**
 * Preparation of directory strings for comparison (RFC 5280 clause 7.1, RFC 4518 clause 2): two names are one
 * where their prepared strings are equal.
 */

/**
 * Mapped to nothing (RFC 4518 clause 2.2): control characters that are no white space, format characters such as
 * soft hyphens and joiners, variation selectors, the object replacement character.
 */
const MAPPED_TO_NOTHING = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Cf}\p{Variation_Selector}\u{FFFC}]|\u034F/gu;

/** Case folded, compatibility-normalised, runs of white space as one space, none at the ends. */
export function preparedString(text: string): string {
  // Of printable ASCII nothing is mapped away or normalised.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase().trim().replaceAll(/ +/g, ' ');
  return text
    .replaceAll(MAPPED_TO_NOTHING, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .trim()
    .replaceAll(/[\s\u0085]+/g, ' ');
}
