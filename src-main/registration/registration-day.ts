import { Refusal } from '#shared/contract/errors.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { DeskDatabase } from '../store/database.ts';
import type { OfficeRecord } from './directories.ts';

export interface RegistrationDay {
  readonly day: string;
  readonly year: number;
}

/**
 * The day of a registration: the clock's day in the office's zone. A clock that stands before the newest
 * registration would date documents wrongly or open last year's journal again, so the registrar is asked
 * to look at it; a number is never given twice either way.
 */
export class RegistrationClock {
  readonly #environment: Environment;
  readonly #newest;

  constructor(database: DeskDatabase, environment: Environment) {
    this.#environment = environment;
    this.#newest = database.prepare<[], { at: string | null }>('SELECT max(registered_at) AS at FROM card');
  }

  today(office: OfficeRecord): RegistrationDay {
    const day = dayInZone(office.zone, isoInstant(this.#environment.now()));
    return { day, year: Number(day.slice(0, 4)) };
  }

  /** @throws Refusal where the clock stands before the newest registration and nobody has confirmed it. */
  demand(office: OfficeRecord, confirmed: boolean): RegistrationDay {
    const today = this.today(office);
    const newestAt = this.#newest.get()?.at ?? null;
    if (newestAt === null || newestAt <= isoInstant(this.#environment.now())) return today;
    const newest = dayInZone(office.zone, newestAt);
    if (newest > today.day && !confirmed) throw new Refusal('conflict', 'error.clockBehind', { clock: today.day, newest });
    return today;
  }
}
