/**
 * Cases under a hold that stands, as SQL without parameters: the twin of `isHeld`. A document holds the case in which
 * it is filed and the one to which its card points.
 */
export const HELD_CASES = `
  SELECT case_id FROM held_case
  UNION SELECT filed_document.case_id FROM held_document JOIN filed_document USING (document_id)
  UNION SELECT card.case_id FROM held_document JOIN card USING (document_id) WHERE card.case_id IS NOT NULL`;

/** Holds that stand over a case, its own and those of its documents. Parameters: the case, three times. */
export const HOLDS_OF_CASE = `
  SELECT hold_id FROM held_case WHERE case_id = ?
  UNION SELECT hold_id FROM held_document JOIN filed_document USING (document_id) WHERE filed_document.case_id = ?
  UNION SELECT hold_id FROM held_document JOIN card USING (document_id) WHERE card.case_id = ?`;
