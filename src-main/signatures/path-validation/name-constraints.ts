import { Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, readSingle } from '../asn1/tlv.ts';
import { smallIntegerOf } from '../asn1/values.ts';
import { EXT } from '../certificates/extensions.ts';
import { generalNameOf, generalNamesOf } from '../certificates/general-names.ts';
import { MAX_NAME_COMPARISONS } from '../limits.ts';
import { isProperBase, liesWithin } from './subtrees.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { GeneralName } from '../certificates/general-names.ts';
import type { Subtree } from './subtrees.ts';

/** What one nameConstraints extension says. */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

const EMAIL_ATTRIBUTE = '1.2.840.113549.1.9.1';

/** Null where the certificate has none. @throws Asn1Error where it is malformed or uses minimum or maximum. */
export function nameConstraintsOf({ extensions }: Certificate): NameConstraints | null {
  const extension = extensions.get(EXT.nameConstraints);
  if (extension === undefined) return null;
  const fields = Fields.ofSequence(readSingle(extension.value), 'NameConstraints');
  const permitted = fields.optionalContext(0);
  const excluded = fields.optionalContext(1);
  fields.finish();
  if (permitted === null && excluded === null) throw new Asn1Error('NameConstraints: empty');
  return { permitted: subtreesOf(permitted), excluded: subtreesOf(excluded) };
}

function subtreesOf(tlv: Tlv | null): GeneralName[] {
  if (tlv === null) return [];
  const subtrees = childrenOf(tlv).map((item) => {
    const fields = Fields.ofSequence(item, 'GeneralSubtree');
    const base = generalNameOf(fields.any());
    const minimum = fields.optionalContext(0);
    const maximum = fields.optionalContext(1);
    fields.finish();
    // RFC 5280 clause 4.2.1.10: minimum is zero and maximum absent.
    const asInteger = minimum === null ? null : { ...minimum, tagClass: 0, tagNumber: 2 };
    if (maximum !== null || (asInteger !== null && smallIntegerOf(asInteger) !== 0)) throw new Asn1Error('GeneralSubtree: distance');
    if (base.kind !== 'other' && !isProperBase(base)) throw new Asn1Error(`GeneralSubtree: malformed ${base.kind}`);
    return base;
  });
  if (subtrees.length === 0) throw new Asn1Error('GeneralSubtrees: empty');
  return subtrees;
}

/** The names of a certificate that constraints speak about. @throws Asn1Error where its subjectAltName is malformed. */
function constrainedNames({ subject, extensions }: Certificate): GeneralName[] {
  const alternative = extensions.get(EXT.subjectAltName);
  const names = alternative === undefined ? [] : generalNamesOf(readSingle(alternative.value));
  const mail = subject.rdns.flat().filter(({ oid }) => oid === EMAIL_ATTRIBUTE);
  return [
    ...(subject.rdns.length === 0 ? [] : [{ kind: 'directory' as const, name: subject }]),
    ...names,
    ...mail.map(({ text }) => ({ kind: 'rfc822' as const, text: text ?? '' })),
  ];
}

/**
 * permitted_subtrees and excluded_subtrees of RFC 5280 clause 6.1.2, growing from the anchor downwards.
 *
 * Each extension's permitted list is kept as it is: a name must lie in every list that speaks about its kind,
 * which is the intersection that clause 6.1.4 (g) asks for, without having to compute one.
 */
export class ConstrainedNames {
  readonly #permitted: (readonly GeneralName[])[] = [];
  readonly #excluded: GeneralName[] = [];
  #comparisons = 0;

  add({ permitted, excluded }: NameConstraints): void {
    if (permitted.length > 0) this.#permitted.push(permitted);
    this.#excluded.push(...excluded);
  }

  /** What is wrong with the certificate's names, for people; null where nothing is. */
  violation(certificate: Certificate): string | null {
    if (this.#permitted.length === 0 && this.#excluded.length === 0) return null;
    for (const name of constrainedNames(certificate)) {
      for (const base of this.#excluded) {
        if (this.#fits(name, base, 'excluded') !== false) return `excludedSubtrees ${kindOf(name)}`;
      }
      for (const list of this.#permitted) {
        const same = list.filter((base) => kindOf(base) === kindOf(name));
        if (same.length > 0 && !same.some((base) => this.#fits(name, base, 'permitted') === true)) {
          return `permittedSubtrees ${kindOf(name)}`;
        }
      }
    }
    return null;
  }

  /** Null where the name cannot be compared with a constraint on its kind: it must be refused. */
  #fits(name: GeneralName, base: GeneralName, list: 'permitted' | 'excluded'): boolean | null {
    if (kindOf(name) !== kindOf(base)) return false;
    this.#comparisons += 1;
    if (this.#comparisons > MAX_NAME_COMPARISONS || name.kind === 'other' || base.kind === 'other') return null;
    return liesWithin(name satisfies Subtree, base satisfies Subtree, list);
  }
}

function kindOf(name: GeneralName): string {
  return name.kind === 'other' ? `[${name.tag}]` : name.kind;
}
