import { routeStarted } from '#shared/contract/routing.ts';
import { DELEGABLE_ACTIONS, type Delegation, DELEGATION_CAPACITIES, delegationFor } from '#shared/domain/delegation.ts';
import type { EXCHANGE_NOTICES, NoticeKind } from '#shared/domain/notifications.ts';
import { hasRight, type Right, ROLES } from '#shared/domain/rights.ts';
import { WORK_ACTIONS } from '#shared/domain/work-items.ts';
import { type NoticeFacts, noticesOf } from '#shared/sync/notices-of-operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { z } from 'zod';
import type { PlacedOperation } from '../operation-log.ts';
import { applicationNow } from './application-work.ts';
import { kindOfDraft } from './kind-of-draft.ts';
import { isTwinOfDraft } from './draft-twins.ts';
import type { RowWriter } from './project.ts';

/** Tells people what an operation means for them, once it stands in the tables. The same notice a second time, from another desk, changes nothing. */
export function tellNotices<Kind extends OperationKind>(rows: RowWriter, kind: Kind, payload: OperationPayload<Kind>, operation: PlacedOperation): void {
  for (const { noticeId, kind: noticeKind, to, documentId, detail, dueAt } of noticesOf(kind, payload, operation, factsOf(rows))) {
    if (rows.count('notification', { notice_id: noticeId }) > 0) continue;
    rows.insert('notification', {
      notice_id: noticeId,
      person_id: 'personId' in to ? to.personId : null,
      account_id: 'accountId' in to ? to.accountId : null,
      kind: noticeKind,
      document_id: documentId,
      detail,
      due_at: dueAt,
      told_at: operation.at,
      told_by: operation.actor?.name ?? '',
      before_begun: isBeforeBegun(rows, noticeKind),
    });
  }
}

function isBeforeBegun(rows: RowWriter, kind: NoticeKind): boolean {
  return rows.count('notice_begun', { kind }) === 0;
}

/** Tells whoever wrote an operation what became of it at the others (NOT-01); one notice, whatever the number of conflicts. */
export function tellWriter(rows: RowWriter, operation: PlacedOperation, kind: (typeof EXCHANGE_NOTICES)[number]): void {
  const { opId, actor, payload, at } = operation;
  const noticeId = `${opId}/${kind}`;
  if (actor === null || rows.count('notification', { notice_id: noticeId }) > 0) return;
  const documentId = typeof payload === 'object' && payload !== null && 'documentId' in payload && typeof payload.documentId === 'string' ? payload.documentId : null;
  rows.insert('notification', { notice_id: noticeId, person_id: null, account_id: actor.accountId, kind, document_id: documentId, detail: '', due_at: null, told_at: at, told_by: '', before_begun: isBeforeBegun(rows, kind) });
}

const roles = z.array(z.enum(ROLES)).catch([]);
const texts = (rows: readonly Readonly<Record<string, unknown>>[], column: string): string[] => rows.map((row) => String(row[column]));

const known = new WeakMap<RowWriter, NoticeFacts>();

/** Made once for each set of tables: operations come by hundreds. */
function factsOf(rows: RowWriter): NoticeFacts {
  const before = known.get(rows);
  if (before !== undefined) return before;
  const made = readFacts(rows);
  known.set(rows, made);
  return made;
}

const storedScope = z.string().nullable().transform((text) => (text === null ? null : z.array(z.string()).parse(JSON.parse(text))));
const delegationRow = z.object({
  delegation_id: z.string(), principal_person_id: z.string(), deputy_person_id: z.string(), capacity: z.enum(DELEGATION_CAPACITIES), kind_ids: storedScope, journal_ids: storedScope,
  actions: z.string().transform((text) => z.array(z.enum(DELEGABLE_ACTIONS)).parse(JSON.parse(text))), from_time: z.string(), until_time: z.string().nullable(), granted_at: z.string(), removed_at: z.string().nullable(),
});

/** The document on which it rests says nothing about who may act. */
const BASIS = { title: '', number: '', date: '' };

function storedDelegation(stored: unknown): Delegation {
  const row = delegationRow.parse(stored);
  return {
    delegationId: row.delegation_id, principalPersonId: row.principal_person_id, deputyPersonId: row.deputy_person_id, capacity: row.capacity, basis: BASIS, actions: row.actions, kindIds: row.kind_ids, journalIds: row.journal_ids,
    from: row.from_time, until: row.until_time, grantedAt: row.granted_at, removedAt: row.removed_at,
  };
}

/** SEC-22: a restricted card is told of to those alone who may read it by their own powers. */
function readsRestricted(rows: RowWriter, personId: string, card: Readonly<Record<string, unknown>>): boolean {
  const accountId = rows.text('person', 'account_id', { person_id: personId });
  if (accountId === null) return false;
  if (card['registered_by'] === accountId || rows.count('card_reader', { account_id: accountId, card_key: card['card_key'] }) > 0) return true;
  const held = { roles: roles.parse(JSON.parse(rows.text('account', 'roles', { account_id: accountId }) ?? '[]')) };
  return hasRight(held, 'card.read') && hasRight(held, 'card.readRestricted');
}

function accountsWith(rows: RowWriter, right: Right): string[] {
  return rows.list('account', ['account_id', 'roles', 'locked_reason'], {}).flatMap((row) => (row['locked_reason'] === null && hasRight({ roles: roles.parse(JSON.parse(String(row['roles']))) }, right) ? [String(row['account_id'])] : []));
}

/** What a set of tables says as it stands. */
export function readFacts(rows: RowWriter): NoticeFacts {
  const controllerOf = (documentId: string): string | null => rows.text('document_control', 'controller_person_id', { document_id: documentId });
  const withdrawnBy = (resolutionId: string): string[] =>
    rows.list('assignment', ['assignment_id', 'person_id'], { resolution_id: resolutionId, state: 'withdrawn' }).flatMap(({ assignment_id: assignmentId, person_id: personId }) => [
      String(personId),
      ...texts(rows.list('resolution', ['resolution_id'], { source_id: assignmentId, withdrawn: 1 }), 'resolution_id').flatMap(withdrawnBy),
    ]);
  return {
    personIdsOf: (accountId) => texts(rows.list('person', ['person_id'], { account_id: accountId }), 'person_id'),
    accountName: (accountId) => rows.text('account', 'name', { account_id: accountId }) ?? accountId,
    responsibleAccounts: () => accountsWith(rows, 'account.manage'),
    assignment: (assignmentId) => {
      const [found] = rows.list('assignment', ['person_id', 'document_id', 'received_at', 'resolution_id'], { assignment_id: assignmentId });
      if (found === undefined) return null;
      const documentId = String(found['document_id']);
      const lifted = rows.text('document_control', 'lifted_at', { document_id: documentId }) !== null;
      return {
        personId: String(found['person_id']),
        documentId,
        receivedAt: String(found['received_at']),
        authorPersonId: rows.text('resolution', 'author_person_id', { resolution_id: found['resolution_id'] }),
        controllerPersonId: lifted ? null : controllerOf(documentId),
      };
    },
    openExecutors: (documentId) => ['open', 'reported'].flatMap((state) => texts(rows.list('assignment', ['person_id'], { document_id: documentId, state }), 'person_id')),
    withdrawnBy,
    application: (documentId) => {
      const now = applicationNow(rows, documentId);
      if (now === null) return null;
      const { standing: { state, received, decided }, newest } = now;
      return {
        doubt: state === 'inDoubt' && newest !== null ? [newest.indication, newest.revokedAt ?? ''].join('/') : null,
        decidedStepId: decided?.stepId ?? null,
        authorPersonId: received?.author.personId ?? null,
        addresseePersonId: received?.addressee.personId ?? null,
        responsiblePersonId: received?.responsiblePersonId ?? null,
      };
    },
    formerControllerOf: controllerOf,
    registeredTwice: (documentId) => isTwinOfDraft(rows, documentId),
    routeEventCounts: (operationId) => rows.list('route_event', ['stale'], { op_id: operationId }).some(({ stale }) => stale === null),
    waitsOnRoute: (routeId, since) => rows.list('work_item', ['person_id', 'action'], { source_id: routeId, since }).flatMap(({ person_id: personId, action }) => {
      const known = WORK_ACTIONS.find((one) => one === action);
      return known === undefined ? [] : [{ personId: String(personId), action: known }];
    }),
    deputiesOf: (personId, action, documentId, at) => {
      const delegations = rows.list('delegation', ['*'], { principal_person_id: personId }).map(storedDelegation);
      if (delegations.length === 0) return [];
      const [card] = rows.list('card', ['card_key', 'kind_id', 'journal_id', 'restricted', 'registered_by'], { document_id: documentId });
      const document = { kindId: card === undefined ? kindOfDraft(rows, documentId) : String(card['kind_id']), journalId: card === undefined ? null : String(card['journal_id']) };
      const deputies = new Set(delegations.map(({ deputyPersonId }) => deputyPersonId));
      return [...deputies].filter((deputyPersonId) => delegationFor(delegations, { deputyPersonId, principalPersonId: personId, action, ...document, at }) !== null && (card?.['restricted'] !== 1 || readsRestricted(rows, deputyPersonId, card)));
    },
    registrarAccounts: () => accountsWith(rows, 'card.register'),
    personName: (personId) => rows.text('person', 'name', { person_id: personId }) ?? '',
    draftAuthor: (documentId) => rows.text('draft_document', 'author_person_id', { document_id: documentId }),
    stepRole: (routeId, stepId) => {
      for (const { event } of rows.list('route_event', ['event'], { route_id: routeId })) {
        const started = routeStarted.safeParse(JSON.parse(String(event)));
        if (started.success) return started.data.route.stages.flatMap(({ steps }) => steps).find((step) => step.stepId === stepId)?.role ?? null;
      }
      return null;
    },
    peopleOfDraft: (documentId) => texts(rows.list('route_person', ['person_id'], { document_id: documentId }), 'person_id'),
    employeeOfCopyRequest: (requestId) => {
      const requester = rows.text('copy_request', 'requester', { request_id: requestId, requester_kind: 'employee' });
      const people = requester === null ? [] : texts(rows.list('person', ['person_id'], { name: requester }), 'person_id');
      // Of two people of one name neither is told what may be the other's.
      return people.length === 1 ? (people[0] ?? null) : null;
    },
    unmarkedOfList: (listId) => texts(rows.list('acknowledgement_person', ['person_id'], { list_id: listId }), 'person_id').filter((personId) => rows.count('acknowledgement_mark', { list_id: listId, person_id: personId }) === 0),
    delegation: (delegationId) => {
      const [found] = rows.list('delegation', ['principal_person_id', 'deputy_person_id'], { delegation_id: delegationId });
      return found === undefined ? null : { principalPersonId: String(found['principal_person_id']), deputyPersonId: String(found['deputy_person_id']) };
    },
    archiveAccounts: () => accountsWith(rows, 'archive.keep'),
    findsOtherFiles: (reportId) => {
      const [report] = rows.list('fixity_report', ['desk', 'ended_at', 'listed'], { report_id: reportId });
      if (report === undefined) return false;
      const ended = String(report['ended_at']);
      const [last] = rows
        .list('fixity_report', ['report_id', 'ended_at', 'listed'], { desk: report['desk'] })
        .filter((one) => one['report_id'] !== reportId && String(one['ended_at']) <= ended)
        .toSorted((one, other) => (String(one['ended_at']) < String(other['ended_at']) ? 1 : -1));
      return last?.['listed'] !== report['listed'];
    },
    executorsOfAct: (actId) => [...new Set(['begun_account', 'confirmed_account'].flatMap((column) => rows.text('destruction_act', column, { act_id: actId }) ?? []))],
    stillWaits: (itemId, dueAt) => rows.count('work_item', { item_id: itemId, due_at: dueAt }) > 0,
  };
}
