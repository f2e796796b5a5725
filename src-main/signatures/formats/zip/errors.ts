/** The bytes are not a ZIP container that is taken; the message says what is wrong with it. */
export class ZipFormatError extends Error {
  override readonly name = 'ZipFormatError';
}
