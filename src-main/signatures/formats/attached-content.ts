import { detect } from './detect.ts';

export interface AttachedContent {
  /** CMS does not name its content. */
  readonly fileName: null;
  readonly bytes: Uint8Array;
}

/**
 * The document inside an attached CMS (DER, PEM or base64), for showing and copying; nothing is verified here.
 * Null where the file is no readable CMS or carries no content.
 */
export function extractAttachedContent(bytes: Uint8Array): AttachedContent | null {
  const detected = detect('', bytes);
  if (detected.kind !== 'signed-data' || detected.signedData.content === null) return null;
  return { fileName: null, bytes: detected.signedData.content };
}
