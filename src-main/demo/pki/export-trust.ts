import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ocspFor } from './pki.ts';
import type { TestPki } from './pki.ts';

/** One file of trust or revocation data. */
export interface TrustFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What a desk has to be given so that it can judge the signatures of the test authority. */
export interface TrustFiles {
  readonly trustAnchors: readonly TrustFile[];
  readonly intermediates: readonly TrustFile[];
  readonly crls: readonly TrustFile[];
  readonly ocspResponses: readonly TrustFile[];
}

export function exportTrust(pki: TestPki): TrustFiles {
  return {
    trustAnchors: [{ fileName: 'test-root.cer', bytes: pki.root.certificate }],
    intermediates: [{ fileName: 'test-issuing.cer', bytes: pki.intermediate.certificate }],
    crls: [
      { fileName: 'test-root.crl', bytes: pki.rootCrl },
      { fileName: 'test-issuing.crl', bytes: pki.intermediateCrl },
    ],
    ocspResponses: [{ fileName: 'test-director.ocsp', bytes: ocspFor(pki, pki.signers.director) }],
  };
}

/** Writes the files into a folder, which is made where it is missing; gives the paths. */
export async function writeTrust(folder: string, pki: TestPki): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = Object.values(exportTrust(pki)).flat();
  const paths = files.map(({ fileName }) => join(folder, fileName));
  await Promise.all(files.map(({ fileName, bytes }) => writeFile(join(folder, fileName), bytes)));
  return paths;
}
