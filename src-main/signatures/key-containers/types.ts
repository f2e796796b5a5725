import type { WorkBudget } from './work-budget.ts';

/** A private key of a container. */
export interface ContainedKey {
  /** Name that the container gives it. */
  readonly alias: string | null;
  /**
   * PKCS#8 PrivateKeyInfo (RFC 5958), DER. The caller wipes it (`fill(0)`) when it is no longer needed.
   *
   * Curve and S-box stand in its privateKeyAlgorithm as in the public key. The secret number d stands in privateKey
   * as the samples of the national authorities show, each by the public key of its certificate:
   *
   * - Kazakhstan, GOST 34.10-2015: a second OCTET STRING inside, least significant byte first;
   * - Kazakhstan, GOST 34.310-2004: an INTEGER inside;
   * - Ukraine, DSTU 4145: bare, least significant byte first, as long as the order or filled with zeros at its end.
   *
   * Ukrainian PKCS#12 has the key for key agreement in a bag of its own. Some makers of PKCS#8 put it into the
   * attributes of the signing key (1.3.6.1.4.1.19398.1.1.2.2 and .3); it is not looked for there.
   */
  readonly privateKeyInfo: Uint8Array;
  /** Certificates that go with it, DER; the one of this key first where the container tells which that is. */
  readonly certificates: readonly Uint8Array[];
}

export type ContainerFormat = 'PKCS#12' | 'PKCS#8' | 'JKS' | 'Key-6';

export interface KeyContainer {
  readonly format: ContainerFormat;
  /** Whether a code over the file or over the key was checked with the password, or the form has none. */
  readonly integrity: 'verified' | 'none';
  /** At least one. */
  readonly keys: readonly ContainedKey[];
  /** All certificates of the container, DER, each once. */
  readonly certificates: readonly Uint8Array[];
}

/** A key container being opened: what all readers need beside its bytes. */
export interface Opening {
  readonly password: string;
  readonly work: WorkBudget;
}
