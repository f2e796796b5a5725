import { loadFonts, makeTablePdf } from '../pdf/index.ts';
import type { TableJob, TableResult, WindowTableJob, WindowTableResult } from './job-kinds.ts';

/** Prints a list or a journal and hands its bytes to the writer. */
export async function printTable({ texts, fontsDirectory }: TableJob, write: (bytes: Uint8Array) => Promise<{ readonly sha256: string; readonly size: number }>): Promise<TableResult> {
  const { bytes, pages } = await makeTablePdf({ ...texts, fonts: await loadFonts(fontsDirectory) });
  return { ...(await write(bytes)), pages };
}

/** Prints a list that goes to the window that asked for it and nowhere else. */
export async function printTableForWindow({ texts, fontsDirectory }: WindowTableJob): Promise<WindowTableResult> {
  return makeTablePdf({ ...texts, fonts: await loadFonts(fontsDirectory) });
}
