import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { archiveDefaults, type RulePack } from '../../rule-packs/index.ts';
import type { Store } from '../../store/store.ts';

export type ArchiveSettings = MethodCheckedInput<'caseFiles.changeSettings'>;

/** Entity of the operations that change them: an office has one set. */
const ENTITY = 'archive-settings';

interface Row {
  readonly paper_duplicate_over_years: number | null;
  readonly volume_sheets: number;
  readonly archival_fund: number;
}

/** What the office decided for its archive, and until then what the rule pack of the country begins with (X4). */
export class ArchiveSettingsRecord {
  readonly #store: Store;
  readonly #rulePack: () => RulePack;
  readonly #read;

  constructor(store: Store, rulePack: () => RulePack) {
    this.#store = store;
    this.#rulePack = rulePack;
    this.#read = store.database.prepare<[], Row>('SELECT paper_duplicate_over_years, volume_sheets, archival_fund FROM archive_settings');
  }

  get(): { readonly settings: ArchiveSettings; readonly isDefault: boolean } {
    const row = this.#read.get();
    if (row === undefined) return { settings: archiveDefaults(this.#rulePack()), isDefault: true };
    return { settings: { paperDuplicateOverYears: row.paper_duplicate_over_years, volumeSheets: row.volume_sheets, archivalFund: row.archival_fund === 1 }, isDefault: false };
  }

  change(settings: ArchiveSettings, actor: Actor): void {
    this.#store.commit((transaction) => {
      const { settings: before } = this.get();
      const changes = (['paperDuplicateOverYears', 'volumeSheets', 'archivalFund'] as const).map((field) => ({ field: `archiveSettings.${field}`, before: written(before[field]), after: written(settings[field]) }));
      transaction.append({
        kind: 'archive.settingsChanged',
        entity: ENTITY,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        basedOn: this.#store.log.lastOfEntity(ENTITY),
        payload: settings,
        changes: changes.filter((change) => change.before !== change.after),
      });
    });
  }
}

function written(value: number | boolean | null): string | null {
  return value === null ? null : String(value);
}
