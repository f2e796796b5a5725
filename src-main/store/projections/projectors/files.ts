import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { RowWriter } from '../project.ts';
import type { ProjectionTable } from '../tables.ts';

type Files = OperationPayload<'letter.received'>['files'];

/** Files in their order, as rows of a letter or a card. */
export function insertFiles(rows: RowWriter, table: ProjectionTable, owner: Readonly<Record<string, string>>, files: Files): void {
  files.forEach((file, position) => {
    rows.insert(table, { ...owner, position, sha256: file.sha256, file_name: file.fileName, size: file.size, media_type: file.mediaType, role: file.role });
  });
}

