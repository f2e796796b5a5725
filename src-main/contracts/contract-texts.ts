import type { AgreedText } from '#shared/contract/acknowledgements.ts';
import type { Card } from '#shared/contract/registration.ts';
import { checkClauses, type ClauseAnswer } from '#shared/domain/contract-clauses.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { JobOptions, JobRunner } from '../jobs/job-runner.ts';
import { JobFailed } from '../jobs/job-runner.ts';
import { contractClausesOf, fillPlaces, type RulePack, sentenceAt } from '../rule-packs/index.ts';
import type { ShownContent } from '../registration/shown-contents.ts';
import type { Store } from '../store/store.ts';

export interface ContractTextsOptions {
  readonly store: Store;
  readonly jobs: JobRunner;
  readonly rulePack: () => RulePack;
  readonly documentLanguages: () => readonly Language[];
  readonly today: () => string;
  /** The content inside a signature that is the main file; null: the file has none. */
  readonly contentOf: (sha256: string) => ShownContent | null;
}

/** What stands in a contract's text, and what its signature means in the office's words. */
export class ContractTexts {
  readonly #options: ContractTextsOptions;

  constructor(options: ContractTextsOptions) {
    this.#options = options;
  }

  /** The file whose words are the contract: the main one, or what a signature holds inside. */
  textFile(main: DocumentFile): Pick<DocumentFile, 'sha256' | 'mediaType' | 'fileName'> {
    const content = this.#options.contentOf(main.sha256);
    return content === null ? main : { sha256: content.sha256, mediaType: content.mediaType, fileName: main.fileName };
  }

  /** Whether the rules of electronic conclusion stand in the text (SIGN-21). What cannot be read is told apart from what is not there. */
  async clauses(main: DocumentFile, options: JobOptions): Promise<ClauseAnswer> {
    const { store, jobs, rulePack } = this.#options;
    const file = this.textFile(main);
    const clauses = contractClausesOf(rulePack());
    if (!store.blobs.has(file.sha256)) return checkClauses(null, clauses);
    try {
      const { outcome, text } = await jobs.run('extractText', { file: { fileName: file.fileName, location: await store.blobs.locate(file.sha256) }, mediaType: file.mediaType }, options);
      return checkClauses(outcome === 'text' || outcome === 'cut' ? text : null, clauses);
    } catch (error) {
      if (error instanceof JobFailed && error.failure !== 'cancelled') return checkClauses(null, clauses);
      throw error;
    }
  }

  /** Names of rules for a message, in the office's leading language. */
  namesOf(answer: ClauseAnswer): string {
    const language = this.#options.documentLanguages()[0] ?? 'en';
    return answer.missing.map(({ id, names }) => names[language] ?? id).join('; ');
  }

  /** Full agreement with the terms, and acknowledgement of what is needed for the conclusion (SIGN-19). */
  agreed(card: Pick<Card, 'registrationIndex' | 'registrationDate'>): AgreedText | null {
    const { rulePack, documentLanguages, today } = this.#options;
    const language = documentLanguages()[0];
    const text = language === undefined ? undefined : sentenceAt(rulePack(), 'contract.signature', language, today())?.text;
    if (language === undefined || text === undefined) return null;
    return { language, text: fillPlaces(text, { index: card.registrationIndex, date: card.registrationDate.split('-').toReversed().join('.') }) };
  }
}
