import type { Card } from '#shared/contract/registration.ts';
import type { SignaturePlace } from '#shared/domain/counted-signature.ts';
import type { Copies } from '../registration/copies.ts';
import type { OfficeRecord } from '../registration/directories.ts';
import type { Call } from './document-steps.ts';

/** Makes the protocol of one signature, a copy of the document. @returns its hash @throws Refusal */
export type ComposeProtocol = (card: Card, signature: SignaturePlace, call: Call) => Promise<string>;

export function protocolsBy(copies: Copies, office: () => OfficeRecord): ComposeProtocol {
  return async (card, signature, { actor, signal, progress }) => {
    const made = await copies.make(card, office(), { form: 'protocol', signature, language: null, permission: null, certification: null, places: null, actCopy: null, actor, signal, progress });
    return made.sha256;
  };
}
