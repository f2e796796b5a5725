/** Words of documents for search: foreign bytes in, text out. For job processes: the desk's thread loads no parser. */
export { extractText, FILE_BYTES_LIMIT } from './formats/extract-text.ts';
export type { ExtractedText, ExtractionOutcome } from './extracted-text.ts';
