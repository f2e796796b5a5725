import { LimitExceededError, MAX_TIMESTAMPS_PER_SIGNATURE } from '../../../limits.ts';
import { canonicalizationMethodOf } from '../c14n/methods.ts';
import { childrenNamed, isNamed, onlyChild } from '../dom.ts';
import { base64Of } from '../key-info.ts';
import { DS_NS, XADES_RECORDS_NS } from '../namespaces.ts';
import { ReferenceFailure } from '../transforms/failure.ts';
import { recordParts } from './timestamp-input.ts';
import type { ReadingSession } from '../session.ts';
import type { TimestampSurroundings } from './timestamps.ts';
import type { XmlEvidenceRecords } from './types.ts';
import type { Element } from '@xmldom/xmldom';

/** Every SealingEvidenceRecords among the unsigned properties with records in ASN.1; those in XML (RFC 6283) are not read. */
export function evidenceRecordsIn(properties: readonly Element[], surroundings: TimestampSurroundings, session: ReadingSession): XmlEvidenceRecords[] {
  const found = properties.flatMap((container, place) => {
    if (!isNamed(container, XADES_RECORDS_NS, 'SealingEvidenceRecords')) return [];
    const records = childrenNamed(container, XADES_RECORDS_NS, 'ASN1EvidenceRecord').flatMap((element) => base64Of(element) ?? []);
    return records.length === 0 ? [] : [{ container, place, records }];
  });
  if (found.reduce((sum, { records }) => sum + records.length, 0) > MAX_TIMESTAMPS_PER_SIGNATURE) {
    throw new LimitExceededError(`${MAX_TIMESTAMPS_PER_SIGNATURE} evidence records of a signature`);
  }
  return found.map(({ container, place, records }) => ({ place, records, parts: partsOf(container, properties, surroundings, session) }));
}

/** Null where they cannot be computed. The standard leaves the method open; the European validator takes that of SignedInfo. */
function partsOf(container: Element, unsigned: readonly Element[], surroundings: TimestampSurroundings, session: ReadingSession): readonly Uint8Array[] | null {
  const signedInfo = onlyChild(surroundings.signature, DS_NS, 'SignedInfo');
  const stated = signedInfo === null ? null : onlyChild(signedInfo, DS_NS, 'CanonicalizationMethod');
  const method = stated === null ? null : canonicalizationMethodOf(stated);
  if (method === null) return null;
  try {
    return recordParts({ ...surroundings, container, kind: 'archive', unsigned, method }, session);
  } catch (error) {
    if (error instanceof ReferenceFailure) return null;
    throw error;
  }
}
