import type { PackContent } from '../model.ts';
import { checkOverlaps, checkPeriod, checkSource, type Report } from './reporter.ts';

/** Duties that do not hold twice at once, each from a source, no two of them tracked by the same matters at the same time. */
export function checkDuties({ pack, duties: { duties } }: PackContent, report: Report): void {
  checkOverlaps('duties', ['duties'], duties, report);
  // What nothing tells about has a name of its own, so that it meets no other.
  checkOverlaps('duties', ['duties'], duties.map(({ track, from, to }, at) => ({ id: track ?? `untracked ${at}`, from, to })), report);
  for (const [at, duty] of duties.entries()) {
    checkPeriod('duties', ['duties', at], duty, report);
    checkSource('duties', ['duties', at], duty, pack.acts, report);
  }
}
