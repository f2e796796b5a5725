import { Refusal } from '#shared/contract/errors.ts';
import type { DraftProtocol } from '#shared/contract/routing.ts';
import { isCertificateOf } from '#shared/domain/certificate-of-person.ts';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import type { RouteFile } from '#shared/domain/routes/events.ts';
import type { RouteSignature } from '#shared/domain/routes/route-signatures.ts';
import { verdictOf } from '#shared/domain/signature-indications.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CallContext } from '#shared/rpc/dispatcher.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { CopyTexts } from '../registration/copy-texts.ts';
import { refusalOf } from '../registration/copies.ts';
import type { OfficeRecord } from '../registration/directories.ts';
import { documentLanguage } from '../registration/document-language.ts';
import { DocumentWords } from '../registration/document-words.ts';
import type { ProtocolChoice } from '../registration/protocol-texts.ts';
import type { RecordedSignature } from '../registration/recorded-signatures.ts';
import type { RulePack } from '../rule-packs/index.ts';
import type { Store } from '../store/store.ts';
import type { TakenStep } from './taken-steps.ts';

export interface StepProtocolsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly fontsDirectory: string;
  readonly rulePack: () => RulePack;
  readonly office: () => OfficeRecord;
  /** Reports on the draft's content and the signature of it as a check finds them now. @throws JobFailed */
  readonly checkSignature: (documentId: string, files: readonly RouteFile[]) => Promise<readonly ValidationReport[]>;
  /** What was recorded of a step that was taken by a password. */
  readonly recordedStep: (step: TakenStep) => Promise<RecordedSignature>;
}

export interface SignedStep {
  readonly documentId: string;
  readonly title: string;
  /** What was signed. */
  readonly content: RouteFile;
  readonly signature: RouteSignature;
  /** Name of who took the step. */
  readonly takerName: string;
  /** Its place among the signatures of the draft, counted from 1. */
  readonly number: number;
  /** How many there are. */
  readonly total: number;
}

/** What a protocol says, and the file that it is. */
export type ComposedProtocol = Pick<DraftProtocol, 'file' | 'verdict' | 'checkedAt'>;

/**
 * The protocol of the check of one signature on a route, before there is a card (VER-07): the check is made anew, by the
 * evidence that is here now.
 */
export class StepProtocols {
  readonly #options: StepProtocolsOptions;

  constructor(options: StepProtocolsOptions) {
    this.#options = options;
  }

  /** @throws Refusal */
  async compose(step: SignedStep, wishedLanguage: string | null, { signal, progress }: Pick<CallContext<Actor>, 'signal' | 'progress'>): Promise<ComposedProtocol> {
    const { store, environment, jobs, runningJobs, fontsDirectory, rulePack, office } = this.#options;
    const pack = rulePack();
    const standing = office();
    const { name: officeName, zone } = standing;
    const checkedAt = isoInstant(environment.now());
    const { content, number, total } = step;
    const { reports, recorded, choice, verdict } = await this.#found(step);
    const language = documentLanguage(wishedLanguage, standing, pack);
    const words = new DocumentWords(language, zone);
    const texts = new CopyTexts({ card: null, draft: { title: step.title, rows: rowsOf(step, words), number, total }, files: [content], reports, recorded, officeName, zone, pack, language, today: dayInZone(zone, checkedAt) });
    const output = store.blobs.newPlace();
    try {
      const { sha256, size } = await runningJobs.run({ title: 'job.protocol', fileName: content.fileName, signal, onProgress: progress }, async (jobOptions) =>
        jobs.run(
          'copy',
          {
            source: { fileName: content.fileName, sha256: content.sha256, location: await store.blobs.locate(content.sha256) },
            mediaType: 'application/octet-stream',
            fontsDirectory,
            output,
            form: { kind: 'protocol', texts: { ...texts.protocolDocument(choice), createdAt: checkedAt } },
            otherSheet: texts.otherSheet(),
          },
          jobOptions,
        ),
      );
      await store.blobs.adopt(output, sha256);
      return { file: { sha256, size, fileName: `Validation_Report_${number}.pdf` }, verdict, checkedAt };
    } catch (error) {
      await store.blobs.discard(output);
      if (error instanceof JobFailed) throw refusalOf(error);
      throw error;
    }
  }

  async #found({ documentId, content, signature, takerName }: SignedStep): Promise<{ readonly reports: readonly ValidationReport[]; readonly recorded: readonly RecordedSignature[]; readonly choice: ProtocolChoice; readonly verdict: DraftProtocol['verdict'] }> {
    const { means, evidence } = signature;
    if (means === 'password') {
      const record = await this.#options.recordedStep({ ...signature, means, draftId: documentId });
      return { reports: [], recorded: [record], choice: 'all', verdict: verdictOfRecord(record) };
    }
    if (evidence === null) throw new Refusal('not-found', 'error.noSuchSignature');
    const reports = (await this.#options.checkSignature(documentId, [content, ...signature.annexes, evidence])).filter(({ sha256 }) => sha256 === evidence.sha256);
    const his = reports.flatMap(({ signatures }) => signatures).find((one) => isCertificateOf(one, takerName));
    // Whoever is called otherwise by now gets the protocol of all that the file holds.
    if (his === undefined) return { reports, recorded: [], choice: 'all', verdict: wordOf(overallVerdict(reports)) };
    return { reports, recorded: [], choice: { sha256: evidence.sha256, id: his.id }, verdict: wordOf(verdictOf(his.indication)) };
  }
}

function wordOf(verdict: ReturnType<typeof overallVerdict>): DraftProtocol['verdict'] {
  return verdict === 'unsigned' ? 'failed' : verdict;
}

/** A record is no check of a certificate: it is whole, or it is told what is wrong with it. */
function verdictOfRecord(record: RecordedSignature): DraftProtocol['verdict'] {
  const evidence = record.kind === 'handwritten-signature' ? undefined : record.evidence;
  if (evidence === undefined) return null;
  if (evidence.own.length > 0) return 'failed';
  return evidence.problem !== null || evidence.others.length > 0 ? 'undetermined' : null;
}

function rowsOf({ title, takerName, signature }: SignedStep, words: DocumentWords): ReturnType<DocumentWords['rows']> {
  const { names, onBehalf, personName, at, annexes, stands } = signature;
  return words.rows([
    ['protocol.label.draft', title],
    ['protocol.label.routeStep', names[words.language] ?? Object.values(names)[0] ?? null],
    ['protocol.label.stepTaker', takerName],
    ['protocol.label.onBehalfOf', onBehalf ? personName : null],
    ['protocol.label.stepTakenAt', words.instant(at)],
    ['protocol.label.annexes', annexes.map(({ fileName, sha256 }) => `${fileName} · SHA-256 ${sha256}`).join('\n')],
    ['protocol.label.stepStands', words.text(stands ? 'protocol.value.stepStands' : 'protocol.value.stepAskedAnew')],
  ]);
}
