import { XmlFormatError } from '../errors.ts';
import { parseXml } from '../reading/parse.ts';
import { canonicalise } from '../c14n/canonicalise.ts';
import { DEFAULT_METHOD } from '../c14n/methods.ts';
import { subtreeOf } from '../node-set.ts';
import { ReferenceFailure } from './failure.ts';
import type { Budget } from '../budget.ts';
import type { CanonicalizationMethod } from '../c14n/methods.ts';
import type { NodeSet } from '../node-set.ts';

/** What goes from transform to transform (XMLDSIG clause 4.4.3.2). */
export type TransformData =
  | { readonly kind: 'octets'; readonly bytes: Uint8Array }
  | { readonly kind: 'nodes'; readonly set: NodeSet };

/** @throws ReferenceFailure where octets that should be XML are not. */
export function toNodes(data: TransformData): NodeSet {
  if (data.kind === 'nodes') return data.set;
  try {
    return subtreeOf(parseXml(data.bytes), true);
  } catch (error) {
    if (error instanceof XmlFormatError) throw new ReferenceFailure('refused', error.message, { cause: error });
    throw error;
  }
}

export function toOctets(data: TransformData, budget: Budget, method: CanonicalizationMethod = DEFAULT_METHOD): Uint8Array {
  return data.kind === 'octets' ? data.bytes : canonicalise(data.set, method, budget);
}
