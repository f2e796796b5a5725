import type { JobKind, JobKinds } from './job-kinds.ts';

type Handlers = { readonly [Kind in JobKind]: (input: JobKinds[Kind]['input'], progress: (progress: number | null) => void) => Promise<JobKinds[Kind]['result']> };

const blobs = () => import('../store/blobs/blob-file.ts');
const pdf = () => import('../pdf/index.ts');

/**
 * The real jobs of a desk. They run in a process of their own: they read foreign bytes. Each loads its modules when it is
 * first asked for: a check of a signature does not wait for what reads PDF, and the first job of a desk comes sooner.
 */
export const jobHandlers: Handlers = {
  verify: async (input, progress) => (await import('./verify-job.ts')).verifyFiles(input, progress),
  verifiableUntil: async (input) => (await import('./verify-job.ts')).proveAhead(input),
  describe: async (input) => (await import('./describe-job.ts')).describeDocument(input),
  countPages: async (input) => (await import('./describe-job.ts')).countPages(input),
  fetchEvidence: async (input) => (await import('./fetch-job.ts')).fetchMissing(input),
  inspectKeyFile: async (input) => (await import('./sign-job.ts')).inspectKeyFile(input),
  sign: async (input) => (await import('./sign-job.ts')).signFile(input),
  describeTokenKeys: async (input) => (await import('./token-sign-job.ts')).describeTokenKeys(input),
  tokenMessage: async (input) => (await import('./token-sign-job.ts')).tokenMessage(input),
  adoptTokenSignature: async (input) => (await import('./token-sign-job.ts')).adoptTokenSignature(input),
  signThroughNcalayer: async (input) => (await import('./ncalayer-job.ts')).signThroughNcalayer(input),
  timestamp: async (input) => (await import('./timestamp-job.ts')).fetchTimestamp(input),
  makeEvidence: async (input, progress) => (await import('./evidence-record-job.ts')).makeEvidence(input, progress),
  openMail: async (input) => (await import('./open-mail-job.ts')).openMail(input),
  sendMail: async (input) => (await import('../notifications/mail/smtp.ts')).sendOverSmtp(input),
  extractText: async (input) => (await import('./extract-text-job.ts')).extractTextOfFile(input),
  readTable: async (input) => (await import('./read-table-job.ts')).readTableFile(input),
  copy: async (input) => {
    const { writeBlob } = await blobs();
    return (await import('./copy-job.ts')).makeCopy(input, (bytes) => writeBlob(input.output, bytes));
  },
  previewMarks: async (input) => (await import('./copy-job.ts')).previewCopy(input),
  label: async ({ fontsDirectory, ...request }) => {
    const { loadFonts, makeLabelPdf } = await pdf();
    return makeLabelPdf({ ...request, fonts: await loadFonts(fontsDirectory) });
  },
  table: async (input) => {
    const { writeBlob } = await blobs();
    return (await import('./table-job.ts')).printTable(input, (bytes) => writeBlob(input.output, bytes));
  },
  tableForWindow: async (input) => (await import('./table-job.ts')).printTableForWindow(input),
  form: async (input) => (await import('./form-job.ts')).printForm(input),
  checkFixity: async (input, progress) => (await import('./fixity-job.ts')).checkFixity(input, progress),
  makePackage: async (input, progress) => (await import('./package-job.ts')).makeSealedPackage(input, progress),
  inspectPackage: async (input, progress) => (await import('./package-job.ts')).inspectSealedPackage(input, progress),
  listPackage: async (input) => (await import('./package-documents-job.ts')).listSealedPackage(input),
  takeFromPackage: async (input, progress) => (await import('./package-documents-job.ts')).takeFromSealedPackage(input, progress),
};
