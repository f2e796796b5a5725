import { canonicalizationMethodOf, DEFAULT_METHOD } from '../c14n/methods.ts';
import { attributeOf, childElements, childrenNamed, localNameOf } from '../dom.ts';
import { base64Of } from '../key-info.ts';
import { MAX_TIMESTAMPS_PER_SIGNATURE, LimitExceededError } from '../../../limits.ts';
import { DS_NS, XADES_132_NS, XADES_141_NS } from '../namespaces.ts';
import { ReferenceFailure } from '../transforms/failure.ts';
import { timestampInput } from './timestamp-input.ts';
import type { CanonicalizationMethod } from '../c14n/methods.ts';
import type { ProcessedReference } from '../references/process.ts';
import type { ReadingSession } from '../session.ts';
import type { XmlTimestamp, XmlTimestampKind } from './types.ts';
import type { Element } from '@xmldom/xmldom';

const KINDS: ReadonlyMap<string, XmlTimestampKind> = new Map([
  ['AllDataObjectsTimeStamp', 'content'],
  ['IndividualDataObjectsTimeStamp', 'content'],
  ['SignatureTimeStamp', 'signature'],
  ['SigAndRefsTimeStamp', 'sig-and-refs'],
  ['SigAndRefsTimeStampV2', 'sig-and-refs'],
  ['RefsOnlyTimeStamp', 'refs-only'],
  ['RefsOnlyTimeStampV2', 'refs-only'],
  ['ArchiveTimeStamp', 'archive'],
]);

/** What the time-stamps of one signature have in common. */
export interface TimestampSurroundings {
  readonly namespace: string;
  readonly signature: Element;
  readonly references: readonly ProcessedReference[];
  readonly signedProperties: Element | null;
}

/** Every time-stamp container among the properties, in their order. */
export function timestampsIn(
  properties: readonly Element[],
  surroundings: TimestampSurroundings,
  session: ReadingSession,
): XmlTimestamp[] {
  const { namespace } = surroundings;
  const known = (element: Element): boolean =>
    element.namespaceURI === namespace || (element.namespaceURI === XADES_141_NS && namespace === XADES_132_NS);
  const containers = properties.flatMap((container) => {
    const kind = known(container) ? KINDS.get(localNameOf(container)) : undefined;
    return kind === undefined ? [] : [{ container, kind }];
  });
  if (containers.length > MAX_TIMESTAMPS_PER_SIGNATURE) {
    throw new LimitExceededError(`${MAX_TIMESTAMPS_PER_SIGNATURE} time-stamps of a signature`);
  }
  return containers.map(({ container, kind }) => timestampOf(container, kind, properties, surroundings, session));
}

function timestampOf(
  container: Element,
  kind: XmlTimestampKind,
  unsigned: readonly Element[],
  { signature, references, signedProperties }: TimestampSurroundings,
  session: ReadingSession,
): XmlTimestamp {
  const written = childElements(container).filter(
    ({ localName }) => localName === 'EncapsulatedTimeStamp' || localName === 'XMLTimeStamp',
  );
  const tokens = written.flatMap((element) => {
    const token = element.localName === 'EncapsulatedTimeStamp' ? base64Of(element) : null;
    return token === null ? [] : [token];
  });
  if (tokens.length > MAX_TIMESTAMPS_PER_SIGNATURE) {
    throw new LimitExceededError(`${MAX_TIMESTAMPS_PER_SIGNATURE} tokens of a time-stamp`);
  }
  const facts = {
    kind,
    id: attributeOf(container, 'Id'),
    namespace: container.namespaceURI ?? '',
    name: localNameOf(container),
    tokens,
    unreadTokens: written.length - tokens.length,
  };
  try {
    const place = { container, kind, signature, references, signedProperties, unsigned, method: methodOf(container) };
    return { ...facts, covered: timestampInput(place, session), coveredProblem: null };
  } catch (error) {
    if (error instanceof ReferenceFailure) return { ...facts, covered: null, coveredProblem: error.message };
    throw error;
  }
}

function methodOf(container: Element): CanonicalizationMethod {
  const [element, ...more] = childrenNamed(container, DS_NS, 'CanonicalizationMethod');
  if (element === undefined) return DEFAULT_METHOD;
  const method = more.length > 0 ? null : canonicalizationMethodOf(element);
  if (method === null) throw new ReferenceFailure('unsupported', 'canonicalisation of a time-stamp');
  return method;
}
