import { hasPersonRight, type Person } from '../../state/desk.ts';
import type { Place } from '../../state/places.ts';

/** Where a person opens a document of this room: beside what they work in. */
export function documentPlace(person: Person, documentId: string): Place {
  return { room: hasPersonRight(person, 'card.register') || hasPersonRight(person, 'card.correct') ? 'registration' : 'search', view: 'document', documentId };
}
