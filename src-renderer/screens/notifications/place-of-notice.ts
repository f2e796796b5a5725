import type { Notice } from '#shared/contract/notifications.ts';
import type { NoticeKind } from '#shared/domain/notifications.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import type { Place } from '../../state/places.ts';

/** Where a matter of the archive that is about no document is looked at and mended. */
const ARCHIVE_PLACES: Readonly<Partial<Record<NoticeKind, { readonly place: Place; readonly name: MessageKey }>>> = {
  filesDamaged: { place: { room: 'archive', view: 'integrity' }, name: 'archive.section.integrity' },
  proofEnds: { place: { room: 'archive', view: 'evidence' }, name: 'archive.section.evidence' },
  erasureHeld: { place: { room: 'archive', view: 'destruction' }, name: 'archive.section.destruction' },
  useOverdue: { place: { room: 'archive', view: 'readingRoom' }, name: 'archive.section.readingRoom' },
  casesUnclosed: { place: { room: 'nomenclature', view: 'year', nomenclatureId: null }, name: 'frame.room.nomenclature' },
};

/** The name of the room to which a notice leads that is about no document; null: it leads nowhere. */
export function roomOfNotice({ kind, documentId }: Notice): MessageKey | null {
  return documentId === null ? (ARCHIVE_PLACES[kind]?.name ?? null) : null;
}

/** Where a notice leads; a draft is answered from the list of what waits. Null: it is to be read, and no more. */
export function placeOfNotice({ kind, documentId, registrationIndex }: Notice): Place | null {
  if (documentId === null) return ARCHIVE_PLACES[kind]?.place ?? null;
  return registrationIndex === null ? { room: 'start', view: 'mine' } : { room: 'start', view: 'document', documentId };
}
