import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { PaperState } from '#shared/contract/paper-intake.ts';
import type { Card } from '#shared/contract/registration.ts';
import { type LabelSize, paperStage, type PaperStage, scanCertificationOf, scanDifference } from '#shared/domain/paper-intake.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { touchesSigned } from '#shared/domain/signed-content.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import { contentSigned, type IntakeRoom } from '../intake/intake-room.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { RegistrationStamp } from '../pdf/index.ts';
import type { CardRecords } from '../registration/card-records.ts';
import { demandOutsideClosedCase } from '../registration/closed-case.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store } from '../store/store.ts';
import { ContentFactsRecords } from '../verification/content-facts.ts';
import type { Verification } from '../verification/verification.ts';
import type { PaperRecords } from './paper-records.ts';
import { zplLabel } from './zpl-label.ts';

export interface PaperIntakeOptions {
  readonly store: Store;
  readonly records: PaperRecords;
  readonly cards: Pick<CardRecords, 'closedCaseOf'>;
  readonly environment: Environment;
  readonly intake: IntakeRoom;
  readonly verification: Verification;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly fontsDirectory: string;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** Words of the registration stamp in the office's leading language. */
  readonly stampOf: (card: Card) => RegistrationStamp;
  readonly onChanged: (...topics: ('cards' | 'letters')[]) => void;
}

const MILLIMETRES: Readonly<Record<LabelSize, { readonly width: number; readonly height: number }>> = {
  '58x40': { width: 58, height: 40 },
  '100x50': { width: 100, height: 50 },
};

/** Intake of paper documents in the order of KhAI 3.6 (REG-05 … REG-07): number, stamp, full scan. */
export class PaperIntakeRoom {
  readonly #options: PaperIntakeOptions;
  readonly #records: PaperRecords;
  readonly #contents: ContentFactsRecords;

  constructor(options: PaperIntakeOptions) {
    this.#options = options;
    this.#contents = new ContentFactsRecords(options.store.database);
    this.#records = options.records;
  }

  readonly handlers: RoomHandlers<'paperIntake'> = {
    state: ({ documentId }, { actor }) => this.#state(this.#options.readable(documentId, actor)),
    label: (input, { actor, signal, progress }) => this.#label(input, actor, { signal, onProgress: progress }),
    stampByHand: ({ documentId }, { actor }) => {
      const card = this.#paper(documentId, actor);
      this.#placeStamp(card, { method: 'hand-stamp', format: null, reason: null }, actor);
      return {};
    },
    attachScan: async (input, { actor }) => {
      await this.#attachScan(input, actor);
      return {};
    },
  };

  /** What is due before a paper may go to its review; an incoming one needs its stamp and its scan (REG-05). */
  missingBeforePass(card: Card): PaperStage[] {
    if (card.medium !== 'paper' || card.direction !== 'incoming') return [];
    const stage = this.#stage(card.documentId);
    return stage === 'review' ? [] : stage === 'scan' ? ['scan'] : ['stamp', 'scan'];
  }

  async #state(card: Card): Promise<PaperState> {
    const { verification, stampOf } = this.#options;
    const scan = this.#records.scan(card.documentId);
    const { office, title, registrationIndex, date, rows } = stampOf(card);
    return {
      stage: this.#stage(card.documentId),
      stampings: this.#records.stampings(card.documentId),
      scan: scan === null ? null : { ...scan, certification: scanCertificationOf(await verification.reports(verification.newest({ documentId: card.documentId }))) },
      stampLines: [office, title, `${registrationIndex}  ${date}`, ...rows.map(({ label, value }) => `${label}: ${value}`)],
    };
  }

  #stage(documentId: string): PaperStage {
    return paperStage(this.#records.progress(documentId));
  }

  async #label({ documentId, format, size, reason }: MethodCheckedInput<'paperIntake.label'>, actor: Actor, options: { readonly signal: AbortSignal; readonly onProgress: (progress: number | null) => void }): Promise<MethodOutput<'paperIntake.label'>> {
    const { environment, jobs, runningJobs, fontsDirectory, stampOf } = this.#options;
    const card = this.#paper(documentId, actor);
    if (reason === null && this.#records.stampings(documentId).length > 0) throw new Refusal('refused', 'error.labelAgainNeedsReason', { index: card.registrationIndex }, [{ path: 'reason', message: 'requisite.missing' }]);
    const stamp = stampOf(card);
    const label = { stamp, qrPayload: `CH1:${card.documentId}`, ...MILLIMETRES[size] };
    const bytes =
      format === 'zpl'
        ? new TextEncoder().encode(zplLabel(label))
        : await runningJobs.run({ title: 'job.label', fileName: null, ...options }, (jobOptions) =>
            jobs.run('label', { ...label, fontsDirectory, title: card.registrationIndex, createdAt: isoInstant(environment.now()) }, jobOptions),
          );
    this.#placeStamp(card, { method: 'label', format, reason }, actor);
    const fileName = `${card.registrationIndex.replace(/[^\p{L}\p{N}-]+/gu, '_')}.${format}`;
    return { fileName, mediaType: format === 'zpl' ? 'text/plain' : 'application/pdf', bytes: Uint8Array.from(bytes) };
  }

  #placeStamp(card: Card, stamp: { readonly method: 'label' | 'hand-stamp'; readonly format: 'pdf' | 'zpl' | null; readonly reason: string | null }, actor: Actor): void {
    this.#options.store.commit((transaction) =>
      transaction.append({
        kind: 'stamp.placed',
        entity: card.documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { documentId: card.documentId, ...stamp },
        changes: [{ field: `document.stamp.${stamp.method}`, before: null, after: card.registrationIndex }, ...(stamp.reason === null ? [] : [{ field: 'reason', before: null, after: stamp.reason }])],
      }),
    );
    this.#options.onChanged('cards');
  }

  async #attachScan({ documentId, letterId, differenceReason }: MethodCheckedInput<'paperIntake.attachScan'>, actor: Actor): Promise<void> {
    const { store, environment, intake, verification, cards } = this.#options;
    const judged = verification.newest({ documentId });
    const reports = await verification.reports(judged);
    store.commit((transaction) => {
      const card = this.#paper(documentId, actor);
      // Scanned before the stamp, the copy would not show the number that the paper bears.
      if (this.#records.stampings(documentId).length === 0) throw new Refusal('refused', 'error.stampBeforeScan', { index: card.registrationIndex });
      demandOutsideClosedCase(cards, documentId);
      intake.demandWaiting(letterId);
      if (verification.newest({ documentId })?.verificationId !== judged?.verificationId) throw new Refusal('conflict', 'error.cardChangedMeanwhile');
      if (touchesSigned('replaced', this.#contents.of({ documentId }, card.files, reports))) throw contentSigned(card.files);
      const files = intake.filesOf(letterId);
      const checked = verification.newest({ letterId });
      if (checked === null) throw new Refusal('not-ready', 'error.scanNotRead');
      const pages = pagesOf(files, checked.suggestions.sheets);
      const difference = scanDifference(pages, card.sheets, card.attachmentSheets);
      if (difference !== null && differenceReason === null) {
        throw new Refusal('refused', `error.scan.${difference}`, { pages: String(pages ?? ''), sheets: String((card.sheets ?? 0) + (card.attachmentSheets ?? 0)) }, [{ path: 'differenceReason', message: 'requisite.missing' }]);
      }
      const sheets = card.sheets === null ? null : card.sheets + (card.attachmentSheets ?? 0);
      transaction.append({
        kind: 'scan.attached',
        entity: documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { documentId, scanId: newId(environment), letterId, files, pages, sheets, differenceReason: difference === null ? null : differenceReason, verdict: checked.verdict },
        changes: [
          ...files.map((file) => ({ field: `fileRole.${file.role}`, before: null, after: `${file.fileName} · ${file.sha256}` })),
          { field: 'document.scanPages', before: sheets === null ? null : String(sheets), after: pages === null ? null : String(pages) },
          ...(difference === null || differenceReason === null ? [] : [{ field: 'reason', before: null, after: differenceReason }]),
        ],
      });
    });
    this.#options.onChanged('cards', 'letters');
  }

  /** A card of a paper in force that the actor may read. @throws Refusal */
  #paper(documentId: string, actor: Actor): Card {
    const card = this.#options.readable(documentId, actor);
    if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
    if (card.medium !== 'paper') throw new Refusal('refused', 'error.notAPaper', { index: card.registrationIndex });
    return card;
  }
}

/** Pages of a scan: those of its document, one for each further picture; null where they cannot be told. */
function pagesOf(files: Card['files'], mainPages: number | null): number | null {
  if (mainPages === null) return null;
  const others = files.filter(({ role }) => role === 'attachment');
  return others.every(({ mediaType }) => mediaType.startsWith('image/')) ? mainPages + others.length : null;
}
