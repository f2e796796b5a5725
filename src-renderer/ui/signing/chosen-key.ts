import type { KeyKind } from '#shared/domain/key-kinds.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import { type ChosenFiles, NOTHING_CHOSEN } from './key-file.ts';

/** A token as the desk names it. */
export interface ChosenToken {
  readonly module: string;
  readonly slot: string;
  readonly serialNumber: string;
}

/** What the person has chosen to sign with; no secret is in it. */
export interface ChosenKey {
  readonly kind: KeyKind;
  readonly files: ChosenFiles;
  readonly token: ChosenToken | null;
}
export const NO_KEY: Omit<ChosenKey, 'kind'> = { files: NOTHING_CHOSEN, token: null };

/** Where in the dialog something is wrong. */
export type SignField = 'container' | 'certificates' | 'password' | 'token' | 'pin';
/** Fields whose text is a secret: what was wrong in them does not stay. */
export const SECRET_FIELDS: readonly SignField[] = ['password', 'pin'];

export interface FieldProblem {
  readonly field: SignField;
  readonly key: MessageKey;
  readonly params: Readonly<Record<string, string | number>>;
}

const FIELD_OF_ERROR: Readonly<Record<string, SignField>> = {
  'error.sign.wrongPassword': 'password',
  'error.keyFileTooLarge': 'container',
  'error.sign.keyFileDamaged': 'container',
  'error.sign.unsupported': 'container',
  'error.sign.noKey': 'container',
  'error.sign.keyFileTooExpensive': 'container',
  'error.sign.noCertificate': 'certificates',
  'signing.token.wrong-pin': 'pin',
  'signing.token.wrong-pin-few': 'pin',
  'signing.token.wrong-pin-last': 'pin',
  'signing.token.pin-locked': 'pin',
  'signing.token.token-removed': 'token',
  'signing.token.key-not-found': 'token',
};

/** Fields that the form of a kind has; a refusal of another's stands below the form. */
const FIELDS: Readonly<Record<KeyKind, readonly SignField[]>> = { keyFile: ['container', 'certificates', 'password'], token: ['token', 'pin'], ncalayer: [] };

/** The field that a refusal of the desk speaks of; null where it speaks of none. */
export function fieldOfError(message: string, kind: KeyKind): SignField | null {
  const field = FIELD_OF_ERROR[message];
  return field !== undefined && FIELDS[kind].includes(field) ? field : null;
}
