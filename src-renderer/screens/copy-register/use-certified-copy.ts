import type { ContractError } from '#shared/contract/index.ts';
import type { Copy } from '#shared/contract/registration.ts';
import { type RunningCall, useCall } from '../../app/use-call.ts';

/** What a person chooses for a certified copy. */
export interface Certification {
  readonly position: string;
  /** As it is typed; empty: the whole document. */
  readonly pages: string;
  readonly permission: string;
  /** Empty: the office's own. */
  readonly language: string;
}

interface Wish extends Certification {
  readonly requestId: string;
}

/** Makes the certified copy that answers an application (PAP-02). */
export function useCertifiedCopy(documentId: string): RunningCall<Wish, Copy> {
  return useCall((client, { requestId, position, pages, permission, language }: Wish, options) =>
    client.registration.makeCopy(
      {
        documentId,
        form: 'certified',
        language: language === '' ? null : language,
        permission: permission.trim() === '' ? null : permission.trim(),
        certification: { requestId, position: position.trim(), pages: pages.trim() === '' ? null : pages.trim() },
      },
      options,
    ),
  );
}

/** Whether the desk's answer is about one of the form's fields, which then says it itself. */
export function isOfField(error: ContractError | null, path: string): boolean {
  return error?.issues.some((issue) => issue.path === path) === true;
}
