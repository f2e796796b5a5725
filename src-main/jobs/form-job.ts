import { loadFonts, makeFormPdf } from '../pdf/index.ts';
import type { FormJob, FormResult } from './job-kinds.ts';

/** Sets a form as a PDF, which goes to the window that asked for it and nowhere else. */
export async function printForm({ fontsDirectory, ...request }: FormJob): Promise<FormResult> {
  return makeFormPdf({ ...request, fonts: await loadFonts(fontsDirectory) });
}
