/** Access to a draft (SEC-22): its initiator or its kind says that it is limited, once, when it is entered. */

/** Absent: an open draft, or one of before drafts said so. */
export interface AccessOfDraft {
  readonly restricted?: boolean | undefined;
}

export function isRestricted({ restricted }: AccessOfDraft): boolean {
  return restricted === true;
}

/** As a draft keeps it: an open one says nothing of access and reads as it always did. */
export function keptAccess(restricted: boolean): { readonly restricted?: true } {
  return restricted ? { restricted: true } : {};
}

interface EnteredAccess extends AccessOfDraft {
  readonly kindId: string;
}

/**
 * Whether a change leaves the access as it is. An open draft went to all desks and cannot be called back; of a restricted
 * one the others have no beginning, to which a change could come. A kind that was made restricted meanwhile changes
 * nothing of the drafts that bear it.
 */
export function keepsAccess(before: EnteredAccess, next: EnteredAccess, isRestrictedKind: (kindId: string) => boolean): boolean {
  if (isRestricted(before) !== isRestricted(next)) return false;
  return isRestricted(before) || next.kindId === before.kindId || !isRestrictedKind(next.kindId);
}
