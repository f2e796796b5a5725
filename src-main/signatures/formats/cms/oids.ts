/** Object identifiers of CMS (RFC 5652), ESS (RFC 5035), CAdES (EN 319 122-1) and RFC 3161. */
export const CMS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
  authEnvelopedData: '1.2.840.113549.1.9.16.1.23',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  revocationInfoOcsp: '1.3.6.1.5.5.7.16.2',
} as const;

export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  counterSignature: '1.2.840.113549.1.9.6',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  contentTimestamp: '1.2.840.113549.1.9.16.2.20',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  /** CAdES-C-timestamp: the signature with its references. */
  referencesTimestamp: '1.2.840.113549.1.9.16.2.25',
  referencesOnlyTimestamp: '1.2.840.113549.1.9.16.2.26',
  archiveTimestampV1: '1.2.840.113549.1.9.16.2.27',
  archiveTimestampV2: '1.2.840.113549.1.9.16.2.48',
  archiveTimestampV3: '0.4.0.1733.2.4',
  archiveHashIndex: '0.4.0.1733.2.2',
  archiveHashIndexV3: '0.4.0.1733.2.5',
  certificateReferences: '1.2.840.113549.1.9.16.2.21',
  revocationReferences: '1.2.840.113549.1.9.16.2.22',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  mimeType: '0.4.0.1733.2.1',
  contentHints: '1.2.840.113549.1.9.16.2.4',
  evidenceRecord: '1.2.840.113549.1.9.16.2.49',
  externalEvidenceRecord: '1.2.840.113549.1.9.16.2.50',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
} as const;
