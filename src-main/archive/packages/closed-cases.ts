/** A row of `case_closing` of which a package may be made: a case was closed with those of former years that it carries on, and is not destroyed. */
export const CLOSED = 'case_closing.case_id = case_closing.closed_with AND case_closing.case_id NOT IN (SELECT case_id FROM destroyed_case)';
