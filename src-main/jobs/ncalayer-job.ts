import { toDefiniteLength } from '../signatures/asn1/definite-length.ts';
import { createSignatureValidator, digestByName, keyProblemOf, readCertificates } from '../signatures/index.ts';
import { checkByEngine, MAX_DOCUMENT_BYTES, ncalayerClient, NcalayerError } from '../signing/ncalayer/index.ts';
import { blobSize, readBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { JobFile, NcalayerJob, SignResult } from './job-kinds.ts';
import { filesTogether } from './files-together.ts';
import { demandIntact, signerOf } from './sign-job.ts';
import { SigningRefused } from './signing-refused.ts';

/**
 * Has the person sign the file in NCALayer (detached), or the list of files together. What comes back leaves the job only
 * if it is one correct signature over the very bytes that were handed over, by a certificate that may sign now.
 *
 * @throws SigningRefused
 */
export async function signThroughNcalayer(job: NcalayerJob): Promise<SignResult> {
  const { now, output } = job;
  // Which key the person takes is not known yet: the list holds hashes that any key may sign.
  const together = await filesTogether(job, digestByName('SHA-256'));
  const cms = await askedFor(together?.manifest ?? (await documentOf(job.file)), job);
  const report = await createSignatureValidator().validate({ fileName: 'signature.p7s', bytes: cms }, { now, trustAnchors: [] });
  const named = report.signatures[0]?.certificate?.sha256;
  const certificate = readCertificates(toDefiniteLength(cms).bytes).find(({ sha256 }) => sha256 === named);
  if (certificate === undefined) throw new SigningRefused('notVerified', 'the certificate of the signer is not in the answer');
  const problem = keyProblemOf(certificate, Date.parse(now));
  if (problem !== null) throw new SigningRefused(problem, certificate.serialNumber);
  const stored = together?.around(cms) ?? cms;
  await demandIntact(stored, job);
  return { ...(await writeBlob(output, stored)), ...signerOf(certificate) };
}

async function documentOf({ location }: JobFile): Promise<Uint8Array> {
  const size = await blobSize(location);
  if (size > MAX_DOCUMENT_BYTES) throw new SigningRefused('ncalayer.document-too-large', `${size} bytes`);
  return readBlob(location);
}

async function askedFor(document: Uint8Array, { now, locale, program }: Pick<NcalayerJob, 'now' | 'locale' | 'program'>): Promise<Uint8Array> {
  try {
    return (await ncalayerClient({ check: checkByEngine(() => now), ...program }).signDetached(document, { locale })).cms;
  } catch (error) {
    // Only the problem's name crosses the border of the process, with the program's own words for the log.
    if (error instanceof NcalayerError) throw new SigningRefused(`ncalayer.${error.problem}`, error.message);
    throw error;
  }
}
