/** The bytes are not the PDF structure they should be; the message says what was expected and where. */
export class PdfFormatError extends Error {
  override readonly name = 'PdfFormatError';
}
