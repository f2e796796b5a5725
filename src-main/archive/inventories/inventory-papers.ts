import { Refusal } from '#shared/contract/errors.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { INVENTORY_FORMS, InventoryWhole } from '#shared/contract/inventories.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { CallContext } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import { JobFailed, type JobRunner } from '../../jobs/job-runner.ts';
import type { RunningJobs } from '../../jobs/running-jobs.ts';
import type { OfficeRecord } from '../../registration/directories.ts';
import { type PackRegisters, registersOf, type RulePack } from '../../rule-packs/index.ts';
import { writeCsv } from '../../spreadsheets/index.ts';
import { inventoryTable, inventoryTexts } from './inventory-texts.ts';
import { inventoryXml } from './inventory-xml.ts';

export interface InventoryPapersOptions {
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly fontsDirectory: string;
  readonly office: () => OfficeRecord;
  readonly rulePack: () => RulePack;
}

/** An inventory on paper, as a table and as XML; each is made anew of what stands and kept nowhere. */
export class InventoryPapers {
  readonly #options: InventoryPapersOptions;

  constructor(options: InventoryPapersOptions) {
    this.#options = options;
  }

  /** @param wished a language of the office's papers; another one gives the first of them. @throws Refusal */
  async print({ inventory, entries }: InventoryWhole, wished: Language | null, { signal, progress }: CallContext<Actor>): Promise<MethodOutput<'inventories.print'>> {
    const { environment, jobs, runningJobs, fontsDirectory, office } = this.#options;
    const { name: officeName, documentLanguages } = office();
    const language = documentLanguages.find((one) => one === wished) ?? this.#language();
    const texts = inventoryTexts({ inventory, entries, words: this.#words(language), officeName, language, now: isoInstant(environment.now()) });
    const fileName = fileNameOf(texts.title, 'pdf');
    try {
      const { bytes, pages } = await runningJobs.run({ title: 'job.printTable', fileName, signal, onProgress: progress }, (options) => jobs.run('tableForWindow', { texts, fontsDirectory }, options));
      return { fileName, bytes: Uint8Array.from(bytes), pages };
    } catch (error) {
      if (error instanceof JobFailed) throw error.failure === 'cancelled' ? new Refusal('cancelled', 'error.cancelled') : new Refusal('unreadable', 'error.printFailed', { detail: error.failure });
      throw error;
    }
  }

  export({ inventory, entries }: InventoryWhole, form: (typeof INVENTORY_FORMS)[number]): MethodOutput<'inventories.export'> {
    const language = this.#language();
    const words = this.#words(language);
    const fileName = fileNameOf(`${words.titles[inventory.type]} ${inventory.number} ${inventory.year}`, form);
    const bytes = form === 'csv' ? writeCsv(inventoryTable(entries, words, language)) : new TextEncoder().encode(inventoryXml({ inventory, entries, officeName: this.#options.office().name }));
    return { fileName, bytes: Uint8Array.from(bytes) };
  }

  #language(): Language {
    return this.#options.office().documentLanguages[0] ?? 'en';
  }

  #words(language: Language): PackRegisters['inventory'] {
    const { rulePack, office, environment } = this.#options;
    return registersOf(rulePack(), language, dayInZone(office().zone, isoInstant(environment.now()))).inventory;
  }
}

function fileNameOf(title: string, ending: string): string {
  return `${title.replaceAll(/[\\/:*?"<>|]/gu, '_').slice(0, 200)}.${ending}`;
}
