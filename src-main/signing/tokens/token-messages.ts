import type { PinTries, TokenProblem } from './token-error.ts';

/** Hash functions that tokens are asked for. */
export type TokenDigest = 'sha256' | 'sha384' | 'sha512';

/** A certificate on a token, with the id that ties it to its private key. */
export interface TokenCertificate {
  /** CKA_ID, lower-case hexadecimal; the private key has the same (PKCS #11 v2.40 clause 4.5). */
  readonly keyId: string;
  readonly label: string;
  /** DER, as it lies on the token. Nothing of it is verified here. */
  readonly certificate: Uint8Array;
  /** False: not seen without a PIN, which most tokens demand before they show a private key. */
  readonly privateKeySeen: boolean;
}

export interface Token {
  /** Number of the slot as the driver gives it, hexadecimal. */
  readonly slot: string;
  readonly label: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly pinTries: PinTries;
  readonly certificates: readonly TokenCertificate[];
}

export interface TokenListing {
  readonly driver: { readonly manufacturer: string; readonly description: string; readonly version: string };
  readonly tokens: readonly Token[];
}

export interface TokenOpenRequest {
  readonly slot: string;
  /** Of the token that the person chose: no other one may be given the PIN. */
  readonly serialNumber: string;
  /** UTF-8. */
  readonly pin: Uint8Array;
}

export interface TokenSignRequest extends TokenOpenRequest {
  readonly keyId: string;
  /** Hashed on this side: tokens are slow, and many take a hash only. */
  readonly message: Uint8Array;
  readonly digest: TokenDigest;
  /** Of RSA keys alone; `pkcs1-v1_5` where absent (RFC 8017 clauses 8.1 and 8.2, salt as long as the hash). */
  readonly padding?: 'pkcs1-v1_5' | 'pss';
}

/** What the token process can be asked. */
export interface TokenCalls {
  list: { readonly input: { readonly driverPath: string }; readonly result: TokenListing };
  /** Certificates as the token shows them with its PIN: private ones too, and whether their keys are there. */
  open: { readonly input: TokenOpenRequest & { readonly driverPath: string }; readonly result: readonly TokenCertificate[] };
  sign: { readonly input: TokenSignRequest & { readonly driverPath: string }; readonly result: Uint8Array };
}

/** Answer of the token process: problems travel as data, so that none of them loses a part on the way. */
export type TokenAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: TokenProblem; readonly detail: string; readonly pinTries: PinTries };
