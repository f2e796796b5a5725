/**
 * The PDF room: bytes in, bytes out. It knows no store, no desk and no law; every text that it draws
 * comes from its caller (rule packs and catalogues).
 */
export type {
  BlocksPlace,
  CertificationMark,
  CertificationLevel,
  ChosenPlaces,
  ChosenPlace,
  CopySource,
  DrawnMark,
  ElectronicBlock,
  FontFiles,
  FooterTexts,
  HandwrittenBlock,
  LabelRequest,
  MarkPlace,
  MarkPreview,
  PaperCopyRequest,
  PaperCopyResult,
  PreparedSignature,
  PreviewedMark,
  ProtocolDocument,
  ProtocolPdfRequest,
  ProtocolPdfResult,
  ProtocolRow,
  ProtocolSection,
  RegistrationStamp,
  SignatureBlock,
  SignatureFieldRequest,
  SignatureGroup,
  SignatureSheet,
  SimpleBlock,
  StampedCopyContent,
  StampedCopyRequest,
  StampedCopyResult,
  TextPdfRequest,
  UncheckedBlock,
} from './model.ts';
export { FileSource, joined, SourceUnreadable, type ByteSource } from './reading/byte-source.ts';
export { countPdfPages, describePdf, type PdfDescription } from './describe.ts';
export { PDF_REFUSAL_CODES, PdfRefused, type PdfRefusalCode } from './errors.ts';
export { loadFonts } from './fonts.ts';
export { makeFormPdf } from './forms/make-form-pdf.ts';
export type { BlockLine, FormPart, FormPdfRequest, FormPdfResult } from './forms/model.ts';
export { makeLabelPdf } from './label.ts';
export { PDF_LIMITS } from './limits.ts';
export { previewMarks } from './mark-preview.ts';
export { makePaperCopy } from './paper-copy.ts';
export { makeProtocolPdf } from './protocol-pdf.ts';
export { prepareSignatureField } from './signature-field/prepare-signature-field.ts';
export { makeStampedCopy } from './stamped-copy.ts';
export { makeTablePdf } from './tables/make-table-pdf.ts';
export type { SignatureLine, TableColumn, TableLine, TablePart, TablePdfRequest, TablePdfResult, TableRow } from './tables/model.ts';
export { makeTextPdf } from './text-document.ts';
