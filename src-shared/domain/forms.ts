/** Printed forms of an office: blanks of the field that a rule pack may give words for. */

/** What a form is about, so what it takes its facts from. */
export const FORM_SUBJECTS = ['document', 'outage', 'case', 'nothing'] as const;
export type FormSubject = (typeof FORM_SUBJECTS)[number];

/** Every form with its subject. */
export const FORM_ABOUT = {
  'resolution-sheet': 'document',
  'approval-sheet': 'document',
  'acknowledgement-sheet': 'document',
  'hr-consent': 'nothing',
  'outage-record': 'outage',
  'case-cover': 'case',
  'internal-inventory': 'case',
  'certifying-note': 'case',
  'destruction-act': 'nothing',
} as const satisfies Record<string, FormSubject>;
export type FormId = keyof typeof FORM_ABOUT;
export const FORM_IDS = ['resolution-sheet', 'approval-sheet', 'acknowledgement-sheet', 'hr-consent', 'outage-record', 'case-cover', 'internal-inventory', 'certifying-note', 'destruction-act'] as const satisfies readonly FormId[];

/** Names of the facts that a form may show, by its subject; `office` is in every form. */
export const FORM_PLACES = {
  document: ['office', 'index', 'date', 'kind', 'correspondent', 'correspondentReference', 'subject', 'sheets', 'author', 'addressee'],
  outage: ['office', 'cause', 'from', 'until', 'note'],
  case: ['office', 'unit', 'index', 'title', 'year', 'volume', 'retention', 'startedOn', 'finishedOn', 'sheets', 'sheetsStated', 'documentsStated', 'filesStated', 'certifier'],
  nothing: ['office'],
} as const satisfies Record<FormSubject, readonly string[]>;
/** Facts of a form that its own room prints, while the others offer it as a blank. */
export const FORM_OWN_PLACES = {
  'destruction-act': ['actNumberAndDate', 'commissionAgreed', 'archiveAgreed', 'caseTotal', 'destroyedTotal', 'method', 'persons'],
} as const satisfies Partial<Record<FormId, readonly string[]>>;
export type FormPlace = (typeof FORM_PLACES)[FormSubject][number] | (typeof FORM_OWN_PLACES)[keyof typeof FORM_OWN_PLACES][number];
export const ALL_FORM_PLACES = ['office', 'index', 'date', 'kind', 'correspondent', 'correspondentReference', 'subject', 'sheets', 'author', 'addressee', 'cause', 'from', 'until', 'note', 'unit', 'title', 'year', 'volume', 'retention', 'startedOn', 'finishedOn', 'sheetsStated', 'documentsStated', 'filesStated', 'certifier', ...FORM_OWN_PLACES['destruction-act']] as const satisfies readonly FormPlace[];

/** What a column of a form shows of each line; `number` counts the lines, blank ones as well. */
export const FORM_CELLS = ['number', 'index', 'date', 'correspondent', 'subject', 'position', 'person', 'mark', 'markedOn', 'title', 'years', 'caseCount', 'retention', 'sheetNumbers'] as const;
export type FormCell = (typeof FORM_CELLS)[number];
