import type { verificationOperations } from '#shared/sync/kinds/verification.ts';
import { showApplicationWork } from '../application-work.ts';
import { showContractWork } from '../contract-work.ts';
import { evidenceKeys, evidenceSlot, missingKeys } from '../evidence-keys.ts';
import type { ProjectorsOf } from '../project.ts';
import { noteVerdict } from '../provable-documents.ts';

export const verificationProjectors: ProjectorsOf<typeof verificationOperations> = {
  'verification.recorded': (rows, p, operation) => {
    rows.insert('verification', {
      verification_id: p.verificationId,
      letter_id: p.letterId,
      document_id: p.documentId,
      verdict: p.verdict,
      reports_sha256: p.reportsSha256,
      suggestions: p.suggestions,
      checked_at: p.checkedAt,
      position: operation.place,
      cause: p.trigger,
      missing: p.missing,
      findings: p.findings ?? null,
    });
    for (const key of missingKeys(p.missing)) rows.insert('verification_missing', { key, verification_id: p.verificationId });
    p.evidence.forEach(({ kind, source, sha256, obtainedAt }, position) => {
      rows.insert('verification_evidence', { verification_id: p.verificationId, position, kind, source, sha256, obtained_at: obtainedAt });
    });
    for (const content of p.contents) {
      rows.remove('file_content', { of_sha256: content.ofSha256 });
      rows.insert('file_content', { of_sha256: content.ofSha256, sha256: content.sha256, size: content.size, media_type: content.mediaType });
    }
    if (p.documentId === null) return;
    rows.update('card', { document_id: p.documentId }, { verdict: p.verdict });
    noteVerdict(rows, p.documentId, p.verdict);
    showApplicationWork(rows, p.documentId, operation);
    showContractWork(rows, p.documentId, operation, 'check');
  },
  'evidence.obtained': (rows, p, operation) => {
    const slot = evidenceSlot(p);
    // The older one is no longer in use; it stays, since a verdict may lean on it.
    rows.update('evidence', { slot, in_use: true }, { in_use: false });
    rows.insert('evidence', {
      evidence_id: p.evidenceId,
      position: operation.place,
      slot,
      in_use: true,
      kind: p.kind,
      url: p.url,
      sha256: p.sha256,
      size: p.size,
      obtained_at: p.obtainedAt,
      this_update: p.thisUpdate,
      next_update: p.nextUpdate,
      description: p.description,
    });
    for (const key of evidenceKeys(p)) rows.insert('evidence_key', { key, evidence_id: p.evidenceId });
  },
  'evidence.settingsChanged': (rows, p) => {
    rows.remove('evidence_setting', { only_row: 1 });
    rows.insert('evidence_setting', { only_row: 1, fetch: p.fetch, allowed_hosts: p.allowedHosts, proxy: p.proxy });
  },
};
