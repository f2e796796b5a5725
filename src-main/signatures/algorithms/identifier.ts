import { Fields } from '../asn1/fields.ts';
import { rawOf } from '../asn1/tlv.ts';
import { oidOf } from '../asn1/values.ts';
import type { Tlv } from '../asn1/tlv.ts';

/** AlgorithmIdentifier (RFC 5280 clause 4.1.1.2). */
export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters: Tlv | null;
  readonly raw: Uint8Array;
}

export function algorithmIdentifierOf(tlv: Tlv): AlgorithmIdentifier {
  const fields = Fields.ofSequence(tlv, 'AlgorithmIdentifier');
  const oid = oidOf(fields.any());
  const parameters = fields.peek() === undefined ? null : fields.any();
  fields.finish();
  return { oid, parameters, raw: rawOf(tlv) };
}
