import { describe, expect, it } from 'vitest';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { OPERATION_VERSIONS } from '#shared/sync/operation-kinds.ts';
import { DestroyedDocuments } from '../../../src-server/blobs/destroyed-documents.ts';

type Said = { readonly kind: string; readonly v: number; readonly payload: unknown };

function said<Kind extends OperationKind>(kind: Kind, payload: Partial<OperationPayload<Kind>>): Said {
  return { kind, v: OPERATION_VERSIONS[kind], payload };
}

const person = { accountId: 'a', name: 'А' };
const filed = (documentId: string, caseId = 'case'): Said => said('document.filed', { documentId, caseId, volume: 1 });
const destroyed = (caseId = 'case', actId = 'act'): Said => said('case.destroyed', { caseId, actId, actNumber: '1', on: '2026-03-02', method: 'm', persons: [person, person] });
const reported = (documentIds: readonly string[], caseId = 'case', actId = 'act'): Said =>
  said('destruction.placeReported', { actId, place: { kind: 'desk', deskId: 'd', code: '1' }, cases: 1, filesRemoved: 1, filesKept: 0, erased: documentIds.map((documentId) => ({ caseId, documentId })) });
const held = (holdId: string, of: { readonly caseIds?: string[]; readonly documentIds?: string[] }): Said => said('hold.placed', { holdId, ground: 'court', reason: 'r', reference: null, caseIds: of.caseIds ?? [], documentIds: of.documentIds ?? [] });

function after(...operations: readonly Said[]): DestroyedDocuments & { readonly ids: string[] } {
  const documents = new DestroyedDocuments();
  for (const operation of operations) documents.take(operation);
  return Object.assign(documents, { ids: documents.settle().map(({ documentId }) => documentId) });
}

describe('what the server takes for destroyed', () => {
  it('[ARC-04] is what a desk has erased of a case that the log says is destroyed by the same act', () => {
    expect(after(filed('one'), filed('two'), destroyed(), reported(['one'])).ids).toEqual(['one']);
    expect(after(filed('one'), destroyed()).ids).toEqual([]);
    expect(after(filed('one'), reported(['one'])).ids).toEqual([]);
    expect(after(filed('one'), destroyed('case', 'another act'), reported(['one'])).ids).toEqual([]);
    // A document that was never in the case, whatever the desk says.
    expect(after(filed('one', 'another case'), destroyed(), reported(['one'])).ids).toEqual([]);
  });

  it('[C.7.7] is nothing that a hold keeps, on the case or on one of its documents, until it is lifted', () => {
    const all = [filed('one'), filed('two'), destroyed(), reported(['one', 'two'])];
    expect(after(...all, held('h', { caseIds: ['case'] })).ids).toEqual([]);
    expect(after(...all, held('h', { documentIds: ['two'] })).ids).toEqual([]);
    expect(after(...all, held('h', { documentIds: ['two'] }), said('hold.lifted', { holdId: 'h', reason: 'r' })).ids).toEqual(['one', 'two']);
    // A document under it that the server does not know was filed into the case later (SEC-22).
    expect(after(...all, held('h', { documentIds: ['elsewhere'] }), said('hold.casesAdded', { holdId: 'h', caseIds: ['case'] })).ids).toEqual([]);
    expect(after(...all, held('h', { documentIds: ['elsewhere'] }), said('hold.lifted', { holdId: 'h', reason: 'r' }), said('hold.casesAdded', { holdId: 'h', caseIds: ['case'] })).ids).toEqual(['one', 'two']);
  });

  it('[ARC-04] takes letters and drafts along where all that came of them is destroyed', () => {
    const registered = (documentId: string, letterId: string): Said =>
      said('route.registered', { documentId: letterId, event: { type: 'registered', eventId: `e-${documentId}`, routeId: 'r', at: '2026-03-02T00:00:00.000Z', byPersonId: 'p', contentSha256: 'a'.repeat(64), cardId: documentId } as never });
    const base = [filed('one'), destroyed(), reported(['one'])];
    const documents = after(...base, registered('one', 'draft'), registered('one', 'twin'), registered('two', 'twin'));
    expect(documents.actOf({ kind: 'document', id: 'one' })).toBe('act');
    expect(documents.actOf({ kind: 'document', id: 'two' })).toBeNull();
    expect(documents.actOf({ kind: 'draft', id: 'draft' })).toBe('act');
    expect(documents.actOf({ kind: 'draft', id: 'twin' })).toBeNull();
    expect(documents.actOf({ kind: 'draft', id: 'unknown' })).toBeNull();
    expect(documents.actOf({ kind: 'letter', id: 'unknown' })).toBeNull();
    // A card that was voided for a destroyed one goes with it; rings end.
    const replaced = after(...base, said('card.voided', { documentId: 'void', reason: 'r', replacedBy: 'one', letterId: null }), said('card.voided', { documentId: 'x', reason: 'r', replacedBy: 'y', letterId: null }), said('card.voided', { documentId: 'y', reason: 'r', replacedBy: 'x', letterId: null }));
    expect(replaced.actOf({ kind: 'document', id: 'void' })).toBe('act');
    expect(replaced.actOf({ kind: 'document', id: 'x' })).toBeNull();
  });

  it('[C.7.1] takes no void number along that lay in a closed case: it stayed there', () => {
    const closed = (caseId: string): Said => said('case.closed', { caseId, formerCaseIds: [], finishedOn: '2026-01-01', closedOn: '2026-01-01', termStart: { rule: 'january-after', packVersion: 'x' }, volumes: [], certifiedBy: { name: 'n', position: 'p' } });
    const voided = said('card.voided', { documentId: 'void', reason: 'r', replacedBy: 'one', letterId: null });
    const gone = [filed('one'), destroyed(), reported(['one'])];
    const ofVoid = (...before: readonly Said[]) => after(filed('void', 'kept'), ...before, voided, ...gone).actOf({ kind: 'document', id: 'void' });
    expect(ofVoid()).toBe('act');
    expect(ofVoid(closed('kept'))).toBeNull();
    const reopened = said('case.reopened', { caseId: 'kept', reason: 'r' });
    expect(ofVoid(closed('kept'), reopened)).toBe('act');
    const entry = { number: 1, caseId: 'kept', volume: 1, index: 'i', title: 't', from: null, to: null, documents: 1, sheets: null, retentionText: 'r', medium: 'paper' as const, note: '' };
    expect(ofVoid(closed('kept'), said('inventory.entriesListed', { inventoryId: 'i', from: 0, entries: [entry] }), reopened)).toBeNull();
    expect(ofVoid(closed('kept'), destroyed('kept', 'other act'), reopened)).toBeNull();
  });
});
