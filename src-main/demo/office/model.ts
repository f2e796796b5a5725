/**
 * What a demonstration office holds. Everything in it is made up, and says so: each name carries
 * `madeUp: true`, and the names themselves are built from words for "sample", "trial" and "fancy".
 */
import type { Country } from '#shared/domain/languages.ts';
import type { Direction } from '#shared/domain/registration-card.ts';

/** Languages in which the demonstration's documents are written. */
export const DEMONSTRATION_LANGUAGES = ['kk', 'uk', 'ky', 'ru'] as const;
export type DemonstrationLanguage = (typeof DEMONSTRATION_LANGUAGES)[number];
export type DemonstrationTexts = Readonly<Record<DemonstrationLanguage, string>>;

export interface MadeUp {
  readonly madeUp: true;
}

export interface DemonstrationDepartment {
  readonly departmentId: string;
  /** Who leads it; null: nobody of the office’s people. */
  readonly headPersonId: string | null;
  /** Whether it belongs to the area of the vice-rector. */
  readonly ofViceRector: boolean;
  readonly names: DemonstrationTexts;
}

export interface DemonstrationPerson extends MadeUp {
  readonly personId: string;
  readonly name: string;
  readonly positions: DemonstrationTexts;
  readonly departmentId: string;
  /** The person's own language. */
  readonly language: DemonstrationLanguage;
}

export interface DemonstrationCorrespondent extends MadeUp {
  readonly correspondentId: string;
  readonly type: 'authority' | 'organisation' | 'citizen';
  readonly name: string;
  readonly country: Country;
  /** Who signs for it; a citizen signs for himself and has no position. */
  readonly signer: { readonly name: string; readonly position: string | null };
}

/** A case of the pack's sample nomenclature and the department that keeps it. */
export interface DemonstrationCase {
  readonly caseId: string;
  readonly departmentId: string;
}

export type DemonstrationSigner =
  | { readonly of: 'office'; readonly personId: string }
  | { readonly of: 'correspondent'; readonly correspondentId: string };

/**
 * How the document's file is to be signed. `tampered`: the content changes after signing; `revoked`: the
 * signer's certificate is revoked; `untrusted`: it comes from an authority that nobody trusts.
 */
export type SigningPlan =
  | { readonly plan: 'none' }
  | { readonly plan: 'detached' | 'attached'; readonly signers: readonly [DemonstrationSigner] }
  | { readonly plan: 'two-signers'; readonly container: 'detached' | 'attached'; readonly signers: readonly [DemonstrationSigner, DemonstrationSigner] }
  | { readonly plan: 'tampered' | 'revoked' | 'untrusted'; readonly container: 'detached' | 'attached'; readonly signers: readonly [DemonstrationSigner] };

export interface DemonstrationDocument extends MadeUp {
  readonly documentId: string;
  readonly language: DemonstrationLanguage;
  readonly direction: Direction;
  /** Ids of the rule pack; every country's pack has them. */
  readonly kindId: string;
  readonly journalId: string;
  readonly caseId: string;
  /** Sender or addressee; null for internal documents. */
  readonly correspondentId: string | null;
  readonly correspondentNumber: string | null;
  /** Date of the correspondent's document, days before today; not later than the registration. */
  readonly correspondentDaysBefore: number | null;
  /** Day of registration, days before today. */
  readonly daysBefore: number;
  readonly subject: string;
  /** Two to six paragraphs of plain text. */
  readonly paragraphs: readonly string[];
  readonly sheets: number;
  readonly attachmentSheets: number | null;
  /** Author of an outgoing or internal document; null for incoming ones. */
  readonly authorId: string | null;
  readonly signing: SigningPlan;
}

export interface DemonstrationOffice extends MadeUp {
  readonly country: Country;
  readonly names: DemonstrationTexts;
  readonly departments: readonly DemonstrationDepartment[];
  readonly people: readonly DemonstrationPerson[];
  readonly correspondents: readonly DemonstrationCorrespondent[];
  /** Ids of the pack's journals in which the documents lie. */
  readonly journalIds: readonly string[];
  readonly cases: readonly DemonstrationCase[];
  readonly documents: readonly DemonstrationDocument[];
}
