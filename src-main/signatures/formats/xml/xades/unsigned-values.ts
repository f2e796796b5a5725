import { isElement, localNameOf, nodesOf } from '../dom.ts';
import { base64Of } from '../key-info.ts';
import { MAX_ENCAPSULATED_VALUES } from '../limits.ts';
import { LimitExceededError } from '../../../limits.ts';
import type { Element } from '@xmldom/xmldom';

/** Certificates and revocation values that a signature brings along; DER, unverified. */
export interface EmbeddedValues {
  readonly certificateValues: readonly Uint8Array[];
  readonly crlValues: readonly Uint8Array[];
  readonly ocspValues: readonly Uint8Array[];
}

/** Properties that hold values, in XAdES 1.1.1 to EN 319 132-1 V1.3.1. */
const HOLDERS: ReadonlySet<string> = new Set([
  'CertificateValues',
  'RevocationValues',
  'AttrAuthoritiesCertValues',
  'AttributeRevocationValues',
  'TimeStampValidationData',
  'AnyValidationData',
]);

export function embeddedValuesOf(properties: readonly Element[]): EmbeddedValues {
  const certificateValues: Uint8Array[] = [];
  const crlValues: Uint8Array[] = [];
  const ocspValues: Uint8Array[] = [];
  const lists: Readonly<Record<string, Uint8Array[]>> = {
    EncapsulatedX509Certificate: certificateValues,
    EncapsulatedCRLValue: crlValues,
    EncapsulatedOCSPValue: ocspValues,
  };
  for (const property of properties) {
    if (!HOLDERS.has(localNameOf(property))) continue;
    for (const node of nodesOf(property)) {
      const list = isElement(node) ? lists[localNameOf(node)] : undefined;
      const value = list === undefined || !isElement(node) ? null : base64Of(node);
      if (list === undefined || value === null) continue;
      list.push(value);
      if (list.length > MAX_ENCAPSULATED_VALUES) throw new LimitExceededError(`${MAX_ENCAPSULATED_VALUES} embedded values`);
    }
  }
  return { certificateValues, crlValues, ocspValues };
}
