import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { type Inventory, INVENTORY_LIMIT, type InventoryVolume, type InventoryWhole } from '#shared/contract/inventories.ts';
import { entryNumbersProblem, type InventoryStep, inventoryStepProblem, nextEntryNumber } from '#shared/domain/archive-inventories.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayText } from '#shared/i18n/day-text.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type FieldChange, MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { operationPieces } from '../../store/operation-pieces.ts';
import type { Store, Transaction } from '../../store/store.ts';
import type { InventoryPapers } from './inventory-papers.ts';
import type { InventoryRecords } from './inventory-records.ts';

export interface InventoriesOptions {
  readonly store: Store;
  readonly records: InventoryRecords;
  readonly papers: InventoryPapers;
  readonly today: () => string;
  /** Language in which the office writes its papers. */
  readonly language: () => Language;
  /** Whether the office creates documents of the archival fund, as long as it has not said so itself. */
  readonly archivalFundByRule: () => boolean;
  readonly onChanged: () => void;
}

/** Inventories of the archive, from the proposal to the head's approval (C.7.4). */
export class InventoriesRoom {
  readonly #options: InventoriesOptions;

  constructor(options: InventoriesOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'inventories'> = {
    list: () => ({ inventories: this.#all().toSorted((a, b) => b.year - a.year), waiting: this.#options.records.waiting() }),
    get: ({ inventoryId }) => this.#whole(inventoryId),
    proposal: (input) => this.#proposal(input),
    drawUp: (input, { actor }) => this.#done(input.inventoryId, (transaction) => this.#drawUp(transaction, input, actor)),
    agree: ({ inventoryId, by, protocolNumber, protocolDate }, { actor }) =>
      this.#done(inventoryId, (transaction) => {
        const before = this.#step(inventoryId, { to: 'agreed', by });
        this.#notBefore('protocolDate', protocolDate, by === 'archive' ? before.commission?.date : undefined);
        this.#write(transaction, actor, 'inventory.agreed', inventoryId, { inventoryId, by, protocolNumber, protocolDate }, [stateOf(before, 'agreed'), { field: `inventory.by.${by}`, before: null, after: `№ ${protocolNumber}, ${protocolDate}` }]);
      }),
    approve: ({ inventoryId, by, on }, { actor }) =>
      this.#done(inventoryId, (transaction) => {
        const before = this.#step(inventoryId, { to: 'approved' });
        this.#notBefore('on', on, before.archive?.date ?? before.commission?.date);
        this.#write(transaction, actor, 'inventory.approved', inventoryId, { inventoryId, by, on }, [stateOf(before, 'approved'), { field: 'inventory.approvedBy', before: null, after: `${by}, ${on}` }]);
      }),
    return: ({ inventoryId, reason }, { actor }) =>
      this.#done(inventoryId, (transaction) => {
        const before = this.#step(inventoryId, { to: 'draft' });
        this.#write(transaction, actor, 'inventory.returned', inventoryId, { inventoryId, reason }, [stateOf(before, 'draft'), { field: 'reason', before: null, after: reason }]);
      }),
    discard: ({ inventoryId, reason }, { actor }) => {
      this.#options.store.commit((transaction) => {
        const before = this.#step(inventoryId, { to: 'discarded' });
        this.#write(transaction, actor, 'inventory.discarded', inventoryId, { inventoryId, reason }, [{ field: 'inventory.number', before: `№ ${before.number} · ${before.title}`, after: null }, { field: 'reason', before: null, after: reason }]);
      });
      this.#options.onChanged();
      return {};
    },
    print: ({ inventoryId, language }, call) => this.#options.papers.print(this.#whole(inventoryId), language, call),
    export: ({ inventoryId, form }) => this.#options.papers.export(this.#whole(inventoryId), form),
  };

  #proposal({ type, year, inventoryId }: MethodCheckedInput<'inventories.proposal'>): MethodOutput<'inventories.proposal'> {
    const { records, language } = this.#options;
    const ofType = this.#all().filter((one) => one.type === type);
    const draft = ofType.find((one) => one.inventoryId === inventoryId);
    const before = draft === undefined ? ofType : ofType.slice(0, ofType.indexOf(draft));
    return {
      firstNumber: draft?.first ?? nextEntryNumber(before),
      number: draft?.number ?? String(ofType.length + 1),
      title: draft?.title ?? translate(language(), `inventory.titleOf.${type}`, { year: String(year) }),
      volumes: reworded(records.volumes(type, year, inventoryId), draft === undefined ? [] : records.entries(draft.inventoryId)),
    };
  }

  #drawUp(transaction: Transaction, input: MethodCheckedInput<'inventories.drawUp'>, actor: Actor): void {
    const { records } = this.#options;
    const { inventoryId, type, year, number, title, firstNumber } = input;
    const before = this.#all().find((one) => one.inventoryId === inventoryId);
    if (before !== undefined && before.state !== 'draft') throw new Refusal('refused', 'error.inventoryAgreed', { number: before.number });
    if (before !== undefined && (before.type !== type || before.year !== year)) throw new Refusal('refused', 'error.inventoryOther', { number: before.number });
    if (this.#all().some((one) => one.type === type && one.number === number && one.inventoryId !== inventoryId)) throw refused('number', 'error.inventoryNumberTaken', { number });
    const volumes = chosen(records.volumes(type, year, inventoryId), input);
    if (volumes.length === 0) throw new Refusal('refused', 'error.inventoryEmpty');
    if (volumes.length > INVENTORY_LIMIT) throw new Refusal('refused', 'error.inventoryTooLong', { limit: String(INVENTORY_LIMIT) });
    const problem = entryNumbersProblem(records.numbersOf(type), before === undefined ? null : inventoryId, firstNumber, volumes.length);
    if (problem !== null) throw refused('firstNumber', problem === 'notConsecutive' ? 'error.inventoryNotConsecutive' : 'error.inventoryRunsIntoNext', { next: String(nextEntryNumber(records.numbersOf(type))) });
    if (before === undefined || before.number !== number || before.title !== title) {
      this.#write(transaction, actor, 'inventory.drawnUp', inventoryId, { inventoryId, type, number, year, title }, [{ field: 'inventory.number', before: before === undefined ? null : `№ ${before.number} · ${before.title}`, after: `№ ${number} · ${title}` }]);
    }
    const entries = volumes.map((volume, at) => ({ number: firstNumber + at, ...volume }));
    let from = 0;
    for (const piece of operationPieces(entries)) {
      const told: FieldChange[] = from === 0 ? [{ field: 'inventory.entries', before: before === undefined ? null : rangeText(before.first, before.last), after: rangeText(firstNumber, firstNumber + entries.length - 1) }] : [];
      this.#write(transaction, actor, 'inventory.entriesListed', inventoryId, { inventoryId, from, entries: piece }, told);
      from += piece.length;
    }
  }

  /** The inventory, if the step is open to it. @throws Refusal */
  #step(inventoryId: string, step: InventoryStep): Inventory {
    const found = this.#of(inventoryId);
    const problem = inventoryStepProblem({ type: found.type, state: found.state, archiveAgreed: found.archive !== null, entries: found.totals.volumes }, step, this.#archivalFund());
    if (problem !== null) throw new Refusal('refused', `error.inventoryStep.${problem}`, { number: found.number });
    if (step.to === 'agreed') this.#demandClosed(found);
    return found;
  }

  /** A case that was opened again since has to leave the draft before anybody agrees to it. */
  #demandClosed({ inventoryId, type, year }: Inventory): void {
    const { records } = this.#options;
    const free = new Set(records.volumes(type, year, inventoryId).map(keyOf));
    const gone = records.entries(inventoryId).filter((entry) => !free.has(keyOf(entry)));
    if (gone.length > 0) throw new Refusal('refused', 'error.inventoryCasesGone', { cases: gone.map(({ index }) => index).join(', ') });
  }

  #notBefore(path: string, day: string, former: string | undefined): void {
    if (day > this.#options.today()) throw refused(path, 'error.nomenclatureDayAhead', { day: dayText(day) });
    if (former !== undefined && day < former) throw refused(path, 'error.inventoryDayBefore', { day: dayText(former) });
  }

  #archivalFund(): boolean {
    return this.#options.records.archivalFund() ?? this.#options.archivalFundByRule();
  }

  #all(): Inventory[] {
    return this.#options.records.all(this.#archivalFund());
  }

  #of(inventoryId: string): Inventory {
    const found = this.#all().find((one) => one.inventoryId === inventoryId);
    if (found === undefined) throw new Refusal('not-found', 'error.inventoryNotFound');
    return found;
  }

  #whole(inventoryId: string): InventoryWhole {
    return { inventory: this.#of(inventoryId), entries: this.#options.records.entries(inventoryId) };
  }

  #done(inventoryId: string, work: (transaction: Transaction) => void): InventoryWhole {
    this.#options.store.commit(work);
    this.#options.onChanged();
    return this.#whole(inventoryId);
  }

  #write<Kind extends OperationKind>(transaction: Transaction, actor: Actor, kind: Kind, entity: string, payload: OperationPayload<Kind>, changes: FieldChange[]): void {
    transaction.append({ kind, entity, stream: MAIN_STREAM, actor: operationActor(actor), payload, changes });
  }
}

function keyOf({ caseId, volume }: { readonly caseId: string; readonly volume: number }): string {
  return `${volume}/${caseId}`;
}

/** The proposal without what is left for another inventory, worded as the office words it. */
function chosen(volumes: readonly InventoryVolume[], { without, worded }: Pick<MethodCheckedInput<'inventories.drawUp'>, 'without' | 'worded'>): InventoryVolume[] {
  const left = new Set(without.map(keyOf));
  return reworded(volumes.filter((volume) => !left.has(keyOf(volume))), worded);
}

function reworded(volumes: readonly InventoryVolume[], worded: readonly Pick<InventoryVolume, 'caseId' | 'volume' | 'title' | 'note'>[]): InventoryVolume[] {
  const words = new Map(worded.map((entry) => [keyOf(entry), entry]));
  return volumes.map((volume) => {
    const own = words.get(keyOf(volume));
    return own === undefined ? volume : { ...volume, title: own.title, note: own.note };
  });
}

function rangeText(first: number | null, last: number | null): string | null {
  return first === null || last === null ? null : `${first}–${last}`;
}

function stateOf({ state }: Inventory, after: Inventory['state']): FieldChange {
  return { field: 'inventory.state', before: state, after };
}

function refused(path: string, message: string, params: Record<string, string>): Refusal {
  return new Refusal('refused', message, params, [{ path, message }]);
}
