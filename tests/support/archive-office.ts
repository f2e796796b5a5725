import type { Retention } from '#shared/domain/retention.ts';
import type { Medium } from '#shared/domain/nomenclature.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import { MAIN_STREAM, type OperationActor } from '#shared/sync/operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { Store } from '../../src-main/store/store.ts';

/** The least that an archive's case needs to be told apart; the rest has a plain value. */
export interface CaseOfArchive {
  readonly index: string;
  readonly retention: Retention;
  /** Year of its nomenclature. */
  readonly year: number;
  readonly title?: string;
  readonly medium?: Medium;
  /** Day of its last document; null: it is still open. */
  readonly finishedOn?: string | null;
  readonly volumes?: readonly { readonly documents: number; readonly files: number; readonly sheets: number | null }[];
  /** Documents in its first volume, in the order in which they were filed. */
  readonly documentIds?: readonly string[];
}

const PERMANENT: Retention = { period: 'permanent', years: null, event: null, article: 'ст. 16а', expertMark: false };

/** Periods of keeping by what becomes of their cases. */
export const RETENTIONS = {
  permanent: PERMANENT,
  fiveYears: { ...PERMANENT, period: 'years', years: 5, article: 'ст. 82б' },
  /** The expert commission looks at it first. */
  fiveYearsMarked: { ...PERMANENT, period: 'years', years: 5, article: 'ст. 82б', expertMark: true },
  fifteenYears: { ...PERMANENT, period: 'years', years: 15, article: 'ст. 33' },
  personnel: { ...PERMANENT, period: 'personnel', years: 75, article: 'ст. 493' },
} as const satisfies Record<string, Retention>;

const CLOSED_VOLUME = { documents: 1, files: 1, sheets: 10 } as const;

/** Writes an operation as the registrar of the desk would have. */
export function write<Kind extends OperationKind>(store: Store, kind: Kind, entity: string, payload: OperationPayload<Kind>): void {
  const actor = store.database.prepare<[], OperationActor>("SELECT account_id AS accountId, login, name FROM account WHERE login = 'registrar'").get();
  if (actor === undefined) throw new Error('the office has no registrar');
  store.commit((transaction) => transaction.append({ kind, entity, stream: MAIN_STREAM, actor, payload, changes: [] }));
}

/** Enters a case into the nomenclature of a year, which is made where there is none, files its documents and closes it. @returns its id */
export function enterCase(store: Store, given: CaseOfArchive): string {
  const { index, retention, year, title = `Справа ${index}`, medium = 'paper', finishedOn = `${year}-12-30`, volumes = [CLOSED_VOLUME], documentIds = [] } = given;
  const caseId = crypto.randomUUID();
  const sectionIndex = index.slice(0, index.lastIndexOf('-'));
  const { nomenclatureId, sectionId } = sectionOf(store, year, sectionIndex);
  write(store, 'case.entered', caseId, { caseId, nomenclatureId, sectionId, index, title, retention, retentionText: retentionText(retention, 'uk'), medium, note: '', owner: null, transit: false, formerCaseId: null, carriedVolumes: 0, basis: null });
  for (const documentId of documentIds) write(store, 'document.filed', documentId, { documentId, caseId, volume: 1 });
  if (finishedOn !== null) closeCase(store, caseId, finishedOn, volumes);
  return caseId;
}

/** Closes a case as its room would, with a certifying note of each volume. */
export function closeCase(store: Store, caseId: string, finishedOn: string, volumes: NonNullable<CaseOfArchive['volumes']> = [CLOSED_VOLUME]): void {
  write(store, 'case.closed', caseId, {
    caseId,
    formerCaseIds: [],
    finishedOn,
    closedOn: finishedOn,
    termStart: { rule: 'january-after', packVersion: 'ua-2026.10' },
    volumes: volumes.map((volume, at) => ({ caseId, volume: at + 1, ...volume })),
    certifiedBy: { name: 'Роман Реєстратор', position: 'Діловод' },
  });
}

function sectionOf(store: Store, year: number, sectionIndex: string): { readonly nomenclatureId: string; readonly sectionId: string } {
  const { database } = store;
  let nomenclatureId = database.prepare<[number], { id: string }>('SELECT nomenclature_id AS id FROM nomenclature WHERE year = ?').get(year)?.id;
  if (nomenclatureId === undefined) {
    nomenclatureId = `of-${year}`;
    write(store, 'nomenclature.created', nomenclatureId, { nomenclatureId, year, initial: false, copiedFrom: null });
  }
  const found = database.prepare<[string, string], { id: string }>('SELECT section_id AS id FROM nomenclature_section WHERE nomenclature_id = ? AND section_index = ?').get(nomenclatureId, sectionIndex);
  if (found !== undefined) return { nomenclatureId, sectionId: found.id };
  const sectionId = `section-${sectionIndex}`;
  write(store, 'nomenclature.sectionDefined', nomenclatureId, { nomenclatureId, sectionId, index: sectionIndex, title: `Підрозділ ${sectionIndex}`, owner: null, basis: null });
  return { nomenclatureId, sectionId };
}
