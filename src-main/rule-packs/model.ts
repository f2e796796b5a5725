import type { Country, Language } from '#shared/domain/languages.ts';
import type { ArchiveFile } from './schema/archive.ts';
import type { BodiesFile } from './schema/bodies.ts';
import type { CalendarFile } from './schema/calendar.ts';
import type { Names } from './schema/common.ts';
import type { DutiesFile } from './schema/duties.ts';
import type { FormsFile } from './schema/forms.ts';
import type { JournalsFile } from './schema/journals.ts';
import type { KindsFile } from './schema/kinds.ts';
import type { NomenclatureFile } from './schema/nomenclature.ts';
import type { NomenclatureFormFile } from './schema/nomenclature-form.ts';
import type { PackFile } from './schema/pack.ts';
import type { RegistersFile } from './schema/registers.ts';
import type { RetentionFile } from './schema/retention.ts';
import type { RoutesFile } from './schema/routes.ts';
import type { SentencesFile } from './schema/sentences.ts';
import type { SimpleSignaturesFile } from './schema/simple-signatures.ts';
import type { TermsFile } from './schema/terms.ts';

/** The subject files and the head of one pack, checked by shape. */
export interface PackContent {
  readonly pack: PackFile;
  readonly calendar: CalendarFile;
  readonly sentences: SentencesFile;
  readonly journals: JournalsFile;
  readonly kinds: KindsFile;
  readonly nomenclature: NomenclatureFile;
  readonly nomenclatureForm: NomenclatureFormFile;
  readonly retention: RetentionFile;
  readonly terms: TermsFile;
  readonly bodies: BodiesFile;
  readonly forms: FormsFile;
  readonly registers: RegistersFile;
  readonly routes: RoutesFile;
  readonly simpleSignatures: SimpleSignaturesFile;
  readonly duties: DutiesFile;
  readonly archive: ArchiveFile;
}

/** Which subject lies in which file. */
export const PACK_FILES = {
  pack: 'pack.json',
  calendar: 'calendar.json',
  sentences: 'sentences.json',
  journals: 'index-patterns.json',
  kinds: 'kinds.json',
  nomenclature: 'nomenclature-sample.json',
  nomenclatureForm: 'nomenclature-form.json',
  retention: 'retention-list.json',
  terms: 'terms.json',
  bodies: 'bodies.json',
  forms: 'forms.json',
  registers: 'registers.json',
  routes: 'routes.json',
  simpleSignatures: 'simple-signatures.json',
  duties: 'duties.json',
  archive: 'archive.json',
} as const satisfies Record<keyof PackContent, string>;
export type PackSubject = keyof PackContent;

/** A country's law as data: one dated edition, checked by shape and by meaning. */
export interface RulePack {
  readonly country: Country;
  /**
   * Goes with every computed result, e.g. `kz-2026.1+3fa2b1c09d77`: country, version and the beginning of
   * the SHA-256 over the pack's content, so that a pack edited by hand is not taken for the shipped one.
   */
  readonly packVersion: string;
  readonly edition: string;
  readonly title: Names;
  readonly documentLanguages: readonly Language[];
  readonly content: PackContent;
}
