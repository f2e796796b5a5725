/** A test authority for the demonstration office and the tests: real cryptography, names that say TEST. */
export { createTestPki, ocspFor } from './pki.ts';
export type { TestPki, TestPkiOptions } from './pki.ts';
export { exportTrust, writeTrust } from './export-trust.ts';
export type { TrustFile, TrustFiles } from './export-trust.ts';
export { attribute, signAttached, signDetached, signingCertificateV2, signTogether, timestampToken } from './cms.ts';
export type { SignOptions, TestSigner, TimestampRequest } from './cms.ts';
export { crl, ocspResponse } from './revocation.ts';
export type { CrlRequest, OcspRequest, Revocation } from './revocation.ts';
export type { Holder, PartyName } from './certificates.ts';
export type { SignerId } from './names.ts';
