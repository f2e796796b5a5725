import type { DraftView } from '#shared/contract/routing.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';

/** By endings alone: drafts are kept without a type, and what the viewer makes of a wrong one is harmless. */
const MEDIA_TYPES: Readonly<Record<string, string>> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', bmp: 'image/bmp', txt: 'text/plain' };

function mediaTypeOf(fileName: string): string {
  return MEDIA_TYPES[/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/** What is decided on and signed. */
export function contentOfDraft({ draft: { main } }: Pick<DraftView, 'draft'>): DocumentFile {
  return { ...main, mediaType: mediaTypeOf(main.fileName), role: 'main' };
}

/** The content of a draft, its annexes, and the signatures and scans by which its steps were taken. */
export function filesOfDraft({ draft, route }: Pick<DraftView, 'draft' | 'route'>): DocumentFile[] {
  const evidence = (route?.stages ?? []).flatMap(({ steps }) => steps.flatMap((step): DocumentFile[] => (step.evidence === null ? [] : [{ ...step.evidence, mediaType: mediaTypeOf(step.evidence.fileName), role: step.usedMeans === 'signature' ? 'signature' : 'attachment' }])));
  // Parallel signers may hand in one and the same container.
  const once = evidence.filter((file, at) => evidence.findIndex(({ sha256 }) => sha256 === file.sha256) === at);
  const annexes = (draft.annexes ?? []).map((file): DocumentFile => ({ ...file, mediaType: mediaTypeOf(file.fileName), role: 'attachment' }));
  return [contentOfDraft({ draft }), ...annexes, ...once];
}
