import { subtreeOf } from '../node-set.ts';
import { ReferenceFailure } from '../transforms/failure.ts';
import type { DigestSource, ReadingSession } from '../session.ts';
import type { NodeSet } from '../node-set.ts';
import type { Element } from '@xmldom/xmldom';

/** What a URI leads to, before transforms. */
export type Dereferenced =
  | { readonly kind: 'nodes'; readonly set: NodeSet; readonly element: Element | null }
  | { readonly kind: 'external'; readonly content: Uint8Array | DigestSource; readonly name: string | null };

const ROOT = /^#xpointer\(\/\)$/;
const BY_ID = /^#xpointer\(id\((?:'([^']*)'|"([^"]*)")\)\)$/;

/**
 * Follows a URI (XMLDSIG clauses 4.4.3.1 to 4.4.3.3).
 * @throws ReferenceFailure where nothing is found, an identifier is not unique, or the form of the URI is not supported
 */
export function dereference(uri: string | null, session: ReadingSession): Dereferenced {
  if (uri === '') return { kind: 'nodes', set: subtreeOf(session.document, false), element: null };
  if (uri === null || !uri.startsWith('#')) return dereferenceExternal(uri, session);
  if (ROOT.test(uri)) return { kind: 'nodes', set: subtreeOf(session.document, true), element: null };
  const pointer = BY_ID.exec(uri);
  if (pointer !== null) return byId(pointer[1] ?? pointer[2] ?? '', true, session);
  if (uri.startsWith('#xpointer(')) throw new ReferenceFailure('unsupported', `XPointer ${uri.slice(0, 200)}`);
  return byId(uri.slice(1), false, session);
}

function byId(id: string, comments: boolean, session: ReadingSession): Dereferenced {
  const [element, ...more] = elementsNamed(id, session);
  if (element === undefined) throw new ReferenceFailure('not-found', `no element with identifier ${id.slice(0, 200)}`);
  if (more.length > 0) throw new ReferenceFailure('refused', `identifier ${id.slice(0, 200)} on several elements`);
  return { kind: 'nodes', set: subtreeOf(element, comments), element };
}

function elementsNamed(id: string, session: ReadingSession): readonly Element[] {
  const direct = session.elementsById(session.document, id);
  const decoded = decodePercent(id);
  return direct.length > 0 || decoded === id ? direct : session.elementsById(session.document, decoded);
}

function dereferenceExternal(uri: string | null, session: ReadingSession): Dereferenced {
  const name = uri === null ? null : decodePercent(uri);
  const content = session.resolve(name, uri);
  if (content === null) throw new ReferenceFailure('not-found', name === null ? 'no document given' : name.slice(0, 200));
  return { kind: 'external', content, name };
}

/** The text itself where its percent signs encode nothing: some signers write file names as they are. */
function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
