import type { AskedPersonShown } from '#shared/contract/acknowledgements.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { OutageDocument } from '#shared/contract/outages.ts';
import type { Card } from '#shared/contract/registration.ts';
import { FORM_ABOUT, type FormId } from '#shared/domain/forms.ts';
import type { Language } from '#shared/domain/languages.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import type { Directories, OfficeRecord } from '../registration/directories.ts';
import { formsOn, type PackPrintedForm, type RulePack } from '../rule-packs/index.ts';
import { caseFacts, documentFacts, type FormFacts, outageFacts, type VolumeOnPaper } from './form-facts.ts';
import { formTitle, printedParts } from './form-parts.ts';

export interface FormsOptions {
  readonly environment: Environment;
  readonly directories: Directories;
  readonly nomenclature: NomenclatureRecords;
  readonly rulePack: () => RulePack;
  readonly office: () => OfficeRecord;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** Cards of an outage that the actor may read, newest first. */
  readonly documentsOf: (outageId: string, actor: Actor) => { readonly rows: readonly OutageDocument[] };
  /** People of the document's lists of acknowledgement, as far as the actor may know of them. */
  readonly acknowledgementsOf: (documentId: string, actor: Actor) => readonly AskedPersonShown[];
  /** What a volume of the case holds; null: the case has several and none is named. @throws Refusal where there is no such volume */
  readonly volumeOnPaper: (caseId: string, volume: number | null, actor: Actor) => VolumeOnPaper | null;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly fontsDirectory: string;
}

/** Forms to print and fill in by hand, worded by the rule pack. Nothing is stored: a blank is no record. */
export class FormsRoom {
  readonly #options: FormsOptions;

  constructor(options: FormsOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'forms'> = {
    offered: () => ({ forms: this.#forms().map((form) => this.#offered(form)) }),
    make: (input, call) => this.#make(input, call),
  };

  #forms(): PackPrintedForm[] {
    const { rulePack, office, environment } = this.#options;
    return formsOn(rulePack(), dayInZone(office().zone, isoInstant(environment.now())));
  }

  #offered(form: PackPrintedForm): MethodOutput<'forms.offered'>['forms'][number] {
    const languages = this.#languagesOf(form);
    return { form: form.id, about: FORM_ABOUT[form.id], languages, names: Object.fromEntries(languages.map((language) => [language, formTitle(form, language)])), doubtful: form.confidence === 'doubtful' };
  }

  /** Languages of a form, those of the office first and in its order. */
  #languagesOf(form: PackPrintedForm): Language[] {
    const own = this.#options.office().documentLanguages.filter((language) => form.languages.includes(language));
    return [...own, ...form.languages.filter((language) => !own.includes(language))];
  }

  async #make({ form: id, subjectId, volume, language: asked }: MethodCheckedInput<'forms.make'>, { actor, signal, progress }: CallContext<Actor>): Promise<MethodOutput<'forms.make'>> {
    const { environment, jobs, runningJobs, fontsDirectory } = this.#options;
    const form = this.#forms().find((one) => one.id === id);
    if (form === undefined) throw new Refusal('not-found', 'error.formNotFound');
    const [first] = this.#languagesOf(form);
    const language = asked ?? first;
    if (language === undefined || !form.languages.includes(language)) throw new Refusal('refused', 'error.formLanguage', {}, [{ path: 'language', message: 'error.formLanguage' }]);
    const facts = this.#facts(id, { subjectId, volume }, language, actor);
    const name = formTitle(form, language);
    const fileName = `${[name, facts.called].filter((part) => part !== '').join(' ').replaceAll(/[^\p{L}\p{N}.-]+/gu, '_')}.pdf`;
    const request = { title: facts.called === '' ? name : `${name}: ${facts.called}`, language, createdAt: isoInstant(environment.now()), parts: printedParts(form, language, facts), fontsDirectory };
    try {
      const { bytes, pages } = await runningJobs.run({ title: 'job.printTable', fileName, signal, onProgress: progress }, (options) => jobs.run('form', request, options));
      return { fileName, bytes: Uint8Array.from(bytes), pages };
    } catch (error) {
      if (error instanceof JobFailed) throw error.failure === 'cancelled' ? new Refusal('cancelled', 'error.cancelled') : new Refusal('unreadable', 'error.formFailed', { detail: error.failure });
      throw error;
    }
  }

  /** @throws Refusal where there is no such subject, or the person may not read it */
  #facts(id: FormId, { subjectId, volume }: Pick<MethodCheckedInput<'forms.make'>, 'subjectId' | 'volume'>, language: Language, actor: Actor): FormFacts {
    const about = FORM_ABOUT[id];
    const { name: office, zone } = this.#options.office();
    if ((subjectId === null) !== (about === 'nothing')) throw new Refusal('refused', 'error.formSubject', {}, [{ path: 'subjectId', message: 'error.formSubject' }]);
    if (subjectId === null || about === 'nothing') return { places: { office }, documents: [], people: [], called: '' };
    if (about === 'document') {
      const card = this.#options.readable(subjectId, actor);
      const names = this.#options.directories.kinds().find(({ kindId }) => kindId === card.kindId)?.names ?? {};
      return documentFacts(card, office, names[language] ?? '', id === 'acknowledgement-sheet' ? this.#options.acknowledgementsOf(subjectId, actor) : [], language);
    }
    // Outages and cases are read with the right of their own rooms.
    if (!hasRight(actor, 'card.read')) throw new Refusal('no-right', 'error.noRight', { right: 'card.read' });
    if (about === 'outage') {
      const outage = this.#options.directories.outages().find(({ outageId }) => outageId === subjectId);
      if (outage === undefined) throw new Refusal('not-found', 'error.outageNotFound');
      return outageFacts(outage, this.#options.documentsOf(subjectId, actor).rows.toReversed(), office, zone, language);
    }
    return this.#caseFacts(subjectId, volume, office, language, actor);
  }

  #caseFacts(caseId: string, volume: number | null, office: string, language: Language, actor: Actor): FormFacts {
    const { nomenclature } = this.#options;
    const found = nomenclature.caseById(caseId);
    const year = found === null ? null : nomenclature.year(found.nomenclatureId);
    if (found === null || year === null) throw new Refusal('not-found', 'error.caseNotFound');
    const section = nomenclature.sections(found.nomenclatureId).find(({ sectionId }) => sectionId === found.entry.sectionId);
    return caseFacts(found.entry, year.year, section?.title ?? '', office, this.#options.volumeOnPaper(caseId, volume, actor), language);
  }
}
