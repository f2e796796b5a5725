import type { OfferedKey } from '#shared/contract/signing.ts';
import { attempt } from '../signatures/asn1/attempt.ts';
import { type Certificate, createCades, describeOffer, type DetachedInput, keyProblemOf, type KeyProblem, messageToSign, parseCertificate, type SigningAlgorithm, streamDigest } from '../signatures/index.ts';
import { tokenAlgorithmOf, type TokenDigest } from '../signing/tokens/index.ts';
import { streamBlob, writeBlob } from '../store/blobs/blob-file.ts';
import type { JobKinds, SignResult, TokenMessage, TokenMessageJob, TokenSignatureJob } from './job-kinds.ts';
import { filesTogether, type FilesTogether } from './files-together.ts';
import { demandIntact, signerOf } from './sign-job.ts';
import { SigningRefused } from './signing-refused.ts';

/** Whose keys a token holds; those of kinds that tokens are not asked for say so. Bytes that are no certificate are left out. */
export function describeTokenKeys({ certificates, now }: JobKinds['describeTokenKeys']['input']): Promise<readonly OfferedKey[]> {
  const offers = certificates.flatMap((der) => attempt(() => parseCertificate(der)) ?? []).filter(({ basicConstraints }) => !basicConstraints.ca);
  return Promise.resolve(offers.map((certificate) => describeOffer({ certificate, problem: problemOf(certificate, now) })));
}

/** What the token is given to sign (CAdES-BASELINE-B, detached, over the file or over the list of files together). @throws SigningRefused */
export async function tokenMessage(job: TokenMessageJob): Promise<TokenMessage> {
  const { digest, key, content, signingTime } = await requestOf(job);
  return { message: messageToSign({ key, content, signingTime }), digest };
}

/**
 * The signature with the value that the token gave. What our own engine does not take for good never leaves the job: a
 * token that signed something else is seen here.
 *
 * @throws SigningRefused
 */
export async function adoptTokenSignature(job: TokenSignatureJob): Promise<SignResult> {
  const { key, certificate, content, together, signingTime } = await requestOf(job);
  const signature = await createCades({ form: 'detached', content, signingTime, key: { ...key, chain: [], sign: () => Promise.resolve(job.value) } });
  const stored = together?.around(signature) ?? signature;
  await demandIntact(stored, job);
  return { ...(await writeBlob(job.output, stored)), ...signerOf(certificate) };
}

interface Request {
  readonly certificate: Certificate;
  readonly key: { readonly certificate: Uint8Array; readonly algorithm: SigningAlgorithm };
  readonly content: DetachedInput;
  readonly together: FilesTogether | null;
  readonly signingTime: Date;
  readonly digest: TokenDigest;
}

async function requestOf({ certificate: der, file, together: files, now }: TokenMessageJob): Promise<Request> {
  const certificate = parseCertificate(der);
  const problem = problemOf(certificate, now);
  const known = tokenAlgorithmOf(certificate);
  if (problem === 'unsupported' || known === null) throw new SigningRefused('token.unsupported', certificate.serialNumber);
  if (problem !== null) throw new SigningRefused(problem, certificate.serialNumber);
  const { algorithm, digest } = known;
  const together = await filesTogether({ together: files, now }, algorithm.digest);
  const content = together?.manifest ?? { digest: await streamDigest(algorithm.digest, streamBlob(file.location)) };
  return { certificate, key: { certificate: der, algorithm }, content, together, signingTime: new Date(now), digest };
}

function problemOf(certificate: Certificate, now: string): KeyProblem | null {
  return keyProblemOf(certificate, Date.parse(now)) ?? (tokenAlgorithmOf(certificate) === null ? 'unsupported' : null);
}
