import { readXmlSignatures } from '../../formats/xml/index.ts';
import { SignedContent } from '../signed-content.ts';
import { joinEvidence } from '../evidence-bag.ts';
import { xmlSubject } from './subject.ts';
import type { DigestSource } from '../../formats/xml/index.ts';
import type { FileSubject } from '../subject.ts';

/** Looks up a document beside the signature by the name that the signature gives it. */
export type FindContent = (name: string) => SignedContent | null;

/**
 * The signatures of an XML document.
 * @param find documents beside it, by decoded name; `null` name: the one document that was given, if one was.
 * @throws XmlFormatError, LimitExceededError
 */
export function xmlFile(bytes: Uint8Array, find: (name: string | null) => SignedContent | null, firstId = 1): FileSubject {
  const named = new Map<string, SignedContent>();
  const resolve = (uri: string | null, written: string | null): Uint8Array | DigestSource | null => {
    const content = find(uri) ?? (written === null ? null : find(written));
    if (content === null) return null;
    if (uri !== null) named.set(uri, content);
    return content;
  };
  const { signatures } = readXmlSignatures(bytes, { resolve });
  const hashOf = (name: string): string | null => named.get(name)?.sha256() ?? null;
  const subjects = signatures.map((signature, index) => xmlSubject(signature, String(firstId + index), hashOf));
  return {
    signatures: subjects,
    documentTimestamps: [],
    embedded: joinEvidence(...subjects.map(({ embedded }) => embedded)),
    unsignedFiles: [],
  };
}
