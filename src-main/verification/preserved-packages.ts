import type { JobFile, JobPackage } from '../jobs/job-kinds.ts';
import type { Store } from '../store/store.ts';
import type { Subject } from './subject.ts';

/** A package of evidence that is kept beside the signatures of a document. */
export interface PreservedPackage {
  readonly packageId: string;
  readonly manifest: StoredPiece;
  readonly record: StoredPiece;
  readonly pieces: readonly StoredPiece[];
}

export interface StoredPiece {
  readonly fileName: string;
  readonly sha256: string;
}

interface PackageRow {
  readonly package_id: string;
  readonly manifest_name: string;
  readonly manifest_sha256: string;
  readonly record_name: string;
  readonly record_sha256: string;
}

/** Evidence records of a document, with what they are over (ARC-07). */
export class PreservedPackages {
  readonly #store: Store;
  readonly #statements;

  constructor(store: Store) {
    this.#store = store;
    this.#statements = {
      packages: store.database.prepare<[string], PackageRow>('SELECT package_id, manifest_name, manifest_sha256, record_name, record_sha256 FROM preserved_evidence WHERE document_id = ? ORDER BY stamped_at, package_id'),
      pieces: store.database.prepare<[string], StoredPiece>('SELECT file_name AS fileName, sha256 FROM preserved_piece WHERE package_id = ? ORDER BY place'),
    };
  }

  /** Oldest first; a letter has none. */
  of(subject: Subject): PreservedPackage[] {
    if ('letterId' in subject) return [];
    return this.#statements.packages.all(subject.documentId).map((row) => ({
      packageId: row.package_id,
      manifest: { fileName: row.manifest_name, sha256: row.manifest_sha256 },
      record: { fileName: row.record_name, sha256: row.record_sha256 },
      pieces: this.#statements.pieces.all(row.package_id),
    }));
  }

  /** As a check reads them. What was made at another desk and is on its way here proves nothing yet. */
  async located(subject: Subject): Promise<JobPackage[]> {
    const { blobs } = this.#store;
    const located: JobPackage[] = [];
    for (const { manifest, record, pieces } of this.of(subject)) {
      if (!blobs.has(manifest.sha256) || !blobs.has(record.sha256)) continue;
      located.push({ manifest: await this.#locate(manifest), record: await this.#locate(record), pieces: await Promise.all(pieces.filter(({ sha256 }) => blobs.has(sha256)).map((piece) => this.#locate(piece))) });
    }
    return located;
  }

  async #locate({ fileName, sha256 }: StoredPiece): Promise<JobFile> {
    return { fileName, location: await this.#store.blobs.locate(sha256) };
  }
}
