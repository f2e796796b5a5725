import type { MethodOutput } from '#shared/contract/index.ts';
import type { DemandedSignature } from '#shared/domain/demanded-signatures.ts';
import type { SimpleSignatureShown } from '#shared/contract/simple-signatures.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** What a fake desk knows of simple signatures at its start. */
export interface FakeSimpleSignaturesOptions {
  readonly signatures?: readonly SimpleSignatureShown[];
  readonly demanded?: readonly DemandedSignature[];
  /** What a password means here; left out: a simple signature. */
  readonly mark?: SimpleSignatureShown['mark'];
  /** Why the caller may not sign; left out: he may. */
  readonly problem?: string;
  readonly verdict?: MethodOutput<'simpleSignatures.verify'>;
}

/** A simple signature; what a test does not say is plausible. */
export function simpleSignatureShown(changes: Partial<SimpleSignatureShown> & Pick<SimpleSignatureShown, 'signatureId' | 'documentId'>): SimpleSignatureShown {
  return {
    files: [{ sha256: 'a'.repeat(64), fileName: 'заявление.pdf' }],
    personId: 'person-1',
    personName: PEOPLE[0],
    position: 'Доцент',
    at: '2026-03-05T09:00:00Z',
    day: '2026-03-05',
    purpose: 'document',
    purposeId: null,
    mark: 'simple-signature',
    agreement: { agreementId: 'agreement-1', number: 'СЭВ-12' },
    consent: null,
    identityCheck: null,
    words: { language: 'ru', text: 'Документ № 5 от 05.03.2026 подписываю простой электронной подписью (пароль).' },
    hash: 'd'.repeat(64),
    problem: null,
    ...changes,
  };
}

export function fakeSimpleSignatures(held: FakeHoldings, options: FakeSimpleSignaturesOptions | null): FakeHandlers<'simpleSignatures'> {
  let signatures = [...(options?.signatures ?? [])];
  return {
    'simpleSignatures.ofDocument': ({ documentId }) => ({
      signatures: signatures.filter((signature) => signature.documentId === documentId),
      demanded: [...(options?.demanded ?? [])],
      // A country whose passwords sign nothing offers nothing.
      offer: options === null ? null : {
        files: held.cardOf(documentId).files.filter(({ role }) => role === 'main').map(({ sha256, fileName }) => ({ sha256, fileName })),
        texts: [{ language: 'ru', text: options.mark === 'password-confirmation' ? 'Документ № 5 от 05.03.2026 подтверждаю своим паролем.' : 'Документ № 5 от 05.03.2026 подписываю простой электронной подписью (пароль).' }],
        mark: options.mark ?? 'simple-signature',
        problem: options.problem ?? null,
      },
    }),
    'simpleSignatures.sign': ({ signatureId, documentId, agreed }) => {
      const made = simpleSignatureShown({ signatureId, documentId, words: agreed });
      signatures = [...signatures, made];
      held.changed(['cards', 'signatures']);
      return made;
    },
    'simpleSignatures.verify': () => options?.verdict ?? { state: 'intact', records: signatures.length, problems: [], elsewhere: [] },
  };
}
