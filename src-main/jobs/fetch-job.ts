import type { EvidenceReader } from '../evidence/fetching/evidence-reader.ts';
import { fetchEvidence, type FetchResult } from '../evidence/fetching/fetch-evidence.ts';
import { buildOcspRequest, describeEvidence, parseCertificate, parseOcspNonce } from '../signatures/index.ts';
import { writeBlob } from '../store/blobs/blob-file.ts';
import type { FetchEvidenceJob } from './job-kinds.ts';

/** The signature room as the search for evidence sees it. */
export const signatureRoom: EvidenceReader = {
  describe: (kind, bytes) => describeEvidence(kind === 'issuer' ? 'intermediate' : kind, bytes),
  ocspRequest: (certificate, issuer, nonce) => buildOcspRequest({ certificate: parseCertificate(certificate), issuer: parseCertificate(issuer), nonce }),
  ocspNonce: parseOcspNonce,
};

/** Asks for missing evidence and writes what can be read to the given places. */
export async function fetchMissing(job: FetchEvidenceJob): Promise<FetchResult> {
  let used = 0;
  return fetchEvidence(job, {
    reader: signatureRoom,
    keep: async (bytes) => {
      const output = used;
      used += 1;
      const place = job.outputs[output];
      if (place === undefined) throw new RangeError('more was obtained than there are places');
      return { output, ...(await writeBlob(place, bytes)) };
    },
  });
}
