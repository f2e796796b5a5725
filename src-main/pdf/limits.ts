const MiB = 1024 * 1024;

/** Bounds on foreign files. What exceeds them is refused, never half read. */
export const PDF_LIMITS = {
  fileBytes: 256 * MiB,
  pages: 5_000,
  pageTreeNodes: 20_000,
  pageTreeDepth: 64,
  objects: 2_000_000,
  crossReferenceSections: 4_096,
  /** All decoded object streams and cross-reference streams together. */
  decodedStructureBytes: 256 * MiB,
  /** Decoded content of one page. */
  pageContentBytes: 64 * MiB,
  /** Decoded page content of a whole paper copy. */
  allContentBytes: 512 * MiB,
  annotationsPerPage: 5_000,
  formFields: 100_000,
  formFieldDepth: 64,
  /** Room for one signature value, timestamps and evidence included. */
  signatureContentsBytes: MiB,
  imagePixels: 100_000_000,
  /** Images with transparency or interlacing are unpacked whole and cost many times their pixels. */
  unpackedImagePixels: 40_000_000,
  /** Beyond these a page is not searched for free space: its marks go to a sheet. */
  searchedContentBytes: 8 * MiB,
  searchedImagePixels: 60_000_000,
} as const;
