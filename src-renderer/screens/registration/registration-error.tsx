import type { ContractError } from '#shared/contract/index.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DuplicateNote } from './duplicate-note.tsx';

/** Why a card was not registered; where the document is registered already, the way to that card (REG-17). */
export function RegistrationError({ error }: { readonly error: ContractError }) {
  const { documentId, index } = error.params;
  return (
    <>
      <ErrorNote error={error} />
      {documentId === undefined || index === undefined ? null : <DuplicateNote cards={[{ documentId, registrationIndex: index }]} />}
    </>
  );
}
