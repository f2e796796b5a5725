/** Signatures in PDF: what the file says and what later revisions changed. Nothing here is a verdict. */
export { byteRangeMarks, mentionsSignatures } from './byte-range-marks.ts';
export { PdfFormatError } from './errors.ts';
export { readPdfSignatures } from './read-signatures.ts';
export { looksLikePdf } from './structure/file.ts';
export type { PdfSignatureDocument } from './read-signatures.ts';
export type { DocumentSecurityStore, DssObject, VriEntry } from './dss.ts';
export type {
  ByteRange,
  DocMdp,
  FieldMdp,
  PdfChange,
  PdfChangeKind,
  PdfSignature,
  PdfSignatureProblem,
  PdfSignatureProblemKind,
  Rectangle,
  SignatureDictionaryFacts,
} from './signature-types.ts';
