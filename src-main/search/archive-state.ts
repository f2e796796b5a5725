/**
 * What became of the case in which a card's document lies: `closed` where it is in the archive, `destroyed` where it was
 * destroyed with it; null for all else. A column for statements that read `card`.
 */
export const ARCHIVE_STATE = `(SELECT CASE WHEN destroyed_case.case_id IS NOT NULL THEN 'destroyed' WHEN case_closing.case_id IS NOT NULL THEN 'closed' END
  FROM filed_document LEFT JOIN destroyed_case ON destroyed_case.case_id = filed_document.case_id LEFT JOIN case_closing ON case_closing.case_id = filed_document.case_id
  WHERE filed_document.document_id = card.document_id)`;
