import { useAsk } from '../../../app/use-ask.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';

type File = Pick<DocumentFile, 'role' | 'mediaType' | 'sha256'>;

/** What is copied page by page; an image becomes one page. */
const WITH_PAGES: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg']);
const SIGNATURE = 'application/pkcs7-mime';

/** Whether marks can be placed upon pages of the main file, or of the document inside it where it is a signature. */
export function usePlaceable(files: readonly File[]): boolean {
  const main = files.find(({ role }) => role === 'main');
  const signed = main?.mediaType === SIGNATURE ? main.sha256 : null;
  const content = useAsk(signed === null ? null : `files.shown ${signed}`, (client, options) => client.files.shown({ sha256: signed ?? '' }, options), ['letters', 'cards']);
  const shown = signed === null ? main?.mediaType : content.value?.mediaType;
  return shown !== undefined && WITH_PAGES.has(shown);
}
