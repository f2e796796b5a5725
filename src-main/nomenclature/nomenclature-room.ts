import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { nomenclatureFor } from '#shared/domain/nomenclature.ts';
import { guessMapping, type ImportPlan, planImport } from '#shared/domain/nomenclature-import.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { periodText } from '#shared/i18n/retention-text.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { isoInstant } from '../environment.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { formOf, type RulePack } from '../rule-packs/index.ts';
import type { Filing } from './filing.ts';
import { exportTable } from './export-table.ts';
import { type ListOptions, NomenclatureList } from './nomenclature-list.ts';
import { nomenclatureForm } from './printed-form.ts';
import { readForeignTable, type ReadTable } from './read-tables.ts';
import { RetentionLists } from './retention-lists.ts';

export interface NomenclatureOptions extends ListOptions {
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly filing: Filing;
  readonly rulePack: () => RulePack;
  readonly fontsDirectory: string;
  readonly onChanged: (...topics: ('nomenclature' | 'cards')[]) => void;
}

type Call = CallContext<Actor>;

/** The nomenclature of cases of every year, the retention lists behind it, and filing into cases (C.6). */
export class NomenclatureRoom {
  readonly #options: NomenclatureOptions;
  readonly #list: NomenclatureList;
  readonly #retention: RetentionLists;

  constructor(options: NomenclatureOptions) {
    this.#options = options;
    this.#list = new NomenclatureList(options);
    this.#retention = new RetentionLists(options.store, options.environment);
  }

  readonly handlers: RoomHandlers<'nomenclature'> = {
    years: () => {
      const years = this.#options.records.years();
      const used = nomenclatureFor(years, this.#list.today());
      return { years, inUse: used === null ? null : { nomenclatureId: used.entry.nomenclatureId, year: used.entry.year, fallback: used.fallback } };
    },
    get: ({ nomenclatureId }) => this.#list.whole(nomenclatureId),
    create: ({ year }, { actor }) => this.#done(this.#list.create(year, actor)),
    copy: ({ nomenclatureId, year }, { actor }) => this.#done(this.#list.copy(nomenclatureId, year, actor)),
    defineSection: (input, { actor }) => this.#changed(input, () => this.#list.defineSection(input, actor)),
    removeSection: (input, { actor }) => this.#changed(input, () => this.#list.removeSection(input, actor)),
    defineCase: (input, { actor }) => this.#changed(input, () => this.#list.defineCase(input, actor)),
    markCase: (input, { actor }) => this.#changed(input, () => this.#list.markCase(input, actor)),
    removeCase: (input, { actor }) => this.#changed(input, () => this.#list.removeCase(input, actor)),
    discontinueCase: (input, { actor }) => this.#changed(input, () => this.#list.discontinueCase(input, actor)),
    openVolume: (input, { actor }) => this.#changed(input, () => this.#list.openVolume(input, actor)),
    move: (input, { actor }) => this.#changed(input, () => this.#list.move(input, actor)),
    previewImport: (input, call) => this.#preview(input, call),
    import: (input, call) => this.#import(input, call),
    export: async ({ nomenclatureId, form }) => {
      const whole = this.#list.whole(nomenclatureId);
      const language = this.#list.language();
      return exportTable(whole, formOf(this.#options.rulePack(), language, this.#list.today()), language, form);
    },
    print: (input, call) => this.#print(input, call),
    fileDocument: (input, { actor }) => {
      const filed = this.#options.filing.file(input, actor, this.#list.today());
      this.#options.onChanged('nomenclature', 'cards');
      return filed;
    },
    filing: ({ documentId }, { actor }) => this.#options.filing.of(documentId, actor),
    filingCheck: ({ caseId }) => ({ points: this.#options.filing.check(caseId) }),
    articles: ({ text }) => this.#retention.search(text, this.#options.rulePack(), this.#list.language(), this.#list.today()),
    importArticles: async ({ bytes, ...input }, call) => {
      const read = await this.#read(input.fileName, bytes, call);
      const result = this.#retention.import(read, input, call.actor);
      this.#options.onChanged('nomenclature');
      return result;
    },
  };

  #changed({ nomenclatureId }: { readonly nomenclatureId: string }, work: () => unknown): NomenclatureWhole {
    work();
    return this.#done(nomenclatureId);
  }

  #done(nomenclatureId: string): NomenclatureWhole {
    this.#options.onChanged('nomenclature');
    return this.#list.whole(nomenclatureId);
  }

  #read(fileName: string, bytes: Uint8Array, { signal, progress }: Call): Promise<ReadTable> {
    const { store, jobs, runningJobs } = this.#options;
    return runningJobs.run({ title: 'job.readTable', fileName, signal, onProgress: progress }, (options) => readForeignTable(store, jobs, fileName, bytes, options));
  }

  /** What the import would do with the list as it is now. */
  #plan(nomenclatureId: string, { table }: ReadTable, mapping: MethodCheckedInput<'nomenclature.import'>['mapping'] | null): { readonly plan: ImportPlan; readonly headers: readonly string[]; readonly mapping: MethodOutput<'nomenclature.previewImport'>['mapping'] } {
    const { records } = this.#options;
    const guessed = guessMapping(table.rows);
    const used = mapping ?? guessed.mapping;
    const damaged = table.problems.map(({ row }) => row);
    const plan = planImport(table.rows, { headingRow: guessed.headingRow, mapping: used }, { sections: records.sections(nomenclatureId), taken: records.cases(nomenclatureId).map(({ index }) => index), damaged });
    return { plan, headers: guessed.headers, mapping: { ...used } };
  }

  async #preview({ nomenclatureId, fileName, bytes, mapping }: MethodCheckedInput<'nomenclature.previewImport'>, call: Call): Promise<MethodOutput<'nomenclature.previewImport'>> {
    this.#list.demandFree(nomenclatureId);
    const found = this.#plan(nomenclatureId, await this.#read(fileName, bytes, call), mapping);
    const language = this.#list.language();
    return {
      headers: [...found.headers],
      mapping: found.mapping,
      accepted: found.plan.cases.map(({ row, sectionIndex, index, title, retention }) => ({ row, section: sectionIndex, index, title, retention: [periodText(retention, language), retention.article].filter((text) => text !== null).join(', ') })),
      rejected: found.plan.rejected.map((entry) => ({ ...entry })),
      newSections: found.plan.newSections.map((entry) => ({ ...entry })),
    };
  }

  async #import({ nomenclatureId, fileName, bytes, mapping, skipRejected }: MethodCheckedInput<'nomenclature.import'>, call: Call): Promise<NomenclatureWhole> {
    const { store } = this.#options;
    const read = await this.#read(fileName, bytes, call);
    store.commit((transaction) => {
      this.#list.demandFree(nomenclatureId);
      const { plan } = this.#plan(nomenclatureId, read, mapping);
      if (plan.rejected.length > 0 && !skipRejected) {
        throw new Refusal('refused', 'error.importRejected', { count: String(plan.rejected.length) }, plan.rejected.map(({ row, reason }) => ({ path: String(row), message: `nomenclature.import.${reason}` })));
      }
      if (plan.cases.length === 0) throw new Refusal('refused', 'error.importEmpty', { fileName });
      transaction.append({
        kind: 'nomenclature.imported',
        entity: nomenclatureId,
        stream: MAIN_STREAM,
        actor: operationActor(call.actor),
        payload: { nomenclatureId, fileName, fileSha256: read.sha256, cases: plan.cases.length, rejected: plan.rejected.length },
        changes: [{ field: 'nomenclature.import', before: null, after: `${fileName} · ${plan.cases.length}` }],
      });
      const cases = plan.cases.map(({ row: _row, ...entry }) => ({ ...entry, transit: false }));
      this.#list.enterImported(transaction, nomenclatureId, plan.newSections, cases, call.actor);
    });
    return this.#done(nomenclatureId);
  }

  async #print({ nomenclatureId, language: wished }: MethodCheckedInput<'nomenclature.print'>, { actor, signal, progress }: Call): Promise<MethodOutput<'nomenclature.print'>> {
    const { store, jobs, runningJobs, rulePack, fontsDirectory, environment } = this.#options;
    const pack = rulePack();
    const office = this.#list.office();
    const language: Language = pack.documentLanguages.find((one) => one === wished) ?? this.#list.language();
    const whole = this.#list.whole(nomenclatureId);
    const form = formOf(pack, language, this.#list.today());
    const texts = nomenclatureForm({ whole, form, officeName: office.name, language, now: isoInstant(environment.now()) });
    const fileName = `${texts.title.replaceAll(/[\\/:*?"<>|]/gu, '_')}.pdf`;
    const output = store.blobs.newPlace();
    try {
      const { pages, ...made } = await runningJobs.run({ title: 'job.printTable', fileName, signal, onProgress: progress }, (options) => jobs.run('table', { texts, fontsDirectory, output }, options));
      await store.blobs.adopt(output, made.sha256);
      store.commit((transaction) =>
        transaction.append({
          kind: 'nomenclature.printed',
          entity: nomenclatureId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: { nomenclatureId, ...made, fileName, language },
          changes: [{ field: 'nomenclature.print', before: null, after: `${fileName} · ${made.sha256}` }],
        }),
      );
      return { ...made, fileName, pages };
    } catch (error) {
      await store.blobs.discard(output);
      if (error instanceof JobFailed) throw error.failure === 'cancelled' ? new Refusal('cancelled', 'error.cancelled') : new Refusal('unreadable', 'error.printFailed', { detail: error.failure });
      throw error;
    }
  }
}
