import { computeDigest } from '../../algorithms/digests.ts';
import { contentOf, rawOf } from '../../asn1/tlv.ts';
import { ATTRIBUTE } from '../../formats/cms/oids.ts';
import { attributeValues, singleValue } from '../../formats/cms/signer-info.ts';
import { MAX_TIMESTAMPS_PER_SIGNATURE } from '../../limits.ts';
import { archiveImprintV2, archiveImprintV3 } from './archive-imprint.ts';
import { coveredEvidence, coversToken } from './archive-coverage.ts';
import { hashIndexOf } from './hash-index.ts';
import { internalRecords } from './internal-records.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { Attribute, SignerInfo } from '../../formats/cms/signer-info.ts';
import type { TimestampSubject } from '../subject.ts';
import type { CmsEvidence } from './embedded-evidence.ts';
import type { SignedContent } from '../signed-content.ts';
import type { TimestampKind } from '#shared/domain/signature-evidence.ts';

/** What the imprints of one signer's timestamps are computed from. */
export interface CmsTimestampScope {
  /** Null for a counter-signature, which archive timestamps of its own do not have. */
  readonly signedData: SignedData | null;
  readonly content: SignedContent | null;
  readonly evidence: CmsEvidence;
}

const KINDS: Readonly<Record<string, TimestampKind>> = {
  [ATTRIBUTE.contentTimestamp]: 'content',
  [ATTRIBUTE.signatureTimestamp]: 'signature',
  [ATTRIBUTE.referencesTimestamp]: 'sig-and-refs',
  [ATTRIBUTE.referencesOnlyTimestamp]: 'refs-only',
  [ATTRIBUTE.archiveTimestampV1]: 'archive',
  [ATTRIBUTE.archiveTimestampV2]: 'archive',
  [ATTRIBUTE.archiveTimestampV3]: 'archive',
};

interface Found {
  readonly oid: string;
  readonly token: Tlv;
  /** Place of the attribute among the unsigned ones; -1 for signed ones. */
  readonly place: number;
}

/** The timestamps of one signer (EN 319 122-1 clauses 5.2.8, 5.3, 5.5 and annex A.1.5), content timestamps first, records last. */
export function cmsTimestamps(signer: SignerInfo, scope: CmsTimestampScope): TimestampSubject[] {
  const found = [
    ...attributeValues(signer.signedAttributes ?? [], ATTRIBUTE.contentTimestamp).map((token) => ({
      oid: ATTRIBUTE.contentTimestamp,
      token,
      place: -1,
    })),
    ...signer.unsignedAttributes.flatMap((attribute, place): Found[] =>
      KINDS[attribute.oid] === undefined ? [] : attribute.values.map((token) => ({ oid: attribute.oid, token, place })),
    ),
  ].slice(0, MAX_TIMESTAMPS_PER_SIGNATURE);
  return [...found.map((one, index) => subjectOf(one, index, found, signer, scope)), ...ofRecords(found.length, scope)];
}

/** Those of evidence records, which are over all that the signers had when each was made. */
function ofRecords(first: number, { signedData, evidence }: CmsTimestampScope): TimestampSubject[] {
  const own = Array.from({ length: first }, (_, place) => place);
  return (signedData === null ? [] : internalRecords(signedData)).map(({ token, imprints, overData, renews }) => {
    const renewed = renews.map((place) => first + place);
    const covers = overData ? { signature: true, timestamps: [...own, ...renewed], evidence: evidence.placed.map(({ value }) => value) } : { signature: false, timestamps: renewed, evidence: [] };
    return { kind: 'archive', isOfRecord: true, token, imprints, covers };
  });
}

/** Tokens of the signer beyond the limit, which are not looked at. */
export function uncheckedTimestamps(signer: SignerInfo): number {
  const all = [...(signer.signedAttributes ?? []), ...signer.unsignedAttributes]
    .filter(({ oid }) => KINDS[oid] !== undefined)
    .flatMap(({ values }) => values);
  return Math.max(0, all.length - MAX_TIMESTAMPS_PER_SIGNATURE);
}

function subjectOf(
  { oid, token, place }: Found,
  own: number,
  found: readonly Found[],
  signer: SignerInfo,
  scope: CmsTimestampScope,
): TimestampSubject {
  const kind = KINDS[oid] ?? 'signature';
  const isArchive = kind === 'archive';
  const index = oid === ATTRIBUTE.archiveTimestampV3 ? hashIndexOf(token) : null;
  const earlier = found.flatMap((other, at) => (isArchive && at !== own && coversToken(oid, { token, place }, other, signer) ? [at] : []));
  return {
    kind,
    token: rawOf(token),
    imprints: (digest) => imprintsOf(oid, place, token, digest, signer, scope),
    ...(index === null ? {} : { names: [index.digest] }),
    covers: {
      signature: kind === 'signature' || kind === 'sig-and-refs' || isArchive,
      timestamps: isArchive ? earlier : kind === 'sig-and-refs' ? signatureTokens(found) : [],
      evidence: isArchive ? coveredEvidence(oid, place, token, signer, scope.evidence.placed) : [],
    },
  };
}

function signatureTokens(found: readonly Found[]): number[] {
  return found.flatMap(({ oid }, at) => (oid === ATTRIBUTE.signatureTimestamp ? [at] : []));
}

function imprintsOf(
  oid: string,
  place: number,
  token: Tlv,
  digest: DigestAlgorithm,
  signer: SignerInfo,
  scope: CmsTimestampScope,
): readonly Uint8Array[] | null {
  const hash = (...pieces: readonly Uint8Array[]): readonly Uint8Array[] | null => {
    const value = computeDigest(digest, ...pieces);
    return value === null ? null : [value];
  };
  switch (oid) {
    case ATTRIBUTE.contentTimestamp: {
      const value = scope.content?.digest(digest) ?? null;
      return value === null ? null : [value];
    }
    case ATTRIBUTE.signatureTimestamp:
      return hash(signer.signatureValue);
    case ATTRIBUTE.referencesTimestamp:
      return hash(
        signer.signatureValue,
        ...attributePieces(signer, ATTRIBUTE.signatureTimestamp),
        ...attributePieces(signer, ATTRIBUTE.certificateReferences),
        ...attributePieces(signer, ATTRIBUTE.revocationReferences),
      );
    case ATTRIBUTE.referencesOnlyTimestamp:
      return hash(
        ...attributePieces(signer, ATTRIBUTE.certificateReferences),
        ...attributePieces(signer, ATTRIBUTE.revocationReferences),
      );
    case ATTRIBUTE.archiveTimestampV3:
      return scope.signedData === null ? null : archiveImprintV3(token, digest, signer, scope.signedData, scope.content);
    default:
      return scope.signedData === null ? null : archiveImprintV2(oid, place, digest, signer, scope.signedData, scope.content);
  }
}

/** Type and values of an attribute without the outer SEQUENCE header (EN 319 122-1 clause A.1.5.2). */
function attributePieces(signer: SignerInfo, oid: string): Uint8Array[] {
  return signer.unsignedAttributes.flatMap((attribute, index) => {
    const field = signer.unsignedFields[index];
    return attribute.oid === oid && field !== undefined ? [contentOf(field)] : [];
  });
}

/** Whether an attribute is there once with one value. */
export function hasSingle(attributes: readonly Attribute[] | null, oid: string): boolean {
  return typeof singleValue(attributes ?? [], oid) !== 'string';
}
