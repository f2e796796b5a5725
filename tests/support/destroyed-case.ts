import { MAIN_STREAM } from '#shared/sync/operation.ts';
import type { OperationActor } from '#shared/sync/operation.ts';
import type { DeskRooms } from '../../src-main/desk/opened-desk.ts';
import type { Transaction } from '../../src-main/store/store.ts';

export interface CaseToDestroy {
  readonly caseId: string;
  readonly actId: string;
}

function accounts({ store }: Pick<DeskRooms, 'store'>): readonly [OperationActor, OperationActor] {
  const rows = store.database.prepare<[], { account_id: string; login: string; name: string }>("SELECT account_id, login, name FROM account WHERE login IN ('admin', 'registrar') ORDER BY login").all();
  const [one, two] = rows.map(({ account_id: accountId, login, name }) => ({ accountId, login, name }));
  if (one === undefined || two === undefined) throw new Error('the office has no two persons');
  return [one, two];
}

/** A case that was finished ten years ago and kept for one year, with these documents in it. */
export function closeCase(rooms: Pick<DeskRooms, 'store'>, caseId: string, documentIds: readonly string[], streamOf: (documentId: string) => string = () => MAIN_STREAM): void {
  const { store } = rooms;
  const [actor, registrar] = accounts(rooms);
  const nomenclatureId = store.database.prepare<[], string>('SELECT nomenclature_id FROM nomenclature ORDER BY year LIMIT 1').pluck().get();
  if (nomenclatureId === undefined) throw new Error('the office has no nomenclature');
  store.commit((transaction) => {
    const append: Transaction['append'] = (draft) => transaction.append(draft);
    append({
      kind: 'case.entered',
      entity: caseId,
      stream: MAIN_STREAM,
      actor,
      payload: {
        caseId,
        nomenclatureId,
        sectionId: '01',
        index: '01-01',
        title: 'Листування',
        retention: { period: 'years', years: 1, event: null, article: null, expertMark: false },
        retentionText: '1 рік',
        medium: 'electronic',
        note: '',
        owner: null,
        transit: false,
        formerCaseId: null,
        carriedVolumes: 0,
        basis: null,
      },
    });
    for (const documentId of documentIds) append({ kind: 'document.filed', entity: documentId, stream: streamOf(documentId), actor: registrar, basedOn: store.log.lastOfEntity(documentId), payload: { documentId, caseId, volume: 1 } });
    append({
      kind: 'case.closed',
      entity: caseId,
      stream: MAIN_STREAM,
      actor,
      basedOn: store.log.lastOfEntity(caseId),
      payload: { caseId, formerCaseIds: [], finishedOn: '2016-12-30', closedOn: '2017-01-10', termStart: { rule: 'january-after', packVersion: 'test' }, volumes: [], certifiedBy: { name: 'А', position: 'Б' } },
    });
  });
}

/** Destroys closed cases by an act of two persons. `inPortions`: what goes on beside other work destroys them. */
export function destroyCases(rooms: Pick<DeskRooms, 'store'>, actId: string, caseIds: readonly string[], { inPortions = false } = {}): void {
  const { store } = rooms;
  const [first, second] = accounts(rooms);
  const persons = [first, second].map(({ accountId, name }) => ({ accountId, name }));
  const [one, two] = persons;
  if (one === undefined || two === undefined) throw new Error('two persons are needed');
  const number = String(store.database.prepare<[], number>('SELECT count(*) + 1 FROM destruction_act').pluck().get());
  store.commit((transaction) => {
    const step: Transaction['append'] = (draft) => transaction.append({ ...draft, basedOn: store.log.lastOfEntity(draft.entity) });
    const act = { entity: actId, stream: MAIN_STREAM } as const;
    step({ kind: 'destruction.drawnUp', ...act, actor: first, payload: { actId, number, year: 2026, drawnUpOn: '2026-03-02' } });
    step({ kind: 'destruction.casesAdded', ...act, actor: first, payload: { actId, caseIds: [...caseIds] } });
    step({ kind: 'destruction.agreed', ...act, actor: first, payload: { actId, by: 'commission', protocolNumber: '1', protocolDate: '2026-03-02' } });
    step({ kind: 'destruction.approved', ...act, actor: first, payload: { actId, by: 'Ректор', on: '2026-03-02' } });
    step({ kind: 'destruction.begun', ...act, actor: first, payload: { actId, method: 'видалення', by: one } });
    step({ kind: 'destruction.confirmed', ...act, actor: second, payload: { actId, by: two, ...(inPortions ? { inPortions } : {}) } });
    for (const caseId of inPortions ? [] : caseIds) step({ kind: 'case.destroyed', entity: caseId, stream: MAIN_STREAM, actor: second, payload: { caseId, actId, actNumber: number, on: '2026-03-02', method: 'видалення', persons: [one, two] } });
  });
}

/** Lays a hold on a case, or lifts it. */
export function holdCase(rooms: Pick<DeskRooms, 'store'>, holdId: string, caseId: string): void {
  const [actor] = accounts(rooms);
  rooms.store.commit((transaction) => transaction.append({ kind: 'hold.placed', entity: holdId, stream: MAIN_STREAM, actor, payload: { holdId, ground: 'court', reason: 'Ухвала суду', reference: null, caseIds: [caseId], documentIds: [] } }));
}

export function liftHold(rooms: Pick<DeskRooms, 'store'>, holdId: string): void {
  const { store } = rooms;
  const [actor] = accounts(rooms);
  store.commit((transaction) => transaction.append({ kind: 'hold.lifted', entity: holdId, stream: MAIN_STREAM, actor, basedOn: store.log.lastOfEntity(holdId), payload: { holdId, reason: 'Справу закрито' } }));
}

/** Why operations of the case have no effect here; empty: all have. */
export function refusedOf({ store }: Pick<DeskRooms, 'store'>): string[] {
  return store.database.prepare<[], string>("SELECT kind FROM operation WHERE barred IS NOT NULL OR state = 'rejected'").pluck().all();
}
