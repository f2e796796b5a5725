import type { ContractError } from '#shared/contract/index.ts';
import { useClient } from '../../app/client-context.tsx';
import { toastsFor } from '../../app/toasts.tsx';
import { useWords } from '../../app/use-text.ts';
import { useDrafts } from '../../state/drafts.ts';
import { takeIn } from '../../state/uploads.ts';

/**
 * Adds the document that a detached signature was made for: the file becomes the letter's main one, the signature
 * joins it, and what has been typed on the card goes along.
 */
export function useAddDocument(letterId: string | null): ((file: File) => void) | null {
  const client = useClient();
  const words = useWords();
  if (letterId === null) return null;

  async function add(signatureId: string, file: File): Promise<ContractError | null> {
    const taken = await takeIn(client, [file]);
    const intoLetterId = taken.letterIds[0];
    if (taken.error !== null) return taken.error;
    // A file that could not be sent says so in the list of uploads.
    if (intoLetterId === undefined) return null;
    const joined = await client.intake.join({ letterId: signatureId, intoLetterId });
    if (!joined.ok) return joined.error;
    const { drafts, begin, drop, take } = useDrafts.getState();
    const draft = drafts[signatureId];
    if (draft?.begun === true) begin({ ...draft, key: intoLetterId, letterId: intoLetterId, requestId: crypto.randomUUID() });
    drop(signatureId);
    take(intoLetterId);
    toastsFor(words).done(words.t('signature.action.joined'));
    return null;
  }

  return (file) =>
    void add(letterId, file).then((error) => {
      if (error !== null) toastsFor(words).fail(words.error(error));
    });
}
