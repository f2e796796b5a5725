import type { FileOwner } from '#shared/sync/file-owners.ts';
import type { Operation } from '#shared/sync/operation.ts';
import { HOLDING_KINDS } from '#shared/sync/kinds/holds.ts';
import { isOperationKind, type OperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import type { ErasedDocument } from '../stores/store.ts';

/** Kinds from which the server knows what is destroyed, and what belongs to it. */
export const KINDS_OF_DESTRUCTION: readonly OperationKind[] = ['case.destroyed', 'destruction.placeReported', 'document.filed', ...HOLDING_KINDS, 'hold.lifted', 'case.closed', 'case.reopened', 'inventory.entriesListed', 'card.registered', 'card.voided', 'letter.joined', 'route.stepDecided', 'route.registered'];

/**
 * What accepted operations say of destroyed documents. The server has no tables: that the destruction of a case had effect
 * is believed when a desk, whose tables judged it, has said which documents it erased, and the log names the same case for
 * them. What a hold keeps stays here as long as it stands. Where something is not known, the files stay.
 */
export class DestroyedDocuments {
  readonly #destroyed = new Map<string, string>();
  readonly #filed = new Map<string, Set<string>>();
  readonly #reported = new Map<string, { readonly caseId: string; readonly actId: string }>();
  readonly #holds = new Map<string, { readonly caseIds: readonly string[]; readonly documentIds: readonly string[] }>();
  /** Closed cases, each with the last of those that were closed as one. */
  readonly #closed = new Map<string, string>();
  readonly #inventoried = new Set<string>();
  readonly #letters = new Map<string, Set<string>>();
  readonly #replaced = new Map<string, string>();
  readonly #joined = new Map<string, string>();
  readonly #drafts = new Map<string, Set<string>>();
  #documents: ReadonlyMap<string, ErasedDocument> = new Map();

  /** Takes accepted operations in their order. */
  take({ kind, v, payload }: Pick<Operation, 'kind' | 'v' | 'payload'>): void {
    if (!isOperationKind(kind)) return;
    switch (kind) {
      case 'case.destroyed': {
        const { caseId, actId } = readPayload(kind, v, payload);
        this.#destroyed.set(caseId, actId);
        return;
      }
      case 'destruction.placeReported': {
        const { actId, place, erased = [] } = readPayload(kind, v, payload);
        if (place.kind === 'desk') for (const { documentId, caseId } of erased) this.#reported.set(documentId, { caseId, actId });
        return;
      }
      case 'document.filed': {
        const { documentId, caseId } = readPayload(kind, v, payload);
        add(this.#filed, documentId, caseId);
        return;
      }
      case 'hold.placed': {
        const { holdId, caseIds, documentIds } = readPayload(kind, v, payload);
        this.#holds.set(holdId, { caseIds, documentIds });
        return;
      }
      case 'hold.casesAdded': {
        const { holdId, caseIds } = readPayload(kind, v, payload);
        const hold = this.#holds.get(holdId);
        if (hold !== undefined) this.#holds.set(holdId, { ...hold, caseIds: [...hold.caseIds, ...caseIds] });
        return;
      }
      case 'hold.lifted':
        this.#holds.delete(readPayload(kind, v, payload).holdId);
        return;
      case 'card.registered': {
        const { documentId, letterId } = readPayload(kind, v, payload);
        if (letterId !== null) add(this.#letters, letterId, documentId);
        return;
      }
      case 'card.voided': {
        const { documentId, replacedBy } = readPayload(kind, v, payload);
        // The desks give a void number no effect where the document lies in a case that was closed unseen (C.7.1). What was seen is not known here.
        const liesInClosed = [...(this.#filed.get(documentId) ?? [])].some((caseId) => this.#closed.has(caseId));
        if (replacedBy !== null && !liesInClosed) this.#replaced.set(documentId, replacedBy);
        return;
      }
      case 'case.closed': {
        const { caseId, formerCaseIds } = readPayload(kind, v, payload);
        for (const one of [caseId, ...formerCaseIds]) this.#closed.set(one, caseId);
        return;
      }
      case 'case.reopened': {
        const { caseId } = readPayload(kind, v, payload);
        const members = [...this.#closed].filter(([, closedWith]) => closedWith === caseId).map(([one]) => one);
        // That the tables let it be opened is not known here: what an inventory names or an act took stays closed.
        if (!members.some((one) => this.#inventoried.has(one) || this.#destroyed.has(one))) for (const one of members) this.#closed.delete(one);
        return;
      }
      case 'inventory.entriesListed':
        for (const { caseId } of readPayload(kind, v, payload).entries) this.#inventoried.add(caseId);
        return;
      case 'letter.joined': {
        const { letterId, intoLetterId } = readPayload(kind, v, payload);
        this.#joined.set(letterId, intoLetterId);
        return;
      }
      case 'route.stepDecided': {
        const { documentId, event } = readPayload(kind, v, payload);
        if (event.cardId !== undefined) add(this.#drafts, documentId, event.cardId);
        return;
      }
      case 'route.registered': {
        const { documentId, event } = readPayload(kind, v, payload);
        add(this.#drafts, documentId, event.cardId);
        return;
      }
      default:
    }
  }

  /** The documents whose files go, now that all was taken. */
  settle(): ErasedDocument[] {
    const held = [...this.#holds.values()];
    const heldCases = new Set(held.flatMap(({ caseIds }) => caseIds));
    const heldDocuments = new Set(held.flatMap(({ documentIds }) => documentIds));
    // A hold on one document keeps its case together.
    for (const documentId of heldDocuments) for (const caseId of this.#filed.get(documentId) ?? []) heldCases.add(caseId);
    const documents: ErasedDocument[] = [];
    for (const [documentId, { caseId, actId }] of this.#reported) {
      if (this.#destroyed.get(caseId) === actId && this.#filed.get(documentId)?.has(caseId) === true && !heldCases.has(caseId)) documents.push({ documentId, caseId, actId });
    }
    this.#documents = new Map(documents.map((document) => [document.documentId, document]));
    return documents;
  }

  /** The act with which the files of an owner go; null: they stay. */
  actOf({ kind, id }: FileOwner): string | null {
    if (kind === 'document') return this.#ofDocument(id);
    if (kind === 'draft') return this.#ofAll(this.#drafts.get(id));
    return this.#ofAll(this.#letters.get(last(this.#joined, id)));
  }

  #ofDocument(documentId: string): string | null {
    return this.#documents.get(last(this.#replaced, documentId))?.actId ?? this.#documents.get(documentId)?.actId ?? null;
  }

  /** Of several cards each must have gone. */
  #ofAll(documentIds: ReadonlySet<string> | undefined): string | null {
    const acts = [...(documentIds ?? [])].map((documentId) => this.#ofDocument(documentId));
    return acts.every((act) => act !== null) ? (acts[0] ?? null) : null;
  }
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}

/** The end of a chain of replacements; a ring ends where it began. */
function last(next: ReadonlyMap<string, string>, from: string): string {
  const seen = new Set<string>();
  let at = from;
  for (let to = next.get(at); to !== undefined && !seen.has(to); to = next.get(at)) {
    seen.add(at);
    at = to;
  }
  return at;
}
