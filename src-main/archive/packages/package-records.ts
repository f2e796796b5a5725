import type { ImportedPackage, MadePackage, PackageDocument } from '#shared/contract/packages.ts';
import { TAKEN_STATES } from '#shared/domain/package-documents.ts';
import { PACKAGE_FORMATS } from '#shared/domain/transfer-packages.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../../store/database.ts';
import { CLOSED } from './closed-cases.ts';

interface MadeRow {
  readonly package_id: string;
  readonly format: string;
  readonly case_ids: string;
  readonly made_for: string;
  readonly permission: string | null;
  readonly file_name: string;
  readonly sha256: string;
  readonly size: number;
  readonly files: number;
  readonly documents: number;
  readonly manifest_sha256: string;
  readonly made_at: string;
  readonly made_by: string;
}

interface ImportedRow {
  readonly package_id: string;
  readonly format: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly size: number;
  readonly identifier: string | null;
  readonly organisation: string | null;
  readonly documents: number;
  readonly findings: number;
  readonly report_sha256: string;
  readonly imported_at: string;
  readonly imported_by: string;
}

const format = z.enum(PACKAGE_FORMATS);
const takenRow = z.object({ path: z.string(), letterId: z.string(), state: z.enum(TAKEN_STATES), documentId: z.string().nullable(), registrationIndex: z.string().nullable() });
export type TakenLetter = NonNullable<PackageDocument['taken']>;

/** Reads packages. */
export class PackageRecords {
  readonly #database: DeskDatabase;
  readonly #statements;
  readonly #has: (sha256: string) => boolean;

  constructor(database: DeskDatabase, has: (sha256: string) => boolean) {
    this.#database = database;
    this.#has = has;
    this.#statements = {
      content: database.prepare<[string, string]>('INSERT INTO package_content (package_id, document_id) VALUES (?, ?)'),
      removedWith: database.prepare<[string], string>("SELECT number FROM erasure_file JOIN destruction_act USING (act_id) WHERE sha256 = ? AND erasure_file.state IN ('doomed', 'gone')").pluck(),
      packable: database.prepare<[string]>(`SELECT 1 FROM case_closing WHERE case_id = ? AND ${CLOSED}`),
      taken: database.prepare<[string]>(
        `SELECT path, letter.letter_id AS letterId, letter.state, letter.document_id AS documentId, registration_index AS registrationIndex
         FROM package_taken JOIN letter USING (letter_id) LEFT JOIN card ON card.document_id = letter.document_id WHERE package_id = ? ORDER BY letter.position DESC`,
      ),
      own: database.prepare<[string, string], number>('SELECT 1 FROM package_made WHERE sha256 = ? OR package_id = ?').pluck(),
    };
  }

  /** What lies in a package that was made here. Part of a transaction. */
  keepContents(packageId: string, documentIds: readonly string[]): void {
    for (const documentId of new Set(documentIds)) this.#statements.content.run(packageId, documentId);
  }

  /** Whether a package may be made of the case now: it is closed, and not destroyed. */
  isPackable(caseId: string): boolean {
    return this.#statements.packable.get(caseId) !== undefined;
  }

  /** Whether this office made a package, by its bytes or by what it says of itself. */
  isOwn(sha256: string, identifier: string | null): boolean {
    return this.#statements.own.get(sha256, (identifier ?? '').replace(/^package-/, '')) !== undefined;
  }

  made(): MadePackage[] {
    return this.#database.prepare<[], MadeRow>('SELECT * FROM package_made ORDER BY made_at DESC, package_id').all().map((row) => this.#toMade(row));
  }

  madeById(packageId: string): MadePackage | null {
    const row = this.#database.prepare<[string], MadeRow>('SELECT * FROM package_made WHERE package_id = ?').get(packageId);
    return row === undefined ? null : this.#toMade(row);
  }

  imported(): ImportedPackage[] {
    return this.#database.prepare<[], ImportedRow>('SELECT * FROM package_imported ORDER BY imported_at DESC, package_id').all().map(toImported);
  }

  importedById(packageId: string): { readonly entry: ImportedPackage; readonly reportSha256: string } | null {
    const row = this.#database.prepare<[string], ImportedRow>('SELECT * FROM package_imported WHERE package_id = ?').get(packageId);
    return row === undefined ? null : { entry: toImported(row), reportSha256: row.report_sha256 };
  }

  /** Letters that documents of a package became, by the path of the record, the newest first. */
  takenFrom(packageId: string): ReadonlyMap<string, readonly TakenLetter[]> {
    const taken = new Map<string, TakenLetter[]>();
    for (const row of this.#statements.taken.all(packageId)) {
      const { path, ...letter } = takenRow.parse(row);
      taken.set(path, [...(taken.get(path) ?? []), letter]);
    }
    return taken;
  }

  #toMade(row: MadeRow): MadePackage {
    return {
      packageId: row.package_id,
      format: format.parse(row.format),
      madeFor: row.made_for,
      permission: row.permission,
      cases: z.array(z.string()).parse(JSON.parse(row.case_ids)).length,
      documents: row.documents,
      files: row.files,
      fileName: row.file_name,
      sha256: row.sha256,
      size: row.size,
      manifestSha256: row.manifest_sha256,
      madeAt: row.made_at,
      madeBy: row.made_by,
      here: this.#has(row.sha256),
      removedWith: this.#statements.removedWith.get(row.sha256) ?? null,
    };
  }
}

function toImported(row: ImportedRow): ImportedPackage {
  return { packageId: row.package_id, format: format.parse(row.format), fileName: row.file_name, sha256: row.sha256, size: row.size, identifier: row.identifier, organisation: row.organisation, documents: row.documents, findings: row.findings, importedAt: row.imported_at, importedBy: row.imported_by };
}
