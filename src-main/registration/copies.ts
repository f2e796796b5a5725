import { Refusal } from '#shared/contract/errors.ts';
import type { Card, Copy, CopyForm, MarkPlaces } from '#shared/contract/registration.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { type FieldChange, operationActor } from '#shared/sync/operation.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { copyNumberText } from '#shared/domain/copy-register.ts';
import { type CopyGround, copyGround, doublesOnPaper } from '#shared/domain/hr-paper-copies.ts';
import { pageRangeText, parsePageRange } from '#shared/domain/page-range.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { CopyJob, StampedCopyTexts } from '../jobs/job-kinds.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { RegistrationStamp } from '../pdf/index.ts';
import { registersOf, type RulePack, simpleSignatureRuleOn } from '../rule-packs/index.ts';
import type { BlobLocation } from '../store/blobs/blob-file.ts';
import type { Store } from '../store/store.ts';
import type { Verification } from '../verification/verification.ts';
import type { CopyRegisterRecords } from '../copy-register/copy-register-records.ts';
import type { ActCopies } from '../local-acts/act-copies.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import type { CardRecords } from './card-records.ts';
import { cardSheet } from './card-sheet.ts';
import { type ActCopyFacts, type CertifiedFacts, CopyTexts, fileNameOf } from './copy-texts.ts';
import type { Directories, OfficeRecord } from './directories.ts';
import { operationsOfDocument } from './document-operations.ts';
import { documentLanguage } from './document-language.ts';
import { DocumentWords } from './document-words.ts';
import type { ProtocolChoice } from './protocol-texts.ts';
import { type ShownContent, shownContents } from './shown-contents.ts';
import type { ForceDecision } from './force-section.ts';
import type { RecordedSignature } from './recorded-signatures.ts';
import { streamOf } from './streams.ts';

export interface CopiesOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly cards: CardRecords;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly verification: Verification;
  readonly rulePack: () => RulePack;
  readonly fontsDirectory: string;
  readonly register: CopyRegisterRecords;
  readonly duplicates: PaperDuplicateRecords;
  readonly actCopies: ActCopies;
  readonly directories: Directories;
  /** Entities of operations of a document in other rooms. */
  readonly entitiesBeside: (documentId: string) => readonly string[];
  /** What was signed without a certificate (SIGN-10). */
  readonly recordedOf: (documentId: string) => Promise<readonly RecordedSignature[]>;
  /** The decision on the force of an application; null: there is none (VER-05). */
  readonly forceDecisionOf: (documentId: string) => ForceDecision | null;
}

export interface CertificationWish {
  /** The application that the copy answers. */
  readonly requestId: string;
  readonly position: string;
  /** Pages of an extract as they were typed; null: the whole document. */
  readonly pages: string | null;
}

export interface CopyWish {
  readonly form: CopyForm;
  /** The one signature that a protocol is about (VER-07); null: all of them. */
  readonly signature: { readonly sha256: string; readonly id: string } | null;
  readonly language: string | null;
  /** The head's permission for a document that may not be passed outside (CARD-17). */
  readonly permission: string | null;
  /** What a certified copy needs; null for the other forms. */
  readonly certification: CertificationWish | null;
  /** Where the marks of a stamped copy go; null: where the pages are certainly free. */
  readonly places: MarkPlaces | null;
  /** Number of the copy of a local act that the stamp of a stamped copy names with its holder (NUM-05); null: none. */
  readonly actCopy: string | null;
  readonly actor: Actor;
  readonly signal: AbortSignal;
  readonly progress: (progress: number | null) => void;
}

/**
 * Derived copies for print. The original's bytes are only read; what is made is a file of its own that
 * names the original.
 */
export class Copies {
  readonly #options: CopiesOptions;
  readonly #contentOf: (sha256: string) => ShownContent | null;

  constructor(options: CopiesOptions) {
    this.#options = options;
    this.#contentOf = shownContents(options.store);
  }

  /** Where the marks of a stamped copy would go; nothing is written. @throws Refusal */
  async preview(card: Card, office: OfficeRecord, { language, signal }: Pick<CopyWish, 'language' | 'signal'>): Promise<MethodOutput<'registration.previewMarks'>> {
    const { store, jobs, runningJobs, fontsDirectory } = this.#options;
    const main = card.files.find((file) => file.role === 'main');
    if (main === undefined) throw new Refusal('refused', 'error.noFileToCopy');
    const { texts, common } = await this.#texts(card, office, language);
    const source = this.#shownFile(main);
    const { fileName } = main;
    try {
      const preview = await runningJobs.run({ title: 'job.markPreview', fileName, signal, onProgress: () => undefined }, async (options) =>
        jobs.run(
          'previewMarks',
          { source: { fileName, sha256: source.sha256, location: await store.blobs.locate(source.sha256) }, mediaType: source.mediaType, fontsDirectory, texts: { ...common, blocks: texts.blocks(main.sha256) } },
          options,
        ),
      );
      if (preview === null) throw new Refusal('refused', 'error.marksNeedPages');
      const { pages, marks, made } = preview;
      return {
        source: { sha256: source.sha256, size: source.size, fileName },
        pages,
        marks: marks.map((mark) => ({ ...mark, picture: Uint8Array.from(mark.picture) })),
        made: made === null ? null : Uint8Array.from(made),
      };
    } catch (error) {
      if (error instanceof JobFailed) throw error.errorCode === 'too-large' ? new Refusal('too-large', 'error.marksTooLarge') : refusalOf(error);
      throw error;
    }
  }

  /** The PDF inside a signature where it lies here as a file of its own, as the viewer shows it; else the file. */
  #shownFile(main: DocumentFile): ShownContent {
    const content = this.#contentOf(main.sha256);
    return content?.mediaType === 'application/pdf' && this.#options.store.blobs.has(content.sha256) ? content : main;
  }

  async make(card: Card, office: OfficeRecord, wish: CopyWish): Promise<Copy> {
    if (wish.form === 'card') return this.#printCard(card, office, wish);
    const ground = this.#demandGround(card, office, wish);
    const { store, jobs } = this.#options;
    const main = card.files.find((file) => file.role === 'main');
    if (main === undefined) throw new Refusal('refused', 'error.noFileToCopy');
    const actCopy = this.#actCopy(card, wish);
    const { texts, common } = await this.#texts(card, office, wish.language, actCopy);
    const choice = wish.signature ?? 'all';
    const certified = wish.form === 'certified' ? this.#certification(card, wish) : null;
    const form = formOf(wish.form, texts, { ...common, ...(wish.places === null ? {} : { places: wish.places }) }, main.sha256, choice, certified?.facts ?? null);
    const output = store.blobs.newPlace();
    const made = await this.#making(output, wish, main.fileName, async (options) =>
      jobs.run(
        'copy',
        {
          source: { fileName: main.fileName, sha256: main.sha256, location: await store.blobs.locate(main.sha256) },
          mediaType: main.mediaType,
          fontsDirectory: this.#options.fontsDirectory,
          output,
          form,
          otherSheet: texts.otherSheet(),
        },
        options,
      ),
    );
    const { continuesSource, ...kept } = made;
    return this.#record(card, texts.fileName(wish.form, { choice, certified: certified?.facts ?? null, actCopy }), { ...kept, continues: continuesSource ? { sha256: main.sha256, size: main.size } : null, certified: certified?.kept ?? null }, wish, ground);
  }

  /** @throws Refusal where an HR e-document would be doubled on paper without a ground (HRC-06) */
  #demandGround({ kindId, medium, registrationIndex }: Card, office: OfficeRecord, { form, certification }: CopyWish): CopyGround | null {
    const { directories, environment, rulePack } = this.#options;
    const now = isoInstant(environment.now());
    // HR e-document flow is ruled where its participants have to consent to it (HRC-01).
    const isRuled = (simpleSignatureRuleOn(rulePack(), dayInZone(office.zone, now))?.firstAcceptanceKinds.length ?? 0) > 0;
    const isHrDocument = directories.kinds().some((kind) => kind.kindId === kindId && kind.signatures !== null);
    if (!isRuled || !isHrDocument || medium !== 'electronic' || !doublesOnPaper(form)) return null;
    const ground = copyGround({ form, requestId: certification?.requestId ?? null, outages: directories.outages(), now });
    if (ground === null) throw new Refusal('refused', 'error.hrPaperCopy', { index: registrationIndex });
    return ground;
  }

  /** The words of a document's copies as they stand now. */
  async #texts(card: Card, office: OfficeRecord, wished: string | null, actCopy: ActCopyFacts | null = null): Promise<{ readonly texts: CopyTexts; readonly common: Pick<StampedCopyTexts, 'stamp' | 'title' | 'createdAt'> }> {
    const { environment, verification, rulePack } = this.#options;
    const pack = rulePack();
    const now = isoInstant(environment.now());
    const reports = await verification.reports(verification.newest({ documentId: card.documentId }));
    const texts = new CopyTexts({ card, files: card.files, reports, recorded: await this.#options.recordedOf(card.documentId), forceDecision: this.#options.forceDecisionOf(card.documentId), officeName: office.name, zone: office.zone, pack, language: documentLanguage(wished, office, pack), today: dayInZone(office.zone, now) });
    return { texts, common: { stamp: texts.stamp(actCopy), title: `${card.registrationIndex} ${card.subject}`, createdAt: now } };
  }

  /** The registration-and-monitoring card on paper (CARD-03); a card without a file has one as well. */
  async #printCard(card: Card, office: OfficeRecord, wish: CopyWish): Promise<Copy> {
    const { store, environment, jobs, rulePack, cards, directories, duplicates, fontsDirectory } = this.#options;
    const words = new DocumentWords(documentLanguage(wish.language, office, rulePack()), office.zone);
    const texts = cardSheet({ card, operations: operationsOfDocument(store, cards, card.documentId, this.#options.entitiesBeside(card.documentId)), directories, duplicate: duplicates.of(card.documentId), officeName: office.name, words, form: registersOf(rulePack(), words.language, dayInZone(office.zone, isoInstant(environment.now()))).card, now: isoInstant(environment.now()), printedBy: wish.actor.name });
    const output = store.blobs.newPlace();
    const { sha256, size } = await this.#making(output, wish, null, (options) => jobs.run('table', { texts, fontsDirectory, output }, options));
    const fileName = fileNameOf(words.text('protocol.copyName.card', { index: card.registrationIndex }));
    return this.#record(card, fileName, { sha256, size, method: 'full-save', continues: null, certified: null }, wish);
  }

  /** Runs the job that fills a place, and keeps what it wrote; nothing of it stays where it fails. @throws Refusal */
  async #making<Made extends { readonly sha256: string }>(output: BlobLocation, wish: CopyWish, fileName: string | null, run: (options: JobOptions) => Promise<Made>): Promise<Made> {
    const { store, runningJobs } = this.#options;
    try {
      const made = await runningJobs.run({ title: JOB_TITLES[wish.form], fileName, signal: wish.signal, onProgress: wish.progress }, run);
      await store.blobs.adopt(output, made.sha256);
      return made;
    } catch (error) {
      await store.blobs.discard(output);
      if (error instanceof JobFailed) throw refusalOf(error);
      throw error;
    }
  }

  /** Words of the registration stamp in the office's leading document language. */
  stampOf(card: Card, office: OfficeRecord): RegistrationStamp {
    const pack = this.#options.rulePack();
    const today = dayInZone(office.zone, isoInstant(this.#options.environment.now()));
    const stamp = new CopyTexts({ card, files: card.files, reports: [], officeName: office.name, zone: office.zone, pack, language: documentLanguage(null, office, pack), today }).stamp();
    if (stamp === null) throw new Error('a card has a stamp');
    return stamp;
  }

  /** @throws Refusal where no such copy of the act was issued. */
  #actCopy({ documentId }: Card, { form, actCopy }: CopyWish): ActCopyFacts | null {
    if (actCopy === null) return null;
    const issued = this.#options.actCopies.of(documentId).find(({ number }) => number === actCopy);
    if (issued === undefined || form !== 'stamped') throw new Refusal('not-found', 'error.actCopyNotFound', { number: actCopy });
    return issued;
  }

  /** @throws Refusal where the application is none that this copy could answer, or the pages are none. */
  #certification(card: Card, { certification, permission, actor }: CopyWish): { readonly facts: CertifiedFacts; readonly kept: NonNullable<KeptCopy['certified']> } {
    const { register, store } = this.#options;
    const entry = certification === null ? null : register.standing(certification.requestId);
    if (certification === null || entry?.documentId !== card.documentId) throw new Refusal('not-found', 'error.copyRequestNotFound');
    if (entry.closed) throw new Refusal('conflict', 'error.copyRequestClosed');
    const pages = certification.pages === null ? null : parsePageRange(certification.pages);
    if (pages?.ok === false) throw new Refusal('refused', `error.pages.${pages.error}`, {}, [{ path: 'certification.pages', message: `error.pages.${pages.error}` }]);
    const numberRun = store.membership.record?.deskCode ?? '';
    const copyNumber = register.nextNumber(card.documentId, numberRun);
    const { requestId, position } = certification;
    const chosen = pages === null ? null : pages.value;
    return {
      facts: { number: copyNumberText({ copyNumber, numberRun }), certifiedBy: actor.name, position, pages: chosen },
      kept: { requestId, copyNumber, numberRun, certifiedBy: actor.name, position, pages: chosen === null ? null : pageRangeText(chosen), permission },
    };
  }

  #record(card: Card, fileName: string, made: KeptCopy, wish: CopyWish, ground: CopyGround | null = null): Copy {
    const { store, environment, cards } = this.#options;
    const copyId = newId(environment);
    store.commit((transaction) => {
      const { certified } = made;
      // Another window made a copy under the number that stands printed on this one.
      if (certified !== null && this.#options.register.nextNumber(card.documentId, certified.numberRun) !== certified.copyNumber) throw new Refusal('conflict', 'error.copyNumberTaken');
      transaction.append({
        kind: 'copy.made',
        entity: card.documentId,
        stream: streamOf(card),
        actor: operationActor(wish.actor),
        payload: { copyId, documentId: card.documentId, form: wish.form, fileName, ...made, ...(ground === null ? {} : { ground }) },
        changes: [{ field: `document.copy.${wish.form}`, before: null, after: `${fileName} · ${made.sha256}` }, ...(wish.permission === null ? [] : [{ field: 'document.permission', before: null, after: wish.permission }]), ...(ground === null ? [] : [this.#groundChange(ground)])],
      });
    });
    const copy = cards.copiesOf(card.documentId).find((candidate) => candidate.copyId === copyId);
    if (copy === undefined) throw new Error('a copy that was just recorded is not there');
    return copy;
  }

  #groundChange(ground: CopyGround): FieldChange {
    const { directories } = this.#options;
    if (ground.kind === 'application') return { field: 'document.copyGround.application', before: null, after: ground.requestId };
    const outage = directories.outages().find(({ outageId }) => outageId === ground.outageId);
    return { field: 'document.copyGround.outage', before: null, after: outage?.from ?? ground.outageId };
  }
}

/** What the log says of a copy's bytes. */
type KeptCopy = Pick<OperationPayload<'copy.made'>, 'sha256' | 'size' | 'method' | 'continues' | 'certified'>;

const JOB_TITLES: Readonly<Record<CopyForm, string>> = { stamped: 'job.stampedCopy', paper: 'job.paperCopy', certified: 'job.certifiedCopy', protocol: 'job.protocol', card: 'job.cardPrint' };

/** @throws Refusal where the signature asked for is in no report. */
function formOf(form: Exclude<CopyForm, 'card'>, texts: CopyTexts, { places, ...common }: Pick<StampedCopyTexts, 'stamp' | 'title' | 'createdAt' | 'places'>, mainSha256: string, choice: ProtocolChoice, certified: CertifiedFacts | null): CopyJob['form'] {
  switch (form) {
    case 'stamped':
      return { kind: 'stamped', texts: { ...common, places, blocks: texts.blocks(mainSha256) } };
    case 'paper':
      return { kind: 'paper', texts: { ...common, ...texts.paperCopy(mainSha256) } };
    case 'certified':
      if (certified === null) throw new Error('a certified copy without its certification');
      return { kind: 'paper', texts: { ...common, ...texts.certifiedCopy(mainSha256, certified) } };
    case 'protocol':
      if (!texts.knows(choice)) throw new Refusal('not-found', 'error.noSuchSignature');
      return { kind: 'protocol', texts: { ...texts.protocolDocument(choice), createdAt: common.createdAt } };
  }
}

/** Why a copy or a protocol was not made, as a window is told. */
export function refusalOf(error: JobFailed): Refusal {
  switch (error.failure) {
    case 'timed-out':
      return new Refusal('timed-out', 'error.copyTimedOut');
    case 'memory':
      return new Refusal('too-large', 'error.copyTooMuchMemory');
    case 'cancelled':
      return new Refusal('cancelled', 'error.cancelled');
    case 'died':
      return new Refusal('unreadable', 'error.copyDied', { detail: error.message });
    case 'failed':
      return error.errorName === 'PdfRefused' ? new Refusal('unreadable', `error.pdf.${error.errorCode}`) : new Refusal('unreadable', 'error.copyFailed', { detail: error.message });
  }
}
