import { dayNumber } from '#shared/domain/working-day.ts';

/** Days from 0000-01-01 to 1970-01-01. */
const EPOCH = 719_528;
/** Places of one log, for ever. Times the 2^22 days of four-digit years they fill the 53 bits of a number. */
const PLACES = 2 ** 31;

/**
 * Key of a card that was taken over from an old journal. Keys of cards registered here are their places in the log,
 * from 1 upwards; this one is below all of them, by the old date, within a day by place in the log. So a journal of
 * 2019 never stands above yesterday's cards, and journals taken over one after another stand among each other by date.
 *
 * @param day of its registration in the old journal
 * @throws RangeError where that is no day
 */
export function importedCardKey(day: string, place: number): number {
  return Number.MIN_SAFE_INTEGER + (dayNumber(day) + EPOCH) * PLACES + place;
}
