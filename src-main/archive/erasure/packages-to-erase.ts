import type { Store } from '../../store/store.ts';
import type { DoomedOwners } from './doomed-owners.ts';

/** A package that was made at this desk, as one file. */
export interface PackageToErase {
  readonly sha256: string;
  readonly actId: string;
}

/**
 * Packages that hold a destroyed document: each goes as a whole, since what is left can be packed again and a part of
 * a sealed file cannot be taken out. Where the desk has lost its local tables, a package is judged by what its cases hold now.
 * A package that came from elsewhere names no document of this office.
 */
export function packagesToErase({ database, blobs }: Pick<Store, 'database' | 'blobs'>, owners: DoomedOwners): PackageToErase[] {
  const made = database.prepare<[], { packageId: string; sha256: string; caseIds: string }>('SELECT package_id AS packageId, sha256, case_ids AS caseIds FROM package_made').all();
  const written = database.prepare<[string], string>('SELECT document_id FROM package_content WHERE package_id = ?').pluck();
  const inCases = database
    .prepare<[string], string>('SELECT document_id FROM filed_document JOIN case_closing USING (case_id) WHERE closed_with IN (SELECT value FROM json_each(?))')
    .pluck();
  return made
    .filter(({ sha256 }) => blobs.has(sha256))
    .flatMap(({ packageId, sha256, caseIds }) => {
      const contents = written.all(packageId);
      const acts = (contents.length > 0 ? contents : inCases.all(caseIds)).flatMap((id) => owners.actOf({ kind: 'document', id }) ?? []);
      return acts.slice(0, 1).map((actId) => ({ sha256, actId }));
    });
}
