import type { FontFiles } from '../model.ts';

/** A column: `share` of the width left over; `whole`: as wide as its longest cell, so that an index is never broken. */
export interface TableColumn {
  readonly title: string;
  readonly share: number;
  readonly whole?: boolean;
  readonly align?: 'left' | 'centre' | 'right';
  /** Running text, whose words may be parted; never for names and numbers. */
  readonly prose?: boolean;
}

/** `section`: one text over all columns; `total`: a row in bold; `struck`: struck through but for its last cell, which says why. `least`: height in millimetres, for rows to be filled by hand. */
export type TableRow =
  | { readonly kind: 'row' | 'total' | 'struck'; readonly cells: readonly string[]; readonly least?: number }
  | { readonly kind: 'section'; readonly text: string };

export interface TablePart {
  /** Set above the table and kept with its first row; empty where there is none. */
  readonly heading: string;
  readonly columns: readonly TableColumn[];
  /** A second line of the head with the numbers of the columns, as printed forms have it. */
  readonly numbered: boolean;
  readonly rows: readonly TableRow[];
}

/** A line above or below the tables. */
export interface TableLine {
  readonly text: string;
  readonly look: 'title' | 'bold' | 'plain' | 'small';
  readonly align: 'left' | 'centre' | 'right';
}

/** A line to sign on: what stands before it and after it. */
export interface SignatureLine {
  readonly position: string;
  readonly name: string;
}

/** A printed list, journal or card on A4. All texts are the caller's. */
export interface TablePdfRequest {
  readonly fonts: FontFiles;
  /** Landscape unless stated. */
  readonly orientation?: 'portrait' | 'landscape' | undefined;
  /** Title of the file and of the foot of each page. */
  readonly title: string;
  /** ISO 639-1, stated in the file. */
  readonly language: string;
  /** ISO 8601, UTC; written as the creation date. */
  readonly createdAt: string;
  /** Block in the upper right corner, such as the approval of the head; none where empty. */
  readonly corner: readonly string[];
  readonly titleLines: readonly TableLine[];
  readonly parts: readonly TablePart[];
  readonly footLines: readonly TableLine[];
  readonly signatures: readonly SignatureLine[];
  /** `{page}` and `{pages}` are places. */
  readonly pageOf: string;
}

export interface TablePdfResult {
  readonly bytes: Uint8Array;
  readonly pages: number;
}
