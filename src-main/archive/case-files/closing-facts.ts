import type { CardToClose, VolumeContent } from '#shared/domain/case-closing.ts';
import { MEDIA } from '#shared/domain/registration-card.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../../store/database.ts';

const flag = z.number().transform((value) => value === 1);

const row = z.object({
  documentId: z.string(),
  caseId: z.string(),
  registrationIndex: z.string(),
  registrationDate: z.string(),
  subject: z.string(),
  medium: z.enum(MEDIA),
  sheets: z.number().nullable(),
  attachmentSheets: z.number().nullable(),
  duplicateSheets: z.number().nullable(),
  volume: z.number().nullable(),
  files: z.number(),
  awaitsReview: flag,
  openAssignments: z.number(),
  onControl: flag,
  toAcknowledge: z.number(),
  stepOpen: flag,
  runningDraftId: z.string().nullable(),
  hasDuplicate: flag,
});

export type CardInCase = CardToClose & VolumeContent & { readonly subject: string };

const waits = (actions: string): string => `FROM work_item WHERE work_item.document_id = card.document_id AND action IN (${actions})`;

/** Everything about the documents of cases that closing looks at, whoever may read them. */
export class ClosingCards {
  readonly #cards;

  constructor(database: DeskDatabase) {
    this.#cards = database.prepare<[string]>(
      `SELECT card.document_id AS documentId, card.case_id AS caseId, registration_index AS registrationIndex, registration_date AS registrationDate, subject, card.medium AS medium, card.sheets AS sheets,
         attachment_sheets AS attachmentSheets, paper_duplicate.sheets AS duplicateSheets, volume,
         (SELECT count(*) FROM card_file WHERE card_file.document_id = card.document_id) AS files,
         EXISTS (SELECT 1 ${waits("'review'")}) AS awaitsReview,
         (SELECT count(*) FROM assignment WHERE assignment.document_id = card.document_id AND role <> 'information' AND assignment.state IN ('open', 'reported')) AS openAssignments,
         EXISTS (SELECT 1 FROM document_control WHERE document_control.document_id = card.document_id AND lifted_at IS NULL) AS onControl,
         (SELECT count(*) ${waits("'acknowledge'")}) AS toAcknowledge,
         EXISTS (SELECT 1 ${waits("'contract', 'verifyApplication', 'acceptApplication', 'decideForce'")}) AS stepOpen,
         (SELECT draft_card.document_id FROM draft_card JOIN route ON route.document_id = draft_card.document_id
          WHERE draft_card.card_id = card.document_id AND counts = 1 AND phase IN ('running', 'returned') LIMIT 1) AS runningDraftId,
         paper_duplicate.document_id IS NOT NULL AS hasDuplicate
       FROM card LEFT JOIN filed_document ON filed_document.document_id = card.document_id AND filed_document.case_id = card.case_id
         LEFT JOIN paper_duplicate ON paper_duplicate.document_id = card.document_id
       WHERE card.state <> 'void' AND card.case_id IN (SELECT value FROM json_each(?)) ORDER BY registration_date, registration_number, card.card_key`,
    );
  }

  of(caseIds: readonly string[]): CardInCase[] {
    return row.array().parse(this.#cards.all(JSON.stringify(caseIds)));
  }
}
