import { isOperationKind, type OperationKind, type OperationPayload, readPayload } from './operation-kinds.ts';

/** To what a file belongs that an operation names: it lives as long as that. */
export interface FileOwner {
  readonly kind: 'document' | 'letter' | 'draft';
  readonly id: string;
}

type OwnerOf<Kind extends OperationKind> = ((payload: OperationPayload<Kind>) => FileOwner | null) | null;

const ofDocument = ({ documentId }: { readonly documentId: string }): FileOwner => ({ kind: 'document', id: documentId });
const ofDraft = ({ documentId }: { readonly documentId: string }): FileOwner => ({ kind: 'draft', id: documentId });
const ofLetter = ({ letterId }: { readonly letterId: string }): FileOwner => ({ kind: 'letter', id: letterId });

interface Subject {
  readonly letterId: string | null;
  readonly documentId: string | null;
  readonly draftId?: string | undefined;
}

function ofSubject({ letterId, documentId, draftId }: Subject): FileOwner | null {
  if (draftId !== undefined) return { kind: 'draft', id: draftId };
  if (documentId !== null) return { kind: 'document', id: documentId };
  return letterId === null ? null : { kind: 'letter', id: letterId };
}

/**
 * Kinds that name files, and whose they are. Null: the office keeps them whatever becomes of its documents. A test holds
 * the list to `named-files.ts`; what stands nowhere is kept.
 */
const OWNERS: { readonly [Kind in OperationKind]?: OwnerOf<Kind> } = {
  'letter.received': ofLetter,
  // What the letter holds from then on; its own files went into it.
  'letter.joined': ({ intoLetterId }) => ({ kind: 'letter', id: intoLetterId }),
  'letter.arranged': ofLetter,
  'letter.messageOpened': ofLetter,
  'card.registered': ofDocument,
  'copy.made': ofDocument,
  'scan.attached': ofDocument,
  'signature.made': ofSubject,
  'signature.timestamped': ofSubject,
  'contract.received': ofDocument,
  'application.protocolImported': ofDocument,
  'verification.recorded': ofSubject,
  'preservation.evidenceMade': ofDocument,
  'draftDocument.created': ofDraft,
  'draftDocument.changed': ofDraft,
  'draftDocument.protocolMade': ofDraft,
  'route.stepDecided': ofDraft,
  'route.contentReplaced': ofDraft,
  // Lists, answers and certificates speak of signers, not of one document.
  'evidence.obtained': null,
  'trust.added': null,
  'import.begun': null,
  'journal.printed': null,
  'journal.gapsPrinted': null,
  'handover.printed': null,
  'nomenclature.printed': null,
  // A table of requisites, which stay (ARC-04).
  'search.exported': null,
  // What another office held; it names no document of ours.
  'package.imported': null,
};

/** Kinds of which it is said here. */
export const KINDS_WITH_OWNERS: readonly string[] = Object.keys(OWNERS);

/** Whose the files are that an operation names; null: the office's, or those of an operation that cannot be read. */
export function ownerOfFiles(kind: string, v: number, payload: unknown): FileOwner | null {
  if (!isOperationKind(kind)) return null;
  const ownerOf = OWNERS[kind] as OwnerOf<OperationKind> | undefined;
  return ownerOf === undefined || ownerOf === null ? null : ownerOf(readPayload(kind, v, payload));
}
