import { toDefiniteLength } from '../signatures/asn1/definite-length.ts';
import { createSignatureValidator, keyProblemOf, readCertificates } from '../signatures/index.ts';
import { checkByEngine, MAX_DOCUMENT_BYTES, ncalayerClient, NcalayerError } from '../signing/ncalayer/index.ts';
import { blobSize, readBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { NcalayerJob, SignResult } from './job-kinds.ts';
import { signerOf, SigningRefused } from './sign-job.ts';

/**
 * Has the person sign the file in NCALayer (detached). What comes back leaves the job only if it is one correct signature
 * over the very bytes of the file, by a certificate that may sign now.
 *
 * @throws SigningRefused
 */
export async function signThroughNcalayer({ file, now, locale, program, output }: NcalayerJob): Promise<SignResult> {
  const size = await blobSize(file.location);
  if (size > MAX_DOCUMENT_BYTES) throw new SigningRefused('ncalayer.document-too-large', `${size} bytes`);
  const cms = await askedFor(await readBlob(file.location), { now, locale, program });
  const report = await createSignatureValidator().validate({ fileName: 'signature.p7s', bytes: cms }, { now, trustAnchors: [] });
  const named = report.signatures[0]?.certificate?.sha256;
  const certificate = readCertificates(toDefiniteLength(cms).bytes).find(({ sha256 }) => sha256 === named);
  if (certificate === undefined) throw new SigningRefused('notVerified', 'the certificate of the signer is not in the answer');
  const problem = keyProblemOf(certificate, Date.parse(now));
  if (problem !== null) throw new SigningRefused(problem, certificate.serialNumber);
  return { ...(await writeBlob(output, cms)), ...signerOf(certificate) };
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
