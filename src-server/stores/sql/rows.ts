import type { AdmissionNote, AdmissionStatus } from '#shared/sync/admission.ts';
import type { Role } from '#shared/domain/rights.ts';
import type { Fence, VoidReason } from '#shared/sync/wire.ts';
import type { ActorRow, DeskRow, DeskState, EnrolmentCode, LeaseRow, NumberPast, NumberRow, NumberState, PlacedOperation } from '../store.ts';

/** Columns as they are selected, and the rows that they become. */

export const DESK_COLUMNS = `organisation, desk, epoch, code, founder, founding_until AS "foundingUntil", public_key AS "publicKey", machine, state, fence,
  predecessor, family, streams, last_seq AS "lastSeq", last_hash AS "lastHash", last_op AS "lastOp", enrolled_at AS "enrolledAt"`;

export interface DeskColumns {
  readonly organisation: string;
  readonly desk: string;
  readonly epoch: number;
  readonly code: string;
  readonly founder: number;
  readonly foundingUntil: number | null;
  readonly publicKey: string;
  readonly machine: string;
  readonly state: DeskState;
  readonly fence: Fence | null;
  readonly predecessor: string | null;
  readonly family: string;
  readonly streams: string;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly lastOp: string | null;
  readonly enrolledAt: number;
}

export function deskRow({ lastSeq, lastHash, lastOp, ...row }: DeskColumns): DeskRow {
  return {
    ...row,
    founder: row.founder === 1,
    family: JSON.parse(row.family) as string[],
    streams: JSON.parse(row.streams) as string[],
    last: { deskSeq: lastSeq, hash: lastHash, opId: lastOp },
  };
}

export const CODE_COLUMNS = 'code_hash AS "codeHash", organisation, wished_code AS "wishedCode", expires_at AS "expiresAt", used_by AS "usedBy"';
export type CodeColumns = EnrolmentCode;

export const PLACED_COLUMNS = 'op_id AS "opId", seq, hash, status, note';
export interface PlacedColumns {
  readonly opId: string;
  readonly seq: number;
  readonly hash: string;
  readonly status: AdmissionStatus;
  readonly note: string;
}

export function placedOperation(row: PlacedColumns): PlacedOperation {
  return { ...row, note: admissionNote(row.note) };
}

export function admissionNote(text: string): AdmissionNote {
  return JSON.parse(text) as AdmissionNote;
}

export const ACTOR_COLUMNS = 'account AS "accountId", active, roles, desks';

export interface ActorColumns {
  readonly accountId: string;
  readonly active: number;
  readonly roles: string;
  readonly desks: string | null;
}

export function actorRow(row: ActorColumns): ActorRow {
  return { accountId: row.accountId, active: row.active === 1, roles: JSON.parse(row.roles) as Role[], desks: row.desks === null ? null : (JSON.parse(row.desks) as string[]) };
}

export const NUMBER_COLUMNS = `n.journal AS "journalId", n.year AS "serialYear", n.run, n.number, n.state, n.lease_id AS "leaseId", n.op_id AS "opId",
  n.document_id AS "documentId", n.void_reason AS "voidReason", n.void_act AS "voidAct", n.uses, n.history`;
export interface NumberColumns {
  readonly journalId: string;
  readonly serialYear: number;
  readonly run: string;
  readonly number: number;
  readonly state: NumberState;
  readonly leaseId: string | null;
  readonly opId: string | null;
  readonly documentId: string | null;
  readonly voidReason: VoidReason | null;
  readonly voidAct: string | null;
  readonly uses: number;
  readonly history: string;
}

export function numberRow(row: NumberColumns): NumberRow {
  return { ...row, history: JSON.parse(row.history) as NumberPast[] };
}

export const LEASE_COLUMNS = `lease_id AS "leaseId", desk, epoch, request_id AS "requestId", journal AS "journalId", year AS "serialYear", first, last,
  expires_at AS "expiresAt", active`;
export interface LeaseColumns extends Omit<LeaseRow, 'active'> {
  readonly active: number;
}

export function leaseRow(row: LeaseColumns): LeaseRow {
  return { ...row, active: row.active === 1 };
}

/** Size of a file that an operation names without saying it, where a key has to hold something. */
export const UNSAID_SIZE = -1;

export const FILE_COLUMNS = 'f.sha256, f.size, f.named_at AS "namedAt", f.held_at AS "heldAt", f.erased_at AS "erasedAt"';
