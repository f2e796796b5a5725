import { bodyNameKey } from '#shared/domain/head-only-bodies.ts';
import type { PackContent } from '../model.ts';
import { checkOverlaps, checkPeriod, checkSource, type Path, type Report } from './reporter.ts';

/** A shorter beginning would take in every name that begins with a common word. */
const BEGINNING_LEAST_WORDS = 2;

/** Names that can be compared, each of one body alone, and beginnings that tell enough. */
export function checkBodies({ pack, bodies: { bodies } }: PackContent, report: Report): void {
  checkOverlaps('bodies', ['bodies'], bodies, report);
  const owners = new Map<string, string>();
  for (const [at, body] of bodies.entries()) {
    const path: Path = ['bodies', at];
    checkPeriod('bodies', path, body, report);
    checkSource('bodies', path, body, pack.acts, report);
    if (body.names.length + body.beginnings.length === 0) report('bodies', path, 'shape', 'a name or a beginning is expected');
    for (const [n, name] of body.names.entries()) {
      const key = bodyNameKey(name);
      const owner = owners.get(key) ?? body.id;
      if (key === '') report('bodies', [...path, 'names', n], 'shape', `nothing to compare in "${name}"`);
      else if (owner !== body.id) report('bodies', [...path, 'names', n], 'duplicateId', `"${name}" is also a name of ${owner}`);
      owners.set(key, owner);
    }
    for (const [b, beginning] of body.beginnings.entries()) {
      if (bodyNameKey(beginning).split(' ').length < BEGINNING_LEAST_WORDS) report('bodies', [...path, 'beginnings', b], 'shape', `"${beginning}" has less than ${BEGINNING_LEAST_WORDS} words`);
    }
  }
}
