import { z } from 'zod';
import { fileName, id, instant, nothing, sha256 } from './common.ts';
import { method } from './define.ts';
import { FETCH_FAILURES, subject } from './evidence.ts';
import { LAID_KINDS } from '../domain/seals.ts';
import { documentFile } from './intake.ts';

/** A key file is a few kilobytes; a larger file is something else. */
export const KEY_FILE_LIMIT = 256 * 1024;
/** Certificate files beside it. All of them together travel in one message, which hosts bound as they bound a piece of a file. */
export const CERTIFICATE_FILE_LIMIT = 24 * 1024;
export const CERTIFICATE_FILES = 10;

/** Libraries of tokens that a desk asks, and the length of a path. */
export const MODULES = 10;
export const MODULE_PATH_LIMIT = 500;

/** Forms in which the desk makes signatures by itself: a CAdES file beside the document, or one ASiC-E container that binds it and its annexes by a signed manifest. */
export const SIGNATURE_FORMS = ['cades-detached', 'asic-e'] as const;

/** A container is made in memory: files of this size and more together are signed one by one. Bytes. */
export const CONTAINER_LIMIT = 256 * 1024 * 1024;
/** Annexes of one container. */
const ANNEXES = 500;

/** `pending`: the signature is made and kept, the timestamp is still to come (SIGN-05). */
export const TIMESTAMP_STATES = ['present', 'pending'] as const;

/** Why a certificate of a key file is not offered for signing; message keys below `signing.keyProblem.`. */
export const KEY_PROBLEMS = ['expired', 'notYetValid', 'notForSigning', 'unsupported'] as const;

/** Why a pending timestamp has not come; message keys below `signing.timestampProblem.` besides those of fetching. */
export const TIMESTAMP_PROBLEMS = ['noAuthority', 'fetchingOff', 'wrongToken', ...FETCH_FAILURES] as const;
export type TimestampProblem = (typeof TIMESTAMP_PROBLEMS)[number];

const keyFileParts = {
  /** A container as it lies on the signer's stick: PKCS#12, JKS, Key-6.dat, PKCS#8. It is not kept. */
  container: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= KEY_FILE_LIMIT, { message: 'error.keyFileTooLarge' }),
  password: z.string().max(1000),
  /** Certificate files that lie beside it: Ukrainian containers hold keys alone. */
  certificates: z.array(z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= CERTIFICATE_FILE_LIMIT, { message: 'error.keyFileTooLarge' })).max(CERTIFICATE_FILES).default([]),
};

/** A PIN in UTF-8: bytes, so that whoever held it can overwrite it. Tokens take far shorter ones. */
export const PIN_LIMIT = 256;

const tokenParts = {
  /** Library of the token's maker (PKCS #11), one of those that an administrator named. */
  module: z.string().min(1).max(MODULE_PATH_LIMIT),
  slot: z.string().min(1).max(32),
  /** Of the very token that the person chose: no other one is given the PIN. */
  serialNumber: z.string().max(64),
  pin: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= PIN_LIMIT, { message: 'signing.token.wrong-pin' }),
};

/** A key that signs: one of an opened file, one of a token, or one that the person chooses in NCALayer's own window. */
export const signingKey = z.discriminatedUnion('by', [
  z.object({ by: z.literal('keyFile'), ...keyFileParts, certificate: sha256 }),
  z.object({ by: z.literal('token'), ...tokenParts, certificate: sha256 }),
  /** Key and password stay in NCALayer, whose window speaks two languages. */
  z.object({ by: z.literal('ncalayer'), locale: z.enum(['kk', 'ru']) }),
]);
export type SigningKeyInput = z.output<typeof signingKey>;

/** What the flags of a token say of the tries that are left (PKCS #11 v2.40 clause 3.2); message keys below `signing.pinTries.` save the first, which is no promise. */
export const PIN_TRIES = ['not-told', 'few', 'last', 'none'] as const;

/** Why the library of a token's maker shows none; message keys below `signing.token.`. */
export const MODULE_PROBLEMS = ['file-missing', 'module-not-built', 'driver-not-loadable', 'driver-crashed', 'driver-hangs', 'driver-failed'] as const;

export const shownToken = z.object({ slot: z.string(), serialNumber: z.string(), label: z.string(), model: z.string(), pinTries: z.enum(PIN_TRIES) });

export const tokenModule = z.object({
  module: z.string(),
  /** What the library calls itself; null while it does not answer. */
  name: z.string().nullable(),
  problem: z.enum(MODULE_PROBLEMS).nullable(),
  tokens: z.array(shownToken),
});
export type TokenModule = z.output<typeof tokenModule>;

/** Libraries of tokens on this machine, in the order in which they are asked. */
export const tokenModules = z.object({ modules: z.array(z.string().trim().min(1).max(MODULE_PATH_LIMIT)).max(MODULES) });
export type TokenModules = z.output<typeof tokenModules>;

export const offeredKey = z.object({
  /** SHA-256 of the certificate: names the key in `sign`. */
  certificate: sha256,
  holder: z.string(),
  organization: z.string().nullable(),
  issuer: z.string(),
  algorithm: z.string(),
  notBefore: instant,
  notAfter: instant,
  /** Null: it can sign now. */
  problem: z.enum(KEY_PROBLEMS).nullable(),
});
export type OfferedKey = z.output<typeof offeredKey>;

export const madeSignature = z.object({
  signatureId: id,
  kind: z.enum(LAID_KINDS),
  /** The document that was signed. */
  ofSha256: sha256,
  file: documentFile,
  signer: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  timestamp: z.enum(TIMESTAMP_STATES),
  /** What the last attempt to get the timestamp met; null where none has failed. */
  timestampProblem: z.enum(TIMESTAMP_PROBLEMS).nullable(),
});
export type MadeSignature = z.output<typeof madeSignature>;

export const signingSettings = z.object({
  /** Address of the time-stamping authority (RFC 3161 over HTTP); null: none is set. */
  timestampAuthority: z.string().nullable(),
});
export type SigningSettings = z.output<typeof signingSettings>;

const wish = { file: sha256, fileName, annexes: z.array(z.object({ sha256, fileName })).max(ANNEXES).default([]), form: z.enum(SIGNATURE_FORMS), key: signingKey };

export const signing = {
  /** Opens a key file and shows whose keys it holds. */
  inspectKeyFile: method('document.sign', z.object(keyFileParts), z.object({ keys: z.array(offeredKey) }), { long: true }),
  /** Tokens that are plugged in, by the libraries that were named, or what stands in their way. No PIN is asked for. */
  tokens: method('document.sign', nothing, z.object({ modules: z.array(tokenModule) }), { long: true }),
  /** Opens a token with its PIN and shows whose keys it holds. A wrong PIN costs one of its tries, and is never tried again by itself. */
  inspectToken: method('document.sign', z.object(tokenParts), z.object({ keys: z.array(offeredKey) }), { long: true }),
  /** Signs one file of a letter or document, in a container with the annexes that are named; the signature joins its files. */
  sign: method(
    'document.sign',
    z.object({ subject, ...wish }),
    madeSignature,
    { long: true },
  ),
  /** Lays the seal of the institution on a document that its official has signed, or on the scan of a paper (SIGN-04, REG-07). */
  seal: method('seal.lay', z.object({ subject: z.object({ documentId: id }), ...wish }), madeSignature, { long: true }),
  /** Signatures that were made here for a letter or document. */
  made: method('card.readOwn', z.object({ subject }), z.object({ signatures: z.array(madeSignature) })),
  /** Asks for every pending timestamp now. */
  completeTimestamps: method('document.sign', nothing, z.object({ pending: z.number().int().nonnegative() }), { long: true }),
  settings: method('desk.supervise', nothing, signingSettings),
  setSettings: method('desk.supervise', z.object({ timestampAuthority: z.string().trim().min(1).max(300).nullable() }), signingSettings),
  tokenModules: method('desk.supervise', nothing, tokenModules),
  /** Names the libraries of tokens on this machine. Their code runs with the rights of whoever runs the program. */
  setTokenModules: method('desk.supervise', tokenModules, tokenModules),
};
