/** Entry of a job's process under Electron. */
import { serveJobs } from '../../jobs/serve-jobs.ts';
import { loadPdfJs } from './pdfjs-in-utility.ts';
import { utilityPort } from './utility-port.ts';

await loadPdfJs();
// Only now: the jobs import pdf.js themselves.
const { jobHandlers } = await import('../../jobs/job-handlers.ts');
serveJobs(utilityPort(), jobHandlers);
