import { Refusal } from '#shared/contract/index.ts';
import type { SyncState } from '#shared/contract/sync-state.ts';
import type { Conflict, SyncDetails, WaitingOperation } from '#shared/contract/sync.ts';
import { MAIN_STREAM, RESTRICTED_STREAM } from '#shared/sync/operation.ts';
import { fakeConflicts } from './conflicts.ts';
import { fakeId, PDF_SHA } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { CORRESPONDENTS, PEOPLE, SUBJECTS } from './words.ts';

export interface FakeSyncOptions {
  readonly link?: SyncState['link'];
  readonly exchanging?: boolean;
  readonly behind?: number;
  readonly clockAhead?: number | null;
  readonly problem?: SyncDetails['problem'];
  readonly numberSafety?: SyncDetails['numberSafety'];
  readonly leases?: SyncDetails['leases'];
  /** How many operations of the desk have no place in the server's order. */
  readonly waitingOperations?: number;
  readonly conflicts?: readonly Conflict[];
  /** Missing numbers of the act. */
  readonly gaps?: number;
}

const PAGE = 100;
const NOW = '2026-03-05T10:20:00Z';
const KINDS = ['card.registered', 'verification.recorded', 'letter.received', 'scan.attached', 'card.corrected', 'document.passed', 'correspondent.defined', 'session.opened'] as const;
const LEASES: SyncDetails['leases'] = [
  { journalId: 'incoming', serialYear: 2026, left: 388, expiresAt: '2026-04-04T07:00:00Z' },
  { journalId: 'outgoing', serialYear: 2026, left: 12, expiresAt: '2026-04-04T07:00:00Z' },
  { journalId: 'internal', serialYear: 2026, left: 0, expiresAt: '2026-03-09T07:00:00Z' },
];

function fakeWaiting(count: number): WaitingOperation[] {
  return Array.from({ length: count }, (_, at): WaitingOperation => {
    const kind = KINDS[at % KINDS.length] ?? 'card.registered';
    const ofDocument = !['letter.received', 'correspondent.defined', 'session.opened'].includes(kind);
    const subject = SUBJECTS[at % SUBJECTS.length] ?? '';
    const about = kind === 'session.opened' ? (PEOPLE[at % PEOPLE.length] ?? '') : kind === 'correspondent.defined' ? (CORRESPONDENTS[at % CORRESPONDENTS.length] ?? '') : kind === 'letter.received' ? `Лист ${at}.pdf` : `№ ${300 - (at % 200)}/01-05 — ${subject}`;
    return {
      operationId: `w${at}`,
      kind,
      at: new Date(Date.UTC(2026, 2, 5, 4) + at * 71_000).toISOString(),
      by: kind === 'verification.recorded' ? null : (PEOPLE[at % PEOPLE.length] ?? null),
      about,
      documentId: ofDocument ? fakeId(1000 + 300 - (at % 200)) : null,
      state: at % 50 === 5 ? 'refused' : at < count / 7 - 2 ? 'sent' : 'queued',
      position: at + 1,
    };
  });
}

function pageOf<Row extends { readonly position: number }>(rows: readonly Row[], after: number | null): { rows: Row[]; next: number | null } {
  const from = after === null ? 0 : rows.findIndex((row) => row.position === after) + 1;
  const page = rows.slice(from, from + PAGE);
  return { rows: page, next: from + PAGE < rows.length ? (page.at(-1)?.position ?? null) : null };
}

/** Exchange of the fake desk with a server that is not there. */
export class FakeSync {
  readonly #held: FakeHoldings;
  readonly #options: FakeSyncOptions;
  readonly #waiting: readonly WaitingOperation[];
  #link: SyncState['link'];
  #lastExchange: string | null = '2026-03-05T06:40:00Z';
  #bytesPerSecond: number | null = null;
  #conflicts: readonly Conflict[];

  constructor(held: FakeHoldings, options: FakeSyncOptions) {
    this.#held = held;
    this.#options = options;
    this.#link = options.link ?? 'standalone';
    this.#waiting = fakeWaiting(options.waitingOperations ?? (this.#link === 'offline' ? 14 : 0));
    this.#conflicts = options.conflicts ?? (this.#link === 'standalone' ? [] : fakeConflicts());
  }

  state(): SyncState {
    const open = this.#conflicts.filter(({ settled }) => settled === null);
    const refused = open.filter(({ sort }) => sort === 'command').length;
    return {
      link: this.#link,
      lastExchange: this.#link === 'standalone' ? null : this.#lastExchange,
      queued: this.#waiting.filter(({ state }) => state === 'queued').length,
      behind: this.#options.behind ?? 0,
      refused,
      conflicts: open.length - refused,
      exchanging: this.#options.exchanging ?? false,
      clockAhead: this.#options.clockAhead ?? (this.#link === 'standalone' ? null : 900),
    };
  }

  #details(): SyncDetails {
    const state = this.state();
    const alone = state.link === 'standalone';
    const behind = state.behind;
    return {
      ...state,
      server: alone
        ? null
        : { address: 'https://kanc.example:8443', certificate: '3f9a0c41d2b85e77'.repeat(4), deskCode: '2', desk: fakeId(77), founder: false, streams: [MAIN_STREAM, RESTRICTED_STREAM], cursor: 18_432 - behind, head: 18_432 },
      problem: this.#options.problem ?? null,
      nextRoundAt: alone || state.link === 'paused' || state.link === 'revoked' ? null : '2026-03-05T10:21:00Z',
      numberSafety: alone ? null : (this.#options.numberSafety ?? 'safe'),
      leases: alone ? [] : [...(this.#options.leases ?? LEASES)],
      bytesPerSecond: this.#bytesPerSecond,
    };
  }

  #changed(): void {
    this.#held.changed(['sync', 'status']);
  }

  readonly handlers: FakeHandlers<'sync'> = {
    'sync.state': () => this.#details(),
    'sync.join': () => {
      this.#link = 'online';
      this.#changed();
      return this.#details();
    },
    'sync.now': () => {
      if (this.#link === 'online') this.#lastExchange = NOW;
      this.#changed();
      return this.#details();
    },
    'sync.setPaused': ({ paused }) => {
      this.#link = paused ? 'paused' : 'online';
      this.#changed();
      return this.#details();
    },
    'sync.setBandwidth': ({ bytesPerSecond }) => {
      this.#bytesPerSecond = bytesPerSecond;
      this.#changed();
      return this.#details();
    },
    'sync.waiting': ({ after }) => {
      const { rows, next } = pageOf(this.#waiting, after);
      return { operations: rows, next };
    },
    'sync.conflicts': ({ settled, after }) => {
      const { rows, next } = pageOf(
        this.#conflicts.filter((one) => (one.settled !== null) === settled),
        after,
      );
      return { conflicts: rows, next };
    },
    'sync.settle': ({ conflictId, decision, reason, voidDocumentId }) => {
      const conflict = this.#conflicts.find((one) => one.conflictId === conflictId);
      if (conflict === undefined) throw new Refusal('not-found', 'error.conflictNotFound');
      if (!conflict.decisions.includes(decision) || (decision === 'oneVoided' && conflict.document?.void === false && conflict.otherDocument?.void === false) !== (voidDocumentId !== null)) throw new Refusal('refused', 'error.conflictDecision');
      if (reason === '' && (decision === 'earlier' || decision === 'oneVoided')) throw new Refusal('refused', 'error.conflictReason');
      const settled: Conflict = { ...conflict, decisions: [], settled: { decision, at: NOW, by: PEOPLE[0], reason: reason === '' ? null : reason } };
      this.#conflicts = this.#conflicts.map((one) => (one === conflict ? settled : one));
      this.#held.changed(['sync', 'cards', 'status']);
      return settled;
    },
    'sync.wipe': ({ unsent }) => {
      const { link, queued } = this.state();
      if (link !== 'revoked') throw new Refusal('refused', 'error.syncWipeNotRevoked');
      if (unsent !== queued) throw new Refusal('conflict', 'error.syncWipeUnsent', { count: String(queued) });
      return {};
    },
    'sync.writeBundle': () => ({ fileName: 'desk-2.bundle', bytes: new Uint8Array([1, 2, 3]), operations: this.state().queued }),
    'sync.readBundle': ({ bytes }) => {
      if (bytes.length === 0) throw new Refusal('refused', 'error.bundle.notABundle');
      this.#changed();
      return { taken: 214, sent: this.state().queued, more: bytes.length > 100 };
    },
    'sync.gapAct': () => ({ sha256: PDF_SHA, size: 48_211, fileName: 'Акт про відсутні номери 2026.pdf', made: '2026-03-05', gaps: this.#options.gaps ?? 17 }),
  };
}
