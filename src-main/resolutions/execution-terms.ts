import { assignmentDue, type AssignmentDue, type DueWishes, reviewTerm, type ReviewTerm } from '#shared/domain/resolutions.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import type { AbsencePeriod } from '#shared/domain/working-time.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { calendarFor, type RulePack, termAt, type TermId } from '../rule-packs/index.ts';

/** KhAI 4.4: 4 working hours; 8 where the person is away for less than a working day. For days on which the pack has no term of its own. */
const REVIEW_HOURS = 4;
const REVIEW_HOURS_ABSENT = 8;
/** KhAI 5.3. */
const EXECUTION_DAYS = 30;

export interface ExecutionTermsOptions {
  readonly pack: () => RulePack;
  /** The calendar by which a person works. */
  readonly calendarOf: (personId: string) => WorkingCalendar;
  readonly absencesOf: (personId: string) => readonly AbsencePeriod[];
}

/** Terms of review and execution by the country’s rule pack (RES-10, RES-11, CTRL-04). */
export class ExecutionTerms {
  readonly #options: ExecutionTermsOptions;

  constructor(options: ExecutionTermsOptions) {
    this.#options = options;
  }

  /** The office’s calendar. */
  calendar(): WorkingCalendar {
    return calendarFor(this.#options.pack());
  }

  /** By when a person has to work on what is handed over at this instant. */
  review(personId: string, transferredAt: string): ReviewTerm {
    const calendar = this.#options.calendarOf(personId);
    const day = dayInZone(calendar.zone, transferredAt);
    const minutes = (id: TermId, otherwise: number): number => 60 * this.#amount(id, 'working-hours', day, otherwise);
    return reviewTerm(calendar, transferredAt, { present: minutes('resolution-review', REVIEW_HOURS), brieflyAbsent: minutes('resolution-review-absent', REVIEW_HOURS_ABSENT) }, this.#options.absencesOf(personId));
  }

  /** The last day of an assignment; where the default ends on a day off, the next working day (D.1). */
  due(wishes: Pick<DueWishes, 'executorDueOn' | 'resolutionDueOn' | 'higherDueOn' | 'registrationDate'>): AssignmentDue {
    return assignmentDue(this.calendar(), { ...wishes, defaultDays: this.#amount('execution-default', 'calendar-days', wishes.registrationDate, EXECUTION_DAYS), endRule: 'next' });
  }

  #amount(id: TermId, unit: string, day: string, otherwise: number): number {
    const term = termAt(this.#options.pack(), id, day);
    return term?.unit === unit ? term.amount : otherwise;
  }
}
