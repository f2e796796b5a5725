/** Words of documents for search: foreign bytes in, text out. */
export { extractText, FILE_BYTES_LIMIT, TEXT_LIMIT } from './formats/extract-text.ts';
export type { ExtractedText, ExtractionOutcome } from './formats/extract-text.ts';
