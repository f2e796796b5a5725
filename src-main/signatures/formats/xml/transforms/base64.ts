import { isText, nodesOf } from '../dom.ts';
import { holds } from '../node-set.ts';
import { ReferenceFailure } from './failure.ts';
import type { TransformData } from './data.ts';

/** Base64 without white space; null where the text is not base64. */
export function decodeBase64(text: string): Uint8Array | null {
  const compact = text.replaceAll(/[ \t\r\n]+/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return null;
  return Buffer.from(compact, 'base64');
}

/** The base64 transform (XMLDSIG clause 6.6.2): of a node-set, the text nodes count. */
export function decodeTransform(data: TransformData): TransformData {
  const text = data.kind === 'octets' ? Buffer.from(data.bytes).toString('latin1') : textIn(data);
  const bytes = decodeBase64(text);
  if (bytes === null) throw new ReferenceFailure('refused', 'content of the base64 transform');
  return { kind: 'octets', bytes };
}

function textIn({ set }: Extract<TransformData, { kind: 'nodes' }>): string {
  const pieces: string[] = [];
  for (const node of nodesOf(set.apex)) if (isText(node) && holds(set, node)) pieces.push(node.data);
  return pieces.join('');
}
