import type { MethodOutput } from '#shared/contract/index.ts';
import { copyNumberText } from '#shared/domain/copy-register.ts';
import type { DeskDatabase } from '../store/database.ts';

type IssuedCopy = MethodOutput<'localActs.state'>['copies'][number];
type CopyRow = Omit<IssuedCopy, 'number'> & Parameters<typeof copyNumberText>[0];

/** Reads the numbered copies of controlled local acts from the projections (NUM-05). */
export class ActCopies {
  readonly #of;
  readonly #lastNumber;

  constructor(database: DeskDatabase) {
    this.#of = database.prepare<[string], CopyRow>(
      'SELECT copy_number AS copyNumber, number_run AS numberRun, holder, issued_on AS issuedOn, issued_at AS at, issued_by AS "by" FROM local_act_copy WHERE document_id = ? ORDER BY position',
    );
    this.#lastNumber = database.prepare<[string, string], { last: number | null }>('SELECT max(copy_number) AS last FROM local_act_copy WHERE document_id = ? AND number_run = ?');
  }

  /** All copies of an act, in the order in which they were issued. */
  of(documentId: string): IssuedCopy[] {
    return this.#of.all(documentId).map(({ copyNumber, numberRun, ...copy }) => ({ ...copy, number: copyNumberText({ copyNumber, numberRun }) }));
  }

  /** The number that the next copy of the act takes in this run. */
  nextNumber(documentId: string, numberRun: string): number {
    return (this.#lastNumber.get(documentId, numberRun)?.last ?? 0) + 1;
  }
}
