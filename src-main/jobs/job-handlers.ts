import { createSignatureValidator } from '../signatures/index.ts';
import { hashBlob, readBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { JobFile, JobKind, JobKinds } from './job-kinds.ts';
import { makeCopy } from './copy-job.ts';
import { describeDocument } from './describe-job.ts';

type Handlers = { readonly [Kind in JobKind]: (input: JobKinds[Kind]['input'], progress: (progress: number | null) => void) => Promise<JobKinds[Kind]['result']> };

async function load(files: readonly JobFile[]) {
  return Promise.all(files.map(async (file) => ({ fileName: file.fileName, bytes: await readBlob(file.location) })));
}

/** The real jobs of a desk. They run in a process of their own: they read foreign bytes. */
export const jobHandlers: Handlers = {
  async verify(input, progress) {
    const validator = createSignatureValidator();
    const files = await load(input.files);
    const options = {
      now: input.now,
      ...(input.at === null ? {} : { at: input.at }),
      trustAnchors: await load(input.trustAnchors),
      intermediates: await load(input.intermediates),
      crls: await load(input.crls),
      ocspResponses: await load(input.ocspResponses),
    };
    const reports = [];
    for (const [at, file] of files.entries()) {
      reports.push(await validator.validate({ ...file, detachedContents: files.filter((other) => other !== file) }, options));
      progress((at + 1) / files.length);
    }
    return reports;
  },
  describe: describeDocument,
  copy: (input) => makeCopy(input, (bytes) => writeBlob(input.output, bytes)),
  hashBlob: ({ location }) => hashBlob(location),
};
