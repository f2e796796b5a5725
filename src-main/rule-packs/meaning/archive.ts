import type { PackContent } from '../model.ts';
import { checkOverlaps, checkPeriod, checkSource, type Report } from './reporter.ts';

/** One way of counting at a time for each beginning, each entry from a source. */
export function checkArchive({ pack, archive: { termStarts, defaults } }: PackContent, report: Report): void {
  checkOverlaps('archive', ['termStarts'], termStarts.map(({ of, from, to }) => ({ id: of, from, to })), report);
  for (const [at, entry] of termStarts.entries()) {
    checkPeriod('archive', ['termStarts', at], entry, report);
    checkSource('archive', ['termStarts', at], entry, pack.acts, report);
  }
  for (const [name, entry] of Object.entries(defaults)) checkSource('archive', ['defaults', name], entry, pack.acts, report);
}
