import { computeDigest, digestByOid, equalBytes } from '../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { attempt } from '../asn1/attempt.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { booleanOf, octetsOf, smallIntegerOf, timeOf } from '../asn1/values.ts';
import { extensionsOf } from '../certificates/extensions.ts';
import { shortName } from '../certificates/summary.ts';
import { CMS } from '../formats/cms/oids.ts';
import { parseSignedData } from '../formats/cms/signed-data.ts';
import { assessSigner } from './assess.ts';
import { SignedContent } from './content.ts';
import { weaknessOf } from './cryptographic-policy.ts';
import { embeddedEvidence } from './embedded-evidence.ts';
import { conclude, failed, indeterminate } from './findings.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { SignedData } from '../formats/cms/signed-data.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';
import type { SignerScope } from './assess.ts';
import type { ValidationContext } from './context.ts';
import type { Finding } from './findings.ts';
import type { TimestampEvidence } from '#shared/domain/signature-report.ts';

/** TSTInfo (RFC 3161 clause 2.4.2). */
interface TstInfo {
  readonly digest: DigestAlgorithm;
  readonly imprint: Uint8Array;
  /** Milliseconds since 1970 UTC. */
  readonly genTime: number;
}

export interface TimestampResult {
  readonly evidence: TimestampEvidence;
  /** Proved instant in milliseconds; null unless every check of the token passed. */
  readonly poe: number | null;
  /** Token over these bytes with a correct signature value, whatever is known of the authority. */
  readonly intact: boolean;
}

/**
 * Time-stamp validation building block (EN 319 102-1 clause 5.4).
 *
 * Strict on purpose: the authority must be trusted, unrevoked and inside its validity now. Tokens of expired
 * authorities need past validation (clause 5.6.2), which this version does not do; they prove nothing here.
 *
 * @param covered the bytes that the token should cover.
 * @returns null where the value is no time-stamp token at all.
 */
export function validateTimestamp(
  value: Tlv,
  covered: Uint8Array,
  parent: SignerScope,
  context: ValidationContext,
): TimestampResult | null {
  const token = readToken(value);
  if (token === null) return null;
  const { tst, signedData, signer, content } = token;
  const embedded = embeddedEvidence(signedData);
  const scope: SignerScope = {
    contentType: CMS.tstInfo,
    content: { kind: 'found', content: new SignedContent(content, null) },
    certificates: [...embedded.certificates, ...parent.certificates],
    crls: [...embedded.crls, ...parent.crls],
    ocspResponses: [...embedded.ocspResponses, ...parent.ocspResponses],
    use: 'timestamp',
  };
  const assessment = assessSigner(signer, scope, context, null);
  const imprint = checkImprint(tst, covered);
  const { certificate } = assessment;
  const findings = [...imprint, ...assessment.findings, ...checkTokenTime(tst, context)];
  if (!assessment.hasReference) findings.push(indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.timestampInvalid', { detail: 'TSTInfo' }));
  if (certificate !== null && (tst.genTime < certificate.notBefore || tst.genTime > certificate.notAfter)) {
    findings.push(indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.timestampInvalid', { detail: 'TSTInfo' }));
  }
  const { indication, subIndication } = conclude(findings, assessment);
  const issuer = certificate === null ? null : shortName(certificate);
  const imprintFits = imprint.every((finding) => finding.reason.key === 'verdict.weakAlgorithm');
  return {
    evidence: { time: new Date(tst.genTime).toISOString(), issuer, indication, subIndication },
    poe: indication === 'TOTAL-PASSED' ? tst.genTime : null,
    intact: imprintFits && assessment.dataIntact === true && assessment.signatureIntact === true,
  };
}

interface Token {
  readonly tst: TstInfo;
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly content: Uint8Array;
}

function readToken(value: Tlv): Token | null {
  return attempt(() => {
    const parsed = parseSignedData(rawOf(value));
    if (parsed.kind !== 'signed-data') return null;
    const { signedData } = parsed;
    const [signer, ...more] = signedData.signerInfos;
    if (signedData.contentType !== CMS.tstInfo || signedData.content === null) return null;
    if (signer === undefined || more.length > 0) return null;
    const tst = tstInfoOf(readSingle(signedData.content));
    return { tst, signedData, signer, content: signedData.content };
  });
}

function tstInfoOf(tlv: Tlv): TstInfo {
  const fields = Fields.ofSequence(tlv, 'TSTInfo');
  if (smallIntegerOf(fields.take(TAG.integer)) !== 1) throw new Asn1Error('TSTInfo version');
  fields.take(TAG.oid);
  const imprint = Fields.ofSequence(fields.any(), 'MessageImprint');
  const digest = digestByOid(algorithmIdentifierOf(imprint.any()).oid);
  const hash = octetsOf(imprint.any());
  imprint.finish();
  fields.take(TAG.integer);
  const genTime = timeOf(fields.take(TAG.generalizedTime));
  fields.optional(TAG.sequence);
  const ordering = fields.optional(TAG.boolean);
  if (ordering !== null) booleanOf(ordering);
  fields.optional(TAG.integer);
  fields.optionalContext(0);
  const extensions = fields.optionalContext(1);
  fields.finish();
  if (extensions !== null && hasCritical(extensions)) throw new Asn1Error('critical extension of TSTInfo');
  return { digest, imprint: hash, genTime };
}

/** `extensions` is IMPLICIT here: the tag stands in the place of SEQUENCE. */
function hasCritical(tlv: Tlv): boolean {
  const asSequence: Tlv = { ...tlv, tagClass: 0, tagNumber: TAG.sequence };
  return [...extensionsOf(asSequence).values()].some((extension) => extension.critical);
}

function checkImprint({ digest, imprint }: TstInfo, covered: Uint8Array): Finding[] {
  const actual = computeDigest(digest, covered);
  const algorithm = `${digest.name} (${digest.oid})`;
  if (actual === null) return [indeterminate(null, 'verdict.unsupportedAlgorithm', { algorithm })];
  if (!equalBytes(actual, imprint)) return [failed('HASH_FAILURE', 'verdict.hashMismatch')];
  const weak = weaknessOf(digest, null, null);
  if (weak === null) return [];
  return [indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'verdict.weakAlgorithm', { algorithm: weak })];
}

/** A token from the future was not made by a clock that anybody should trust. */
function checkTokenTime({ genTime }: TstInfo, { now }: ValidationContext): Finding[] {
  return genTime > now ? [indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.timestampInvalid', { detail: 'TSTInfo' })] : [];
}
