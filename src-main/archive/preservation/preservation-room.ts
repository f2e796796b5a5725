import { Refusal } from '#shared/contract/errors.ts';
import type { PreservationSettings, PreservationState } from '#shared/contract/preservation.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { isoInstant } from '../../environment.ts';
import type { PreservationLists } from './preservation-lists.ts';
import { PreservationRounds, type PreservationRoundsOptions } from './preservation-rounds.ts';

const REPORTS_SHOWN = 50;
const ENTITY = 'preservation-settings';
const DAY = 86_400_000;

export interface PreservationRoomOptions extends Omit<PreservationRoundsOptions, 'isKeeper'> {
  readonly lists: PreservationLists;
  /** Code of the desk that the office began with. */
  readonly founderCode: () => string;
  /** Codes of the desks of the office, this one among them. */
  readonly deskCodes: () => readonly string[];
  /** @throws Refusal where the actor may not read it */
  readonly demandReadable: (documentId: string, actor: Actor) => void;
  /** Whether it was destroyed with its case. */
  readonly isDestroyed: (documentId: string) => boolean;
}

/** Evidence that is kept beside signed documents, and the rounds that renew it (ARC-07, VER-04). */
export class PreservationRoom {
  readonly rounds: PreservationRounds;
  readonly #options: PreservationRoomOptions;

  constructor(options: PreservationRoomOptions) {
    this.#options = options;
    this.rounds = new PreservationRounds({ ...options, isKeeper: () => this.#isKeeper() });
  }

  readonly handlers: RoomHandlers<'preservation'> = {
    state: () => this.#state(),
    list: ({ list, from, count }, { actor }) => this.#options.lists.page(list, this.#soon(), { from, count }, actor),
    ofDocument: ({ documentId }, { actor }) => {
      const { lists, demandReadable, isDestroyed } = this.#options;
      demandReadable(documentId, actor);
      return isDestroyed(documentId) ? { provable: null, evidence: [] } : { provable: lists.provable(documentId), evidence: lists.evidenceOf(documentId) };
    },
    report: ({ reportId }, { actor }) => {
      const { records, lists } = this.#options;
      const found = records.report(reportId);
      if (found === null) throw new Refusal('not-found', 'error.preservationReportNotFound');
      return lists.findings(found.report, found.listed, actor);
    },
    setSettings: (settings, { actor }) => {
      this.#setSettings(settings, actor);
      return this.#state();
    },
    begin: async () => {
      await this.rounds.begin();
      return this.#state();
    },
    pause: () => {
      this.rounds.pause();
      return this.#state();
    },
  };

  #setSettings(settings: PreservationSettings, actor: Actor): void {
    const { store, records, deskCodes, onChanged } = this.#options;
    const { keeper } = settings;
    if (keeper !== null && !deskCodes().includes(keeper)) throw new Refusal('refused', 'error.preservationDeskUnknown', { desk: keeper }, [{ path: 'keeper', message: 'error.preservationDeskUnknown' }]);
    store.commit((transaction) => {
      const [before, after] = [shown(records.settings()), shown(settings)];
      const changes = (['keeper', 'renewDays', 'revalidateDays'] as const).filter((field) => before[field] !== after[field]).map((field) => ({ field: `preservation.${field}`, before: before[field], after: after[field] }));
      if (changes.length === 0) return;
      transaction.append({ kind: 'preservation.settingsChanged', entity: ENTITY, stream: MAIN_STREAM, actor: operationActor(actor), basedOn: store.log.lastOfEntity(ENTITY), payload: settings, changes });
    });
    onChanged();
  }

  #keeper(): string {
    return this.#options.records.settings().keeper ?? this.#options.founderCode();
  }

  #isKeeper(): boolean {
    return this.#keeper() === this.#options.deskCode();
  }

  /** Up to when a proof ends soon. */
  #soon(): string {
    const { environment, records } = this.#options;
    return isoInstant(environment.now() + records.settings().renewDays * DAY);
  }

  #state(): PreservationState {
    const { records, lists, deskCodes } = this.#options;
    const round = records.round();
    const isKeeper = this.#isKeeper();
    const stands = records.obstacle() ?? (isKeeper || round !== null ? null : { obstacle: 'notKeeper' as const, since: null });
    return {
      settings: records.settings(),
      desks: [...deskCodes()],
      keeper: this.#keeper(),
      isKeeper,
      counts: lists.counts(this.#soon()),
      ends: lists.ends(),
      round: round === null ? null : { from: round.begunAt, assessed: round.assessed, renewed: round.renewed, left: Math.max(0, round.planned - round.done), paused: round.paused },
      obstacle: stands?.obstacle ?? null,
      obstacleSince: stands?.since ?? null,
      reports: records.reports(REPORTS_SHOWN),
    };
  }
}

function shown({ keeper, renewDays, revalidateDays }: PreservationSettings): { readonly keeper: string | null; readonly renewDays: string; readonly revalidateDays: string } {
  return { keeper, renewDays: String(renewDays), revalidateDays: String(revalidateDays) };
}
