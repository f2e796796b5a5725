/** Minutes since midnight of a checked `HH:MM`, 0…1440. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
