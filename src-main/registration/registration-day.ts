import { Refusal } from '#shared/contract/errors.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { Store } from '../store/store.ts';
import type { OfficeRecord } from './directories.ts';

export interface RegistrationDay {
  readonly day: string;
  readonly year: number;
}

/**
 * The day of a registration: the clock's day in the office's zone. A clock that stands before the newest
 * registration would date documents wrongly or open last year's journal again, so the registrar is asked
 * to look at it; a number is never given twice either way. What the server told last stands for a clock that is behind
 * it, so that no year is opened again; one that is a day ahead of the server's is asked about too.
 */
export class RegistrationClock {
  readonly #environment: Environment;
  readonly #membership: Store['membership'];
  readonly #newest;
  readonly #newestOwn;

  constructor({ database, membership }: Pick<Store, 'database' | 'membership'>, environment: Environment) {
    this.#environment = environment;
    this.#membership = membership;
    this.#newest = database.prepare<[], { at: string | null }>('SELECT max(registered_at) AS at FROM card');
    this.#newestOwn = database.prepare<[string, string], { at: string }>('SELECT registered_at AS at FROM card WHERE registered_at > ? AND registered_desk = +? ORDER BY registered_at DESC LIMIT 1');
  }

  today(office: OfficeRecord): RegistrationDay {
    const day = dayInZone(office.zone, isoInstant(this.#now()));
    return { day, year: Number(day.slice(0, 4)) };
  }

  /** @throws Refusal where the clock stands before the newest registration, or a day ahead of the server's, and nobody has confirmed it. */
  demand(office: OfficeRecord, confirmed: boolean): RegistrationDay {
    const today = this.today(office);
    const server = dayInZone(office.zone, isoInstant(this.#now() - Math.max(0, this.#membership.clockAhead() ?? 0)));
    if (server < today.day && !confirmed) throw new Refusal('conflict', 'error.clockAhead', { clock: today.day, server });
    const newestAt = this.#newestKnown();
    if (newestAt === null || newestAt <= isoInstant(this.#now())) return today;
    const newest = dayInZone(office.zone, newestAt);
    if (newest > today.day && !confirmed) throw new Refusal('conflict', 'error.clockBehind', { clock: today.day, newest });
    return today;
  }

  /** The newest registration by this clock: another desk's clock may be wrong in its own way. */
  #newestKnown(): string | null {
    const { identity, position } = this.#membership;
    if (position.serverTime === null) return this.#newest.get()?.at ?? null;
    return this.#newestOwn.get(position.serverTime, identity.desk)?.at ?? null;
  }

  /** The later one of the clock and the server's time as it was last told; no order hangs on it. */
  #now(): number {
    const { serverTime } = this.#membership.position;
    return Math.max(this.#environment.now(), serverTime === null ? 0 : Date.parse(serverTime));
  }
}
