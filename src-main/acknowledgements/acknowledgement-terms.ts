import { acknowledgementDue, type AcknowledgementToday } from '#shared/domain/acknowledgement.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { dayNumber } from '#shared/domain/working-day.ts';
import { type AbsencePeriod, addWorkingDays, type DueTime } from '#shared/domain/working-time.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';

export interface TermOptions {
  /** The office's calendar now. */
  readonly calendar: WorkingCalendar;
  /** The office's day. */
  readonly today: string;
  /** Time in which a person does not work, recorded up to now (ACK-07). */
  readonly absencesOf: (personId: string) => readonly AbsencePeriod[];
}

/** Terms of many people at one moment; what is the same for all of them is computed once. */
export class AcknowledgementTerms {
  readonly #options: TermOptions;
  readonly #plain = new Map<string, DueTime>();
  readonly days: AcknowledgementToday;

  constructor(options: TermOptions) {
    this.#options = options;
    this.days = { today: options.today, nextWorkingDay: addWorkingDays(options.calendar, options.today, 1).day };
  }

  dayOf(instant: string): string {
    return dayInZone(this.#options.calendar.zone, instant);
  }

  due(personId: string, sentAt: string, workingDays: number): DueTime {
    const { calendar, absencesOf } = this.#options;
    const sentOn = this.dayOf(sentAt);
    const absences = absencesOf(personId);
    if (absences.length > 0) return acknowledgementDue({ calendar, workingDays, sentOn, absences });
    const key = `${sentOn} ${workingDays}`;
    const known = this.#plain.get(key) ?? acknowledgementDue({ calendar, workingDays, sentOn, absences });
    this.#plain.set(key, known);
    return known;
  }

  /** Calendar days until a day; negative after it. */
  daysLeft(dueOn: string): number {
    return dayNumber(dueOn) - dayNumber(this.days.today);
  }
}
