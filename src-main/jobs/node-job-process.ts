/** Entry of a job's process under Node. */
import { jobHandlers } from './job-handlers.ts';
import { nodePort } from './node-port.ts';
import { serveJobs } from './serve-jobs.ts';

serveJobs(nodePort(), jobHandlers);
