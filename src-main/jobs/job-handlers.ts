import { loadFonts, makeLabelPdf } from '../pdf/index.ts';
import { hashBlob, writeBlob } from '../store/blobs/blob-file.ts';
import { makeCopy, previewCopy } from './copy-job.ts';
import { countPages, describeDocument } from './describe-job.ts';
import { extractTextOfFile } from './extract-text-job.ts';
import { fetchMissing } from './fetch-job.ts';
import type { JobKind, JobKinds } from './job-kinds.ts';
import { printForm } from './form-job.ts';
import { openMail } from './open-mail-job.ts';
import { readTableFile } from './read-table-job.ts';
import { inspectKeyFile, signFile } from './sign-job.ts';
import { printTable, printTableForWindow } from './table-job.ts';
import { fetchTimestamp } from './timestamp-job.ts';
import { verifyFiles } from './verify-job.ts';

type Handlers = { readonly [Kind in JobKind]: (input: JobKinds[Kind]['input'], progress: (progress: number | null) => void) => Promise<JobKinds[Kind]['result']> };

/** The real jobs of a desk. They run in a process of their own: they read foreign bytes. */
export const jobHandlers: Handlers = {
  verify: verifyFiles,
  describe: describeDocument,
  countPages,
  fetchEvidence: fetchMissing,
  inspectKeyFile,
  sign: signFile,
  timestamp: fetchTimestamp,
  openMail,
  // Loaded by what sends alone.
  sendMail: async (input) => (await import('../notifications/mail/smtp.ts')).sendOverSmtp(input),
  extractText: extractTextOfFile,
  readTable: readTableFile,
  copy: (input) => makeCopy(input, (bytes) => writeBlob(input.output, bytes)),
  previewMarks: previewCopy,
  label: async ({ fontsDirectory, ...request }) => makeLabelPdf({ ...request, fonts: await loadFonts(fontsDirectory) }),
  table: (input) => printTable(input, (bytes) => writeBlob(input.output, bytes)),
  tableForWindow: printTableForWindow,
  form: printForm,
  hashBlob: ({ location }) => hashBlob(location),
};
