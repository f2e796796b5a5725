import type { preservationOperations } from '#shared/sync/kinds/preservation.ts';
import type { ProjectorsOf } from '../project.ts';
import { noteAssessment, noteEvidence } from '../provable-documents.ts';

export const preservationProjectors: ProjectorsOf<typeof preservationOperations> = {
  'preservation.settingsChanged': (rows, p) => {
    rows.remove('preservation_settings', { one: 1 });
    rows.insert('preservation_settings', { one: 1, keeper: p.keeper, renew_days: p.renewDays, revalidate_days: p.revalidateDays });
  },
  'preservation.assessed': (rows, p) => noteAssessment(rows, p.documentId, p),
  'preservation.evidenceMade': (rows, p) => {
    rows.insert('preserved_evidence', {
      package_id: p.packageId,
      document_id: p.documentId,
      manifest_name: p.manifest.fileName,
      manifest_sha256: p.manifest.sha256,
      record_name: p.record.fileName,
      record_sha256: p.record.sha256,
      stamped_at: p.stampedAt,
      authority: p.authority,
      authority_until: p.authorityUntil,
      digest: p.digest,
      together: p.together,
    });
    for (const [place, { fileName, sha256 }] of p.pieces.entries()) rows.insert('preserved_piece', { package_id: p.packageId, place, file_name: fileName, sha256 });
    noteEvidence(rows, p.documentId);
  },
  'preservation.reported': (rows, p, operation) =>
    rows.insert('preservation_report', { report_id: p.reportId, desk: operation.desk, desk_code: p.deskCode, begun_at: p.from, ended_at: p.until, assessed: p.assessed, renewed: p.renewed, not_passing: p.notPassing, listed: p.listed }),
};
