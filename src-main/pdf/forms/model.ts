import type { FontFiles } from '../model.ts';
import type { TableColumn, TableRow } from '../tables/model.ts';

/** A line of a block: text, or a rule to write on with a caption below it (empty: none). */
export type BlockLine = { readonly text: string; readonly bold?: boolean } | { readonly rule: string };

/**
 * One part of a form, set below the one before it. A value that is empty leaves a rule to write on. `lines` is how many
 * rules there are for it.
 */
export type FormPart =
  | { readonly part: 'heading'; readonly text: string; readonly look: 'title' | 'bold' | 'plain'; readonly align: 'left' | 'centre' }
  /** Requisites of several lines, at most 73 mm wide: of the office on the left, approval or addressee on the right. */
  | { readonly part: 'block'; readonly side: 'left' | 'right'; readonly lines: readonly BlockLine[] }
  | { readonly part: 'paragraph'; readonly text: string; readonly indent: boolean }
  | { readonly part: 'field'; readonly label: string; readonly value: string; readonly caption: string; readonly lines: number; readonly prose: boolean }
  | { readonly part: 'table'; readonly heading: string; readonly columns: readonly TableColumn[]; readonly numbered: boolean; readonly rows: readonly TableRow[] }
  /** A line to sign on: position, then a rule with its caption for each of signature, name and date. */
  | { readonly part: 'signature'; readonly position: string; readonly name: string; readonly captions: { readonly signature: string; readonly name: string; readonly date: string } }
  | { readonly part: 'note'; readonly text: string }
  /** Room that stays empty, in millimetres. */
  | { readonly part: 'space'; readonly height: number }
  /** What follows begins a sheet of its own. */
  | { readonly part: 'sheet' };

/** A form of the office on A4, upright; all texts are the caller's. */
export interface FormPdfRequest {
  readonly fonts: FontFiles;
  readonly title: string;
  /** ISO 639-1; words are parted by its rules. */
  readonly language: string;
  /** ISO 8601, UTC; written as the creation date. */
  readonly createdAt: string;
  readonly parts: readonly FormPart[];
}

export interface FormPdfResult {
  readonly bytes: Uint8Array;
  readonly pages: number;
}
