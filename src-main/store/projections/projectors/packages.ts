import type { packagesOperations } from '#shared/sync/kinds/packages.ts';
import type { ProjectorsOf } from '../project.ts';

export const packagesProjectors: ProjectorsOf<typeof packagesOperations> = {
  'package.made': (rows, p, operation) =>
    rows.insert('package_made', {
      package_id: p.packageId,
      format: p.format,
      case_ids: p.caseIds,
      made_for: p.madeFor,
      permission: p.permission,
      file_name: p.fileName,
      sha256: p.sha256,
      size: p.size,
      files: p.files,
      documents: p.documents,
      manifest_sha256: p.manifestSha256,
      made_at: operation.at,
      made_by: operation.actor?.name ?? '',
      account_id: operation.actor?.accountId ?? '',
    }),
  'package.imported': (rows, p, operation) =>
    rows.insert('package_imported', {
      package_id: p.packageId,
      format: p.format,
      file_name: p.fileName,
      sha256: p.sha256,
      size: p.size,
      identifier: p.identifier,
      organisation: p.organisation,
      documents: p.documents,
      findings: p.findings,
      report_sha256: p.reportSha256,
      imported_at: operation.at,
      imported_by: operation.actor?.name ?? '',
      account_id: operation.actor?.accountId ?? '',
    }),
  'package.documentTaken': (rows, p) =>
    rows.insert('package_taken', { letter_id: p.letterId, package_id: p.packageId, path: p.path, correspondent: p.correspondent, number: p.number, date: p.date, subject: p.subject }),
};
